"""Chinese for what is said about a Word template and about filling it."""

TRANSLATIONS = {
    # where
    "{part}, table {table}, row {row}, cell {cell}": (
        "{part}，第{table}个表格第{row}行第{cell}个单元格"
    ),
    "{part}, table {table}": "{part}，第{table}个表格",
    "{where}: a table has no row left and is left out": "{where}：表格一行也没有，已略去",
    "{part}, paragraph {n}": "{part}，第{n}段",
    "{where} ({around})": "{where}（{around}）",
    # the file
    "the template cannot be read: {fault}": "模板无法读取：{fault}",
    "it cannot be used: {fault}": "模板无法使用：{fault}",
    "{part}: {fault}": "{part}：{fault}",
    "it declares a document type, which no .docx needs": (
        "文件声明了文档类型，.docx 不需要这样的声明"
    ),
    "it is no Word document: it has no word/document.xml": (
        "这不是 Word 文档：缺少 word/document.xml"
    ),
    "it is no Word document: it has no [Content_Types].xml": (
        "这不是 Word 文档：缺少 [Content_Types].xml"
    ),
    "it is no Word document: {type}": "这不是 Word 文档：{type}",
    "its XML is broken: {fault}": "其中的 XML 已损坏：{fault}",
    "it is no .docx file: {fault}": "这不是 .docx 文件：{fault}",
    "it unpacks to more than {n} bytes": "解压后超过 {n} 字节",
    "{name} in it unpacks beyond reason": "其中的 {name} 解压后大得不合常理",
    "{name} in it is encrypted or packed oddly": "其中的 {name} 已加密或压缩方式异常",
    "{name} in it is a doubled or unsafe name": "其中的文件名 {name} 重复或不安全",
    "it carries macros ({name}); save it as .docx without them": (
        "模板含有宏（{name}），请另存为不含宏的 .docx"
    ),
    "no picture or document can be put into it: {fault}": "无法在其中放入图片或文档：{fault}",
    "no picture is called {title}; there are: {known}": "没有叫“{title}”的图片，模板中有：{known}",
    "it takes the place of the picture {title}, without a tag": (
        "它替换名为“{title}”的图片，不需要标签"
    ),
    "$picture wants a title and a file": "$picture 需要 title 和 file 两项",
    "link begins with https:, http: or mailto:, unlike {typed}": (
        "link 须以 https:、http: 或 mailto: 开头，而不是 {typed}"
    ),
    "its footnotes can stand in the body alone": "其中的脚注只能放在正文里",
    "its {name} would be lost": "其中的 {name} 会丢失",
    "it cannot be put into a template that is Strict Open XML; save the template as a plain Word "
    "document (.docx)": (
        "模板是 Strict Open XML 格式，不能放入文档，请把模板另存为普通 Word 文档（.docx）"
    ),
    "{part} names {target}, which is not in the file; open it in Word, see what is missing and "
    "save it anew": (
        "{part} 指向 {target}，但文件中没有这一部分，请用 Word 打开，看看缺了什么，然后另存一次"
    ),
    "{part}: it holds tracked changes nobody accepted": "{part}：有尚未接受的修订",
    "{part}: it is a file inside the document, in which nothing is filled: {tag}; "
    "write there what is to stand there": (
        "{part}：这是文档中嵌入的文件，其中不会填写：{tag}；请在那里直接写明内容"
    ),
    "{part}: nothing is filled there: {tag}; move it into the text": (
        "{part}：这一部分不会填写：{tag}；请移到正文中"
    ),
    "{tag} stands in no paragraph it could take the place of; write it without {prefix}": (
        "{tag} 所在之处没有可由它代替的段落，请去掉 {prefix}"
    ),
    "{spot}: {name} is {kind}, where nothing but text can stand; give plain text": (
        "{spot}：{name} 是{kind}，而这里只能放文字；请给出普通文字"
    ),
    "it carries {n} embedded fonts, and so does every document made from it": (
        "模板嵌入了{n}个字体，由它生成的每份文档都会带上"
    ),
    # tags
    "{found} is full-width; docxtpl reads only {{{{ }}}} and {{% %}}": (
        "{found} 是全角的，docxtpl 只识别 {{{{ }}}} 和 {{% %}}"
    ),
    "{found} stands alone; a tag begins and ends in one paragraph": (
        "{found} 不成对；标签须在同一段落内开始和结束"
    ),
    '{{# begins a comment; to print it, write {{{{ "{{#" }}}}': (
        '{{# 是注释的开头；如要输出这两个字符，请写 {{{{ "{{#" }}}}'
    ),
    "{found} in {tag} is full-width; type it half-width": "{tag} 中的 {found} 是全角的，请改为半角",
    "curly quotes in {tag} are read as straight ones": "{tag} 中的弯引号按直引号处理",
    "{tag} means the word {name} itself, because of the quotes; "
    "delete them, or write the word without a tag": (
        "{tag} 因为有引号，输出的是“{name}”这个词本身；请删去引号，或者不用标签直接写这个词"
    ),
    "no tag of {template} asks for {name}": "{template} 中没有标签用到 {name}",
    "beside {tag} stands {rest}, which docxtpl deletes; move it elsewhere": (
        "{tag} 旁边的“{rest}”会被 docxtpl 删去，请移到别处"
    ),
    "{tag} stands outside a table": "{tag} 不在表格内",
    "{tag} holds a % or }}, after which docxtpl does not know its prefix": (
        "{tag} 中有 % 或 }}，docxtpl 因此认不出它的前缀"
    ),
    "{tag} begins with no word that Jinja or docxtpl knows": (
        "{tag} 开头的词，Jinja 和 docxtpl 都不认识"
    ),
    "{tag} needs another file, which a template cannot have": "{tag} 需要另一个文件，模板不能引用",
    "{tag} cannot be read: {fault}": "{tag} 无法识别：{fault}",
    "{tag} uses {name}, which is no filter or test of Jinja": (
        "{tag} 用了 {name}，Jinja 没有这个过滤器或测试"
    ),
    "{tag} has no if before it": "{tag} 之前没有 if",
    "{tag} ends what did not begin; open is {before}": (
        "{tag} 没有对应的开头，当前尚未结束的是 {before}"
    ),
    "{tag} is never ended": "{tag} 没有对应的结尾",
    "{begin} and {end} ({there}) do not stand in the same content control ({name}); "
    "give each of them a control of its own, or put both outside": (
        "{begin} 与 {end}（{there}）不在同一个内容控件（{name}）中；"
        "请给它们各用一个内容控件，或都放到控件之外"
    ),
    "without a title, around {text}": "无标题，内容为 {text}",
    "{begin} begins in another cell, row or table than {end} ends ({there}); "
    "rows repeat between {{%tr … %}}, cells between {{%tc … %}}": (
        "{begin} 与 {end}（{there}）不在同一单元格、行或表格；"
        "重复行请用 {{%tr … %}}，重复单元格请用 {{%tc … %}}"
    ),
    "{tag} was changed while changes were tracked; accept them first": (
        "{tag} 带有修订痕迹，请先接受修订"
    ),
    "{tag} stands in a tracked change; accept or reject it": (
        "{tag} 在修订内容中，请接受或拒绝该修订"
    ),
    "{tag} stands in a field code, which shows its old result": (
        "{tag} 在域代码中，显示的仍是旧结果"
    ),
    "{tag} stands in a hyperlink, which goes on leading to the same place": (
        "{tag} 在超链接中，链接目标不会随之改变"
    ),
    # what makes filling slower
    "the columns of a table depend on the values, so its grid is fitted each time": (
        "表格的列数随数据变化，每次都要重新调整列宽"
    ),
    "each document is parsed, because {reason}": "每份文档都要重新解析，原因是{reason}",
    "an expression may print text that is not escaped": "有表达式可能输出未转义的文字",
    "an element stays open": "有元素没有结束",
    "a value stands outside all elements": "有值在所有元素之外",
    "a loop leaves open what it found closed, or the reverse": "循环前后的元素开合不一致",
    "{kind} is not followed": "无法跟踪 {kind}",
    "branches leave different elements open": "各分支之后的元素开合不一致",
    "a tag stands inside an element's own tag": "有标签写在 XML 元素的标记之内",
    "{name} ends where it did not begin": "{name} 没有开始就结束了",
    # filling
    "{spot}: {fault}": "{spot}：{fault}",
    "{spot}: there is no value for {name}": "{spot}：没有 {name} 的值",
    "; write {line} in {data} to print nothing": "；如不输出，请在 {data} 中写 {line}",
    "; write {line} under {parent} in {data} to print nothing": (
        "；如不输出，请在 {data} 的 {parent} 下写 {line}"
    ),
    '{spot}: {name} is blank; state a value for it, or "" to print nothing': (
        '{spot}：{name} 为空，请填写；如不输出，请写 ""'
    ),
    "; write {right} for {found}": "；{found} 请写成 {right}",
    "{spot}: {name} is something every group of keys can do; for the key {key} write {right}": (
        "{spot}：{name} 与数据自带的功能同名；要取键 {key} 的值，请写 {right}"
    ),
    "; to go through all of them write {name}()": "；要逐个取出全部，请写 {name}()",
    "something is divided by zero": "除数是零",
    "there is no number that is the answer": "算不出结果",
    "the number becomes too large": "数字过大",
    "in the program's own words: {said}": "程序的原话是：{said}",
    "yes or no": "“是/否”",
    "something else": "别的内容",
    "{kind} has no {name}": "{kind}没有 {name}",
    '; a date is written with | date("%Y-%m-%d")': '；日期请用 | date("%Y年%-m月%-d日")',
    "a list is wanted, and this is {kind}": "此处需要列表，而不是{kind}",
    "{sign} cannot stand before {kind}": "{kind}前面不能用 {sign}",
    "a number is wanted, and this is {kind}": "此处需要数字，而不是{kind}",
    "there is nothing named {name}": "没有名为 {name} 的值",
    "nothing is given for {name} in the brackets": "括号中缺少 {name}",
    "{kind} takes no brackets behind it": "{kind}后面不能加括号",
    "“in” cannot look into {kind}": "in 不能在{kind}中查找",
    "“in” finds only a text in a text": "in 在文字中只能查找文字",
    "a whole number is wanted, and this is {kind}": "此处需要整数，而不是{kind}",
    "in the brackets stands too much, too little or an unknown word": (
        "括号中的内容过多、过少，或者有不认识的词"
    ),
    "the text has more or fewer gaps than there are values for them": (
        "文字中的空位与所给的值数目不符"
    ),
    "the loop names more or fewer values than each element has": (
        "循环写的名称数目与每一项中值的数目不符"
    ),
    "a list or group of keys cannot stand there": "此处不能用列表或一组键值",
    "{name} is nothing a template may use": "模板不能使用 {name}",
    "that is nothing a template may call": "模板不能调用它",
    # what Jinja cannot read
    "a name": "名称",
    "the end": "结尾",
    "{got} stands where {wanted} is wanted": "此处应为 {wanted}，却写了 {got}",
    "a name or value is missing before {got}": "{got} 之前缺少名称或值",
    "{sign} has no meaning in a tag": "标签中不能用 {sign}",
    "{sign} stands where it has no meaning": "{sign} 不应出现在此处",
    "{{% {name} %}} is never ended": "{{% {name} %}} 没有结尾",
    "{name} is no word a tag can begin with here": "此处的标签不能以 {name} 开头",
    "there is no filter or test named {name}": "没有名为 {name} 的过滤器或测试",
    "a word is missing behind {{%": "{{% 后面缺少词",
    "a name holds a sign that no name may have": "名称中有不能使用的符号",
    "{name} cannot be a name": "{name} 不能作名称",
    "{name} is never ended": "{name} 没有结尾",
    "a text": "文字",
    "a list": "列表",
    "a group of keys": "一组键值",
    "a blank": "空值",
    "a number": "数字",
    "{sign} cannot stand between {one} and {two}": "{one}与{two}之间不能用 {sign}",
    "; write numbers without quotes in the data, and ~ to join texts": (
        "；数据中的数字不要加引号，连接文字请用 ~"
    ),
    "{spot}: {name} is yes or no, which a tag can test but not print; "
    'write {{{{ "yes" if {name} else "no" }}}}': (
        "{spot}：{name} 是“是/否”，标签可以据此判断，但不能输出；"
        '请写 {{{{ "是" if {name} else "否" }}}}'
    ),
    "{spot}: {name} is no text or number that could be printed": (
        "{spot}：{name} 不是可以输出的文字或数字"
    ),
    "{spot}: {name} is {kind}, which {tag} cannot print; write {right} in the template": (
        "{spot}：{name} 是{kind}，{tag} 不能输出，请在模板中改写为 {right}"
    ),
    ", or give {rich} in the data": "，或者在数据中用 {rich} 写",
    "plain text": "普通文字",
    "{spot}: the image cannot be put there: {fault}": "{spot}：此处无法放入图片：{fault}",
    "{spot}: the tag may not do that: {fault}": "{spot}：不允许标签这样做：{fault}",
    "{spot}: the tag cannot be filled: {fault}": "{spot}：标签无法填写：{fault}",
    "{spot}: behind {tag} the document would be broken, because what it prints or leaves out "
    "is not whole; print the value without |safe, and end a block in the cell and paragraph "
    "it begins in": (
        "{spot}：{tag} 之后文档会损坏，因为它输出或省去的内容不完整；"
        "请去掉 |safe，并让标签在同一单元格、同一段落内开始和结束"
    ),
    "this place": "此处",
    "{name} holds the character {character}, which a document cannot show; remove it": (
        "{name} 中有文档无法显示的字符 {character}，请删除"
    ),
    # numbers and dates
    "{value} is no number": "{value} 不是数字",
    "a list or group": "列表或一组键值",
    "{value} is no number of places": "{value} 不是小数位数",
    "round knows {known}, not {method}": "round 只有 {known}，没有 {method}",
    "{value} is finer than a cent; write |round(2) before |amount_in_words": (
        "{value} 有不足一分的零头，请在 |amount_in_words 前写 |round(2)"
    ),
    "{value} is too large an amount to be written in words": "{value} 数额过大，无法写成大写金额",
    "{value} is no date; write it like 2024-01-11": "{value} 不是日期，请写成 2024-01-11 这样",
    "{value} is no day of any calendar": "{value} 不是日历上有的日期",
    "%{name} is no part of a date; there are {known}": "日期中没有 %{name}，可用的有：{known}",
    "it makes more text than a document can hold; look for a loop or repeat too many": (
        "生成的文字超出一份文档所能容纳的数量，请检查循环或重复是否过多"
    ),
    "it is not done after {seconds:g} seconds; look for a loop too many, or give it more with "
    "--timeout": "{seconds:g} 秒后仍未完成，请检查循环是否过多，或用 --timeout 延长时间",
    "a list holds too much; look for a list that holds itself twice": (
        "列表的内容过多，请检查列表是否重复包含自身"
    ),
    "a number has more than {most} digits": "数字超过 {most} 位",
    "it calls itself without end; look for a macro or loop that does": (
        "无止境地调用自身，请检查宏或循环"
    ),
    # rich values
    "an image cannot stand there": "此处不能放图片",
    "{path} cannot be read: {why}": "{path} 无法读取：{why}",
    "documents inside documents need docxcompose: pip install docxcompose": (
        "在文档中插入文档需要 docxcompose，请运行：pip install docxcompose"
    ),
    "it cannot be put into a document: {fault}": "无法插入文档：{fault}",
    "{found} is none of {known}": "{found} 不在可用的种类之列：{known}",
    "{kind} knows no {unknown}; it knows: {known}": (
        "{kind} 没有 {unknown} 这一项，可用的有：{known}"
    ),
    "the name of a file is wanted": "应填写文件名",
    "there is no file {path}": "没有文件 {path}",
    "{path} is not in the folder of the data; put it there, or allow its folder with "
    "--allow-files {folder}": (
        "{path} 不在数据所在的文件夹中，请移入，或用 --allow-files {folder} 允许其所在文件夹"
    ),
    "{path} is no file with a content of its own": "{path} 不是普通文件",
    "{path} has {size} MB, and {most} MB are the most; make it smaller": (
        "{path} 有 {size} MB，上限为 {most} MB，请缩小后再用"
    ),
    "{key} is {value}, not a length in millimetres": "{key} 填的是 {value}，应为以毫米计的长度",
    "{kind} wants a text": "{kind} 须为文字",
    "{kind} holds the character {code}, remove it": "{kind} 中有字符 {code}，请删除",
    "{key} is six hexadecimal digits, such as FF0000": "{key} 须为六位十六进制数，如 FF0000",
    "{key} is true or false, not {value}": "{key} 只能是 true 或 false，不能是 {value}",
    "size counts half points, such as 32; not {value}": "size 以半磅计，如 32；不能是 {value}",
}
