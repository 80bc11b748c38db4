"""docfill.yaml: everything wrong with it is found at once, and the folders follow from it."""

from pathlib import Path

import pytest

from docfill.base import LEVELS
from docfill.base.errors import Faulty
from docfill.base.findings import Severity
from docfill.base.language import speak
from docfill.county.settings import faults_of
from docfill.project import open_project

SETTINGS = """\
county: 云川县
kits:
  - {kit: old, since: 2019}
  - {kit: new, since: 2021}
townships:
  qingshi: {name: 青石镇, full_name: 云川县青石镇人民政府, mail: clerk@qingshi.example}
"""


def settings(folder: Path, text: str) -> Path:
    (folder / "docfill.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path, text: str) -> list[tuple[int, str]]:
    with pytest.raises(Faulty) as raised:
        open_project(settings(folder, text))
    return [(finding.place.line, finding.code) for finding in raised.value.findings]


def test_the_latest_kit_that_serves_a_year_is_taken(tmp_path: Path) -> None:
    project = open_project(settings(tmp_path, SETTINGS))
    assert project.kit_path(2020) == tmp_path / "templates" / "old"
    assert project.kit_path(2023) == tmp_path / "templates" / "new"


def test_kits_may_stand_elsewhere(tmp_path: Path) -> None:
    project = open_project(settings(tmp_path, "templates: ../kits\n" + SETTINGS))
    assert project.kit_path(2023) == tmp_path / "../kits" / "new"


def test_a_year_without_a_kit_is_found(tmp_path: Path) -> None:
    project = open_project(settings(tmp_path, SETTINGS))
    with pytest.raises(Faulty) as raised:
        project.kit_path(2018)
    assert [finding.code for finding in raised.value.findings] == ["no-kit"]


def test_what_a_file_name_may_not_hold_is_replaced(tmp_path: Path) -> None:
    project = open_project(settings(tmp_path, 'file_name: "{year}/{name}: {title}"\n' + SETTINGS))
    products = project.products("qingshi", 2023, "报告")
    assert products.docx == tmp_path / "out/2023/qingshi/2023_青石镇_ 报告.docx"
    assert products.receipt.name == "receipt.json"


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_of_government_is_known(tmp_path: Path, level: str) -> None:
    text = SETTINGS.replace("name: 青石镇,", f"name: 青石镇, level: {level},", 1)
    assert open_project(settings(tmp_path, text)).townships["qingshi"].level == level


def test_severities_are_chosen_by_code(tmp_path: Path) -> None:
    project = open_project(settings(tmp_path, SETTINGS + "severity: {parts: error}\n"))
    assert project.severities == {"parts": Severity.ERROR}


def test_a_severity_that_is_none_is_found_by_its_code(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as raised:
        open_project(settings(tmp_path, SETTINGS + "severity: {parts: fatal}\n"))
    assert str(raised.value.findings[0].message).startswith("parts is one of error, ")


@pytest.mark.parametrize(
    ("written", "seconds"), [("10m", 600), ("90s", 90), ("2h", 7200), ("0", 0)]
)
def test_libreoffice_is_kept_for_a_time(tmp_path: Path, written: str, seconds: int) -> None:
    assert open_project(settings(tmp_path, SETTINGS)).keep is None
    said = f"office: {{keep: {written}}}\n"
    assert open_project(settings(tmp_path, SETTINGS + said)).keep == seconds


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("severity: {blank: note}\n", [(7, "firm-code")]),
        ("severity: {parts: fatal}\n", [(7, "wrong-choice")]),
        ("language: latin\n", [(7, "wrong-choice")]),
        ("file_name: '{town}'\n", [(7, "wrong-pattern")]),
        ("file_name: '{'\n", [(7, "wrong-pattern")]),
        ("file_name: ''\n", [(7, "wrong-pattern")]),
        ("file_name: ' '\n", [(7, "wrong-pattern")]),
        ("file_name: .{title}\n", [(7, "wrong-pattern")]),
        ("file_name: '-{year}'\n", [(7, "wrong-pattern")]),
        ("file_name: '{title}\u202e{year}'\n", [(7, "wrong-pattern")]),
        ("office: {keep: 10}\n", [(7, "wrong-choice")]),
        ("office: 10m\n", [(7, "wrong-shape")]),
        ("contry: x\n", [(7, "unknown-key")]),
        ("county: x\n", [(7, "double-key")]),
    ],
)
def test_what_is_wrong_is_found(tmp_path: Path, more: str, found: list[tuple[int, str]]) -> None:
    assert faults(tmp_path, SETTINGS + more) == found


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("county: 云川县", "county: ''", (1, "wrong-shape")),
        ("name: 青石镇", "name: ''", (6, "wrong-shape")),
        ("name: 青石镇", "name: ' '", (6, "wrong-shape")),
        ("name: 青石镇", "name: '青石镇 '", (6, "character")),
        ("full_name: 云川县青石镇人民政府", "full_name: ''", (6, "wrong-shape")),
        ("kit: new", "kit: ''", (4, "wrong-shape")),
    ],
)
def test_a_blank_name_heads_no_report(
    tmp_path: Path, right: str, wrong: str, found: tuple[int, str]
) -> None:
    assert right in SETTINGS
    assert found in faults(tmp_path, SETTINGS.replace(right, wrong))


def test_a_level_that_is_none_and_an_id_that_cannot_name_files(tmp_path: Path) -> None:
    text = SETTINGS.replace("qingshi: {", "../青石: {level: village, ")
    assert faults(tmp_path, text) == [(6, "wrong-id"), (6, "wrong-choice")]


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("name: 青石镇, full_name: 云川县白沙镇人民政府", [(7, "same-name")]),
        ("name: 白沙镇, full_name: 云川县青石镇人民政府", [(7, "same-name")]),
        ("name: 青石镇, full_name: 云川县青石镇人民政府", [(7, "same-name")] * 2),
    ],
)
def test_two_townships_of_one_name_are_found(
    tmp_path: Path, second: str, found: list[tuple[int, str]]
) -> None:
    assert faults(tmp_path, f"{SETTINGS}  baisha: {{{second}}}\n") == found


@pytest.mark.parametrize(
    ("level", "name", "full_name"),
    [
        ("township", "白沙镇", "云川县石鼓镇人民政府"),
        ("township", "石鼓镇", "云川县青石镇政府"),
        ("department", "县民政局", "云川县教育局"),
        ("department", "水利局", "云川县青石镇政府"),
    ],
)
def test_a_full_name_of_another_is_doubted(
    tmp_path: Path, level: str, name: str, full_name: str
) -> None:
    more = f"  other: {{name: {name}, full_name: {full_name}, level: {level}}}\n"
    more += "  jiaoyu: {name: 教育局, full_name: 云川县教体局, level: department}\n"
    project = open_project(settings(tmp_path, SETTINGS + more))
    assert [(f.place.line, f.code) for f in faults_of(project)] == [(7, "strange-name")]


@pytest.mark.parametrize(
    ("level", "name", "full_name"),
    [
        ("township", "白沙镇", "云川县白沙镇人民政府"),
        ("township", "双桥街", "云川县双桥街道办事处"),
        ("township", "双桥街道", "云川县人民政府双桥街道办事处"),
        ("township", "Baisha", "Baisha Town Government"),
        ("department", "县民政局", "云川县民政局"),
        ("department", "发改局", "云川县发展和改革局"),
        ("department", "人社局", "云川县人力资源和社会保障局"),
        ("department", "县府办", "云川县人民政府办公室"),
        ("department", "数据局", "云川县行政审批服务中心"),
        ("county", "云川县", "云川县人民政府"),
    ],
)
def test_an_abbreviation_is_not_doubted(
    tmp_path: Path, level: str, name: str, full_name: str
) -> None:
    more = f"  other: {{name: {name}, full_name: {full_name}, level: {level}}}\n"
    assert faults_of(open_project(settings(tmp_path, SETTINGS + more))) == ()


def test_a_level_in_chinese_is_told_the_word_for_it(tmp_path: Path) -> None:
    text = SETTINGS.replace("qingshi: {", "qingshi: {level: 乡镇, ")
    speak("zh")
    with pytest.raises(Faulty) as raised:
        open_project(settings(tmp_path, text))
    assert "乡镇、街道 (township), " in str(raised.value.findings[0].message)


def test_a_project_without_townships_or_file_is_found(tmp_path: Path) -> None:
    assert (1, "missing") in faults(tmp_path, "county: 云川县\n")
    (tmp_path / "docfill.yaml").unlink()
    with pytest.raises(Faulty) as raised:
        open_project(tmp_path)
    assert [finding.code for finding in raised.value.findings] == ["file"]
