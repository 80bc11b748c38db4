"""A county built for real: nothing is found in what is clean, and the same bytes come anywhere."""

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from here import ROOT

pytestmark = pytest.mark.office

TOWNSHIPS = [f"town{number}" for number in range(1, 13)]


def name_of(number: int) -> str:
    """The last township's name has characters that only a second choice of font has."""
    return f"第{number}镇" if number < len(TOWNSHIPS) else "堃喆镇"


def county(folder: Path) -> Path:
    """Twelve townships, each with figures and prose of its own."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    settings = (ROOT / "docfill.yaml").read_text(encoding="utf-8")
    listed = "".join(
        f"  {name}: {{name: {name_of(n)}, full_name: 某县{name_of(n)}人民政府, level: township}}\n"
        for n, name in enumerate(TOWNSHIPS, 1)
    )
    head = settings.partition("townships:")[0]
    (folder / "docfill.yaml").write_text(f"{head}townships:\n{listed}", encoding="utf-8")
    (folder / "data" / "2023").mkdir(parents=True)
    filing = (ROOT / "data" / "2023" / "huashi.yaml").read_text(encoding="utf-8")
    for number, name in enumerate(TOWNSHIPS, 1):
        own = filing.replace("花石镇", name_of(number)).replace(
            "penalties: 2", f"penalties: {number}"
        )
        own = own.replace("信息115条", f"信息{115 + number}条" + "，均已归档保存" * number)
        (folder / "data" / "2023" / f"{name}.yaml").write_text(own, encoding="utf-8")
    return folder


def docfill(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "docfill", *arguments, "-y", "2023"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def hashes(folder: Path) -> dict[str, str]:
    files = [path for path in (folder / "out").rglob("*.*") if path.suffix in (".docx", ".pdf")]
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = county(tmp_path_factory.mktemp("one"))
    done = docfill(folder, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_a_clean_county_gives_no_finding_about_its_files(built: Path) -> None:
    done = docfill(built, "verify", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    outcomes = json.loads(done.stdout)
    assert [outcome["findings"] for outcome in outcomes] == [[]] * len(TOWNSHIPS)


def test_the_same_bytes_come_in_another_folder(built: Path, tmp_path: Path) -> None:
    """From a fresh LibreOffice in another order, and from one that has run for a while."""
    other = county(tmp_path / "somewhere" / "else")
    done = docfill(other, "build", *reversed(TOWNSHIPS), "--jobs", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(hashes(built)) == 2 * len(TOWNSHIPS)
    assert hashes(other) == hashes(built)


def test_receipts_are_as_described_and_name_the_fonts(built: Path) -> None:
    schema = json.loads((ROOT / "docs" / "receipt.schema.json").read_text(encoding="utf-8"))
    for township in TOWNSHIPS:
        receipt = json.loads((built / "out" / "2023" / township / "receipt.json").read_bytes())
        jsonschema.validate(receipt, schema)
        assert receipt["pages"] >= 4
        assert all(receipt["fonts"].values())
        assert set(receipt["seconds"]) == {"fill", "convert", "verify"}


def test_only_the_changed_report_is_made_again(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(built, folder)
    path = folder / "data" / "2023" / "town3.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("penalties: 3", "penalties: 30"))
    done = docfill(folder, "build")
    said = [line for line in done.stderr.splitlines() if line.startswith("town")]
    assert sorted(line for line in said if not line.endswith("unchanged")) == [
        "town3 2023: made (data changed)"
    ]
    assert len(said) == len(TOWNSHIPS)


def test_a_pdf_for_archives_is_one(built: Path, tmp_path: Path) -> None:
    folder = county(tmp_path / "archive")
    done = docfill(folder, "build", "town1", "--pdfa", "--png")
    assert done.returncode == 0, done.stdout + done.stderr
    assert docfill(folder, "verify", "town1").returncode == 0
    pages = sorted(path.name for path in (folder / "out/2023/town1/pages").iterdir())
    assert pages[:2] == ["page-1.png", "page-2.png"]
    (pdf,) = (folder / "out/2023/town1").glob("*.pdf")
    (plain,) = (built / "out/2023/town1").glob("*.pdf")
    shutil.copy(plain, pdf)
    done = docfill(folder, "verify", "town1")
    assert (done.returncode, "[pdf-archive]" in done.stdout) == (6, True)


def test_two_pdfs_are_compared_page_by_page(built: Path) -> None:
    (same,) = (built / "out/2023/town1").glob("*.pdf")
    (other,) = (built / "out/2023/town2").glob("*.pdf")
    assert docfill(built, "verify", "town1", "--against", str(same)).returncode == 0
    done = docfill(built, "verify", "town1", "--against", str(other))
    assert done.returncode == 6
    assert "“1” where the other has “2”" in done.stdout
    assert (built / "out/2023/town1/differences/differs-1.png").exists()
    done = docfill(built, "verify", "town1", "--against", "docfill.yaml")
    assert "docfill.yaml: error [pdf-unreadable]" in done.stdout
