"""Chinese for what is said about workbooks: sent out as forms, taken back as filings."""

TRANSLATIONS = {
    "there is another workbook already; move it away, or write over it with --force": (
        "这里已有另一个表格文件，请将其移走，或用 --force 覆盖"
    ),
    "{caption} has {n} characters; a cell of a workbook holds {most}": (
        "{caption}有{n}字，电子表格一个单元格最多{most}字"
    ),
    # files that cannot be taken
    "the workbook holds macros; save it as .xlsx, which has none, and send it again": (
        "表格中有宏，请另存为不含宏的 .xlsx 后重新发来"
    ),
    "the workbook holds links to other files; paste the figures as values and save it again": (
        "表格中有指向别的文件的链接，请把数字“粘贴为数值”，再保存"
    ),
    "the workbook has a password; take it off and save the workbook again": (
        "表格设有打开密码，请取消密码后再保存"
    ),
    "this is a workbook of the old kind (.xls or .et); open it and save it as .xlsx: "
    "File, Save As, Excel Workbook (*.xlsx)": (
        "这是旧格式的表格（.xls 或 .et），请打开后另存为 .xlsx："
        "文件，另存为，Excel 工作簿（*.xlsx）"
    ),
    "this is no workbook in .xlsx; open it and save it as Excel Workbook (*.xlsx)": (
        "这不是 .xlsx 表格，请打开后另存为“Excel 工作簿（*.xlsx）”"
    ),
    "the workbook is damaged; open it, save it again, and send it anew": (
        "表格文件已损坏，请打开后重新保存，再发一次"
    ),
    "the workbook holds {mb} MB; is it the right file?": "表格内容多达 {mb} MB，请核对文件是否正确",
    "this is what Excel keeps while a workbook is open, not the workbook": (
        "这是 Excel 打开表格时的临时文件，不是表格本身"
    ),
    "this workbook was not made by docfill, or its hidden names are gone; send out a "
    "new one with docfill sheet and have the figures typed into it": (
        "这份表格不是 docfill 发出的，或其中隐藏的名称已丢失；请用 docfill sheet 重新发表"
    ),
    "the workbook is of the kit {kit}, but {year} is reported on {other}; send out a "
    "new one with docfill sheet": (
        "表格用的是格式 {kit}，而{year}年度用的是 {other}，请用 docfill sheet 重新发表"
    ),
    # cells
    "the sheet {sheet} comes from another workbook ({mark}); type its figures into "
    "this workbook's own sheet, and delete it": (
        "工作表“{sheet}”是从别的文件（{mark}）复制来的，请把数字填在本文件自己的表里，并将其删除"
    ),
    "the sheet {sheet} is a copy of one beside it, and nobody can tell which counts; "
    "delete one of the two": "工作表“{sheet}”是另一张表的副本，无法判断以哪张为准，请删除其中一张",
    "{caption}: the cell is merged with {cells}; divide them again and type each "
    "figure into its own cell": "{caption}：该格与 {cells} 合并了，请取消合并，各格分别填写",
    "{caption} shows {stated}, but its figures add up to {true}, which is taken; the "
    "sheet was not recalculated, or its formula was changed": (
        "{caption}显示 {stated}，各数之和却是 {true}，按后者接收；表格没有重新计算，或公式被改动"
    ),
    "{caption}: {n} cells hold something where one belongs; keep one": (
        "{caption}：只应填一格，却有 {n} 格填了内容，请只保留一个"
    ),
    "{caption}: its cell is gone ({n} cells of this form in all); fill in the workbook "
    "as it was sent, and delete no cells, rows or sheets": (
        "{caption}：找不到这一格（共缺 {n} 格），请在发出的原表上填写，不要删除格子、行或工作表"
    ),
    "TRUE or FALSE is no number; type the figure": "TRUE、FALSE 不是数字，请填写数字",
    "a date or time ({value}) stands here; clear the cell and its format, and type the figure": (
        "这里是日期或时间（{value}），请清除该格的内容和格式，再填写数字"
    ),
    # filings made of them
    "{other} is for the same report and says something else; keep the one that counts": (
        "{other} 填的是同一份报告，内容却不同，请只保留作数的一个"
    ),
    "the filing says so already": "填报文件已是这些内容",
    "the filing that is there cannot be read, so nothing of it could be kept; mend it or "
    "move it away: {why}": "已有的填报文件无法读取，其中内容无法保留，请改正或移走：{why}",
    "there is a filing that says something else; it is left as it is without --force": (
        "已有内容不同的填报文件，不加 --force 不予改动"
    ),
    "taken from {file}": "取自 {file}",
    "taken from {file}, filled in by {clerk} {telephone}": (
        "取自 {file}，填报人：{clerk} {telephone}"
    ),
    "there is no workbook in these folders": "这些文件夹里没有表格",
    # --help
    "Write the form as a workbook for each agency, with what is known already filled in.": (
        "为每个机关生成填报用的电子表格，已知的内容一并填好。"
    ),
    "Another folder than out/YEAR/sheets/.": "不用 out/年度/sheets/，改用这个文件夹。",
    "Write over workbooks that are there already.": "覆盖已有的表格文件。",
    "Take filled workbooks, or folders with them, as filings; every fault with sheet and cell.": (
        "把填好的表格（文件或文件夹）收为填报文件；问题逐一指出工作表和单元格。"
    ),
    "Write over filings that say something else.": "覆盖内容不同的填报文件。",
    "FILE...": "文件 ...",
}
