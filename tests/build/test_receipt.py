"""Receipts: written whole, understood or ignored, and the reason why a report is made again."""

import json
import os
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from docfill.build.receipt import package_versions
from docfill.cli import docfill
from here import ROOT

SCHEMA = json.loads((ROOT / "docs" / "receipt.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own with the sample report built; commands run inside it."""
    for folder in ("templates", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "docfill.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOCFILL_LANG", "en")
    assert build().exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(docfill, arguments, catch_exceptions=False)


def build(*options: str) -> Result:
    return run("build", "huashi", "-y", "2023", "--no-pdf", *options)


def why(result: Result) -> str:
    (line,) = (line for line in result.stderr.splitlines() if line.startswith("huashi 2023: "))
    return line.removeprefix("huashi 2023: ")


def folder(county: Path) -> Path:
    return county / "out" / "2023" / "huashi"


def docx(county: Path) -> Path:
    (path,) = folder(county).glob("*.docx")
    return path


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_receipt_is_as_described(county: Path) -> None:
    jsonschema.validate(json.loads((folder(county) / "receipt.json").read_bytes()), SCHEMA)


def test_what_did_not_change_is_left_alone(county: Path) -> None:
    before = docx(county).stat()
    assert why(build()) == "unchanged"
    after = docx(county).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_warnings_are_told_again_though_nothing_is_made(county: Path) -> None:
    assert build().stdout == build("--force").stdout


def changed_data(county: Path) -> None:
    swap(county / "data/2023/huashi.yaml", "penalties: 2", "penalties: 3")


def last_year_came(county: Path) -> None:
    (county / "data/2022").mkdir(exist_ok=True)
    shutil.copy(county / "data/2023/huashi.yaml", county / "data/2022/huashi.yaml")


def changed_form(county: Path) -> None:
    with (county / "templates/disclosure-2021/form.yaml").open("a") as form:
        form.write("# a comment\n")


def changed_template(county: Path) -> None:
    with (county / "templates/disclosure-2021/template.docx").open("ab") as template:
        template.write(b"\0")


def renamed_township(county: Path) -> None:
    swap(county / "docfill.yaml", "花石镇人民政府", "花石镇")


def product_gone(county: Path) -> None:
    docx(county).unlink()


def product_touched(county: Path) -> None:
    with docx(county).open("ab") as product:
        product.write(b"\0")


def receipt_gone(county: Path) -> None:
    (folder(county) / "receipt.json").unlink()


def receipt_broken(county: Path) -> None:
    (folder(county) / "receipt.json").write_text('{"receipt": 2, "made_of": []}')


def receipt_of_the_future(county: Path) -> None:
    swap(folder(county) / "receipt.json", '"receipt": 2', '"receipt": 3')


def other_docxtpl(county: Path) -> None:
    swap(folder(county) / "receipt.json", f'"docxtpl": "{DOCXTPL}"', '"docxtpl": "0.1"')


DOCXTPL = package_versions(["docxtpl"])["docxtpl"]
TITLE = "花石镇2023年政府信息公开工作年度报告.docx"
REASONS = [
    (changed_data, "data changed"),
    (last_year_came, "last year's data changed"),
    (changed_form, "form changed"),
    (changed_template, "template changed"),
    (renamed_township, "settings changed"),
    (product_gone, f"{TITLE} is gone"),
    (product_touched, f"{TITLE} was changed afterwards"),
    (receipt_gone, "not built yet"),
    (receipt_broken, "not built yet"),
    (receipt_of_the_future, "not built yet"),
    (other_docxtpl, f"docxtpl 0.1 → {DOCXTPL}"),
]


@pytest.mark.parametrize(
    ("change", "reason"), REASONS, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_report_is_made_again_and_it_is_said_why(county: Path, change, reason: str) -> None:
    change(county)
    result = build()
    if result.exit_code == 0:
        assert why(result).startswith(f"made ({reason})")
        assert why(build()) == "unchanged"
    else:
        # Data of another year may contradict; the receipt then says nothing of it.
        assert change in (last_year_came, changed_template)


def test_a_newer_time_alone_changes_nothing(county: Path) -> None:
    for path in (docx(county), county / "data/2023/huashi.yaml"):
        os.utime(path)
    assert why(build()) == "unchanged"


def test_force_makes_all_again(county: Path) -> None:
    before = docx(county).read_bytes()
    assert why(build("--force")) == "made (as asked)"
    assert docx(county).read_bytes() == before


def test_what_somebody_changed_in_a_product_is_not_lost(county: Path) -> None:
    product_touched(county)
    edited, path = docx(county).read_bytes(), docx(county)
    copies = [path.with_name(f"{path.stem}.edited-{n}.docx") for n in (1, 2)]
    assert why(build()).endswith(f"; what was changed is kept as {copies[0].name}")
    assert copies[0].read_bytes() == edited != path.read_bytes()
    with path.open("ab") as product:
        product.write(b"again")
    build()
    assert copies[0].read_bytes() == edited
    assert copies[1].read_bytes().endswith(b"again")


def test_a_product_of_an_old_title_goes_when_the_new_one_is_there(county: Path) -> None:
    swap(county / "docfill.yaml", 'file_name: "{title}"', 'file_name: "{name}"')
    build()
    assert [path.name for path in folder(county).glob("*.docx")] == ["花石镇.docx"]


def test_the_versions_of_packages_are_those_their_metadata_say() -> None:
    from importlib.metadata import version

    names = ["docxtpl", "unoserver", "PyYAML", "no-such-package"]
    found = package_versions(names)
    assert found == {
        "docxtpl": version("docxtpl"),
        "unoserver": version("unoserver"),
        "PyYAML": version("PyYAML"),
        "no-such-package": "",
    }


def test_no_document_library_is_loaded_to_see_that_nothing_changed(county: Path) -> None:
    import subprocess
    import sys

    program = (
        "import sys; from docfill.cli import docfill;"
        "docfill.main(['build', '-y', '2023', '--no-pdf'], standalone_mode=False);"
        "heavy = {'lxml', 'docxtpl', 'jinja2', 'pikepdf', 'pypdfium2', 'PIL'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=county
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


def test_a_verified_report_is_said_to_be_so(county: Path) -> None:
    result = run("verify", "huashi", "-y", "2023")
    assert (result.exit_code, why(result)) == (0, "verified")


def test_a_product_changed_afterwards_is_told_and_how(county: Path) -> None:
    from finished import MAIN, packed, parts_of

    parts = parts_of(docx(county).read_bytes())
    parts[MAIN] = parts[MAIN].replace("115条".encode(), "116条".encode())
    docx(county).write_bytes(packed(parts))
    result = run("verify", "huashi", "-y", "2023")
    assert result.exit_code == 6
    assert "[product-changed]" in result.stdout
    assert "116条" in result.stdout and "115条" in result.stdout


def test_a_file_that_came_back_is_proved_in_place_of_the_finished_one(county: Path) -> None:
    back = county / "back.docx"
    shutil.copy(docx(county), back)
    assert run("verify", "huashi", "-y", "2023", "--docx", str(back)).exit_code == 0
    changed_data(county)
    result = run("verify", "huashi", "-y", "2023", "--docx", str(back))
    assert (result.exit_code, "back.docx: error [docx-cell]" in result.stdout) == (6, True)


def test_what_was_never_built_cannot_be_verified(county: Path) -> None:
    shutil.rmtree(folder(county))
    result = run("verify", "huashi", "-y", "2023")
    assert (result.exit_code, "[product-missing]" in result.stdout) == (6, True)


def test_a_document_that_does_not_match_its_data_is_not_delivered(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The template room gone wrong: the old files stay, and so does their receipt."""
    from docfill.template import Template

    before = docx(county).read_bytes()
    fill = Template.fill
    monkeypatch.setattr(
        Template, "fill", lambda self, values: fill(self, {**values, "agency": "别处"})
    )
    changed_data(county)
    result = build()
    assert result.exit_code == 6
    assert "not delivered" in result.stderr
    assert docx(county).read_bytes() == before
