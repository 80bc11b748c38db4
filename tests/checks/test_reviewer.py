"""A filing checked again while it is typed: the same is found, and the wording read only once."""

from collections.abc import Iterator

import pytest
from examples import BLAMELESS, completed, examples

import docfill.checks
from docfill.base import Finding
from docfill.checks import WORDING_CHECKS, Agency, Case, Reviewer, check
from docfill.filing import Filing, read_filing
from docfill.form.reader import open_form
from docfill.sources.yaml import parse
from here import OFFICIAL_KIT

FORM = open_form(OFFICIAL_KIT)
AGENCY = Agency("青石镇", "云川县青石镇人民政府", "township", "云川县", ("河口乡", "青石镇"))
YEAR = 2023
PROSE = "overview:\n  on_request: |\n    全年收到政府信息公开申请５件,均已答复\n"
FIGURES = "requests:\n  new: {{natural: {}}}\n  open: {{natural: 3}}\n"


def filing(text: str, year: int = YEAR) -> Filing:
    """A filing of these lines, blameless in all others."""
    whole = (BLAMELESS / f"{year}.yaml").read_text(encoding="utf-8")
    source = parse(completed(text, whole).encode(), f"{year}.yaml")
    return read_filing(source, FORM, "qingshi", year)[0]


def case(text: str, last_year: str = "") -> Case:
    return Case(FORM, filing(text), filing(last_year, YEAR - 1), AGENCY)


def typed() -> Iterator[Case]:
    """One filing as its clerk types it: figures, then prose, a line more, then last year's."""
    yield case(FIGURES.format(3) + PROSE)
    yield case(FIGURES.format(5) + PROSE)
    yield case(FIGURES.format(5) + PROSE.replace("５", "4"))
    yield case("# a comment\n" + FIGURES.format(5) + PROSE.replace("５", "4"))
    yield case(FIGURES.format(6) + "  deny_1: {natural: 2}\n" + PROSE)
    yield case(FIGURES.format(6) + PROSE, PROSE)
    yield case(FIGURES.format(3) + PROSE)


def test_what_is_found_again_is_what_is_found_at_once() -> None:
    reviewer, seen = Reviewer(), []
    for each in typed():
        found = reviewer.check(each)
        assert found == check(each)
        seen.append(found)
    assert len({tuple(found) for found in seen}) == len(seen) - 1  # the last is as the first


def test_wording_is_read_again_only_where_it_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Case] = []

    def noted(case: Case) -> Iterator[Finding]:
        read.append(case)
        yield from ()

    monkeypatch.setattr(docfill.checks, "WORDING_CHECKS", (noted,))
    reviewer = Reviewer()
    for number in range(3, 9):
        reviewer.check(case(FIGURES.format(number) + PROSE))
    assert len(read) == 1
    reviewer.check(case(FIGURES.format(3) + PROSE.replace("５", "4")))
    assert len(read) == 2


def test_no_check_of_the_wording_looks_at_figures() -> None:
    """In every example of a fault, and of what is none, the same is found without the tables."""
    found = 0
    for example in examples().values():
        for texts in (example.finds.texts, example.passes.texts):
            whole = case(texts.get("filing", ""), _of_last_year(texts.get("last_year", "")))
            with_figures = check(whole, WORDING_CHECKS)
            assert check(whole.without_figures(), WORDING_CHECKS) == with_figures
            found += bool(with_figures)
    assert found > 20


def _of_last_year(text: str) -> str:
    """An example's text of last year's filing; it may say that there is none."""
    return text if ":" in text else ""
