"""The Chinese of the page of findings: English text to Chinese text; codes are in docfill."""

_HEAD = """\
# docfill 检查出的问题

<!-- 由 tools/docs.py 根据代码目录生成，请勿手工修改。 -->

每个问题写成 `文件:行:列: 级别 [代码] 说明`。
有**错误**不能生成报告；**警告**须由人看一眼；**提示**只供参考。
`docfill explain CODE` 说明某一个代码；关于填报文件、项目和格式的代码还附有例子。

县里可在 `docfill.yaml` 中调高或调低某个代码的级别（error 为错误，warning 为警告，note 为提示）：

```yaml
severity:
  like-neighbour: note
  no-full-stop: error
```

某份填报文件中的某个问题，可以写明理由予以豁免，理由会随问题一并列出。
`at` 把豁免限于某一行、某个单元格、某个日期或某个文字部分；不写 `at`，则对整份填报文件有效：

```yaml
waive:
  - {code: date-late, at: signed, reason: 一月份网络中断，已向县里说明}
```

标明*必改*的代码，既不能降低级别，也不能豁免：有此问题无法生成报告。
"""

_TEXTS = {
    "How files are written": "文件的写法",
    "What the checks find": "核对出的问题",
    "The county's own report": "县本级报告",
    "Workbooks": "电子表格",
    "Published reports": "已公开的报告",
    "The project and its settings": "项目及其设置",
    "Kits": "格式",
    "Templates": "模板",
    "Mail merge": "按名单逐份生成",
    "Finished files": "生成的文件",
    "Clusters": "集群",
    "Mail": "邮件",
    ", firm": "，必改",
    "The form {decree}": "{decree}规定的格式",
    "These codes come from the kit `{key}`: its identities, claims and phrases.": (
        "以下代码来自格式 `{key}`：它的勾稽关系、文字与表格对应的规则和规定表述。"
    ),
    "code": "代码",
    "severity": "级别",
    "meaning": "含义",
    "remedy": "怎么办",
    "what must hold": "应当符合的规则",
}


def said(text: str, language: str) -> str:
    """A text of the page in its language."""
    return _TEXTS[text] if language == "zh" else text


def head(english: str, language: str) -> str:
    """What stands before all codes."""
    return _HEAD if language == "zh" else english
