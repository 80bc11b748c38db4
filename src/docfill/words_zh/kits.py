"""Chinese for what is said about docfill.yaml and about a kit: its form, wording and template."""

TRANSLATIONS = {
    "the heading {heading} is not in the template": "模板里没有标题“{heading}”",
    "this file would be overwritten by what it makes; name another with -o": (
        "输出会覆盖这个文件，请用 -o 另取一个文件名"
    ),
    "{keys}: no sub-heading of this form; known: {known}": (
        "{keys}：本格式没有这样的小标题；可用的有 {known}"
    ),
    "{key} holds a line break or an invisible character; delete it": (
        "{key} 里有换行或看不见的字符，请删去"
    ),
    "the title may use {{name}}, {{full_name}} and {{year}}, not {strange}": (
        "标题可用 {{name}}、{{full_name}} 和 {{year}}，不能用 {strange}"
    ),
    # docfill.yaml
    "{id} cannot name files; use a–z, 0–9, - and _, a letter first": (
        "{id} 不能用作文件名；请只用 a–z、0–9、- 和 _，并以字母开头"
    ),
    "no kit in docfill.yaml serves {year}; add one under kits": (
        "docfill.yaml 中没有适用于{year}年的格式，请在 kits 下添加"
    ),
    "{codes}: no such code of a finding": "{codes}：没有这样的问题代码",
    "no township is listed": "没有列出任何机关",
    "{key} may use {{name}}, {{full_name}}, {{year}} and {{title}}: {why}": (
        "{key} 只能使用 {{name}}、{{full_name}}、{{year}} 和 {{title}}：{why}"
    ),
    "{code} is always an error: no report can be made with it": (
        "{code} 始终是错误：有此问题无法生成报告"
    ),
    # form.yaml and wording.yaml
    "{name} leads nowhere in this form; known: {known}": (
        "{name} 在本格式中找不到对应内容，可用的有：{known}"
    ),
    "{code} is a code of docfill's own; choose another": "{code} 是 docfill 自用的代码，请另选一个",
    "a claim says exactly one of {kinds}": "每条规则须写且只写下列之一：{kinds}",
    "a claim with {kind} needs a group {groups}": "{kind} 规则的表达式须有命名组 {groups}",
    "the pattern cannot be read: {why}": "表达式无法识别：{why}",
    "the pattern needs the group year": "表达式须有命名组 year",
    "the pattern needs the groups y1, m1, d1, y2, m2 and d2": (
        "表达式须有命名组 y1、m1、d1、y2、m2 和 d2"
    ),
    "{key} is a day of the year, written like 01-31": "{key} 是一年中的某天，请写成 01-31 的形式",
    # the form against its template
    "{{{{ {name} }}}} stands in table {table}, row {row}, column {column}, "
    "but {captions} is neither left of it nor above it": (
        "占位符 {{{{ {name} }}}} 在第{table}个表格第{row}行第{column}列，"
        "但其左侧和上方都没有“{captions}”"
    ),
    "{{{{ {name} }}}} ({caption}) is printed {times} times; it belongs there once": (
        "占位符 {{{{ {name} }}}}（{caption}）在模板中出现了{times}次，应当出现一次"
    ),
    "{name} ({caption}) is never printed": "模板没有输出 {name}（{caption}）",
    "{{{{ {name} }}}} is nothing the form states: {where}": (
        "占位符 {{{{ {name} }}}} 在格式中没有规定：{where}"
    ),
}
