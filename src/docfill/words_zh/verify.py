"""Chinese for what is said about a finished .docx that was read back."""

TRANSLATIONS = {
    # the file
    "it is not a .docx file, or it is damaged or locked with a password": (
        "这不是 .docx 文件，或者文件已损坏、设有密码"
    ),
    "it is too large for a report: {why}": "文件过大，不像是一份报告：{why}",
    "it has {n} MB, more than {most}": "它有 {n} MB，超过 {most} MB",
    "it has more than {n} pages": "它有 {n} 页以上",
    "its drawings stand one in the other more than {n} deep": "其中的图形嵌套超过 {n} 层",
    "its drawing is packed with {filters}": "其中的图形用 {filters} 压缩",
    "there is more than {n} MB to draw": "需要绘制的内容超过 {n} MB",
    "it has {n} parts, more than {most}": "其中有 {n} 个部件，超过 {most} 个",
    "unpacked it has {n} MB, more than {most}": "解压后有 {n} MB，超过 {most} MB",
    "the part {part} is missing": "缺少部件 {part}",
    "the part {part} is in the file twice": "部件 {part} 在文件中出现两次",
    "the part {part} is not XML": "部件 {part} 不是 XML",
    "{part}: {says}": "{part}：{says}",
    "no main document is named in _rels/.rels": "_rels/.rels 中没有写明主文档",
    "the main document has no body": "主文档没有正文",
    "a content type is stated for {part}, which is not there": (
        "为 {part} 写明了内容类型，但没有这个部件"
    ),
    "no content type is stated for {part}": "没有写明 {part} 的内容类型",
    "the content type of {part} is stated twice": "{part} 的内容类型写了两次",
    "the content type of {part} is not that of a {kind}": "{part} 的内容类型与 {kind} 不符",
    "{part} relates to {target}, which is missing": "{part} 关联的 {target} 不存在",
    "a relationship of {part} has an id that another has": "{part} 有两个关联用了同一个 id",
    "it uses the relationship {id}, which it has not": "用了不存在的关联 {id}",
    "two {kind} have the id {id}": "有两个 {kind} 用了同一个 id：{id}",
    "text outside a run: “{text}”": "有文字不在文字块（run）内：“{text}”",
    "a field does not begin or does not end": "有域缺少开头或结尾",
    "the body does not end with one set of page settings": "正文末尾应有且只有一组页面设置",
    "no paragraph follows the last table": "最后一个表格之后没有段落",
    "a table cell does not end with a paragraph": "有单元格不以段落结尾",
    "in {parent}, {child} stands where Word does not expect it": (
        "{parent} 中的 {child} 不在 Word 要求的位置"
    ),
    "row {n} of a table has no cell": "有表格的第{n}行没有单元格",
    "row {n} of a table covers {covered} columns, the table has {columns}": (
        "有表格的第{n}行占{covered}列，而该表有{columns}列"
    ),
    "row {n} of a table goes on with a merge that none began": (
        "有表格的第{n}行延续了并未开始的纵向合并"
    ),
    # what does not belong there
    "{part}: a tag was left unfilled: {trace}": "{part}：有占位符没有填写：{trace}",
    "{part} brings in a {kind}: {target}": "{part} 引入了 {kind}：{target}",
    "{part} links to {target}": "{part} 链接到 {target}",
    "somebody left comments in the file": "文件中留有批注",
    "a font is embedded in the file: {target}": "文件中嵌入了字体：{target}",
    "tracked changes by {authors} are still in the file; accept or reject them": (
        "文件中还有{authors}的修订，请接受或拒绝"
    ),
    # paragraphs
    "the paragraph “{text}” ": "段落“{text}”",
    "a paragraph ": "有段落",
    "{kind}: ": "{kind}：",
    "{cell}: ": "{cell}：",
    "{what}reads “{found}”, should read “{expected}”": "{what}写的是“{found}”，应为“{expected}”",
    "{what}has the style {found} instead of {expected}": "{what}样式是 {found}，应为 {expected}",
    "{what}looks different: {how}": "{what}版式不同：{how}",
    "{what}looks different at “{text}”: {how}": "{what}在“{text}”处版式不同：{how}",
    "{what}holds other fields: {how}": "{what}所含的域不同：{how}",
    "{where}“{text}” stands in another place than it should": "{where}“{text}”不在应在的位置",
    "{where}the paragraph “{text}” is missing": "{where}缺少段落“{text}”",
    "{where}there is a paragraph too many: “{text}”": "{where}多出段落“{text}”",
    "{where}there is an empty paragraph too many": "{where}多出一个空段落",
    "{where}a table is missing: {text}": "{where}缺少表格：{text}",
    "{where}there is a table too many: {text}": "{where}多出表格：{text}",
    "{where}the page settings are missing": "{where}缺少页面设置",
    "{where}there is something foreign: {what}": "{where}有不应出现的内容：{what}",
    "{name}: “{value}” is nowhere in the file": "{name}：文件中找不到“{value}”",
    # tables
    "the table “{text}”": "表格“{text}”",
    "{table}: {how}": "{table}：{how}",
    "{table}: column widths differ, {how}": "{table}：列宽不同，{how}",
    "column {n}: {found} instead of {expected}": "第{n}列是 {found}，应为 {expected}",
    "{table}: the row “{row}” is missing": "{table}：缺少“{row}”一行",
    "{table}: there is a row too many: “{row}”": "{table}：多出“{row}”一行",
    "{table}, row “{row}”: {how}": "{table}，“{row}”一行：{how}",
    "{table}, row “{row}”: {n} cells instead of {expected}": (
        "{table}，“{row}”一行有{n}个单元格，应为{expected}个"
    ),
    "{table}, cell “{text}”": "{table}，单元格“{text}”",
    "{cell}: {how}": "{cell}：{how}",
    "{cell}: shows {found}, the data say {expected}": "{cell}：显示的是{found}，数据是{expected}",
    "{cell}: the caption reads “{found}”, should read “{expected}”": (
        "{cell}：名称写的是“{found}”，应为“{expected}”"
    ),
    "the template prints {name} at “{others}”, not at “{own}”": (
        "模板把 {name} 放在“{others}”，而不是“{own}”"
    ),
    # looks
    "{what} {found} instead of {expected}": "{what}是 {found}，应为 {expected}",
    "none": "无",
    "set": "有",
    "alignment": "对齐方式",
    "bold": "加粗",
    "cell borders": "单元格边框",
    "cell width": "单元格宽度",
    "colour": "颜色",
    "columns merged": "横向合并",
    "font": "字体",
    "font size (half points)": "字号（半磅）",
    "font size (half points, complex scripts)": "复杂文种字号（半磅）",
    "indent": "缩进",
    "italic": "倾斜",
    "line grid": "文档网格",
    "page margins": "页边距",
    "page size": "纸张大小",
    "repeated head row": "重复标题行",
    "row height": "行高",
    "row kept on one page": "行不跨页",
    "rows merged": "纵向合并",
    "spacing": "间距",
    "style it is based on": "基准样式",
    "table borders": "表格边框",
    "table width": "表格宽度",
    "text direction": "文字方向",
    "underline": "下划线",
    "vertical alignment": "垂直对齐",
    # styles, settings, properties
    "the styles are missing": "缺少样式",
    "the style {style} is missing": "缺少样式 {style}",
    "the style {style} differs: {how}": "样式 {style} 不同：{how}",
    "the document's defaults differ: {how}": "文档默认格式不同：{how}",
    "the setting {name} is missing": "缺少设置 {name}",
    "the setting {name} is foreign": "有模板所没有的设置 {name}",
    "the setting {name} differs: {how}": "设置 {name} 不同：{how}",
    "the document property {name} is “{found}”, should be “{expected}”": (
        "文档属性 {name} 是“{found}”，应为“{expected}”"
    ),
    "the page settings differ: {how}": "页面设置不同：{how}",
    "the {kind} is missing": "缺少 {kind}",
    "there is a {kind} that the template has not": "有模板所没有的 {kind}",
    # what could not be compared
    "what the template prints for {tags} was not compared; docfill reads back names, "
    "{{%p for %}} and {{%p if %}} only": (
        "模板由 {tags} 输出的内容没有比对；docfill 只能读回变量名、{{%p for %}} 和 {{%p if %}}"
    ),
}
