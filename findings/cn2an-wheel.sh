#!/usr/bin/env bash
# cn2an 0.5.24: its wheel also holds top-level packages of the project's own folders, so that `import src` or
# `import example` in a program's environment finds them; and a third decimal of an amount is dropped in silence,
# neither rounded nor refused. Seen: 1.239 becomes 壹元贰角叁分.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check cn2an==0.5.24
cat > "$work/try.py" <<'PY'
import sys
import sysconfig
from pathlib import Path

import cn2an

packages = Path(sysconfig.get_paths()["purelib"])
found = sorted(name for name in ("build", "example", "src") if (packages / name).is_dir())
said = cn2an.an2cn("1.239", "rmb")
print("besides cn2an:", found, "1.239:", said)
sys.exit(not (found and said == "壹元贰角叁分"))
PY
"$work/venv/bin/python" "$work/try.py"
