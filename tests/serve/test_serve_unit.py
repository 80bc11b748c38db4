"""The unit that the manual shows is one that systemd accepts."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.mark.parametrize("page", ["serve.md", "serve.zh-CN.md"])
def test_the_unit_of_the_manual_passes_systemd(root: Path, tmp_path: Path, page: str) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd here")
    text = (root / "docs" / page).read_text(encoding="utf-8")
    found = re.search(r"```ini\n(.*?)```", text, re.S)
    assert found
    program = tmp_path / ".venv" / "bin" / "docfill"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    unit = tmp_path / "docfill.service"
    # The folder is not there on this machine, nor its user.
    written = (
        found[1].replace("/srv/docfill", str(tmp_path)).replace("User=docfill\n", "User=root\n")
    )
    unit.write_text(written, encoding="utf-8")
    words = ["systemd-analyze", "verify", "--man=no", str(unit)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
