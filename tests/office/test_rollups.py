"""Roll-ups with a real LibreOffice: its Calc works out the same sums, and mailboxes hold PDFs."""

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from commands import run
from docfill.office import Installation
from example_county import copy_example

pytestmark = pytest.mark.office

# Otherwise Calc believes what is stored in a workbook that Excel is said to have written.
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@pytest.fixture
def yunchuan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(copy_example(tmp_path / "county", 2022, 2023))
    return tmp_path / "county"


def spoil(book: Path, spoiled: Path) -> None:
    """The workbook with a wrong value stored for each formula."""
    with zipfile.ZipFile(book) as whole, zipfile.ZipFile(spoiled, "w") as written:
        for item in whole.infolist():
            data = whole.read(item)
            if "worksheets/sheet" in item.filename:
                data = re.sub(rb"(</f><v>)[^<]*", rb"\g<1>7777", data)
            written.writestr(item, data)


def test_calc_works_out_what_is_stored(
    yunchuan: Path, tmp_path: Path, installation: Installation
) -> None:
    run("rollup", "-y", "2023", "-o", "sums.xlsx")
    spoil(yunchuan / "sums.xlsx", tmp_path / "sums.xlsx")
    profile = tmp_path / "calc"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    subprocess.run(
        [
            installation.soffice,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            tmp_path / "out",
            tmp_path / "sums.xlsx",
        ],
        check=True,
        timeout=120,
    )
    formulas = openpyxl.load_workbook("sums.xlsx")
    stored = openpyxl.load_workbook("sums.xlsx", data_only=True)
    worked_out = openpyxl.load_workbook(tmp_path / "out" / "sums.xlsx", data_only=True)
    cells = [
        (sheet.title, cell.coordinate)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("=")
    ]
    assert len(cells) > 400
    for sheet, cell in cells:
        assert worked_out[sheet][cell].value == pytest.approx(stored[sheet][cell].value), cell


def test_a_mailbox_of_workbooks_documents_pdfs_and_rubbish(yunchuan: Path) -> None:
    """What can be counted is, each in its way; of everything else it is said why not."""
    inbox = yunchuan / "inbox"
    run("sheet", "qingshi", "-y", "2023", "-o", "inbox")
    run("build", "hekou", "jiaoyu", "-y", "2023")
    out = yunchuan / "out" / "2023"
    shutil.copy(next((out / "hekou").glob("*.docx")), inbox)
    (inbox / "from the bureau").mkdir()
    shutil.copy(next((out / "jiaoyu").glob("*.pdf")), inbox / "from the bureau")
    rubbish = {
        "torn.xlsx": b"PK\x03\x04 torn",
        "empty.docx": b"",
        "scan.pdf": b"%PDF-1.7\n",
        "note.txt": "明天开会。\n".encode(),
    }
    for name, data in rubbish.items():
        (inbox / name).write_bytes(data)
    (inbox / "~$open.xlsx").write_bytes(b"kept by Excel")
    (inbox / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    filed = json.loads(run("rollup", "-y", "2023", "--json").stdout)
    came = json.loads(run("rollup", "-y", "2023", "--from", "inbox", "--json").stdout)
    parts = {a["agency"]: a["standing"] for g in came["groups"] for a in g["agencies"]}
    counted = [agency for agency, standing in parts.items() if standing == "summed"]
    assert sorted(counted) == ["hekou", "jiaoyu", "qingshi"]
    assert filed["added"] == 14
    whole = {cell["cell"]: cell["whole"] for cell in came["cells"]}
    assert whole["disclosure.licences"] == 86
    assert whole["requests.new.total"] == 26 + 0 + 5
    said = run("rollup", "-y", "2023", "--from", "inbox").stdout
    for name in rubbish:
        assert f"inbox/{name}" in said
    assert "~$open" not in said and "photo.jpg" not in said
    assert not (yunchuan / "data" / "2023" / ".taken").exists()
