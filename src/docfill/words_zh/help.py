"""Chinese for what `--help` shows: commands, their options, and click's own words."""

TRANSLATIONS = {
    "Yearly reports from data: checked, as official .docx and PDF, proved and mailed.": (
        "由数据生成年度报告：先核对，再生成正式的 .docx 和 PDF，核验后发送邮件。"
    ),
    # the page
    "Options:": "选项：",
    "Commands:": "命令：",
    "Example: {command}": "示例：{command}",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "[TOWNSHIP]...": "[机关]...",
    "TOWNSHIP...": "机关 ...",
    "[KIT]...": "[格式]...",
    "TEMPLATE": "模板",
    "DATA": "数据",
    "INTEGER RANGE": "整数",
    "FLOAT RANGE": "数",
    "DIRECTORY": "文件夹",
    "FILE": "文件",
    "default: ": "默认：",
    "(last year)": "上一年",
    "required": "必填",
    "; ": "；",
    # a wrong command line
    "“{value}” is no whole number": "“{value}”不是整数",
    "“{value}” is no number": "“{value}”不是数",
    "{value} is not within {limits}": "{value} 不在 {limits} 之内",
    "“{value}” is none of {choices}": "“{value}”不在可选之列：{choices}",
    "there is no “{path}”": "找不到“{path}”",
    "“{path}” is a file": "“{path}”是文件",
    "“{path}” is a folder": "“{path}”是文件夹",
    "“{path}” may not be read": "“{path}”没有读取权限",
    "{words} is too much": "多写了 {words}",
    "{option} needs a value": "{option} 后面缺少值",
    "{option} takes no value": "{option} 后面不能写值",
    # what many commands have
    "The year reported on.": "报告年度。",
    "The folder with docfill.yaml; otherwise this one or one above.": (
        "docfill.yaml 所在的文件夹；不写则为当前或上级文件夹。"
    ),
    "Print results as JSON.": "以 JSON 输出结果。",
    "Show this message and exit.": "显示本说明。",
    "Show the version and exit.": "显示版本号。",
    "Another folder than out/.": "不用 out/，改用这个文件夹。",
    "Make PDF/A-2b, for archives.": "生成存档用的 PDF/A-2b。",
    "Use a unoserver that already runs.": "使用已在运行的 unoserver。",
    # build
    "Make the reports of some townships, or of all: .docx and PDF; only what changed.": (
        "生成部分或全部机关的报告（.docx 和 PDF）；没有变化的不再生成。"
    ),
    "Make the .docx only.": "只生成 .docx。",
    "LibreOffices at once; 0: one per core.": "同时运行几个 LibreOffice；0 为每个处理器核心一个。",
    "Seconds for one conversion; if given, for filling, too, which else has 10.": (
        "一次转换最多几秒；写明时也用于填写，否则填写最多 10 秒。"
    ),
    "Seconds for one conversion.": "一次转换最多几秒。",
    "Make all again, whatever the receipts say.": "不论生成记录如何，全部重新生成。",
    "Also write the pages as pictures, into pages/.": "另把各页存为图片，放入 pages/。",
    # verify
    "Read finished .docx and PDF back and compare them with data, kit and receipt.": (
        "重新读取已生成的 .docx 和 PDF，与数据、格式和生成记录核对。"
    ),
    "Prove this file for the township named.": "为所写的机关核验这个文件。",
    "Prove this PDF, against --docx or the finished .docx.": (
        "核验这个 PDF，与 --docx 或已生成的 .docx 对照。"
    ),
    "Compare --pdf, or the finished PDF, with this one.": "把 --pdf 或已生成的 PDF 与这一份比较。",
    # check
    "Check filings and docfill.yaml: every fault with its file and line.": (
        "检查填报文件和 docfill.yaml：逐一指出问题所在的文件和行。"
    ),
    "Let a warning fail, too.": "有警告也算不通过。",
    "How findings are printed; sarif and github are for other tools.": (
        "问题的输出格式；sarif 和 github 供别的工具使用。"
    ),
    # new
    "Begin filings: every key with its caption, last year's stock and open cases filled in.": (
        "新建填报文件：各项均附名称，并填好上年的存量和结转。"
    ),
    # mail
    "Mail to the county what is built, verified, current and not yet sent.": (
        "把已生成、已核验、为最新且尚未报送的报告用邮件发给县里。"
    ),
    "Write .eml files instead of sending.": "只写出 .eml 文件，不发送。",
    "The folder of --dry-run, instead of out/mail/YEAR.": (
        "--dry-run 的输出文件夹，代替 out/mail/年度。"
    ),
    "Send again what was sent before.": "已报送的再发一次。",
    "Say of uncertain reports whether they arrived.": "登记送达不明的报告究竟是否送达。",
    # status
    "Show township by township: filing, findings, products, and what was sent to whom.": (
        "逐个机关显示：填报、问题、生成的文件，以及何时报送给谁。"
    ),
    "Write one page that a browser opens without any network.": "写成一个网页，不联网也能打开。",
    # run
    "Check, build, verify and mail last year's reports, and mail the operator a summary.": (
        "检查、生成、核验并报送上一年的报告，再把汇总发给 operator。"
    ),
    "Build, and tell the operator; mail no report.": "只生成并告知 operator，不报送。",
    "Mail the townships that still owe something.": "发邮件提醒尚未报送的机关。",
    "Tell of a run that ended without a summary.": "告知有一次运行没有发出汇总就结束了。",
    # schedule
    "Print the timers of the yearly run, put them in place, or take them away.": (
        "显示、安装或移除年度运行的定时任务。"
    ),
    "Put the timers in place.": "安装定时任务。",
    "Take the timers away.": "移除定时任务。",
    "The machine's systemd, as the owner of the project's folder, or your own.": (
        "用整机的 systemd（以项目文件夹所有者的身份运行），或用您自己的。"
    ),
    "Lines of your crontab instead of systemd.": "不用 systemd，写入您的 crontab。",
    # fill
    "Fill any docxtpl template with data, or anew for each row of a list; see docs/filling.md.": (
        "用数据填写任何 docxtpl 模板，或按名单逐行填写；写法见 docs/filling.md。"
    ),
    "Only rows that are so.": "只要符合条件的行。",
    "Only so many rows, to try.": "只要前几行，用来试做。",
    "YAML or JSON with values that all rows share.": "各行共用的值，YAML 或 JSON 文件。",
    "The sheet of a workbook to read.": "读取工作簿中的哪个工作表。",
    "How DATA is written, if not as it is named.": "数据文件的格式，与扩展名不符时使用。",
    "A folder, besides that of the data, whose files $image and $subdoc may name.": (
        "除数据所在文件夹外，$image 和 $subdoc 还可以使用哪个文件夹中的文件。"
    ),
    "Write documents of rows anew that are there already.": "已有的各行文档也重新生成。",
    "Make nothing if no tag asks for a key of the data.": (
        "数据中有标签没有用到的键时，不生成文档。"
    ),
    "The .docx or .pdf to write; of rows, with columns in braces: 'out/{name}.pdf'.": (
        "要写出的 .docx 或 .pdf；按名单逐行生成时，把列名写在花括号中：“out/{name}.pdf”。"
    ),
    # kit, schema, doctor
    "Check kits, or all the project uses: form, template and their agreement.": (
        "检查所写的格式或项目用到的全部格式：格式定义、模板，以及二者是否一致。"
    ),
    "Print the JSON Schema of a filing, made from the form.": (
        "输出填报文件的 JSON Schema（由格式定义得出）。"
    ),
    "Look for LibreOffice, its Python, the fonts and faults in docfill.yaml; say what to do.": (
        "检查 LibreOffice、其 Python、字体和 docfill.yaml，并说明该怎么办。"
    ),
}
