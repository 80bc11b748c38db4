"""The Word templates of the other kits: sound, formatted by styles alone, none of them too many."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from here import OFFICIAL_KIT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATES = [
    kit / "template.docx" for kit in sorted(OFFICIAL_KIT.parent.iterdir()) if kit != OFFICIAL_KIT
]
BUILT_IN = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}

of_each = pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.parent.name)


def part(template: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(template) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def test_there_are_other_kits() -> None:
    assert [path.parent.name for path in TEMPLATES] == ["law-2019", "website-2018"]


@of_each
def test_paragraphs_carry_their_style_and_nothing_else(template: Path) -> None:
    document = part(template, "document")
    assert not list(document.iter(W + "rPr", W + "tblBorders", W + "tblCellMar"))
    for properties in document.iter(W + "pPr"):
        assert [etree.QName(child).localname for child in properties] == ["pStyle"]


@of_each
def test_every_style_is_used_and_every_used_style_is_there(template: Path) -> None:
    roots = [part(template, name) for name in ("document", "footer1", "footer2")]
    named = {e.get(W + "val") for root in roots for e in root.iter(W + "pStyle", W + "tblStyle")}
    styles = {each.get(W + "styleId"): each for each in part(template, "styles").iter(W + "style")}
    based = {base.get(W + "val") for each in styles.values() for base in each.iter(W + "basedOn")}
    following = {e.get(W + "val") for each in styles.values() for e in each.iter(W + "next")}
    assert named | based | following <= styles.keys()
    assert styles.keys() - BUILT_IN == (named | based) - BUILT_IN


@of_each
def test_a_table_is_as_wide_as_the_text(template: Path) -> None:
    for table in part(template, "document").iter(W + "tbl"):
        widths = [int(column.get(W + "w", "0")) for column in table.iter(W + "gridCol")]
        assert sum(widths) == 8845


@of_each
@pytest.mark.parametrize("validator", (["openxml_audit", "-q"], ["ooxml_integrity", "check"]))
def test_validators_find_nothing(template: Path, validator: list[str]) -> None:
    module, *options = validator
    outcome = subprocess.run(
        [sys.executable, "-m", module, *options, str(template)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert "warning" not in outcome.stdout or "0 warning" in outcome.stdout
