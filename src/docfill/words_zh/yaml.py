"""Chinese for what is said about lines that YAML or JSON cannot read."""

TRANSLATIONS = {
    "this line cannot be read; look at its indentation, colon, quotes and brackets "
    "(“{problem}”)": "本行无法读取，请检查缩进、冒号、引号和括号（“{problem}”）",
    # keys and colons
    "a “:” stands here where none belongs; indent the line like its neighbours, "
    "or put a text that holds “: ” in quotes": (
        "此处多出一个冒号“:”；请将本行与相邻各行的缩进对齐，文字中含有“: ”的请加引号"
    ),
    "this line has no “:” behind its key; write it like “key: value”": (
        "本行的键名后没有冒号“:”，请写成“key: value”的形式"
    ),
    "a full-width colon “：” stands here; keys end with “:” and a space": (
        "此处是全角冒号“：”，键名后应为半角冒号“:”加一个空格"
    ),
    "an ordinary space is missing behind the “:” of the key; write it like “key: value”": (
        "键名的冒号“:”后缺少半角空格，请写成“key: value”的形式"
    ),
    "“{sign}” is full-width; write “{half}”": "“{sign}”是全角符号，请改为半角“{half}”",
    "full-width signs stand in this line; write “{right}”": ("本行有全角符号，请写成“{right}”"),
    # indentation
    "no key begins here; indent the line like those it belongs to, "
    "and write nothing behind a closing quote or bracket": (
        "此处不是键名；请将本行与同组各行的缩进对齐，引号、括号结束后不要再写内容"
    ),
    "a tab stands in this line; indent with spaces": "本行有制表符，请改用空格缩进",
    "the line begins with a full-width or other unusual space (U+{code:04X}); "
    "indent with ordinary spaces": ("行首有全角空格或特殊空格（U+{code:04X}），请改用半角空格缩进"),
    "this line is indented further than line {line}, which has a value already; "
    "indent both alike": "本行的缩进比第{line}行深，而第{line}行已有自己的值；请将两行的缩进对齐",
    "this line begins in column {column}, the lines after it in column {other}; "
    "indent them alike": "本行从第{column}列开始，后面各行从第{other}列开始，请将缩进对齐",
    "this line begins in column {column}, those beside it in column {other}; "
    "indent it like them": "本行从第{column}列开始，前后各行从第{other}列开始，请将缩进对齐",
    "this line begins in column {column}, its neighbours in column {others}; "
    "indent it like them": "本行从第{column}列开始，相邻各行从第{others}列开始，请将缩进对齐",
    " or ": "或",
    # lists
    "“- ” begins a list here, and line {line} is no part of it; "
    "leave “- ” out, or indent line {line} further": (
        "“- ”表示列表从此处开始，而第{line}行不属于该列表；请删去“- ”，或者将第{line}行再缩进一些"
    ),
    "a list begins here among keys; leave “- ” out, or indent it under its key": (
        "此处在各键名之间开始了列表；请删去“- ”，或者将其缩进到所属键名之下"
    ),
    "“- ” begins a list, which cannot stand here; begin it in a line of its own, "
    "or put the value in quotes": ("“- ”表示列表，不能写在此处；请另起一行，或者给该值加引号"),
    # texts
    "if this line goes on with the text of {key}, indent it by {n} spaces like the rest of it": (
        "本行如果是 {key} 的文字，请缩进{n}个空格，与其余各行对齐"
    ),
    "the text of {key} begins further right than line {line}; indent all its lines alike": (
        "{key} 的文字在此处的缩进比第{line}行深，请将各行的缩进对齐"
    ),
    "a text begins under {key}; write “{key}: |” before it": (
        "{key} 之下是整段文字，请在文字之前写“{key}: |”"
    ),
    "nothing may stand behind “|”; begin the text in the next line, indented": (
        "“|”后面不能再写内容，请将文字另起一行并缩进"
    ),
    # quotes
    "a quote is opened here and never closed": "此处的引号只有开头，没有结尾",
    "the quote opened here is closed in line {line}, with something behind it; "
    "close it where the value ends, and write “ ” for quotes within a text": (
        "此处开头的引号到第{line}行才结束，其后还有内容；请在值的末尾加上引号，文字中的引号请用“ ”"
    ),
    "nothing may stand behind a closing quote; put the whole value in quotes, or none of it": (
        "引号结束后不能再写内容，请将整个值放在引号内，或者不用引号"
    ),
    "“\\” means something else in double quotes; use single quotes": (
        "双引号中的“\\”另有含义，请改用单引号"
    ),
    "a value cannot begin with “{sign}”; put the value in quotes": (
        "值不能以“{sign}”开头，请给该值加引号"
    ),
    "a line cannot begin with “%”; indent it, or put the value in quotes": (
        "行首不能是“%”，请缩进本行，或者给该值加引号"
    ),
    # brackets
    "a bracket is opened here and never closed": "此处的括号只有开头，没有结尾",
    "a bracket is not closed, or a “,” is missing before this place": (
        "括号没有结束，或者此处之前缺少半角逗号“,”"
    ),
    "a “,” is missing at the end of this line, within brackets": (
        "括号之内，本行末尾缺少半角逗号“,”"
    ),
    "what stands behind # is a comment, so the bracket opened here is not closed": (
        "# 后面的内容是注释，因此此处的括号没有结束"
    ),
    "“{sign}” closes no “{opened}”; write “{right}”": (
        "“{sign}”与“{opened}”不成对，请改为“{right}”"
    ),
    "“{sign}” closes nothing; delete it": "“{sign}”没有对应的开头，请删除",
    "nothing may stand behind a closing bracket but a comment (“ #”)": (
        "括号结束后不能再写内容，只能写注释（“ #”）"
    ),
    "a value is missing here; write it, or put brackets in quotes": (
        "此处缺少值，请填写；值中有括号的请加引号"
    ),
    "too many levels stand one in the other here": "此处嵌套的层次过多",
    # characters and the like
    "a control character (U+{code:04X}) stands here; delete it": (
        "此处有控制字符（U+{code:04X}），请删除"
    ),
    "a second document begins here; one file holds one": "此处开始了第二份文档，一个文件只能写一份",
    "*{name} refers to another value; write the value itself": (
        "*{name} 引用了别处的值，请直接写出该值"
    ),
    "a tag ({tag}) has no meaning here; leave it out": "此处不能使用标签（{tag}），请删除",
    "a key must be a word": "键名须为一个词",
    "{key} is already written in line {line}; keep one": "{key} 已在第{line}行写过，请保留一处",
    # JSON
    "this line cannot be read as JSON (“{problem}”)": "本行不符合 JSON 语法（“{problem}”）",
    "{word} is no number; write the number, or a text in quotes": (
        "{word} 不是数字，请填写数字，文字请加引号"
    ),
    "the character U+{code:04X} is half a character; write the whole": (
        "U+{code:04X} 只是半个字符，请写出完整的字符"
    ),
    "behind this place a “,” is missing, or a bracket is not closed": (
        "此处之后缺少半角逗号“,”，或者括号没有结束"
    ),
    "no key follows this comma; delete the comma, or write the key": (
        "此逗号后没有键名，请删去逗号或者写上键名"
    ),
    "a value is missing here; write a number, or a text in double quotes": (
        "此处缺少值，请填写数字，或者用半角双引号括起的文字"
    ),
    "a key is wanted here, in double quotes": "此处应为用半角双引号括起的键名",
    "a “:” is missing behind the key": "键名后缺少半角冒号“:”",
    "the data end before this place; one file holds one “{{…}}”": (
        "数据在此处之前已经结束，一个文件只能有一组“{{…}}”"
    ),
    "a line break or a tab stands within quotes; write \\n or \\t": (
        "引号内有换行或制表符，请写成 \\n 或 \\t"
    ),
    "“\\” begins a special character here; write “\\\\” for the sign itself": (
        "“\\”表示特殊字符，如需“\\”本身，请写“\\\\”"
    ),
}
