"""Chinese of the codes for a kit's form.yaml and wording.yaml."""

CODES = {
    "dangling-name": (
        "格式中写的名称找不到对应内容：没有这样的行、列、单元格、表格或文字部分。",
        "请改正名称；提示会列出可用的名称。",
    ),
    "wrong-claim": (
        "一条规则对数字的要求不是恰好一个，或者表达式缺少相应的命名组。",
        "请写且只写 equals、zero、share、change、at_most、multiple_of、agrees 之一，"
        "并写上该要求所需的命名组。",
    ),
    "taken-code": ("格式中的问题代码，是 docfill 自用的代码。", "请另选一个代码。"),
}
