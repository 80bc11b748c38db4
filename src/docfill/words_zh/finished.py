"""Chinese for what is said about finished reports: their receipts, and the PDF read back."""

TRANSLATIONS = {
    # what a build or a look at a receipt says
    "not built yet": "此前没有生成过",
    "no {kind} yet": "尚无 {kind}",
    "data changed": "填报数据已改动",
    "last year's data changed": "上年填报数据已改动",
    "form changed": "格式已改动",
    "wording changed": "用语规则已改动",
    "template changed": "模板已改动",
    "settings changed": "docfill.yaml 的设置已改动",
    "fonts changed": "字体已改动",
    "{what} changed": "{what} 已改动",
    "{what} {before} → {now}": "{what} {before} → {now}",
    "{file} is gone": "{file} 已不存在",
    "{file} was changed afterwards": "{file} 在生成后被改动",
    "built before the last change: {what}": "是在最近一次改动之前生成的：{what}",
    "as asked": "按要求重新生成",
    "verified": "已核验",
    "differs": "有差异",
    "not what the data say": "核验未通过",
    "the same, page by page": "逐页相同",
    "the finished files are not what the data say; they were not delivered": (
        "生成的文件与数据不符，没有输出"
    ),
    "there is no receipt for this report; build it with: docfill build {id} -y {year}": (
        "这份报告没有生成记录，请运行：docfill build {id} -y {year}"
    ),
    "there is no finished .docx; build it with: docfill build {id} -y {year}": (
        "没有生成好的 .docx，请运行：docfill build {id} -y {year}"
    ),
    "there is no finished PDF; build it with: docfill build {id} -y {year}": (
        "没有生成好的 PDF，请运行：docfill build {id} -y {year}"
    ),
    "made ({why})": "已生成（{why}）",
    "; what was changed is kept as {file}": "；被改动的文件另存为 {file}",
    "the PDF has another name than today's data give it": "PDF 的文件名与现有数据得出的名称不同",
    "name the one township whose files these are": "请写明这些文件属于哪一个机关",
    # the PDF as a file
    "it is not a PDF, or it is damaged or locked with a password": (
        "这不是 PDF 文件，或者文件已损坏、设有密码"
    ),
    "page {n} of it is damaged": "第{n}页已损坏",
    "page {n}: the font {font} is not embedded": "第{n}页：字体 {font} 没有嵌入",
    "page {n}: “{text}” is set in {font}, which nobody asked for": (
        "第{n}页：“{text}”用了没有指定的字体 {font}"
    ),
    "no font has “{character}” (U+{code:04X}) for {face}; the PDF shows a box in its place": (
        "{face} 没有“{character}”（U+{code:04X}）这个字，PDF 中显示为方框；"
        "请换用别的字，或把含有该字的字体放入 fonts/"
    ),
    "“{text}” is set in {font} instead of the font asked for": (
        "“{text}”用的是 {font}，不是指定的字体"
    ),
    # its pages
    "page {n} is {width} × {height} mm, should be {right_width} × {right_height} mm": (
        "第{n}页是 {width}×{height} 毫米，应为 {right_width}×{right_height} 毫米"
    ),
    "page {n}: a ruled line leaves the text area": "第{n}页：表格线超出版心",
    "page {n}: “{text}” stands outside the text area": "第{n}页：“{text}”超出版心",
    "header": "页眉",
    "footer": "页脚",
    "page {n}: the {part} reads “{found}”, should read “{expected}”": (
        "第{n}页：{part}是“{found}”，应为“{expected}”"
    ),
    "page {n}: the {part} is at the inner edge": "第{n}页：{part}的页码在内侧，应在外侧",
    "page {n} ends with the heading “{text}”, parted from what it is the heading of": (
        "第{n}页末行是标题“{text}”，正文在下一页；请把前面的文字增减一行"
    ),
    "nothing stands on the last page but “{text}”": (
        "末页只有“{text}”；请调整文字或版式，避免落款单独成页"
    ),
    # its text
    "the paragraph “{text}” is not in the PDF": "PDF 中没有段落“{text}”",
    "after “{before}” the PDF has lost “{mark}”": "PDF 在“{before}”之后丢了“{mark}”",
    "after “{before}” the PDF has “{found}” too many": "PDF 在“{before}”之后多了“{found}”",
    "after “{before}” the PDF shows {found}, should show “{expected}”": (
        "PDF 在“{before}”之后是{found}，应为“{expected}”"
    ),
    "“{text}”": "“{text}”",
    "nothing": "空白",
    # its tables
    "table {n}": "第{n}个表格",
    "{table}: the ruled rows in the PDF are not the {n} rows of the table; "
    "a row is lost or cut in two by the end of a page": (
        "{table}：PDF 中的行与表格的{n}行不一致，有行丢失或被分页截断"
    ),
    "page {n}: there is a ruled table too many": "第{n}页：多出一个表格",
    "page {n}, {table}: the column lines are not where the widths of the columns put them": (
        "第{n}页，{table}：列线的位置与列宽不符"
    ),
    "{table}, {cell}: the PDF shows {found}, the .docx says {expected}": (
        "{table}，{cell}：PDF 中是{found}，.docx 中是{expected}"
    ),
    "{table}: figures broken over two lines: {n}, the first in {cell}: {figure}; in the template, "
    "scale the characters of the style “{style}” down": (
        "{table}：有{n}个数字折成了两行，第一个在{cell}：{figure}；请在模板中调小样式“{style}”的字符缩放"
    ),
    "{table}, {cell}: something is set in {font} instead of the font asked for": (
        "{table}，{cell}：有文字用的是 {font}，不是指定的字体"
    ),
    # beside another PDF
    "{n} pages, the other has {other}": "有{n}页，另一份有{other}页",
    "page {n}: {says}": "第{n}页：{says}",
    "a page looks different: {picture}": "有一页看上去不同：{picture}",
    "the paper is another": "纸张大小不同",
    "“{found}” where the other has “{other}”, after “{before}”": (
        "“{before}”之后是“{found}”，另一份是“{other}”"
    ),
    "{n} characters stand elsewhere, the first, “{text}”, {across} mm to the right and "
    "{up} mm up": "{n}个字的位置不同，第一个“{text}”偏右 {across} 毫米、偏上 {up} 毫米",
    # for archives
    "it has no XMP metadata": "没有 XMP 元数据",
    "its metadata call it PDF/A-{says}, not PDF/A-2b": "元数据标明的是 PDF/A-{says}，不是 PDF/A-2b",
    "it is encrypted": "文件已加密",
    "it has no file identifier (/ID)": "没有文件标识（/ID）",
    "it has no output intent with a colour profile": "没有带颜色特性文件的输出意图",
    "the colour profile of its output intent is none": "输出意图中的颜色特性文件无效",
    "the font {font} is not embedded": "字体 {font} 没有嵌入",
    "it holds JavaScript": "含有 JavaScript",
    "it holds embedded files": "含有嵌入的文件",
    "it starts actions by itself (/AA)": "会自行触发动作（/AA）",
    "its form needs a program to show it": "其中的表单须由程序才能显示",
    "it holds a forbidden action: {action}": "含有不允许的动作：{action}",
    "it holds a forbidden annotation: {kind}": "含有不允许的批注：{kind}",
    "an annotation ({kind}) is not printed": "批注（{kind}）不能打印",
    "an annotation ({kind}) has no appearance": "批注（{kind}）没有外观",
    "a stream is compressed with LZW": "有数据流用了 LZW 压缩",
    "a stream is kept in another file": "有数据流存放在另一个文件中",
    "it holds PostScript": "含有 PostScript",
    "an image is to be smoothed (/Interpolate)": "有图片要求平滑处理（/Interpolate）",
    "veraPDF could not be asked: {why}": "无法运行 veraPDF：{why}",
    "veraPDF: {says}": "veraPDF：{says}",
}
