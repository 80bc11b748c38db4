"""Chinese for what is said about a county's reports: where they stand, what was sent, the run."""

TRANSLATIONS = {
    "an error stands against this filing; run docfill check {id} -y {year}": (
        "这份填报数据有错误，不能报送；请运行 docfill check {id} -y {year}"
    ),
    # the command line
    "--cron writes your own crontab; it knows no --system": (
        "--cron 写入您自己的 crontab，不能与 --system 同用"
    ),
    "--out is the folder of --dry-run": "--out 是 --dry-run 的输出文件夹，须与 --dry-run 同用",
    "--settle goes with neither --dry-run nor --resend": (
        "--settle 不能与 --dry-run 或 --resend 同用"
    ),
    "name the townships that --settle is about; uncertain: {ids}": (
        "请写明 --settle 要登记的机关；送达与否不明的有：{ids}"
    ),
    "nothing of these is uncertain": "这些报告没有送达不明的情况",
    "the crontab was changed": "crontab 已更新",
    "nothing to change": "无需更改",
    "written: {path}": "已写入：{path}",
    "removed: {path}": "已删除：{path}",
    # docfill.yaml
    "nothing is wrong with it": "没有问题",
    "nothing says how to mail; add a section mail, as docs/delivery.md shows": (
        "没有写明如何发送邮件，请参照 docs/delivery.zh-CN.md 添加 mail 部分"
    ),
    "draft {draft}, send {send} and deadline {deadline} must follow one another": (
        "draft {draft}、send {send}、deadline {deadline} 须依次在后"
    ),
    "{key} is a month and a day, like 01-15, not {written}": (
        "{key} 须写月和日，如 01-15；不能是 {written}"
    ),
    "{key} is a time of day, like 08:00, not {written}": (
        "{key} 须写时间，如 08:00；不能是 {written}"
    ),
    # what may be sent
    "{title} cannot be sent: {reason}; run docfill build {id} -y {year}": (
        "《{title}》不能报送：{reason}；请运行 docfill build {id} -y {year}"
    ),
    "this is not the file that was verified; build it anew": "这不是核验过的文件，请重新生成",
    "would go to {to}: {subject}": "将发给 {to}：{subject}",
    "sent to {to}: {subject} ({answer})": "已发给 {to}：{subject}（{answer}）",
    "sent to {to}: {answer}": "已发给 {to}：{answer}",
    "{sent} reports sent now, {already} before": "本次报送{sent}份，此前已报送{already}份",
    # reminders
    "{name} still owes its report and was not reminded: docfill.yaml names no mail address for "
    "{id}; write one behind its mail key": (
        "{name}尚未报送，也没有提醒：docfill.yaml 没有写明 {id} 的邮箱地址，请填在其 mail 项"
    ),
    "{name} was not reminded: {answer}": "没有提醒到{name}：{answer}",
    "the notes of reminders in {path}: {why}": "{path} 中的提醒记录无法使用：{why}",
    # the run
    "{n} townships, {missing} without a filing, {faulty} with errors, {warnings} warnings": (
        "共{n}个机关，{missing}个没有填报，{faulty}个有错误，警告{warnings}处"
    ),
    "no filing from {names}": "没有填报：{names}",
    "errors in the filings of {names}": "填报有错误：{names}",
    "{made} reports made, {unchanged} unchanged, {failed} failed": (
        "本次生成{made}份报告，{unchanged}份没有变化，{failed}份失败"
    ),
    "{fit} of {n} reports are verified and current": "{n}份报告中，{fit}份已核验且为最新",
    "{n} townships reminded: {names}; {before} were reminded today before": (
        "已提醒{n}个机关：{names}；另有{before}个今天已提醒过"
    ),
    "WARNING: {says} Not sent: {names}": "注意：{says}尚未报送：{names}",
    "exit code {code}": "退出码 {code}",
    "nobody to tell: docfill.yaml has no section mail": (
        "汇总无人可发：docfill.yaml 没有 mail 部分"
    ),
    "nobody to tell: mail names no operator": "汇总无人可发：mail 没有写明 operator",
    "the last run told the operator itself": "上次运行已自行告知 operator",
    "the operator could not be told ({subject}): {answer}": (
        "无法告知 operator（{subject}）：{answer}"
    ),
    "docfill: {county}: a run ended too early": "docfill：{county}：运行提前中断",
    "The run of {county} that began at {began} ended without its summary: it was stopped, it "
    "crashed, or no mail server could be reached then. What it said stands in its log "
    "(journalctl, or cron's mail); docfill run goes on where it stopped.\n": (
        "{county}于 {began} 开始的运行没有发出汇总就结束了：可能被停止、意外退出，"
        "或当时连不上邮件服务器。运行记录见日志（journalctl 或 cron 的邮件）；"
        "运行 docfill run 可从中断处继续。\n"
    ),
    # where a report stands
    "no filing": "未填报",
    "{n} errors in the filing": "填报有{n}处错误",
    "nobody knows whether it arrived; docfill mail --settle": (
        "是否送达不明，请核实后用 docfill mail --settle 登记"
    ),
    "refused: {answer}": "被拒收：{answer}",
    "changed since it was sent on {when}": "{when} 报送后又有改动",
    "ready, not sent yet": "已就绪，尚未报送",
    "sent on {when} to {to}": "{when} 已报送至 {to}",
    "errors": "错误",
    "uncertain": "送达不明",
    "refused": "被拒收",
    "to build": "待生成",
    "changed": "有改动",
    "ready": "待报送",
    "sent": "已报送",
    # the table and the page
    "{county}, reports of {year}: where they stand": "{county}{year}年报告报送情况",
    "Reports of {year}: where they stand": "{year}年报告报送情况",
    "As of {when}": "截至 {when}",
    "sent to the county": "已报送县里",
    "days left": "天后截止",
    "days too late": "天前已截止",
    "deadline {day}": "截止日期 {day}",
    "Show only": "只看",
    "all": "全部",
    "Township by township": "各机关情况",
    "A click on a heading sorts the table.": "点击表头可排序。",
    "township": "机关",
    "status": "状态",
    "filing": "填报",
    "warnings": "警告",
    "to": "收件人",
    "yes": "是",
    "no": "否",
    "Reports and findings": "报告与问题",
    "first page": "首页",
    "no PDF yet": "尚无 PDF",
    "an earlier build, not what would be sent": "这是以前生成的，不是将要报送的",
    "Nothing was found.": "没有发现问题。",
    "Findings": "问题",
    "back to the table": "返回表格",
    # who is who
    "{key} {name} is already that of {other}; each township has its own": (
        "{key} {name} 与 {other} 的相同，请改正其中一个"
    ),
    "{name} has the mail address of {other}; reminders to both would go there": (
        "{name}的邮箱与{other}的相同，两家的提醒都会发到该邮箱，请核对"
    ),
    "name {name} and full_name {full_name} seem to be those of two agencies": (
        "name “{name}”与 full_name “{full_name}”似乎不是同一机关，请核对"
    ),
}
