"""`docfill take`: filled workbooks become filings, whatever people do to sheets."""

import datetime
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from compounds import compound, word_stream
from docfill.base import side_by_side
from docfill.build.checking import check_all, form_of
from docfill.build.loading import load
from docfill.build.outcome import Outcome
from docfill.cli import docfill
from docfill.county.exchange.taking import take_back
from docfill.filing.filing import Filing
from docfill.filing.reader import read_filing
from docfill.form.form import Form
from docfill.form.reader import open_form
from docfill.project import Project
from docfill.sources.yaml.reader import read
from workbooks import EXAMPLES, TOY, cell_of, copy_of, opened, sheet_of

Change = Callable[[Workbook], None]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of an agency, filled in from its filing."""
    folder = tmp_path_factory.mktemp("sent")
    return sheet_of(copy_of(EXAMPLES, folder / "county"), "liulin", 2023, folder)


@pytest.fixture
def county(tmp_path: Path) -> Project:
    """The county before any filing came in this year."""
    project = copy_of(EXAMPLES, tmp_path / "county")
    shutil.rmtree(project.root / "data" / "2023")
    return project


@pytest.fixture(scope="module")
def form() -> Form:
    return open_form(EXAMPLES.parent.parent / "templates" / "disclosure-2021")


@pytest.fixture
def came_back(sent: Path, tmp_path: Path) -> Callable[[Change], Path]:
    """The workbook after somebody worked on it."""

    def changed(change: Change) -> Path:
        book = opened(sent)
        change(book)
        path = tmp_path / "柳林镇.xlsx"
        book.save(path)
        return path

    return changed


def take(project: Project, path: Path, force: bool = False) -> Outcome:
    (outcome,) = take_back(project, [path], force)
    return outcome


def taken(project: Project, township: str = "liulin", year: int = 2023) -> Filing:
    form = open_form(project.kit_path(year))
    path = project.filing_path(township, year)
    filing, findings = read_filing(read(path), form, township, year)
    assert findings == []
    return filing


def typed(name: str, value: object) -> Change:
    """Somebody types a value into the field of that name."""

    def change(book: Workbook) -> None:
        sheet, cell = cell_of(book, name)
        book[sheet][cell].value = value

    return change


def found(outcome: Outcome) -> list[tuple[str, str]]:
    """Sheet and cell, and code, of what was found."""
    return [(str(each.place.spot), each.code) for each in outcome.findings]


def same(one: Filing, other: Filing) -> bool:
    """Whether two filings state the same figures as printed, days and paragraphs."""
    return (
        {name: cell.printed for name, cell in one.cells.items()},
        {name: day for name, (day, _) in one.dates.items()},
        {
            name: [(p.text, p.heading) for p in prose.paragraphs]
            for name, prose in one.prose.items()
        },
    ) == (
        {name: cell.printed for name, cell in other.cells.items()},
        {name: day for name, (day, _) in other.dates.items()},
        {
            name: [(p.text, p.heading) for p in prose.paragraphs]
            for name, prose in other.prose.items()
        },
    )


@pytest.mark.parametrize("year", [2022, 2023])
def test_every_filing_comes_back_as_it_went_out(year: int, form: Form, tmp_path: Path) -> None:
    project = copy_of(EXAMPLES, tmp_path / "county")
    ids = list(project.townships)
    before = {each: taken(project, each, year) for each in ids}
    books = [sheet_of(project, each, year, tmp_path) for each in ids]
    shutil.rmtree(project.root / "data" / str(year))
    assert [outcome.findings for outcome in take_back(project, books, force=False)] == [()] * 14
    assert all(same(taken(project, each, year), before[each]) for each in ids)


def test_another_kit_needs_no_line_of_python(tmp_path: Path) -> None:
    project = copy_of(TOY, tmp_path / "toy")
    before = taken(project, "east")
    book = sheet_of(project, "east", 2023, tmp_path)
    project.filing_path("east", 2023).unlink()
    assert take(project, book).findings == ()
    assert same(taken(project, "east"), before)


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        (12, 12),
        (12.0, 12),
        ("12", 12),
        ("'12", 12),
        (" 12 ", 12),
        ("１２", 12),
        ("\u00a012\u3000", 12),
        ("12\n", 12),
    ],
)
def test_a_figure_is_taken_however_the_sheet_stores_it(
    value: object, figure: int, county: Project, came_back: Callable[[Change], Path]
) -> None:
    outcome = take(county, came_back(typed("disclosure.licences", value)))
    assert outcome.findings == ()
    assert taken(county).figure("disclosure.licences") == figure


@pytest.mark.parametrize(
    ("value", "code", "advice"),
    [
        ("12件", "not-a-count", "write 12"),
        ("12.0", "not-a-count", "write 12"),
        ("1,200", "not-a-count", "write 1200"),
        ("十二", "not-a-count", "write 12"),
        ("/", "not-a-count", "write 0"),
        ("-", "not-a-count", "write 0"),
        ("—", "not-a-count", "write 0"),
        (12.5, "not-a-count", "whole number"),
        (-1, "not-a-count", "whole number"),
        (1e20, "not-a-count", "whole number"),
        (True, "not-a-count", "TRUE or FALSE"),
        (datetime.date(2024, 3, 4), "not-a-count", "a date or time (2024-03-04"),
        (None, "blank", "written as 0"),
        (" ", "blank", "written as 0"),
        ("#REF!", "cell", "#REF!"),
        ("=3+4", "cell", "never calculated"),
    ],
)
def test_what_is_no_figure_is_a_finding_at_its_cell(
    value: object,
    code: str,
    advice: str,
    county: Project,
    came_back: Callable[[Change], Path],
) -> None:
    outcome = take(county, came_back(typed("disclosure.licences", value)))
    assert found(outcome) == [("表二!B9", code)]
    assert advice in str(outcome.findings[0].message)
    assert not county.filing_path("liulin", 2023).exists()


def test_a_formula_with_its_result_is_a_figure(county: Project, sent: Path, tmp_path: Path) -> None:
    path = tmp_path / "柳林镇.xlsx"
    rewritten(
        sent,
        path,
        "xl/worksheets/sheet2.xml",
        '(<c r="B9"[^>]*>)<v>12</v>',
        r"\1<f>5+8</f><v>13</v>",
    )
    assert take(county, path).findings == ()
    assert taken(county).figure("disclosure.licences") == 13


def rewritten(book: Path, to: Path, part: str, pattern: str, into: str) -> None:
    """A copy of a workbook in which the XML of a part is another."""
    import re

    with zipfile.ZipFile(book) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                text, times = re.subn(pattern, into, data.decode())
                assert times == 1
                data = text.encode()
            new.writestr(name, data)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (datetime.datetime(2024, 1, 9), "2024-01-09"),
        ("2024年1月9日", "2024-01-09"),
        ("2024/1/9", "2024-01-09"),
        ("2024.01.09", "2024-01-09"),
    ],
)
def test_a_day_is_taken_however_it_is_typed(
    value: object, day: str, county: Project, came_back: Callable[[Change], Path]
) -> None:
    assert take(county, came_back(typed("signed", value))).findings == ()
    assert taken(county).dates["signed"][0].isoformat() == day


@pytest.mark.parametrize("value", ["2024年13月9日", "元月九日", 20240109])
def test_what_is_no_day_is_a_finding(
    value: object, county: Project, came_back: Callable[[Change], Path]
) -> None:
    assert found(take(county, came_back(typed("signed", value)))) == [("填报说明!B7", "not-a-date")]


def test_pasted_prose_becomes_paragraphs(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    """Line breaks, indents of spaces that do not break and signs nobody sees are gone."""
    text = "\u3000\u3000第一段。_x000D_\n\u00a0\u00a0第二段\u200b。\n\n＃＃ 小标题\n第三段。\n"
    assert take(county, came_back(typed("problems", text))).findings == ()
    paragraphs = taken(county).prose["problems"].paragraphs
    assert [(each.text, each.heading) for each in paragraphs] == [
        ("第一段。", False),
        ("第二段。", False),
        ("小标题", True),
        ("第三段。", False),
    ]


def test_prose_that_is_missing_is_a_finding_but_for_what_may_be(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    outcome = take(county, came_back(typed("problems", "  \n ")))
    assert [code for _, code in found(outcome)] == ["blank"]


def test_an_error_in_a_text_that_may_be_empty_is_seen(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    outcome = take(county, came_back(typed("introduction", "#NAME?")))
    assert [code for _, code in found(outcome)] == ["cell"]


def test_a_blank_row_or_table_is_one_finding(
    county: Project, came_back: Callable[[Change], Path], form: Form
) -> None:
    def emptied(book: Workbook) -> None:
        for slot in form.tables["proceedings"].slots:
            typed(slot.name, None)(book)
        for column in form.tables["requests"].columns:
            typed(f"requests.open.{column}", None)(book)

    assert found(take(county, came_back(emptied))) == [
        ("表三!D8:I8", "blank"),
        ("表四!A6:N6", "blank"),
    ]


def test_a_range_pasted_over_takes_protection_away_and_nothing_else(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    def pasted(book: Workbook) -> None:
        sheet = book["表二"]
        sheet.protection.sheet = False
        sheet.data_validations.dataValidation = []
        for row in range(5, 7):
            for column in "BCD":
                sheet[f"{column}{row}"].value = "7"
                sheet[f"{column}{row}"].style = "Normal"

    assert take(county, came_back(pasted)).findings == ()
    assert taken(county).figure("disclosure.normative_documents.in_force") == 7


def test_rows_inserted_and_sheets_renamed_change_nothing(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    """As Excel does it: names follow their cells; what leads the way is the name alone."""
    before = {}

    def rearranged(book: Workbook) -> None:
        sheet = book["表三"]
        before["value"] = sheet["D6"].value
        book["表三"].title = "申请表（改）"
        for name in book.defined_names.values():
            name.value = name.value.replace("'表三'!", "'申请表（改）'!")
            if "申请表" in name.value:
                start, row = name.value.rsplit("$", 1)
                name.value = f"{start}${int(row) + 2}"
        sheet.merged_cells.ranges = set()
        sheet.insert_rows(1, 2)  # blank rows before all others, which calamine leaves out
        book.move_sheet(sheet, 2)

    assert take(county, came_back(rearranged)).findings == ()
    assert taken(county).figure("requests.new.natural") == before["value"] == 3


def test_a_field_whose_cell_is_gone_is_a_finding(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    def deleted(book: Workbook) -> None:
        book.defined_names["docfill_disclosure_licences"].value = "表二!#REF!"
        del book.defined_names["docfill_problems"]

    assert found(take(county, came_back(deleted))) == [("", "field-lost"), ("", "field-lost")]


def test_a_deleted_sheet_is_one_finding(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    def deleted(book: Workbook) -> None:
        del book["表三"]

    (finding,) = take(county, came_back(deleted)).findings
    assert finding.code == "field-lost" and "144" in str(finding.message)


def test_a_sheet_copied_from_last_year_s_file_is_a_finding(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    """As Excel does it: the copy brings the names of its sheet along, for itself alone."""

    def copied(book: Workbook) -> None:
        copy = book.copy_worksheet(book["表二"])
        mark = DefinedName("docfill_sheet", attr_text='"disclosure-2021 2022 liulin"')
        copy.defined_names["docfill_sheet"] = mark

    assert found(take(county, came_back(copied))) == [("表二 Copy", "strange-sheet")]


def test_a_sheet_that_is_there_twice_is_a_finding(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    def copied(book: Workbook) -> None:
        copy = book.copy_worksheet(book["表二"])
        mark = DefinedName("docfill_sheet", attr_text='"disclosure-2021 2023 liulin"')
        copy.defined_names["docfill_sheet"] = mark
        name = DefinedName("docfill_disclosure_licences", attr_text="'表二 Copy'!$B$9:$D$9")
        copy.defined_names["docfill_disclosure_licences"] = name

    assert found(take(county, came_back(copied))) == [("表二 Copy", "strange-sheet")]


def test_a_figure_in_a_merged_neighbour_is_taken_or_told(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    """Where one cell of a field was divided, its figure counts wherever in it; where two cells
    were merged, the one that is hidden is told."""

    def divided(book: Workbook) -> None:
        book["表二"].unmerge_cells("B9:D9")
        book["表二"]["B9"].value = None
        book["表二"]["C9"].value = 31

    assert take(county, came_back(divided)).findings == ()
    assert taken(county).figure("disclosure.licences") == 31

    def merged(book: Workbook) -> None:
        book["表三"].merge_cells("D6:E6")

    outcome = take(county, came_back(merged), force=True)
    assert found(outcome) == [("表三!E6", "blank")]
    assert "merged with D6:E6" in str(outcome.findings[0].message)


def test_two_figures_in_one_divided_field_are_a_finding(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    def divided(book: Workbook) -> None:
        book["表二"].unmerge_cells("B9:D9")
        book["表二"]["D9"].value = 31

    assert found(take(county, came_back(divided))) == [("表二!B9:D9", "field-lost")]


def test_a_total_typed_over_its_formula_must_agree(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    """It is kept as an assertion, so that check finds it until a figure is corrected."""
    outcome = take(county, came_back(typed("requests.new.total", 9)))
    assert found(outcome) == [("表三!J6", "total")]
    (checked,) = check_all(county, [county.townships["liulin"]], 2023)
    assert ("表三!J6", "total") in found(checked)


def test_a_sheet_that_was_not_recalculated_is_a_warning_and_worked_out_anew(
    county: Project, sent: Path, tmp_path: Path
) -> None:
    path = tmp_path / "柳林镇.xlsx"
    rewritten(sent, path, "xl/worksheets/sheet3.xml", '(<c r="D6"[^>]*>)<v>3</v>', r"\1<v>5</v>")
    outcome = take(county, path)
    assert found(outcome) == [("表三!J6", "stale-total")]
    assert taken(county).figure("requests.new.total") == 6


def test_decimals_are_kept_as_they_are_shown(tmp_path: Path) -> None:
    project = copy_of(EXAMPLES, tmp_path / "county")
    path = project.filing_path("liulin", 2023)
    text = path.read_text(encoding="utf-8").replace("fees: 0.36", "fees: 18.8710")
    path.write_text(text, encoding="utf-8")
    book = sheet_of(project, "liulin", 2023, tmp_path)
    path.unlink()
    assert take(project, book).findings == ()
    assert taken(project).cells["disclosure.fees"].printed == "18.8710"


def test_an_amount_with_more_digits_than_a_number_holds_is_kept(tmp_path: Path) -> None:
    project = copy_of(EXAMPLES, tmp_path / "county")
    path = project.filing_path("liulin", 2023)
    text = path.read_text(encoding="utf-8").replace("fees: 0.36", "fees: 123456789012.12345678")
    path.write_text(text, encoding="utf-8")
    book = sheet_of(project, "liulin", 2023, tmp_path)
    path.unlink()
    take(project, book)
    assert taken(project).cells["disclosure.fees"].printed == "123456789012.12345678"


# Files that come by mail


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("柳林镇.xls", OLE + b"Workbook", "save it as .xlsx"),
        ("柳林镇.et", OLE + b"Workbook", "save it as .xlsx"),
        ("柳林镇.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("柳林镇.et", compound({"WordDocument": word_stream()}), "docfill import"),
        ("柳林镇.xlsx", b"<html><table></table></html>", "no workbook in .xlsx"),
        ("柳林镇.xlsx", b"", "empty"),
        ("柳林镇.xlsx", b"PK\x03\x04 cut off", "damaged"),
        ("~$柳林镇.xlsx", b"\x06whoever", "while a workbook is open"),
    ],
)
def test_what_is_no_workbook_is_refused_with_advice(
    name: str, data: bytes, says: str, county: Project, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    (finding,) = take(county, tmp_path / name).findings
    assert finding.code == "workbook" and says in str(finding.message)


@pytest.mark.parametrize(
    ("part", "says"),
    [("xl/vbaProject.bin", "macros"), ("xl/externalLinks/externalLink1.xml", "links")],
)
def test_macros_and_links_to_other_files_are_refused(
    part: str, says: str, county: Project, sent: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sent, tmp_path))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(part, b"")
    (finding,) = take(county, path).findings
    assert finding.code == "not-taken" and says in str(finding.message)


def test_a_file_that_unpacks_to_gigabytes_is_refused(
    county: Project, sent: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sent, tmp_path))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/media/huge.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(210):
            part.write(bytes(1_000_000))
    (finding,) = take(county, path).findings
    assert finding.code == "workbook" and "MB" in str(finding.message)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("docfill_kit", '"another-kit"', "another-kit"),
        ("docfill_agency", '"nowhere"', "no township nowhere"),
        ("docfill_year", "#REF!", "not made by docfill"),
    ],
)
def test_a_workbook_of_somebody_else_is_refused(
    name: str, value: str, says: str, county: Project, came_back: Callable[[Change], Path]
) -> None:
    def change(book: Workbook) -> None:
        book.defined_names[name].value = value

    (finding,) = take(county, came_back(change)).findings
    assert finding.code == "not-taken" and says in str(finding.message)


def test_a_folder_as_it_came_by_mail(county: Project, sent: Path, tmp_path: Path) -> None:
    """Subfolders too; what Excel keeps beside an open workbook, and other files, are no matter."""
    inbox = tmp_path / "inbox"
    (inbox / "附件").mkdir(parents=True)
    shutil.copy(sent, inbox / "附件")
    (inbox / "~$柳林镇.xlsx").write_bytes(b"\x06")
    (inbox / "说明.docx").write_bytes(b"PK")
    (inbox / "旧表.XLS").write_bytes(OLE)
    result = CliRunner().invoke(docfill, ["take", "--project", str(county.root), str(inbox)])
    assert result.output.count("[workbook]") == 1 and "旧表.XLS" in result.output
    assert taken(county).figure("requests.new.natural") == 3


# Filings that are there


def test_a_filing_that_says_something_else_stays_without_force(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    take(county, came_back(typed("disclosure.licences", 12)))
    before = county.filing_path("liulin", 2023).read_bytes()
    other = came_back(typed("disclosure.licences", 99))
    assert [each.code for each in take(county, other).findings] == ["already-there"]
    assert county.filing_path("liulin", 2023).read_bytes() == before
    assert take(county, other, force=True).findings == ()
    assert taken(county).figure("disclosure.licences") == 99


def test_a_filing_that_says_so_already_is_left_alone(tmp_path: Path, sent: Path) -> None:
    project = copy_of(EXAMPLES, tmp_path / "county")
    before = project.filing_path("liulin", 2023).read_bytes()
    outcome = take(project, sent)
    assert (outcome.findings, outcome.products) == ((), ())
    assert project.filing_path("liulin", 2023).read_bytes() == before


def test_comments_and_waivers_of_a_filing_are_kept(
    tmp_path: Path, came_back: Callable[[Change], Path]
) -> None:
    project = copy_of(EXAMPLES, tmp_path / "county")
    path = project.filing_path("liulin", 2023)
    text = path.read_text(encoding="utf-8")
    text = text.replace("disclosure:\n", "# 与司法所核对过\ndisclosure:   # 表二\n")
    text = text.replace("  licences: 12", "  licences: 12    # 含撤销1件")
    text = text.replace("  new: {", "  # 网上1件，当面3件\n  new: {")
    text = text.replace("problems: |\n", "problems: |\n  # 号不是注释。\n\n")
    text += "\nwaive:\n  - {code: short, at: problems, reason: 县里同意}   # 电话\n# 完\n"
    path.write_text(text, encoding="utf-8")
    outcome = take(project, came_back(typed("disclosure.licences", 13)), force=True)
    assert outcome.findings == ()
    written = path.read_text(encoding="utf-8")
    for kept in (
        "$schema=../../../../templates/",
        "# 与司法所核对过\ndisclosure:",
        "# 表二\n",
        "  licences: 13                # 含撤销1件\n",
        "  # 网上1件，当面3件\n  new: {natural: 3, company: 1}\n",
        "\nwaive:\n  - {code: short, at: problems, reason: 县里同意}   # 电话\n# 完\n",
    ):
        assert kept in written
    assert "号不是注释" not in written, "it was a text, and the workbook says another"
    assert [waiver.code for waiver in taken(project).waivers] == ["short"]


def test_a_filing_that_cannot_be_read_is_never_written_over(county: Project, sent: Path) -> None:
    path = county.filing_path("liulin", 2023)
    path.parent.mkdir(parents=True)
    path.write_text("disclosure: {", encoding="utf-8")
    assert [each.code for each in take(county, sent, force=True).findings] == ["already-there"]
    assert path.read_text(encoding="utf-8") == "disclosure: {"


def test_two_workbooks_that_contradict_each_other_are_both_refused(
    county: Project, sent: Path, came_back: Callable[[Change], Path]
) -> None:
    second = came_back(typed("disclosure.licences", 99))
    outcomes = list(take_back(county, [sent, second], force=True))
    assert [each.code for one in outcomes for each in one.findings] == ["same-report"] * 2
    assert not county.filing_path("liulin", 2023).exists()


def test_many_workbooks_are_told_in_their_order_each_put_down_once(
    county: Project, sent: Path, tmp_path: Path
) -> None:
    """A copy says what the first said already; what cannot be read stands where it came."""
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK")
    copies = [Path(shutil.copy(sent, tmp_path / f"{n}.xlsx")) for n in range(3)]
    outcomes = list(take_back(county, [copies[0], broken, *copies[1:]], force=False))
    assert [bool(each.products) for each in outcomes] == [True, False, False, False]
    assert [str(each.why) for each in outcomes] == [
        "taken from 0.xlsx",
        "",
        "the filing says so already",
        "the filing says so already",
    ]


def test_workbooks_that_other_processes_read_are_told_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same order, and also what is wrong with them and who filled them in."""
    project = copy_of(EXAMPLES, tmp_path / "county")
    books = [sheet_of(project, each, 2023, tmp_path) for each in project.townships]
    shutil.rmtree(project.root / "data" / "2023")
    for path, name, value in ((books[5], "clerk", "张三"), (books[7], "disclosure.licences", "/")):
        book = opened(path)
        typed(name, value)(book)
        book.save(path)
    books[9].write_bytes(b"PK")
    monkeypatch.setattr(side_by_side, "_FEWEST", 2)
    told = []
    for cores in (1, 3):
        monkeypatch.setattr(side_by_side, "_cores", lambda cores=cores: cores)
        told.append(list(take_back(project, books, force=False)))
        shutil.rmtree(project.root / "data" / "2023")
    assert told[0] == told[1]
    found = {n: each.findings[0].code for n, each in enumerate(told[1]) if each.findings}
    assert found == {7: "not-a-count", 9: "workbook"}
    assert "张三" in str(told[1][5].why)


def test_who_filled_it_in_is_told_and_remembered(
    county: Project, came_back: Callable[[Change], Path]
) -> None:
    def signed(book: Workbook) -> None:
        typed("clerk", "张三")(book)
        typed("telephone", 57123456)(book)

    outcome = take(county, came_back(signed))
    assert "张三 57123456" in str(outcome.why)
    record = county.filing_path("liulin", 2023).parent / ".taken" / "liulin.json"
    assert json.loads(record.read_text(encoding="utf-8"))["clerk"] == "张三"


# Findings afterwards


def test_check_names_sheet_and_cell_until_the_filing_is_edited(
    county: Project, came_back: Callable[[Change], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(book: Workbook) -> None:
        typed("requests.new.natural", 5)(book)
        typed("problems", "全年工作存在存在不足。")(book)

    path = came_back(wrong)
    monkeypatch.chdir(path.parent)
    assert take(county, path).findings == ()
    arguments = ["check", "liulin", "-y", "2023", "--project", str(county.root)]
    said = CliRunner().invoke(docfill, arguments).output
    assert "\n柳林镇.xlsx 表三!D6: error [balance]" in f"\n{said}"
    assert "柳林镇.xlsx 文字!B13: warning [doubled]" in said
    objects = json.loads(CliRunner().invoke(docfill, [*arguments, "--json"]).stdout)
    places = [
        [each.get(key) for key in ("file", "line", "sheet", "cell")]
        for outcome in objects
        for each in outcome["findings"]
    ]
    assert ["柳林镇.xlsx", 0, "表三", "D6"] in places
    filing = county.filing_path("liulin", 2023)
    filing.write_text(filing.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    assert "liulin.yaml:" in CliRunner().invoke(docfill, arguments).output


def test_a_text_of_a_workbook_holds_its_own_cell_alone(county: Project, sent: Path) -> None:
    take(county, sent)
    filing = load(county, form_of(county, 2023), county.townships["liulin"], 2023).filing
    place = filing.place("problems")
    assert str(place.spot) == "文字!B13"
    assert [name for name in filing.names if filing.holds(name, place)] == ["problems"]


def test_a_record_that_is_damaged_is_no_matter(county: Project, sent: Path) -> None:
    take(county, sent)
    record = county.filing_path("liulin", 2023).parent / ".taken" / "liulin.json"
    record.write_text("{", encoding="utf-8")
    (checked,) = check_all(county, [county.townships["liulin"]], 2023)
    assert not any(each.blocking for each in checked.findings)
