"""Chinese for what is said about mail: settings, sending, the ledger, notices."""

TRANSLATIONS = {
    # docfill.yaml
    "mail needs a server: {{host: smtp.example.cn, user: …}}": (
        "mail 须写明服务器：{{host: smtp.example.cn, user: …}}"
    ),
    "mail needs an address behind {key}": "mail 的 {key} 须填写邮箱地址",
    "a password does not belong in docfill.yaml; put it in the environment variable {variable}, "
    "or in a file that only you can read, named by password_file": (
        "密码不能写在 docfill.yaml 中；请放入环境变量 {variable}，"
        "或放入只有您能读取的文件，并用 password_file 指明"
    ),
    "there is no port {port}; the last is 65535": "没有 {port} 这个端口，最大为 65535",
    "with security: plain the password of {user} travels unprotected": (
        "security: plain 会使 {user} 的密码不加密传输"
    ),
    "{host} is not the name of a mail server": "{host} 不是邮件服务器的名称",
    "the user of a mail server is written in ASCII, unlike {user}": (
        "邮件服务器的用户名只能用 ASCII 字符，{user} 不符合"
    ),
    "{key} has a gap that nothing fills: {gaps}; it may use {known}": (
        "{key} 中的 {gaps} 没有内容可填，可用的有：{known}"
    ),
    "the mail pattern '{pattern}' has a gap that nothing fills: {gaps}; it may use {known}": (
        "邮件格式“{pattern}”中的 {gaps} 没有内容可填，可用的有：{known}"
    ),
    "{key} is a number above 0, not {written}": "{key} 须为大于0的数，不能是 {written}",
    "pauses are seconds, like [30, 60, 120]": "pauses 以秒计，如 [30, 60, 120]",
    # addresses and attachments
    "address": "地址",
    "attachment name": "附件名称",
    "'{text}' is not an e-mail address; write name@host.example or Name <name@host.example>": (
        "“{text}”不是邮箱地址，请写成 name@host.example 或 名称 <name@host.example>"
    ),
    "{header}: '{text}' is not an e-mail address": "{header}：“{text}”不是邮箱地址",
    "{header} has the control character {code} in it: {value}; take it out": (
        "{header} 中有控制字符 {code}：{value}；请删除"
    ),
    "'{name}' is not the name of a file that can be attached": "“{name}”不能用作附件名称",
    "the attachment name '{name}' has {size} bytes, {limit} are allowed; shorten it": (
        "附件名称“{name}”长{size}字节，最多{limit}字节，请缩短"
    ),
    "the message '{subject}' has no recipient": "邮件“{subject}”没有收件人",
    # passwords and certificates
    "the mail server wants a password for {user}: put it in the environment variable {variable}, "
    "or in a file and name that as password_file": (
        "邮件服务器需要 {user} 的密码：请放入环境变量 {variable}，或放入文件并用 password_file 指明"
    ),
    "{variable} with the password of {user} is not set here, and the timer will not have it "
    "either; put the password into a file that only you can read, and name that as "
    "password_file": (
        "这里没有设置环境变量 {variable}（{user} 的密码），定时器运行时也没有；"
        "请把密码放入只有您能读取的文件，并用 password_file 指明"
    ),
    "{variable} with the password of {user} is set here, but the timer will not have it; put the "
    "password into a file that only you can read, and name that as password_file": (
        "环境变量 {variable}（{user} 的密码）只在这里设置，定时器运行时没有；"
        "请把密码放入只有您能读取的文件，并用 password_file 指明"
    ),
    "the mail password may hold only printable ASCII characters": (
        "邮箱密码只能含可打印的 ASCII 字符"
    ),
    "the password file {path} can be read by others (mode {mode}): chmod 600 {path}": (
        "密码文件 {path} 可被他人读取（权限 {mode}），请运行：chmod 600 {path}"
    ),
    "the password file {path} is empty": "密码文件 {path} 是空的",
    "the password file {path} cannot be read: {why}": "密码文件 {path} 无法读取：{why}",
    "the server's certificate is not to be trusted: {why}; nothing was sent and no password "
    "was shown. If the county has an authority of its own, name its certificate as ca_file": (
        "服务器证书不可信：{why}；没有发送任何内容，也没有出示密码。"
        "如县里自设证书机构，请用 ca_file 指明其证书"
    ),
    "the file of authorities {path} cannot be read: {why}": "证书文件 {path} 无法读取：{why}",
    # sending
    "{title} was refused at {stage} and is not sent: {answer}": (
        "《{title}》在 {stage} 阶段被拒收，没有发出：{answer}"
    ),
    "{title} could not be sent yet, the next run will try again; "
    "the last answer, at {stage}: {answer}": (
        "《{title}》暂未发出，下次运行时再试；最后的应答（{stage} 阶段）：{answer}"
    ),
    "nobody knows whether {title} arrived: the line or docfill died while the server was "
    "taking it {answer}. Ask the county, then say so with docfill mail --settle": (
        "《{title}》是否送达无法确定：服务器接收时连接中断或 docfill 意外退出{answer}。"
        "请向县里核实，再用 docfill mail --settle 登记结果"
    ),
    "the mail with {title} would have {size} MB, {limit} MB are allowed; make the report "
    "smaller, or raise size_limit_mb if the county's mail server takes more": (
        "含《{title}》的邮件有 {size} MB，上限为 {limit} MB；请缩小报告，"
        "如县里的邮件服务器允许更大，可调高 size_limit_mb"
    ),
    "another docfill (process {pid}) is at this work already; wait until it is done ({path})": (
        "另一个 docfill（进程 {pid}）正在做这项工作，请等它结束（{path}）"
    ),
    # the ledger
    "the ledger {path} cannot be used: {why}; without it nobody knows what was sent, "
    "so nothing is sent": (
        "发送台账 {path} 无法使用：{why}；没有台账就不知道哪些已经发出，因此不发送"
    ),
    "the ledger {path} was written by another version of docfill "
    "({found}, not {known}); use that one": (
        "发送台账 {path} 由另一版本的 docfill 写成（版本 {found}，不是 {known}），请用那个版本"
    ),
    "message {number} is not waiting to be sent any more": "第{number}号邮件已不在待发之列",
    "{who} says that it arrived": "{who}说已送达",
    "{who} says that it did not arrive": "{who}说未送达",
    # notices
    "mail names no operator to send the summary to": "mail 没有写明 operator，汇总无人可发",
    "all is well": "一切正常",
    "something is left to do": "尚有事项待办",
    "docfill: {county} {year}: {verdict}": "docfill：{county}{year}年：{verdict}",
    "{county}, reports of {year}: {verdict}.": "{county}{year}年报告：{verdict}。",
    "{name} ({township}): {standing}": "{name}（{township}）：{standing}",
    "docfill ended with exit code {code}.": "docfill 已结束，退出码 {code}。",
    "The deadline, {day}, passed {days} days ago.": "截止日期 {day} 已过{days}天。",
    "{days} days are left until {day}.": "距截止日期 {day} 还有{days}天。",
    "{{title}}: due by {{deadline}}": "{{title}}：请于{{deadline}}前报送",
    "{{full_name}} still owes {{title}}; {{days}} days are left until {{deadline}}.\n\n"
    "{{findings}}\n": (
        "{{full_name}}尚未报送《{{title}}》，距截止日期{{deadline}}还有{{days}}天。\n\n{{findings}}\n"
    ),
    "docfill.yaml names no mail address for {township}; write one behind its mail key": (
        "docfill.yaml 没有写明 {township} 的邮箱地址，请填在其 mail 项"
    ),
}
