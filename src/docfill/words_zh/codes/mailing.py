"""Chinese of the codes for mail: its settings, and what became of a message."""

CODES = {
    "mail-address": ("邮箱地址不对。", "请写成 clerk@county.example 的形式。"),
    "mail-header": ("邮件头有一行不能照写的内容发送。", "请改正。"),
    "mail-host": ("邮件服务器的名称无法使用。", "请写服务器的主机名。"),
    "mail-port": ("端口不对。", "请填写 1 至 65535 的数。"),
    "mail-user": ("没有写用户名，或者用户名无法使用。", "请改正。"),
    "mail-password": (
        "密码写在了 docfill.yaml 中，人人都能看到。",
        "请删去；密码只从环境变量取得，或从 `server.password_file` 指定的文件取得。",
    ),
    "mail-plain-password": (
        "密码会不加密传输。",
        "请把服务器的 security 设为 tls 或 starttls。",
    ),
    "wrong-number": ("设置中有数字超出范围。", "请看提示。"),
    "mail-too-large": (
        "邮件超过大小上限。",
        "请缩小报告；县里的邮件服务器允许更大的，可在 docfill.yaml 中调高 `size_limit_mb`。",
    ),
    "mail-unfit": ("报告不能照现在的样子用邮件发送。", "请看提示。"),
    "mail-refused": ("邮件服务器拒收。", "请看服务器的应答。"),
    "mail-unsent": ("邮件没有发出。", "请再次运行 `docfill mail`。"),
    "mail-uncertain": (
        "邮件是否送达无法确定：docfill 在发送途中停止了。",
        "请向收件人核实，再用 `docfill mail --settle sent`（已送达）"
        "或 `docfill mail --settle unsent`（未送达）登记。",
    ),
    "no-mail": (
        "没有写明如何发送邮件。",
        "请参照 docs/delivery.zh-CN.md，在 docfill.yaml 中添加 `mail` 部分。",
    ),
    "not-ready": (
        "报告不能报送：没有生成，没有核验，或者与现有数据不一致。",
        "请运行 `docfill build`。",
    ),
    "no-address": (
        "有机关尚未报送，但无法提醒。",
        "请在 docfill.yaml 中该机关的一行，把邮箱地址填在 `mail` 后面。",
    ),
    "wrong-day": ("定时任务的日期不对。", "请写月和日，如 01-15。"),
    "wrong-time": ("定时任务的时间不对。", "请写成 08:00 的形式。"),
    "mail-no-password": (
        "邮件服务器需要密码，而本机或定时器没有密码。",
        "请把密码写进只有您能读取的文件（chmod 600），在 `server.password_file` 中写出文件名。",
    ),
}
