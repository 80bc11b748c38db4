"""Chinese for what the checks find in a filing."""

TRANSLATIONS = {
    # sums
    "{table}, {line}: {left}, but {right} ({difference}); rule: {rule}": (
        "{table}，“{line}”：{left}，而 {right}（{difference}）；勾稽关系：{rule}"
    ),
    "{table}, {line}: {enough}, but {short} alone ({difference}): last year's figure would be "
    "below zero; rule: {rule}": (
        "{table}，“{line}”：{enough}，而仅 {short}（{difference}），上年数会小于零；"
        "勾稽关系：{rule}"
    ),
    "last year's {caption}": "上年的{caption}",
    "there is no filing for {year}, so what carries over from it was not checked": (
        "没有{year}年的填报文件，结转、存量等跨年数字未能核对"
    ),
    "{figures}, but only these levels state it: {levels}; write 0": (
        "填了 {figures}，但只有这些层级才填报：{levels}；请填写 0"
    ),
    "township or street": "乡镇、街道 (township)",
    "department": "县直部门 (department)",
    "county": "县 (county)",
    "city": "设区的市、自治州 (city)",
    "province": "省 (province)",
    "ministry": "国务院部门 (ministry)",
    # prose against tables
    "“{words}” says {told}, but line {line} says {first} ({difference})": (
        "“{words}”写的是{told}，但第{line}行是{first}（{difference}）"
    ),
    "“{words}” says {told}, but {caption} is {true} ({difference})": (
        "“{words}”写的是{told}，但“{caption}”是{true}（{difference}）"
    ),
    "“{words}” says {told}, but {caption} is only {limit} ({difference})": (
        "“{words}”写的是{told}，但“{caption}”只有{limit}（{difference}）"
    ),
    "“{words}” needs a zero, but {caption} is {true}": (
        "写了“{words}”，但“{caption}”是{true}，不是零"
    ),
    "“{words}” says {percent}%, but {part_caption} {part} of {caption} {whole} is {true}%": (
        "“{words}”写的是{percent}%，但“{part_caption}”{part}占“{caption}”{whole}的{true}%"
    ),
    "unchanged": "没有变化",
    "up {n}": "增加{n}",
    "up {n}, {percent}%": "增加{n}，增长{percent}%",
    "down {n}, {percent}%": "减少{n}，下降{percent}%",
    "“{words}”, but {caption} was {then} last year and is {now} ({change})": (
        "写了“{words}”，但“{caption}”上年是{then}，本年是{now}（{change}）"
    ),
    "“{words}”: {told} is not a multiple of {multiple} ({over} too many)": (
        "“{words}”：{told}不是{multiple}的整数倍（多{over}）"
    ),
    "{fault}; rule: {rule}": "{fault}；规则：{rule}",
    "the parts {parts} = {sum}, but the whole is {whole} ({difference})": (
        "分项 {parts} = {sum}，但总数是{whole}（{difference}）"
    ),
    "{part} of {whole} is {true}%, not {percent}%": "{part}占{whole}的{true}%，不是{percent}%",
    # days and years
    "{caption} is {day}, before {year} was over; write the year {following}": (
        "“{caption}”是{day}，当时{year}年度尚未结束；请改为{following}年"
    ),
    "{caption} is {day}, but a report for {year} is of {following}; "
    "write the year {following}, or correct the folder the filing stands in": (
        "“{caption}”是{day}，但{year}年的报告应在{following}年；"
        "请改为{following}年，或者核对填报文件所在的年度文件夹"
    ),
    "{caption} is {day}, {days} days after the last day, {last}": (
        "“{caption}”是{day}，比最后期限{last}晚{days}天"
    ),
    "{year} stands here, but the report is for {own}; is another year meant?": (
        "此处是{year}年，但报告年度是{own}年；请核对是否写错年份"
    ),
    "{year} has a digit too many for a year": "{year}年：年份多写了一位数字",
    "the period is {told}, but must be {right}": "统计期限写的是 {told}，应为 {right}",
    # wording
    "“{words}” is not one of: {phrases}; {rule}": (
        "“{words}”与规定表述不符，应为：{phrases}；{rule}"
    ),
    "“{words}”: {rule}": "“{words}”：{rule}",
    "{caption} has {length} characters, at least {least} are wanted ({fewer} too few)": (
        "“{caption}”只有{length}字，至少应有{least}字（少{fewer}）"
    ),
    "“{words}” says {told} sections, but {listed} are listed": (
        "“{words}”说有{told}个部分，但列出了{listed}个"
    ),
    "{other} is another agency; this is {own}": "{other}是别的机关，本报告是{own}的",
    "“{words}” stands here, but the agency is {own}": "此处自称“{words}”，但本机关是{own}",
    "{share}% of {caption} stands in last year's filing ({place}); limit: {limit}%": (
        "“{caption}”有{share}%与上年填报内容（{place}）相同，限度为{limit}%"
    ),
    "{share}% of {caption} stands in {other} ({place}); limit: {limit}%": (
        "“{caption}”有{share}%与{other}（{place}）相同，限度为{limit}%"
    ),
    # typing
    "“{line}” would be printed with its sign; write a sub-heading as “## {title}”": (
        "“{line}”会连同符号一起印出；小标题请写成“## {title}”"
    ),
    "“{words}” would be printed with its asterisks; delete them": (
        "“{words}”会连同星号一起印出，请删去星号"
    ),
    "“{sign}” would be printed as it is; delete it, and leave a blank line before each item that "
    "is to be a paragraph": ("“{sign}”会照原样印出，请删去；各项如要另起一段，请在前面空一行"),
    "“{end}” and “{begin}” are joined into one paragraph; "
    "leave a blank line between them for a new paragraph": (
        "“{end}”与“{begin}”会连成一段；如要另起一段，请在两行之间空一行"
    ),
    "the paragraphs of this text are joined into one; begin the text in the line after “|”, "
    "with a blank line between paragraphs": (
        "这些文字的各段会连成一段；请在键后写“|”，从下一行开始写正文，各段之间空一行"
    ),
    "“{line}” looks like a sub-heading; write “## {title}”: docfill numbers sub-headings itself": (
        "“{line}”像是小标题，请写成“## {title}”，序号由 docfill 编排"
    ),
    "“{line}” has no full stop and looks like a sub-heading; if it is one, write “## {line}”": (
        "“{line}”没有句号，像是小标题；如是小标题，请写成“## {line}”"
    ),
    "docfill numbers sub-headings itself; take “{number}” out: write “## {title}”": (
        "小标题由 docfill 编号，请删去“{number}”，写成“## {title}”"
    ),
    "the sub-heading ends with “{end}”; delete it": "小标题末尾有“{end}”，请删去",
    "nothing stands below the sub-heading “{title}”; write its text, or delete the heading": (
        "小标题“{title}”下没有内容，请补写，或者删去小标题"
    ),
    "“{comment}” is a comment and is not printed; "
    "if it belongs to the text, begin the text in the line after “|”": (
        "“{comment}”被视为注释，不会印出；如果属于正文，请在“|”的下一行开始写正文"
    ),
    "the character U+{code:04X} cannot stand in a report; delete it": (
        "字符 U+{code:04X} 不能出现在报告中，请删除"
    ),
    "“{words}” stands twice in a row; delete one": "“{words}”连续出现两次，请删去一个",
    "“{marks}”: keep one of these marks": "“{marks}”：标点重复，请只保留一个",
    "“{words}”: the space would be printed; delete it, and others in this paragraph": (
        "“{words}”：其中的空格会印出，请删去，本段别处的空格一并删去"
    ),
    "“{words}”: YAML makes a space of a line break in this text; "
    "begin the text in the line after “|”, or delete the space": (
        "“{words}”：不写“|”时换行会变成空格；请在键后写“|”，从下一行开始写正文，或者删去空格"
    ),
    "“{mark}” is no full stop; write 。": "“{mark}”不是句号，请改为“。”",
    "{mark} stands alone; {other} is missing": "标点 {mark} 不成对，缺少 {other}",
    "half-width “{mark}” beside Chinese characters; write {wide}": (
        "汉字旁用了半角“{mark}”，请改为全角“{wide}”"
    ),
    "the paragraph ends with “{end}”, without a full stop": "段落以“{end}”结尾，缺少句号",
    # what may stand
    "{message} (waived: {reason})": "{message}（已豁免：{reason}）",
    "nothing with the code {code} is found here; delete it": (
        "此处没有代码为 {code} 的问题，请删除这条豁免"
    ),
    "{code} is no code of a finding": "没有 {code} 这个问题代码",
    "{code} cannot be waived: correct what it finds": "{code} 不能豁免，请改正所指的问题",
    "{name} is no row, cell, date or piece of prose": (
        "{name} 不是表格的行、单元格，也不是日期或文字部分"
    ),
}
