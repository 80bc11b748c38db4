"""The Chinese of the codes of workbooks."""

CODES = {
    "too-long": (
        "文字超过了电子表格一个单元格能容纳的字数。",
        "请精简文字，或者直接写在填报文件里。",
    ),
}
