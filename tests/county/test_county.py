"""The fictional county: nothing is found in it, and of 25 faults put into it each one is."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from docfill.build.checking import check_all
from docfill.cli import docfill
from docfill.project import open_project
from example_county import copy_example

YEAR = 2023

# Whose filing, which words become which, and the code of what is found in that line.
FAULTS = [
    ("qingshi", "carried_in: {natural: 1}", "carried_in: {natural: 1, total: 2}", "total"),
    ("qingshi", "in_force: 5}", "in_force: 6}", "stock"),
    ("qingshi", "主义思想为指导", "主义思想重要思想为指导", "political-phrase"),
    ("qingshi", "财政资金28条", "财政资金29条", "parts"),
    ("hekou", "rules: {made: 0, repealed: 0", "rules: {made: 2, repealed: 2", "level"),
    ("hekou", "全年未收到政府信息公开申请，", "全年收到政府信息公开申请1件，", "told-received"),
    ("hekou", "12月31日止", "12月30日止", "period"),
    ("hekou", "迹可查。", "迹可查", "no-full-stop"),
    ("shuangqiao", "carried_out: {company: 1}", "carried_out: {company: 2}", "balance"),
    ("liulin", "作出行政处罚决定3件", "作出行政处罚决定5件", "told-penalties"),
    ("baisha", "连同上年结转1件", "连同上年结转2件", "told-carried-in"),
    ("baisha", "不予公开1件", "不予公开两件", "told-denied"),
    ("shuangqiao", "增长27.3%", "增长37.3%", "told-received-change"),
    ("shuangqiao", "我街道收到", "我镇收到", "self-name"),
    ("dongshan", "signed: 2024-01-06", "signed: 2024-02-06", "date-late"),
    ("dongshan", "全年没有发生泄密事件", "2021年没有发生泄密事件", "year"),
    ("changtan", "双人登录，", "双人登录,", "half-width"),
    ("changtan", "没有追究责任的情形", "没有没有追究责任的情形", "doubled"),
    ("gudu", "权益”一栏", "权益一栏", "unpaired"),
    ("gudu", "2023年是我镇", "2023年是长滩镇", "other-agency"),
    ("yuntai", "没有发出收费通知，未收取信息处理费", "没有需要报告的事项", "no-processing-fee"),
    ("jiaoyu", "《中华人民共和国政府信息公开条例》", "《政府信息公开工作条例》", "statute-name"),
    ("shuili", "工程类文件量大面广，专门制定了分级目录，把12类常用表格统一格式，方便查找和比对。",
     "工程类文件有目录。", "short"),
    ("jiaotong", "信息处理费120元", "信息处理费125元", "processing-fee"),
    ("nongye", "予以公开5件", "予以公开XX件", "unfilled"),
]  # fmt: skip

# A sum that does not agree is found where it begins, and what a whole text lacks at its key.
BEGINS = {"balance": "  new: {natural: 11"}
OF_A_WHOLE_TEXT = ("short", "no-processing-fee")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A copy of the county as it was before it made a report of its own."""
    return copy_example(tmp_path / "county", 2021, 2022, 2023)


def found_in(folder: Path, year: int = YEAR) -> list[tuple[str, int, str]]:
    """Township, line and code of everything found."""
    project = open_project(folder)
    outcomes = check_all(project, project.townships.values(), year)
    return [(o.township, f.place.line, f.code) for o in outcomes for f in o.findings]


def test_nothing_is_found_in_the_county(county: Path) -> None:
    assert found_in(county) == []


def test_the_first_year_lacks_only_its_own_last_year(county: Path) -> None:
    assert found_in(county, 2022) == []
    assert {code for _, _, code in found_in(county, 2021)} == {"no-last-year"}


def test_the_faults_are_of_25_kinds() -> None:
    assert len({code for *_, code in FAULTS}) == len(FAULTS) == 25


def test_each_fault_is_found_and_nothing_else_is(county: Path) -> None:
    seeded = []
    for township, right, wrong, code in FAULTS:
        line = line_of(county, township, right, wrong)
        if code in BEGINS:
            line = line_of(county, township, BEGINS[code], BEGINS[code])
        seeded.append((township, line - (code in OF_A_WHOLE_TEXT), code))
    assert sorted(found_in(county)) == sorted(seeded)


def test_a_text_of_a_neighbours_is_found_in_both(county: Path) -> None:
    lines = (county / "data/2023/qingshi.yaml").read_text(encoding="utf-8").splitlines()
    theirs = lines[lines.index("  oversight: |") + 1].strip()
    own = (county / "data/2023/liulin.yaml").read_text(encoding="utf-8").splitlines()
    mine = own[own.index("  oversight: |") + 1].strip()
    line_of(county, "liulin", mine, theirs.replace("青石镇", "柳林镇"))
    assert [(who, code) for who, _, code in found_in(county)] == [
        ("qingshi", "like-neighbour"),
        ("liulin", "like-neighbour"),
    ]


def test_the_command_adds_nothing(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line_of(county, "dongshan", "signed: 2024-01-06", "signed: 2024-02-06")
    ran = CliRunner().invoke(docfill, ["check", "-y", "2023", "--json", "--project", str(county)])
    assert ran.exit_code == 0
    printed = [
        (o["township"], f["line"], f["code"]) for o in json.loads(ran.stdout) for f in o["findings"]
    ]
    assert printed == found_in(county) == [("dongshan", 3, "date-late")]
    strict = CliRunner().invoke(
        docfill, ["check", "-y", "2023", "--strict", "--project", str(county)]
    )
    assert strict.exit_code == 1
    assert strict.stderr.splitlines()[-1] == "0 errors, 1 warning, 0 notes"


def test_findings_are_printed_for_other_tools(county: Path) -> None:
    line_of(county, "dongshan", "signed: 2024-01-06", "signed: 2024-02-06")
    arguments = ["check", "-y", "2023", "--project", str(county), "--format"]
    sarif = json.loads(CliRunner().invoke(docfill, [*arguments, "sarif"]).stdout)
    (result,) = sarif["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("date-late", "warning")
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"]["startLine"] == 3
    github = CliRunner().invoke(docfill, [*arguments, "github"]).stdout
    assert github.startswith("::warning file=") and "line=3" in github


def line_of(county: Path, township: str, right: str, wrong: str) -> int:
    """Put a fault in a filing; the line it stands in comes back."""
    path = county / "data" / str(YEAR) / f"{township}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1, (township, right, text.count(right))
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    return text[: text.index(right)].count("\n") + 1
