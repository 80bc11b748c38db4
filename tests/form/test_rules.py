"""Rules of the grammar: what is known of one before it is compiled is true of its matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docfill.form import open_form
from docfill.form.grammar import Grammar, WrongRule
from docfill.form.rule import fault_of
from here import OFFICIAL_KIT

FORM = open_form(OFFICIAL_KIT)
RULES = [rule for claim in FORM.claims for rule in claim.reads]
ALPHABET = sorted({letter for rule in RULES for letter in rule.text if ord(letter) > 0xFF})
SMALL = Grammar(words={"got": ("收到",), "none": ("没有",)}, units={"cases": ("件",)})


@settings(max_examples=300)
@given(st.text(st.sampled_from([*ALPHABET, *"，。、"]), max_size=12))
def test_no_rule_is_passed_over_that_would_match(letters: str) -> None:
    for rule in RULES:
        if next(rule.finditer(letters), None):
            assert rule.may_match(frozenset(letters))


def test_most_rules_need_a_word_that_a_plain_sentence_lacks() -> None:
    """Or nothing is won by looking."""
    letters = FORM.wording.grammar.letters
    plain = {letters[name] for name in ("receive", "request", "cases")} | set("，。")
    assert 0 < sum(rule.may_match(plain) for rule in RULES) < len(RULES) / 4


def test_what_a_rule_needs_is_what_every_match_has() -> None:
    letter = SMALL.letters
    assert SMALL.rule("got <cases>").needs == ({letter["got"]}, {letter["cases"]})
    assert SMALL.rule("( got | none ) <cases>").needs == ({letter["cases"]},)
    assert SMALL.rule("got? none|got -cases").needs == ({letter["none"], letter["got"]},)
    assert SMALL.rule("got | none").needs == ()


@pytest.mark.parametrize("text", ["( got", "got )", ") got (", "<cases> <cases>", "(got"])
def test_a_rule_that_is_no_pattern_is_refused_when_it_is_read(text: str) -> None:
    with pytest.raises(WrongRule):
        SMALL.rule(text)


@given(st.text("()[]ab?P<n>:|", max_size=8))
def test_what_re_refuses_for_its_brackets_is_refused_here(text: str) -> None:
    """Rules are made of whole items, so brackets and groups are all that can go wrong."""
    pattern = text.replace("[", "").replace("]", "").replace("?", "").replace("P<n>", "")
    try:
        re.compile(pattern)
    except re.error:
        assert fault_of(pattern)
    else:
        assert not fault_of(pattern)
