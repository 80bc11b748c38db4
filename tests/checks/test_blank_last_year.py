"""A figure left blank last year, or one that cannot be read, is not known: it is no zero."""

import pytest
from examples import kit

from docfill.filing.filing import Filing
from docfill.filing.reader import read_filing
from docfill.filing.skeleton import carry_over
from docfill.form.form import Form
from docfill.sources.yaml.reader import parse
from fixture_types import FindingsOf

OPEN_BEFORE = "requests:\n  carried_in: {natural: 1}\n  open: {natural: 1}\n"


@pytest.mark.parametrize(
    "carried_out", ["carried_out:", "carried_out: {natural: }", "carried_out: {naturel: 1}"]
)
def test_what_last_year_left_blank_is_not_compared(
    findings_of: FindingsOf, carried_out: str
) -> None:
    """It may have been the one case that was carried in; that something is blank is told."""
    found = findings_of(OPEN_BEFORE, last_year=f"requests:\n  {carried_out}\n")
    assert found == [(2, "last-year-faulty")]


def test_what_last_year_states_is_still_compared_beside_a_blank(findings_of: FindingsOf) -> None:
    found = findings_of(OPEN_BEFORE, last_year="requests:\n  carried_out: {company: }\n")
    assert found == [(2, "last-year-faulty"), (2, "carried-over")]


def test_a_stock_that_cannot_be_is_doubted_where_last_years_is_blank(
    findings_of: FindingsOf,
) -> None:
    text = "disclosure:\n  normative_documents: {made: 3, repealed: 0, in_force: 1}\n"
    last = "disclosure:\n  normative_documents: {made: 1, in_force: }\n"
    assert findings_of(text, last_year=last) == [(2, "last-year-faulty"), (2, "stock")]


def test_a_blank_is_not_carried_over_to_a_new_filing() -> None:
    last = read("requests:\n  carried_out: {natural: , company: 2}\n", kit())
    start = carry_over(kit(), last)
    assert start["requests.carried_in.company"] == "2"
    assert "requests.carried_in.natural" not in start


def test_a_total_is_not_told_wrong_while_a_part_of_it_is_blank(findings_of: FindingsOf) -> None:
    assert findings_of("requests:\n  new: {natural: , total: 3}\n") == [(2, "blank")]


def read(text: str, form: Form) -> Filing:
    return read_filing(parse(text.encode(), "x.yaml"), form, "qingshi", 2022)[0]
