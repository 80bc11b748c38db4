"""Chinese of the codes for docfill.yaml and the project's folders."""

CODES = {
    "no-kit": (
        "docfill.yaml 中没有适用于该年度的格式。",
        "请在 `kits` 下添加，并写明从哪一年起使用。",
    ),
    "wrong-id": (
        "机关的代号不能用作文件和文件夹的名称。",
        "请只用 a–z、0–9、- 和 _，并以字母开头。",
    ),
    "wrong-pattern": ("表达式无法识别，或者用了未知的名称。", "请按提示改正。"),
    "long-file-name": (
        "报告的文件名过长，超出系统的限度。",
        "请在 docfill.yaml 中写较短的 `file_name`；写成 `{name}{year}` 就能互相区分。",
    ),
    "unknown-code": (
        "调整了某个代码的级别，但 docfill 和格式中都没有这个代码。",
        "请改正代码；全部代码见 `docs/findings.zh-CN.md`。",
    ),
    "firm-code": (
        "调整了某个代码的级别，但该代码不能降低级别：有此问题无法生成报告。",
        "请删去这一行。",
    ),
    "already-there": (
        "要新建的填报文件已经存在，未作改动。",
        "请在现有的填报文件上继续填写；要重新开始的，请先把它移走。",
    ),
    "same-name": ("两个机关的名称或全称相同，报告无法区分。", "请改正其中一个。"),
    "same-mail": ("两个机关的邮箱地址相同。", "请改正其中一个；由同一人填写两份报告的除外。"),
    "strange-name": (
        "机关的全称与名称对不上，可能是复制一行后只改了一半。",
        "请改正 `name` 或 `full_name`，两者都会印在报告上。",
    ),
}
