"""Chinese for what is said about LibreOffice, fonts and the making of PDF."""

TRANSLATIONS = {
    "this is no font that can be read, so it is not used; copy it here again": (
        "此文件不是可以读取的字体，因此没有使用，请重新复制"
    ),
    # what is there
    "LibreOffice is not installed. As root: {command}": (
        "未安装 LibreOffice，请由系统管理员（root）运行：{command}"
    ),
    "no Python here has LibreOffice's uno module (tried: {tried}). As root: {command}": (
        "本机的 Python 都没有 LibreOffice 的 uno 模块（试过：{tried}），"
        "请由系统管理员（root）运行：{command}"
    ),
    "the Python package unoserver is not installed: make setup": (
        "未安装 Python 软件包 unoserver，请运行：make setup"
    ),
    "DOCFILL_SOFFICE names {path}, which is no program": "DOCFILL_SOFFICE 所指的 {path} 不是程序",
    "DOCFILL_UNO_PYTHON names {path}, which is no program": (
        "DOCFILL_UNO_PYTHON 所指的 {path} 不是程序"
    ),
    "{soffice} does not start: {trouble}": "{soffice} 无法启动：{trouble}",
    "{address} is no address: write HOST:PORT": "{address} 不是地址，请写成 HOST:PORT",
    "no unoserver answers at {address}": "{address} 没有 unoserver 应答",
    # fonts
    "fonts": "字体",
    "{family} stands in": "由 {family} 代替",
    "the free fonts are not in {folder} ({names}). To fetch them: make setup": (
        "{folder} 中缺少自由字体（{names}），请运行 make setup 下载"
    ),
    "{family} cannot be made of {file} ({why}). To fetch that anew: make setup": (
        "无法由 {file} 生成 {family}（{why}），请运行 make setup 重新下载"
    ),
    "no font here can print “{character}” (U+{code:04X}); write it otherwise, or put a font "
    "that has it into fonts/": (
        "现有字体都没有“{character}”（U+{code:04X}）这个字；请换用别的字，"
        "或把含有该字的字体放入 fonts/"
    ),
    # documents
    "{file} cannot be read: {why}": "{file} 无法读取：{why}",
    "it is a .doc of old, or locked with a password: save it as a plain .docx": (
        "这是旧版 .doc，或者加了密码；请另存为不加密的 .docx"
    ),
    "it is no Word document (.docx)": "这不是 Word 文档（.docx）",
    "it carries macros: save it as a .docx without them": "文档含有宏，请另存为不含宏的 .docx",
    "{part} cannot be read: {why}": "{part} 无法读取：{why}",
    "LibreOffice did not start {n} times and is not tried again in this run; docfill doctor "
    "examines it. {why}": (
        "LibreOffice 连续{n}次没有启动，本次运行不再尝试；请用 docfill doctor 检查。{why}"
    ),
    "{n} LibreOffices at once instead of {asked}: each takes a core and {memory} MB of memory": (
        "同时运行{n}个 LibreOffice，而不是{asked}个：每个需要一个处理器核心和 {memory} MB 内存"
    ),
    # the guard before LibreOffice
    "the picture {part} is not handed to LibreOffice: {why}; save it as PNG and put it into the "
    "document anew": "图片 {part} 不能交给 LibreOffice：{why}；请另存为 PNG 后重新插入文档",
    "it is none of PNG, JPEG, GIF, BMP, TIFF, WebP, EMF, WMF and plain SVG": (
        "不是 PNG、JPEG、GIF、BMP、TIFF、WebP、EMF、WMF 或简单的 SVG"
    ),
    "this SVG refers to something, or is no small drawing of simple shapes": (
        "这个 SVG 引用了别的内容，或者不是由简单图形组成的小图"
    ),
    "it is damaged": "图片已损坏",
    "it unpacks beyond reason": "解压后大得离谱",
    "it leads elsewhere, or is damaged": "它指向别处，或已损坏",
    "it has more than {n} million dots": "它的像素超过 {n} 百万",
    "{part} hides an SVG drawing": "{part} 中藏有 SVG 图形",
    "{part} brings in another document ({element}); paste its text instead": (
        "{part} 嵌入了另一份文档（{element}）；请改为直接粘贴其文字"
    ),
    # converting
    "LibreOffice did not start within {seconds:g} s": "LibreOffice 在{seconds:g}秒内没有启动",
    "LibreOffice did not start: {log}": "LibreOffice 没有启动：{log}",
    "LibreOffice did not answer within {seconds:g} s": "LibreOffice 在{seconds:g}秒内没有应答",
    "LibreOffice failed: {why}": "LibreOffice 出错：{why}",
    "LibreOffice ended while it converted: {why}": "LibreOffice 在转换时退出：{why}",
    "LibreOffice cannot read this document": "LibreOffice 无法读取这份文档",
    "given up after {n} attempts. {why}": "试了{n}次仍未成功。{why}",
    "stopped before it was converted": "尚未转换就已停止",
}
