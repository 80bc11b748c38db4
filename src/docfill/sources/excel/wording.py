"""What a workbook says of itself: it is a Chinese form, whatever language docfill speaks."""

COVER = "填报说明"
PROSE = "文字"

ABOUT = (
    ("填报机关", "{full_name}"),
    ("报告年度", "{year}年（{year}年1月1日至12月31日）"),
    ("交回期限", "{deadline}"),
    ("填报格式", "{decree}"),
)
TO_FILL_IN = "请先填写"
CLERK = "填报人"
TELEPHONE = "联系电话"

HOW = (
    "只填白色和黄色的格子：黄色表示还没有填，填好即变白。其余各格已经锁定，不能改动，也不必填写。",
    "只写数字本身（写 3，不写“3件”）；金额可以有小数。没有发生的一律填 0，不要留空，不要画“/”。"
    "成片的 0 可以一次填好：选中这些格子，键入 0，按住 Ctrl 键再按回车键。",
    "合计自动计算。格子变红，说明合计或勾稽关系不平，请核对表下（或表右）“核对”中多出、少出的数。",
    "灰色数字是上年报告的数，供对照；今年与之不同的标为蓝色。结转数、存量数已按上年报告填好，有出入的可以改。",
    "“{prose}”页每格写一个部分：一行就是一段，换行按 Alt 键和回车键；小标题另起一行，"
    "前面写 ##（如：## 规范管理），序号由程序自动编排，不必写。右边显示字数。",
    "填好后保存为 .xlsx 文件发回。可以插入行、调整列宽，但请不要删除格子，不要改用往年的表。",
)
SIGNATURES = "填报人：　　　　　　　　审核人：　　　　　　　　负责人（签字）：　　　　　　　　"
WHO_AND_WHEN = "填报机关：{full_name}　　　　{year}年度"

CHECKED = "核对"
RIGHT_OR_WRONG = '"多"General;"少"General;"√"'
LAST_YEAR = "上年（{year}年）"

COUNT_TITLE = "填整数"
COUNT_HELP = "没有发生的填 0，只写数字。"
COUNT_WRONG = "这里只能填 0 到 999999999 的整数。没有发生的填 0，不要写“件”、“/”或“—”。"
AMOUNT_TITLE = "填数字"
AMOUNT_HELP = "可以有小数；没有发生的填 0，只写数字。"
AMOUNT_WRONG = "这里只能填数字，如 0 或 18.8710。没有发生的填 0，不要写别的字。"
DATE_TITLE = "填日期"
DATE_HELP = "如 {year}-1-10。"
DATE_WRONG = "这里只能填日期，如 {year}-1-10。"
CHOICE_TITLE = "可填几项"
SEVERAL_HELP = "从中选填，用顿号隔开：{choices}。"
CHOICE_WRONG = "这里只能填：{choices}。"
WRONG = "填写有误"

SECTION = "部分"
TEXT = "正文"
LENGTH = "字数"
CHARACTERS = '0"字"'
MAY_BE_EMPTY = "{caption}（可以不写）"
HOW_PROSE = (
    "一行就是一段（换行按 Alt 键和回车键），段首不必空格；小标题另起一行，前面写 ##，序号不必写。"
)
