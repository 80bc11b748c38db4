"""Chinese for what is said about files as they are written: their YAML, keys, figures and prose."""

TRANSLATIONS = {
    # files
    "the file cannot be read: {why}": "文件无法读取：{why}",
    "the file is larger than {mb} MB; is it a data file?": "文件超过 {mb} MB，请核对是不是数据文件",
    "the file is not in UTF-8 (perhaps GBK); save it again with encoding UTF-8": (
        "文件编码不是 UTF-8（可能是 GBK），请另存为 UTF-8 编码"
    ),
    "this is a folder, not a file": "这是文件夹，不是文件",
    "there is no such file": "找不到该文件",
    "the permission is lacking": "没有权限",
    "the disk {disk} is full ({free} MB are free)": "磁盘 {disk} 已满（剩余 {free} MB）",
    "the disk is full": "磁盘已满",
    "a file stands where a folder belongs": "此处应为文件夹，却是一个文件",
    "the disk can only be read": "磁盘只能读取，不能写入",
    "{trouble}; {remedy}": "{trouble}；{remedy}",
    "give it to whoever runs docfill (chmod, chown), or choose another folder": (
        "请给运行 docfill 的用户授权（chmod、chown），或改用别的文件夹"
    ),
    "move it away, or choose another folder": "请将其移走，或改用别的文件夹",
    "make room and run docfill again; what is finished stays": (
        "请腾出空间后重新运行 docfill，已完成的不受影响"
    ),
    "choose a folder on another disk": "请改用另一磁盘上的文件夹",
    "the file is empty": "文件是空的",
    "the file name “{name}” has {size} bytes, {limit} are allowed (a Chinese character takes 3); "
    "write a shorter file_name in {file}": (
        "文件名“{name}”有{size}字节，最多{limit}字节（一个汉字占3字节）；"
        "请在 {file} 中写较短的 file_name"
    ),
    # shape
    "the file must hold keys and values, like “key: value”": "文件内容须为“key: value”的形式",
    # keys
    "“{key}” needs a half-width “:” and a space behind it; write “{right}”": (
        "“{key}”中的冒号须为半角，其后须有空格，请写成“{right}”"
    ),
    "{key} is what {meant} is called; write {meant}": "{key} 的键名是 {meant}，请写 {meant}",
    "an invisible character (U+{code:04X}) stands in {key}; delete it": (
        "{key} 中有看不见的字符（U+{code:04X}），请删除"
    ),
    "{key} is not a key of this form; did you mean {near}?": (
        "没有 {key} 这一项，是否应为 {near}？"
    ),
    "{key} is not a key of this form; known: {known}": "没有 {key} 这一项，可用的有：{known}",
    "the key {key} is missing": "缺少 {key} 这一项",
    "the key {key} ({caption}) is missing": "缺少 {key} 这一项（{caption}）",
    "{key} is one of {choices}, not {written}": "{key} 只能是下列之一：{choices}；不能是 {written}",
    "{key} must be a text": "{key} 须为文字",
    "{key} must be a list of words, like [a, b]": "{key} 须为词的列表，如 [a, b]",
    "{key} must be a list of branches": "{key} 须为列表，每项下有自己的键和值",
    "{key} must hold keys and values, like “key: value”": "{key} 之下须为“key: value”的形式",
    "write {key} like {example}, and {none} where all of it is zero": (
        "{key} 请写成 {example} 的形式；全部为零的写 {none}"
    ),
    "write “{right}”": "请写成“{right}”",
    "{key} must hold a row for each figure; where all of it is zero write “{none}”": (
        "{key} 之下须逐行填写；全部为零的请写“{none}”"
    ),
    "{missing}; where all of it is zero write “{none}”": "{missing}；全部为零的请写“{none}”",
    "{key} takes one number, and 0 for zero": "{key} 只填一个数字；为零的填 0",
    "{key} holds several values where one belongs": "{key} 写了多个值，只应写一个",
    # figures and dates
    "“{text}” is not a count; write {plain}": "“{text}”不是规范的件数，请写成 {plain}",
    "“{text}” is not a count; write a whole number from 0 to 999999999": (
        "“{text}”不是件数，请填写0至999999999的整数"
    ),
    "“{text}” is not an amount; write {plain}": "“{text}”不是规范的金额，请写成 {plain}",
    "“{text}” is not an amount; write a number such as 0 or 18.8710": (
        "“{text}”不是金额，请填写数字，如 0 或 18.8710"
    ),
    "“{text}” is no number; where there is none write 0": "“{text}”不是数字；没有的请填写 0",
    "“{text}” is {figure} in {unit}; write {figure}": (
        "“{text}”以{unit}计为 {figure}，请填写 {figure}"
    ),
    "“{text}” is not a date; write {plain}": "“{text}”不是规范的日期，请写成 {plain}",
    "“{text}” is not a date; write it as year-month-day, like 2024-01-11": (
        "“{text}”不是日期，请按年-月-日填写，形式如 2024-01-11"
    ),
    "there is no day {text} in the calendar": "日历上没有 {text} 这一天",
    "{caption}: {fault}": "{caption}：{fault}",
    "{caption} is still to be written": "{caption}：尚未填写",
    "{caption} is blank; a zero must be written as 0": "{caption}：未填；数字为零的，请填写 0",
    "{caption} is blank; write its figures, or {none} where all of it is zero": (
        "{caption}：未填；请填写数字，全部为零的请写 {none}"
    ),
    "{caption} is typed as {stated}, but {terms} = {true} ({difference}); "
    "correct a figure, or leave the total out: docfill works it out": (
        "{caption}：填的是{stated}，但 {terms} = {true}（{difference}）；"
        "请改正数字，也可不填合计，由 docfill 计算"
    ),
    "{n} too many": "多{n}",
    "{n} too few": "少{n}",
    # what may stand
    "a waiver needs a reason; write why this may stand": "豁免须写明理由，请说明为何可以保留",
    "findings that may stand": "豁免的问题",
    "the finding's code": "问题代码",
    "name of a row, cell, date or piece of prose": "表格的行、单元格，或者日期、文字部分的名称",
    "why it may stand": "可以保留的理由",
    # filings: begun, looked for, commented
    "there is a filing already; it is left as it is": "填报文件已经存在，未作改动",
    "{name} has no filing for {year}; begin one with: docfill new {id} -y {year}": (
        "{name}没有{year}年的填报文件，请用此命令新建：docfill new {id} -y {year}"
    ),
    "{file} is there; rename it to {right}": "已有文件 {file}，请将其改名为 {right}",
    "this file is not read, but {right} is; delete the one that is out of date": (
        "读取的是 {right}，不是此文件；请删去过时的一份"
    ),
    "last year's filing has {n} faults, so it was compared only in part; the first: {first}": (
        "上年的填报文件有{n}处错误，只比对了一部分；第一处：{first}"
    ),
    "{caption}, such as {example}": "{caption}，如 {example}",
    "{caption} (worked out by docfill)": "{caption}（由 docfill 计算）",
    "{caption} (may be left empty)": "{caption}（可以不写）",
    "texts stand in the lines below “|”, indented: a blank line begins a new paragraph, "
    "“## …” is a sub-heading, which docfill numbers": (
        "文字写在“|”下面各行并缩进：空一行另起一段；小标题写成“## 标题”，序号由 docfill 编排"
    ),
    "write one number after a row's colon, and 0 where there is none": (
        "在各行冒号后填写一个数字；为零的填 0"
    ),
    "write {example} after a row's colon, and {none} where all of it is zero": (
        "在各行冒号后填写，如 {example}；全部为零的写 {none}"
    ),
    # commands
    "Usage: {usage}": "用法：{usage}",
    "For more: {command} --help": "查看说明：{command} --help",
    "Error: {why}": "错误：{why}",
    "there is no command {name}; there are: {known}": "没有命令 {name}，可用的有：{known}",
    "there is no option {name}": "没有选项 {name}",
    "{name} is missing": "缺少 {name}",
    "{name} cannot be so: {why}": "{name} 的值不对：{why}",
    "the name must end in .docx or .pdf": "文件名须以 .docx 或 .pdf 结尾",
    "name the townships whose filings are to be begun": "请写明要为哪些机关新建填报文件",
    "there is no {file} here or above; name its folder with --project": (
        "此处及上级文件夹中都没有 {file}，请用 --project 指明其所在文件夹"
    ),
    "{file} lists no township {name}": "{file} 中没有列出 {name}",
    "; did you mean {near}?": "，是否应为 {near}？",
    "{errors} errors, {warnings} warnings, {notes} notes": (
        "错误{errors}处，警告{warnings}处，提示{notes}处"
    ),
    "error": "错误",
    "warning": "警告",
    "note": "提示",
}
