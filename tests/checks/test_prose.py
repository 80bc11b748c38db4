"""Sentences as reports write them: which figures they state, and that innocent ones state none."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import yaml
from examples import completed

from docfill.base.findings import Severity
from docfill.base.numerals import read_number, read_percentage
from docfill.checks import Agency, Case, check
from docfill.checks.statements import Statement, statements
from docfill.filing.filing import Filing
from docfill.filing.reader import read_filing
from docfill.form.claim import ClaimKind
from docfill.form.reader import open_form
from docfill.sources.yaml.reader import parse
from here import TESTS

HERE = TESTS
FORM = open_form(HERE.parent / "templates" / "disclosure-2021")
WHOLE = (HERE / "blameless" / "2023.yaml").read_text(encoding="utf-8")
TOWNSHIP = Agency("青石镇", "云川县青石镇人民政府", "township", "云川县", ("河口乡", "青石镇"))
COUNTY = Agency("云川县", "云川县人民政府", "county", "云川县")


def table(name: str) -> Mapping[str, Any]:
    tables = yaml.safe_load((HERE / "prose" / name).read_text(encoding="utf-8"))
    assert isinstance(tables, dict)
    return tables


CLAIMS = [(part, *row) for part, rows in table("claims.yaml").items() for row in rows]
INNOCENT = [(part, sentence) for part, rows in table("innocent.yaml").items() for sentence in rows]
# A sentence alone is a short piece of prose without figures, and last year's filing is not there.
ALONE = {"short", "no-figures", "no-last-year", "no-processing-fee", "no-problems", "no-measures"}
# Words that no township can help: with no unpaid fee in the table they are right.
ALWAYS_RIGHT = {"processing-fee-unpaid requests.other_2.total 0"}


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: row[1][:40])
def test_the_figures_a_sentence_states_are_seen(row: tuple[str, ...]) -> None:
    part, sentence, *facts = row
    assert stated_in(part, sentence) == set(facts)


@pytest.mark.parametrize(("part", "sentence"), INNOCENT, ids=lambda text: text[:40])
def test_nothing_is_found_in_an_innocent_sentence(part: str, sentence: str) -> None:
    assert stated_in(part, sentence) - ALWAYS_RIGHT == set()
    assert found_in(part, sentence) == {}


WORDING = [
    (code, kind, text)
    for code, kinds in table("wording.yaml").items()
    for kind, texts in kinds.items()
    for text in texts
]
FOUND = [(code, text) for code, kind, text in WORDING if kind == "found"]
RIGHT = [(code, text) for code, kind, text in WORDING if kind == "innocent"]


@pytest.mark.parametrize(("code", "text"), FOUND, ids=lambda text: text[:40])
def test_what_is_worded_wrong_is_found(code: str, text: str) -> None:
    assert code in found_in("overview.management", text)


@pytest.mark.parametrize(("code", "text"), RIGHT, ids=lambda text: text[:40])
def test_nothing_is_found_where_the_wording_is_right(code: str, text: str) -> None:
    assert found_in("overview.management", text) == {}


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("全年收到政府信息公开申请5件，本年新收5件。", Severity.ERROR),
        ("全年未收到政府信息公开申请。", Severity.ERROR),
        ("本年度受理申请5件，未收到书面申请。", Severity.WARNING),
        ("依申请公开方面，全年共收到5件，不属于公开范围2件。", Severity.WARNING),
    ],
)
def test_loose_words_only_warn(sentence: str, severity: Severity) -> None:
    found = stated("overview.on_request", sentence)
    assert {each.claim.severity for each in found} == {severity}


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年，全县共收到政府信息公开申请5件。",
        "2022年收到政府信息公开申请8件，今年收到政府信息公开申请5件。",
        "全省收到政府信息公开申请9000件，云川县收到政府信息公开申请5件。",
    ],
)
def test_a_county_may_speak_of_the_whole_county(sentence: str) -> None:
    assert stated_in("overview.on_request", sentence, COUNTY) == {
        "told-received requests.new.total 5"
    }


def case(part: str, sentence: str, agency: Agency = TOWNSHIP) -> Case:
    """A blameless filing with this sentence as that piece of prose."""
    return Case(FORM, _filing(part, sentence), None, agency)


def stated(part: str, sentence: str, agency: Agency = TOWNSHIP) -> list[Statement]:
    """Every statement of a claim in a piece of prose."""
    found = statements(case(part, sentence, agency), FORM.claims)
    return [each for each in found if each.sentence.part == part]


def stated_in(part: str, sentence: str, agency: Agency = TOWNSHIP) -> set[str]:
    """Code, cells and value of every claim a piece of prose makes."""
    return {
        f"{each.claim.code} {'+'.join(each.claim.names)} {value(each)}"
        for each in stated(part, sentence, agency)
    }


def found_in(part: str, sentence: str) -> dict[str, str]:
    """Code and message of what is found in a sentence."""
    found = check(case(part, sentence))
    return {each.code: str(each.message) for each in found if each.code not in ALONE}


def value(stated: Statement) -> str:
    """A plain number, a percentage, the direction of a change, or 0 where something is denied."""
    groups = stated.facts
    if stated.claim.kind is ClaimKind.CHANGE:
        signs = {"up": "+", "down": "-", "same": "="}
        return next(sign for name, sign in signs.items() if groups.get(name))
    if groups.get("percent"):
        return f"{read_percentage(groups['percent'])}%"
    return str(read_number(groups["n"])) if groups.get("n") else "0"


@cache
def _filing(part: str, sentence: str) -> Filing:
    section, _, name = part.partition(".")
    text = json.dumps(sentence, ensure_ascii=False)
    fragment = f"{section}:\n  {name}: {text}\n" if name else f"{section}: {text}\n"
    written = completed(fragment, WHOLE).encode()
    filing, faults = read_filing(parse(written, "x.yaml"), FORM, "qingshi", 2023)
    assert faults == []
    return filing
