"""Chinese for what is said about the yearly run by itself: systemd and cron."""

TRANSLATIONS = {
    "build last year's reports": "生成上年度报告",
    "build and mail last year's reports": "生成并报送上年度报告",
    "a run has failed": "运行失败",
    "crontab -l failed: {why}": "crontab -l 失败：{why}",
    "the crontab has '{begin}' without '{end}'; mend it by hand": (
        "crontab 中有“{begin}”而没有“{end}”，请手工改正"
    ),
    "{command} failed: {why}": "{command} 失败：{why}",
    "{why}; use cron instead: docfill schedule --install --cron": (
        "{why}；请改用 cron：docfill schedule --install --cron"
    ),
    ", or as root the machine's own systemd: docfill schedule --install --system": (
        "，或者以 root 身份使用系统的 systemd：docfill schedule --install --system"
    ),
    "systemd forgets the timers when it next starts: {why}": (
        "定时器在 systemd 下次启动后失效：{why}"
    ),
    "{program} is not on this machine; docfill schedule can print the systemd units or the "
    "cron lines instead": (
        "本机没有 {program}；可用 docfill schedule 打印出 systemd 配置或 cron 行"
    ),
    "{path} must be a whole path, without a blank or backslash at its end, to stand in a unit "
    "file": "{path} 要写入 systemd 配置，须为完整路径，且末尾没有空格或反斜杠",
    "systemd runs no program with a quote or backslash in its path: {path}": (
        "程序路径中不能有引号或反斜杠，否则 systemd 无法运行：{path}"
    ),
    "{text} holds a character that a unit file cannot hold": (
        "{text} 中有 systemd 配置不能容纳的字符"
    ),
    "the job {name} would end before it begins: {first} to {last}": (
        "任务 {name} 的结束早于开始：{first} 至 {last}"
    ),
    "{text} holds a character that a cron line cannot hold": "{text} 中有 cron 行不能容纳的字符",
    "the command is too long for cron, which takes {n} bytes: {text}": (
        "命令过长，cron 最多容纳{n}字节：{text}"
    ),
}
