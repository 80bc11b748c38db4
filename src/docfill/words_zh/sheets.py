"""Chinese for what is said about workbooks: sent out as forms, taken back as filings."""

TRANSLATIONS = {
    "there is another workbook already; move it away, or write over it with --force": (
        "这里已有另一个表格文件，请将其移走，或用 --force 覆盖"
    ),
    "{caption} has {n} characters; a cell of a workbook holds {most}": (
        "{caption}有{n}字，电子表格一个单元格最多{most}字"
    ),
    # --help
    "Write the form as a workbook for each agency, with what is known already filled in.": (
        "为每个机关生成填报用的电子表格，已知的内容一并填好。"
    ),
    "Another folder than out/YEAR/sheets/.": "不用 out/年度/sheets/，改用这个文件夹。",
    "Write over workbooks that are there already.": "覆盖已有的表格文件。",
}
