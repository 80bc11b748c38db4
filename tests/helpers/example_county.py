"""The fictional county of examples/, copied to be changed."""

import shutil
from pathlib import Path

from here import ROOT

EXAMPLE = ROOT / "examples" / "county"
OWN_REPORT = "county_report: "


def copy_example(folder: Path, *years: int) -> Path:
    """A copy with these years' filings, on this project's kits; it makes no report of its own."""
    folder.mkdir(exist_ok=True)
    for year in years:
        own = shutil.ignore_patterns("county.yaml")
        shutil.copytree(EXAMPLE / "data" / str(year), folder / "data" / str(year), ignore=own)
    lines = (EXAMPLE / "docfill.yaml").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith(OWN_REPORT)) + "\n"
    settings = text.replace("../../templates", str(ROOT / "templates"))
    (folder / "docfill.yaml").write_text(settings, encoding="utf-8")
    return folder
