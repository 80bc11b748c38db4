"""Names of the county that tests in a browser share."""

NAMES = "白石 青山 石潭 乌石 茶恩 中路 锦石 龙口 云湖 河口 杨嘉 谭家 射埠 排头 分水 梅林 响水 姜畬"
PASSWORD = "correct horse battery"
