"""`docfill build` without LibreOffice: what is made, what is refused, and what is left alone."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from commands import products, run
from here import ROOT


def test_a_report_is_written_under_its_official_title(county: Path) -> None:
    result = run("build", "huashi", "-y", "2023", "--no-pdf")
    assert result.exit_code == 0, result.output
    assert list(products(county)) == ["花石镇2023年政府信息公开工作年度报告.docx"]


def test_the_same_data_give_the_same_bytes(county: Path) -> None:
    run("build", "huashi", "-y", "2023", "--no-pdf")
    first = products(county)
    shutil.rmtree(county / "out")
    run("build", "huashi", "-y", "2023", "--no-pdf")
    assert products(county) == first != {}


def test_every_caption_and_figure_of_the_published_report_stands_in_the_document(
    county: Path,
) -> None:
    """In the order in which the authority prints them, 五、 in its place."""
    seed = ROOT.parent / "shared" / "seed" / "huashi-2023.txt"
    if not seed.exists():
        pytest.skip("the published report is not beside this clone")
    run("build", "huashi", "-y", "2023", "--no-pdf")
    (document,) = products(county).values()
    (county / "x.docx").write_bytes(document)
    xml = zipfile.ZipFile(county / "x.docx").read("word/document.xml").decode()
    text = squeezed(
        "".join(
            piece.split("</w:t>")[0].split(">", 1)[1]
            for piece in xml.split("<w:t")[1:]
            if ">" in piece
        )
    )
    published = seed.read_text(encoding="utf-8")
    tables = published[
        published.index("二、主动公开政府信息情况") : published.index("存在的主要问题")
    ]
    position = text.index(squeezed("二、主动公开政府信息情况"))
    for line in filter(None, map(squeezed, tables.splitlines())):
        position = text.index(line, position)
    assert text.index("五、存在的主要问题及改进情况") > position


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("typed", "code", "below"),
    [
        ("penalties: 010", "not-a-count", 0),
        ("penalties: １", "not-a-count", 0),
        ("penalties: 3.0", "not-a-count", 0),
        ("penalties: 1e3", "not-a-count", 0),
        ("penalties: -1", "not-a-count", 0),
        ("penalties: yes", "not-a-count", 0),
        ("penalties:", "blank", 0),
        ("penalties: 2\n  penalties: 2", "double-key", 1),
        ("penaltys: 2", "unknown-key", 0),
        ("penalties: *x", "alias", 0),
        ("\tpenalties: 2", "syntax", 0),
    ],
)
def test_a_fault_is_named_and_the_earlier_report_stays(
    county: Path, typed: str, code: str, below: int
) -> None:
    run("build", "huashi", "-y", "2023", "--no-pdf")
    before = products(county)
    filing = county / "data" / "2023" / "huashi.yaml"
    text = filing.read_text(encoding="utf-8")
    line = text.splitlines().index("  penalties: 2") + 1 + below
    filing.write_text(text.replace("penalties: 2", typed), encoding="utf-8")
    result = run("build", "huashi", "-y", "2023", "--no-pdf")
    assert result.exit_code == 1
    assert f"{Path('data/2023/huashi.yaml')}:{line}:" in result.stdout
    assert f"error [{code}]" in result.stdout
    assert products(county) == before != {}


def test_a_filing_in_another_encoding_is_named(county: Path) -> None:
    filing = county / "data" / "2023" / "huashi.yaml"
    filing.write_bytes(filing.read_text(encoding="utf-8").encode("gb18030"))
    result = run("build", "huashi", "-y", "2023", "--no-pdf")
    assert (result.exit_code, "[encoding]" in result.stdout) == (1, True)


def test_a_township_without_a_filing_is_named_and_the_others_are_built(county: Path) -> None:
    settings = county / "docfill.yaml"
    more = "townships:\n  qingshi: {name: 青石镇, full_name: 示例县青石镇人民政府}\n"
    text = settings.read_text(encoding="utf-8").replace("townships:\n", more)
    settings.write_text(text, encoding="utf-8")
    result = run("build", "-y", "2023", "--no-pdf")
    assert result.exit_code == 1
    assert "data/2023/qingshi.yaml: error [no-filing]" in result.stdout
    assert len(products(county)) == 1


def test_an_unknown_township_is_wrong_usage(county: Path) -> None:
    result = run("build", "huashu", "-y", "2023")
    assert result.exit_code == 2
    assert "did you mean huashi?" in result.stderr


def test_a_township_may_be_called_by_its_name(county: Path) -> None:
    assert run("build", "花石镇", "-y", "2023", "--no-pdf").exit_code == 0
    assert len(products(county)) == 1


def test_results_as_json(county: Path) -> None:
    result = run("build", "-y", "2023", "--no-pdf", "--json")
    (outcome,) = json.loads(result.stdout)
    assert outcome["township"] == "huashi"
    assert [Path(p).suffix for p in outcome["products"]] == [".docx"]
    assert [found["code"] for found in outcome["findings"]] == ["no-last-year"]


def test_nothing_but_the_products_is_left_behind(county: Path) -> None:
    run("build", "-y", "2023", "--no-pdf")
    left = [path.name for path in (county / "out").rglob("*")]
    assert [name for name in left if name.startswith(".")] == []
    assert "huashi" in left
