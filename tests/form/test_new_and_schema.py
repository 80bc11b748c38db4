"""`docfill new` and `docfill schema`: what an editor and a clerk are given to begin with."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from docfill.cli import docfill
from docfill.filing.schema import SCHEMA_FILE, schema
from docfill.form.reader import open_form
from docfill.sources.yaml.reader import plain, read
from example_county import copy_example
from here import TESTS

TOY = TESTS / "toy"


# Whether the row takes one number.
ROWS = {"normative_documents": False, "licences": True, "fees": True, "carried_in": False}


def number(lines: list[str], key: str) -> int:
    return next(at for at, line in enumerate(lines) if line.startswith(f"  {key}:"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(docfill, [str(argument) for argument in arguments])


@pytest.fixture
def county(root: Path, tmp_path: Path) -> Path:
    """The fictional county before 2024, with the kit where a project has it."""
    copy_example(tmp_path, 2022, 2023)
    shutil.copytree(root / "templates", tmp_path / "templates")
    settings = tmp_path / "docfill.yaml"
    text = settings.read_text(encoding="utf-8").replace(str(root / "templates"), "templates")
    settings.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_new_filing_holds_every_key_with_its_caption(county: Path) -> None:
    assert run("new", "shichang", "-y", "2024", "--project", county).exit_code == 0
    text = (county / "data/2024/shichang.yaml").read_text(encoding="utf-8")
    form = open_form(county / "templates" / "disclosure-2021")
    for section in form.sections.values():
        assert f"{section.key}:" in text
        assert section.heading in text
        assert all(part.caption in text for part in section.parts)
    for table in form.tables.values():
        assert all(f"{row.key}:" in text and row.caption in text for row in table.rows.values())
        assert all(column.caption in text for column in table.columns.values())


MISNAMED = [
    "qingshi.yml",
    "青石镇.yaml",
    "云川县青石镇人民政府.yml",
    "qingshi.YAML",
    "Qingshi.yaml",
]


@pytest.mark.parametrize("name", [*MISNAMED, "qingshi.yaml.txt"])
def test_a_filing_under_another_name_is_found_and_no_empty_one_begun(
    county: Path, name: str
) -> None:
    filing = county / "data" / "2023" / "qingshi.yaml"
    filing.rename(filing.with_name(name))
    told = run("check", "qingshi", "-y", "2023", "--project", county).stdout
    assert "[no-filing]" in told
    assert f"{name} is there; rename it to qingshi.yaml" in told
    result = run("new", "qingshi", "-y", "2023", "--project", county)
    assert (result.exit_code, filing.exists()) == (1, False)
    assert f"{name} is there; rename it to qingshi.yaml" in result.stdout


@pytest.mark.parametrize("name", MISNAMED)
def test_a_file_that_is_not_read_beside_the_filing_is_warned_of(county: Path, name: str) -> None:
    (county / "data" / "2023" / name).write_text("signed: 2024-01-08\n", encoding="utf-8")
    result = run("check", "qingshi", "-y", "2023", "--project", county)
    assert (result.exit_code, result.stdout.count("[stray-filing]")) == (0, 1)
    assert name in result.stdout


@pytest.mark.parametrize("name", ["青石镇/分部", "青" * 100])
def test_a_name_that_no_file_can_bear_is_no_trouble(county: Path, name: str) -> None:
    settings = county / "docfill.yaml"
    text = settings.read_text(encoding="utf-8").replace("name: 青石镇,", f"name: {name},")
    settings.write_text(text, encoding="utf-8")
    assert run("check", "qingshi", "-y", "2024", "--project", county).exit_code == 1


def test_a_new_filing_says_above_each_row_how_it_is_written(county: Path) -> None:
    run("new", "shichang", "-y", "2024", "--project", county)
    lines = (county / "data/2024/shichang.yaml").read_text(encoding="utf-8").splitlines()
    hints = [at for at, line in enumerate(lines) if line.startswith("  # write ")]
    rows = {row: max(at for at in hints if at < number(lines, row)) for row in ROWS}
    assert ["one number" in lines[at] for at in rows.values()] == list(ROWS.values())


def test_a_new_filing_says_once_how_paragraphs_and_sub_headings_are_typed(county: Path) -> None:
    run("new", "hekou", "-y", "2024", "--project", county)
    before, _, after = (county / "data/2024/hekou.yaml").read_text("utf-8").partition("“## …”")
    assert before.splitlines()[-1].startswith("# ")
    assert after.splitlines()[1:3] == ["# 引言 (may be left empty)", "introduction: |"]
    assert "“## …”" not in after


def test_last_years_stock_and_open_requests_are_carried_over(county: Path) -> None:
    run("new", "shichang", "-y", "2024", "--project", county)
    new = yaml.safe_load((county / "data/2024/shichang.yaml").read_text(encoding="utf-8"))
    last = yaml.safe_load((county / "data/2023/shichang.yaml").read_text(encoding="utf-8"))
    assert new["requests"]["carried_in"] == last["requests"]["carried_out"]
    stock = new["disclosure"]["normative_documents"]
    assert stock == {"made": None, "repealed": None, "in_force": 18}


def test_check_says_what_is_still_to_fill_in(county: Path) -> None:
    run("new", "shichang", "-y", "2024", "--project", county)
    checked = run("check", "shichang", "-y", "2024", "--json", "--project", county)
    assert checked.exit_code == 1
    (outcome,) = json.loads(checked.stdout)
    assert {finding["code"] for finding in outcome["findings"]} == {"blank"}
    text = (county / "data/2024/shichang.yaml").read_text(encoding="utf-8").splitlines()
    lines = [text[finding["line"] - 1] for finding in outcome["findings"]]
    assert any("signed:" in line for line in lines)
    assert any("on_request:" in line for line in lines)
    assert not any("carried_in:" in line for line in lines)


def test_a_filing_is_never_overwritten(county: Path) -> None:
    before = (county / "data/2023/hekou.yaml").read_bytes()
    ran = run("new", "hekou", "dongshan", "-y", "2023", "--project", county)
    assert ran.exit_code == 1
    assert ran.stdout.count("[already-there]") == 2
    assert (county / "data/2023/hekou.yaml").read_bytes() == before


def test_one_that_is_there_does_not_keep_another_from_beginning(county: Path) -> None:
    (county / "data/2023/dongshan.yaml").unlink()
    assert run("new", "hekou", "dongshan", "-y", "2023", "--project", county).exit_code == 1
    assert (county / "data/2023/dongshan.yaml").exists()


def test_the_first_line_names_the_schema_where_it_is(county: Path) -> None:
    run("new", "hekou", "-y", "2024", "--project", county)
    path = county / "data/2024/hekou.yaml"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == county / "templates/disclosure-2021" / SCHEMA_FILE


def test_new_wants_to_know_whose(county: Path) -> None:
    assert run("new", "-y", "2024", "--project", county).exit_code == 2


def test_the_schema_in_the_kit_is_fresh(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is written in the language of docfill.yaml, for the editors of clerks."""
    monkeypatch.setenv("DOCFILL_LANG", "")
    made = run("schema", "-y", "2023", "--project", root)
    kept = (root / "templates" / "disclosure-2021" / SCHEMA_FILE).read_text(encoding="utf-8")
    assert made.stdout == kept, "docfill schema -y 2023 > templates/disclosure-2021/" + SCHEMA_FILE


def test_the_schema_is_one(root: Path) -> None:
    text = (root / "templates" / "disclosure-2021" / SCHEMA_FILE).read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(text))


@pytest.mark.parametrize("path", ["data/2023/huashi.yaml", "examples/county/data/2023/*.yaml"])
def test_filings_pass_the_schema(root: Path, path: str) -> None:
    checked = schema(open_form(root / "templates" / "disclosure-2021"))
    filings = list(root.glob(path))
    assert filings
    for filing in filings:
        jsonschema.validate(plain(read(filing).root), checked)


@pytest.mark.parametrize(
    "wrong",
    [
        {"signed": "2024-1-11"},
        {"disclosure": {"licenses": 1}},
        {"disclosure": {"licences": -1}},
        {"disclosure": {"licences": 1.5}},
        {"requests": {"new": 3}},
        {"problems": ""},
        {"waive": [{"code": "parts"}]},
    ],
)
def test_the_schema_refuses_what_check_would(root: Path, wrong: dict[str, object]) -> None:
    checked = schema(open_form(root / "templates" / "disclosure-2021"))
    filing = plain(read(root / "data/2023/huashi.yaml").root)
    assert isinstance(filing, dict)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**filing, **wrong}, checked)


def test_another_form_goes_through_every_command(tmp_path: Path) -> None:
    folder = tmp_path / "toy"
    shutil.copytree(TOY, folder)
    checked = run("check", "-y", "2023", "--json", "--project", folder)
    east, west = json.loads(checked.stdout)
    assert east["findings"] == []
    assert [(f["line"], f["code"]) for f in west["findings"]] == [
        (3, "told-bought"),
        (5, "shelf"),
        (0, "no-last-year"),
        (1, "date-late"),
    ]
    assert run("new", "east", "-y", "2024", "--project", folder).exit_code == 0
    begun = (folder / "data/2024/east.yaml").read_text(encoding="utf-8")
    assert "novels: {had: 51, bought: , lost: , have: }  # 小说" in begun
    assert "maps: {}" in begun
    made = json.loads(run("schema", "-y", "2023", "--project", folder).stdout)
    jsonschema.validate(plain(read(folder / "data/2023/east.yaml").root), made)
