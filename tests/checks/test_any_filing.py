"""Whatever the figures, as long as they agree nothing is found; whichever one changes, it is."""

import json
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docfill.base.findings import Finding, Severity
from docfill.checks import Agency, Case, check
from docfill.filing.filing import Filing
from docfill.filing.reader import read_filing
from docfill.form.form import Form
from docfill.form.reader import open_form
from docfill.sources.yaml.reader import parse
from here import OFFICIAL_KIT, TESTS

FORM = open_form(OFFICIAL_KIT)
BLAMELESS = TESTS / "blameless"
TOWNSHIP = Agency("青石镇", "云川县青石镇人民政府", "township", "云川县")

REQUESTS = FORM.tables["requests"]
PEOPLE = [key for key, column in REQUESTS.columns.items() if not column.sum]
ANSWERS = REQUESTS.rows["total"].sum
SINGLES = ("licences", "penalties", "coercive_measures")
DOCUMENTS = "disclosure.normative_documents"

# The figures that no sum ties are told in prose, so that a slip in one of them shows.
TOLD = """\
  proactive: |
    全年制发行政规范性文件{made}件，办理行政许可{licences}件，作出行政处罚决定{penalties}件，\
实施行政强制措施{coercive_measures}件，行政事业性收费{fees}万元，公开信息88条。
"""

few = st.integers(0, 30)
Figures = dict[str, str]


@st.composite
def consistent(draw: st.DrawFn) -> tuple[Figures, Figures]:
    """All figures of this year, totals included, and last year's that they follow from."""
    cells = dict.fromkeys(FORM.cells, 0)
    last = dict(cells)
    for who in PEOPLE:
        for answer in ANSWERS:
            cells[f"requests.{answer}.{who}"] = draw(st.integers(0, 4))
        answered = sum(cells[f"requests.{answer}.{who}"] for answer in ANSWERS)
        carried_out = draw(st.integers(0, 3))
        carried_in = draw(st.integers(0, answered + carried_out))
        cells[f"requests.carried_out.{who}"] = carried_out
        cells[f"requests.carried_in.{who}"] = carried_in
        cells[f"requests.new.{who}"] = answered + carried_out - carried_in
        last[f"requests.carried_out.{who}"] = last[f"requests.new.{who}"] = carried_in
    for name, (row, column) in FORM.cells.items():
        if name.startswith("proceedings") and column and not column.sum:
            cells[name] = draw(few)
        if row.key in SINGLES:
            cells[name] = draw(few)
    stock, made = draw(few), draw(few)
    repealed = draw(st.integers(0, stock + made))
    last[f"{DOCUMENTS}.in_force"] = stock
    cells[f"{DOCUMENTS}.made"] = made
    cells[f"{DOCUMENTS}.repealed"] = repealed
    cells[f"{DOCUMENTS}.in_force"] = stock + made - repealed
    fees = draw(st.decimals(0, 999, places=draw(st.integers(0, 4))))
    return {**with_totals(cells), "disclosure.fees": f"{fees:f}"}, with_totals(last)


@given(consistent())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_figures_that_agree_are_not_found(years: tuple[Figures, Figures]) -> None:
    assert found(*years) == []


@given(consistent(), st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_change_of_any_single_figure_is_found(
    years: tuple[Figures, Figures], data: st.DataObject
) -> None:
    figures, last = years
    name = data.draw(st.sampled_from(sorted(figures)), label="cell")
    before = Decimal(figures[name])
    other = data.draw(few.filter(lambda figure: figure != before), label="instead")
    assert found({**figures, name: str(other)}, last, told=figures) != []


@pytest.mark.parametrize("name", sorted(FORM.cells))
def test_each_of_all_figures_is_watched(name: str) -> None:
    figures = {**with_totals(dict.fromkeys(FORM.cells, 0)), "disclosure.fees": "0"}
    assert found(figures, figures) == []
    assert found({**figures, name: "1"}, figures, told=figures) != []


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_read_or_found_wrong(data: bytes) -> None:
    """Nothing that stands in a file raises: it is read, or a finding says why not."""
    _, faults = read_filing(parse(data, "x.yaml"), FORM, "qingshi", 2023)
    assert faults


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
@settings(deadline=None)
def test_any_prose_is_checked(text: str) -> None:
    """Whatever is written, the checks end with findings, each at a place in the file."""
    whole = without((BLAMELESS / "2023.yaml").read_text(encoding="utf-8"), "problems")
    written = f"{whole}problems: {json.dumps(text)}\n"
    this_year, faults = read_filing(parse(written.encode(), "x.yaml"), FORM, "qingshi", 2023)
    checked = check(Case(FORM, this_year, this_year, TOWNSHIP))
    last = written.count("\n") + 1
    assert all(0 <= finding.place.line <= last for finding in (*faults, *checked))


def found(figures: Figures, last: Figures, told: Figures | None = None) -> list[str]:
    """The codes of faults and doubts; `told` are the figures the prose states."""
    this_year, faults = filing(figures, 2023, told or figures)
    last_year, _ = filing(last, 2022)
    case = Case(FORM, this_year, last_year, TOWNSHIP)
    findings = (*faults, *check(case))
    return [found.code for found in findings if found.severity is not Severity.NOTE]


def filing(
    figures: Figures, year: int, told: Figures | None = None
) -> tuple[Filing, list[Finding]]:
    """A filing with these figures, and what is wrong with how it is written."""
    text = (BLAMELESS / f"{year}.yaml").read_text(encoding="utf-8")
    for key in FORM.tables:
        text = without(text, key)
    if told is not None:
        begin, end = text.index("  proactive:"), text.index("  on_request:")
        text = text[:begin] + TOLD.format(**names_told(told)) + text[end:]
    return read_filing(parse((text + tables(figures)).encode(), "x.yaml"), FORM, "qingshi", year)


def names_told(told: Figures) -> dict[str, str]:
    singles = {key: told[f"disclosure.{key}"] for key in (*SINGLES, "fees")}
    return {**singles, "made": told[f"{DOCUMENTS}.made"]}


def without(text: str, key: str) -> str:
    """The text without one of its top-level keys."""
    lines = text.splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = next((n for n in range(start + 1, len(lines)) if lines[n][0] not in " \n"), len(lines))
    return "".join(lines[:start] + lines[end:])


def tables(figures: Mapping[str, str]) -> str:
    """Every figure written out, totals too."""
    lines = []
    for table in FORM.tables.values():
        lines.append(f"{table.key}:")
        for row in table.rows.values():
            name = f"{table.key}.{row.key}"
            written = figures[name] if row.single else row_of(table.columns, name, figures)
            lines.append(f"  {row.key}: {written}")
    return "\n".join(lines) + "\n"


def row_of(columns: Mapping[str, object], name: str, figures: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {figures[f'{name}.{key}']}" for key in columns) + "}"


def with_totals(cells: dict[str, int], form: Form = FORM) -> Figures:
    """The figures as typed, with the totals that follow from them."""
    for table in form.tables.values():
        for name, row, column in table.cells():
            if column and column.sum and not row.sum:
                cells[name] = sum(cells[f"{table.key}.{row.key}.{key}"] for key in column.sum)
        for name, row, column in table.cells():
            if row.sum and column:
                cells[name] = sum(cells[f"{table.key}.{key}.{column.key}"] for key in row.sum)
    return {name: str(value) for name, value in cells.items()}
