"""Chinese for what is said about lists of rows and about the documents made from them."""

TRANSLATIONS = {
    # rows and their cells
    "row {n}": "第{n}行",
    "{sheet}, row {n}": "{sheet} 第{n}行",
    "{row}: {says}": "{row}：{says}",
    "{row}, “{column}”: {says}": "{row}“{column}”：{says}",
    "{place}: {message}": "{place}：{message}",
    "the file holds no rows": "文件中没有数据行",
    "a row holds keys and values, like “key: value”": "每一行应当是一组键和值，如“key: value”",
    # headings
    "a column has no heading here; write one, or delete the column": (
        "这一列没有列名，请写上列名或删去这一列"
    ),
    "two columns are called “{name}”; rename one of them": "有两列都叫“{name}”，请改掉其中一个",
    "the first line must name the columns, and this looks like a title: “{name}”; "
    "delete the line": "第一行应当写列名，而这里像是标题：“{name}”，请删去这一行",
    "the headings are separated by a full-width sign; write a half-width comma": (
        "列名之间用了全角符号，请改为半角逗号"
    ),
    "it has {n} values, and there are {m} headings; add what is missing, or its separators": (
        "有{n}个值，而列名有{m}个，请补上缺少的值或分隔符"
    ),
    "“{value}” stands under no heading; quote a value that holds a separator, "
    "or name the column": "“{value}”没有对应的列名；含有分隔符的值请加引号，或给这一列写上列名",
    # CSV
    "the file is not in UTF-8 and was read as GB18030, as Excel saves it in China; "
    "look whether the names are right, or save it as “CSV UTF-8”": (
        "文件不是 UTF-8 编码，已按 GB18030 读取（中文版 Excel 这样保存）；"
        "请看姓名等是否正确，或另存为“CSV UTF-8”"
    ),
    "this line holds a byte that is neither UTF-8 nor GB18030; save the file again as UTF-8": (
        "本行有既非 UTF-8 又非 GB18030 的字节，请把文件重新保存为 UTF-8"
    ),
    "“{behind}” stands behind the closing quote; write a quote within quotes twice": (
        "“{behind}”在引号闭合之后；引号里面的引号请写两遍"
    ),
    "“{value}” is a long number that Excel has shortened; format its column as text, type "
    "the number anew and save again": (
        "“{value}”是被 Excel 截短的长数字；请把这一列设为文本格式，重新输入后再保存"
    ),
    # workbooks
    "the workbook cannot be read: {fault}; save it again in Excel": (
        "工作簿无法读取：{fault}；请在 Excel 中重新保存"
    ),
    "it is a workbook of the old kind, or locked with a password; save it as .xlsx without": (
        "这是旧格式的工作簿，或设有密码；请另存为不带密码的 .xlsx"
    ),
    "it is no .xlsx workbook; save it in Excel as .xlsx": (
        "这不是 .xlsx 工作簿，请在 Excel 中另存为 .xlsx"
    ),
    "the workbook is locked with a password; save it without": "工作簿设有密码，请另存为不带密码的",
    "there is no sheet “{sheet}”; there are: {known}": "没有工作表“{sheet}”，现有：{known}",
    "the cell shows {error}; mend its formula": "单元格显示 {error}，请改正公式",
    "its formula was never calculated; open the workbook in Excel and save it": (
        "公式没有计算过，请用 Excel 打开工作簿并保存"
    ),
    "it is one with the cell {first} above; part the cells, and write the value into "
    "each row": "与上面的单元格 {first} 合并；请取消合并，并在每一行写上值",
    "Excel keeps 15 digits of a number, and this one had more; format its column as text and "
    "type it anew": "Excel 只保留数字的前15位，这个数字更长；请把这一列设为文本格式，重新输入",
    "the sheet “{sheet}” is read, the first of {n}; choose another with --sheet": (
        "读取的是工作表“{sheet}”（共{n}个），可用 --sheet 另选"
    ),
    "{n} rows of the sheet “{sheet}” are hidden, perhaps by a filter, and count all the "
    "same; leave rows out with --where": (
        "工作表“{sheet}”有{n}行被隐藏（可能是筛选造成的），仍会生成文档；可用 --where 排除"
    ),
    "{n} formulas of the sheet “{sheet}” wait to be calculated, and what they show may be "
    "old; open the workbook in Excel and save it": (
        "工作表“{sheet}”有{n}个公式等待计算，显示的可能是旧值；请用 Excel 打开工作簿并保存"
    ),
    # names of files
    "“{name}” cannot be the name of a file": "“{name}”不能作为文件名",
    "“{name}…” is longer than the name of a file may be": "“{name}…”超过文件名允许的长度",
    "it is in the file's name, and must be a text or a number": (
        "文件名要用这个值，它应当是文字或数字"
    ),
    "it is blank, and the file is named after it; write it": "文件名要用这个值，而它是空白，请填写",
    "“{value}” holds “{sign}”, which no file name may hold; change it, or name the file "
    "after another column": ("“{value}”含有文件名不能用的“{sign}”，请改正，或用另一列作文件名"),
    "{file} is made from {other} already; name the files after columns that tell the "
    "rows apart": "{file} 已由{other}生成，请用能区分各行的列作文件名",
    "{file} is there already and was kept; --force writes it anew": (
        "{file} 已经存在，已保留；用 --force 可重新生成"
    ),
    "{gaps} is no column; there are: {known}": "{gaps} 不是列名，现有：{known}",
    "all rows would get this name; put columns into it, such as {name}": (
        "各行会得到同一个文件名，请在其中写上列名，例如 {name}"
    ),
    # what is made
    "write it like column=value or column!=value, not “{typed}”": (
        "请写成“列名=值”或“列名 != 值”，而不是“{typed}”"
    ),
    "no row fits {where}; nothing was made": "没有一行符合 {where}，没有生成文档",
    "--where and --limit choose rows, and {data} holds none": (
        "--where 和 --limit 用来选择行，而 {data} 中没有行"
    ),
    "{names} is also a column of {data}; there the rows' own values count, blank ones too": (
        "{names} 也是 {data} 中的列；以各行自己的值为准，空白也算"
    ),
    "it holds the character {character}, which a document cannot show; remove it": (
        "含有文档无法显示的字符 {character}，请删去"
    ),
    "the same in {n} rows more; the last: {message}": "另有{n}行相同，最后一处：{message}",
    "documents made: {n} of {wanted}": "已生成文档 {n} 份，应生成 {wanted} 份",
    "; {n} rows more were left for later by --limit": "；另有{n}行因 --limit 未生成",
}
