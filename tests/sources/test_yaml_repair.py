"""A slip in any line of a filing is found in that line, though YAML's parser stops elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docfill.base.findings import Finding
from docfill.base.language import speak
from docfill.base.system_errors import in_plain_words
from docfill.sources.yaml.reader import parse

KEY = r"^( *(?:- )?[a-z_0-9]+)"
VALUE = KEY + r": (?=[^\s|{#])"
# What a clerk's hand may do to a line: a pattern and what is written in its place.
SLIPS = {
    "full-width colon": (KEY + ": ?", "\\1："),
    "full-width colon and space": (KEY + ": ?", "\\1： "),
    "no colon": (KEY + ":", "\\1"),
    "no space": (KEY + r": (?=\S)", "\\1:"),
    "no-break space": (KEY + r": (?=\S)", "\\1:\u00a0"),
    "double quote not closed": (VALUE, '\\1: "'),
    "single quote not closed": (VALUE, "\\1: '"),
    "bracket not closed": (r"\}( *(?:#.*)?)$", "\\1"),
    "full-width closing bracket": (r"\}( *(?:#.*)?)$", "｝\\1"),
    "full-width opening bracket": (r"\{(?=\w)", "｛"),
    "full-width comma": (r"(\{[^,]*),", "\\1，"),
    "no comma": (r"(\{[^,]*),", "\\1"),
    "a bracket too many": (r"\}", "}}"),
    "text behind a bracket": (r"\}", "} 件"),
    "text behind a quote": (KEY + ": ([0-9-]+)$", '\\1: "\\2" 件'),
    "a star": (VALUE, "\\1: ** "),
    "an at sign": (VALUE, "\\1: @"),
    "a percent sign": (VALUE, "\\1: %"),
    "text behind |": (r"\|$", "| 文字"),
    "one space too many": (r"^(?= *[a-z_]+:)", " "),
    "one space too few": (r"^ (?= *[a-z_]+:)", ""),
    "full-width spaces": (r"^ +(?=\S)", "\u3000\u3000"),
    "no-break spaces": (r"^ +(?=\S)", "\u00a0\u00a0"),
    "a tab": (r"^ +(?=\S)", "\t"),
    "no indentation": (r"^ +(?=[^\s#])", ""),
    "a list sign": (r"^( *)(?=[a-z_]+:(?! \|))", "\\1- "),
}
# The end of one branch and the beginning of the next: either reading has its line.
AMBIGUOUS = {("no indentation", "oversight: |"), ("no indentation", "fees: 0")}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_found_in_its_own_line(slip: str, root: Path) -> None:
    text = (root / "data" / "2023" / "huashi.yaml").read_text(encoding="utf-8")
    tried = list(slipped(text, slip))
    assert len(tried) >= 2
    elsewhere = [
        (number, str(found[0])) for number, found in tried if found[0].place.line != number
    ]
    assert elsewhere == []


def slipped(text: str, slip: str) -> Iterator[tuple[int, list[Finding]]]:
    """Each line in which the slip keeps the file from being read, and what is found then."""
    pattern, written = SLIPS[slip]
    lines = text.splitlines()
    for n, line in enumerate(lines):
        wrong = re.sub(pattern, written, line, count=1)
        if wrong == line or line.startswith("#") or (slip, wrong) in AMBIGUOUS:
            continue
        found = parse("\n".join([*lines[:n], wrong, *lines[n + 1 :]]).encode(), "x").findings
        if found:
            yield n + 1, found


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: |\n  文字。\n此外：没有。\nb: 1\n", 3, "indent it by 2 spaces"),
        ("a: |\n文字：一。\nb: 1\n", 2, "indent it by 2 spaces"),
        ("a: |\n  做法：一。\nb |\n  文\nc: 1\n", 3, "has no “:”"),
        ("a:\n  第一段。\n\n  第二段：\n  第三段: 一\n", 1, "write “a: |”"),
        ("a:\n  第一段。 # 注\n  第二段。\nb: 1\n", 1, "write “a: |”"),
        ("a: |\n    文字。\n\n  又一段。\n  再一段。\nb: 1\n", 2, "indent all its lines alike"),
        ("a: {b: 0\n    c: 0}\n", 1, "at the end of this line"),
        ("a: {b: 0, #c: 0}\nd: 1\n", 1, "is a comment"),
        ("a: {b: 0]\n", 1, "write “}”"),
        ('a: "x\nb: "y"\n', 1, "closed in line 2"),
        ("a:\n- b: 1\nc: 2\n  d: 3\n", 4, "line 3"),
        ("- a: 1\nb: 2\n", 1, "leave “- ” out"),
        ("a:\n  b: 1\n   c: 2\n", 3, "further than line 2"),
        ("a:\n  b: 1\n c: 2\n", 3, "column 1 or 3"),
        ("a: 共: 2\n", 1, "“: ”"),
        ("a: - 2\n", 1, "begins a list"),
        ("a: ? 2\n", 1, "“? ”"),
        ("a: [x] 件\n", 1, "behind a closing bracket"),
        ("%FOO\na: 1\n", 1, "“%”"),
    ],
)
def test_the_remedy_is_named(text: str, line: int, word: str) -> None:
    """And a full-width colon that stands rightly in prose is not blamed."""
    found = parse(text.encode(), "x").findings
    assert [each.place.line for each in found] == [line]
    assert word in str(found[0].message)


# Whatever libyaml 0.2.5 says of a text that is valid Unicode (its scanner.c and parser.c).
COMPLAINTS = [
    ("", "found character that cannot start any token"),
    ("while scanning a simple key", "could not find expected ':'"),
    ("", "block sequence entries are not allowed in this context"),
    ("", "mapping keys are not allowed in this context"),
    ("", "mapping values are not allowed in this context"),
    ("while scanning a directive", "found unknown directive name"),
    ("while scanning a directive", "did not find expected comment or line break"),
    ("while scanning a directive", "could not find expected directive name"),
    ("while scanning a directive", "found unexpected non-alphabetical character"),
    ("while scanning a %YAML directive", "did not find expected digit or '.' character"),
    ("while scanning a %YAML directive", "found extremely long version number"),
    ("while scanning a %YAML directive", "did not find expected version number"),
    ("while scanning a %TAG directive", "did not find expected whitespace"),
    ("while scanning a %TAG directive", "did not find expected whitespace or line break"),
    ("while parsing a %TAG directive", "did not find expected '!'"),
    ("while scanning an anchor", "did not find expected alphabetic or numeric character"),
    ("while scanning an alias", "did not find expected alphabetic or numeric character"),
    ("while scanning a tag", "did not find the expected '>'"),
    ("while scanning a tag", "did not find expected whitespace or line break"),
    ("while parsing a tag", "did not find expected '!'"),
    ("while parsing a tag", "did not find expected tag URI"),
    ("while parsing a tag", "did not find URI escaped octet"),
    ("while parsing a tag", "found an incorrect leading UTF-8 octet"),
    ("while parsing a tag", "found an incorrect trailing UTF-8 octet"),
    ("while scanning a block scalar", "found an indentation indicator equal to 0"),
    ("while scanning a block scalar", "did not find expected comment or line break"),
    (
        "while scanning a block scalar",
        "found a tab character where an indentation space is expected",
    ),
    ("while scanning a quoted scalar", "found unexpected document indicator"),
    ("while scanning a quoted scalar", "found unexpected end of stream"),
    ("while parsing a quoted scalar", "found unknown escape character"),
    ("while parsing a quoted scalar", "did not find expected hexdecimal number"),
    ("while parsing a quoted scalar", "found invalid Unicode character escape code"),
    ("while scanning a plain scalar", "found a tab character that violates indentation"),
    ("while scanning a plain scalar", "found unexpected ':'"),
    ("", "did not find expected <document start>"),
    ("while parsing a node", "found undefined tag handle"),
    ("while parsing a block node", "did not find expected node content"),
    ("while parsing a flow node", "did not find expected node content"),
    ("while parsing a block collection", "did not find expected '-' indicator"),
    ("while parsing a block mapping", "did not find expected key"),
    ("while parsing a flow sequence", "did not find expected ',' or ']'"),
    ("while parsing a flow mapping", "did not find expected ',' or '}'"),
    ("", "found duplicate %YAML directive"),
    ("", "found incompatible YAML document"),
    ("", "found duplicate %TAG directive"),
]


@pytest.mark.parametrize(("context", "problem"), COMPLAINTS)
def test_every_complaint_of_libyaml_is_said_in_plain_words(context: str, problem: str) -> None:
    assert problem not in str(in_plain_words(problem, context, "@"))
    speak("zh")
    assert re.fullmatch(
        r"(?:[^A-Za-z]|YAML|key: value)+", str(in_plain_words(problem, context, "@"))
    )


def test_an_unknown_complaint_stands_in_a_sentence() -> None:
    assert "(“did not find a unicorn”)" in str(in_plain_words("did not find a unicorn"))


SEVERAL = """\
disclosure:
  rules: {made：0，repealed：0}
  licences：12                 # 本年
  penalties：3
  normative_documents: ｛made: 1，repealed: 2｝
  fees：0
overview:
  proactive: |
    licences：12
    公开内容{made：0，repealed：0}等。
requests:
  new：{natural：3、company：1}
  open:
    natural：1
    company：2
proceedings: {}
"""


def test_every_line_with_a_full_width_sign_is_found_at_once() -> None:
    """Also where YAML would take it for a text; what stands in prose is never blamed."""
    found = parse(SEVERAL.encode(), "x").findings
    assert [each.place.line for each in found] == [2, 3, 4, 5, 6, 12, 14, 15]
    assert "write “rules: {made: 0, repealed: 0}”" in str(found[0].message)
    assert "write “normative_documents: {made: 1, repealed: 2}”" in str(found[3].message)
    assert "write “new: {natural: 3, company: 1}”" in str(found[5].message)


@pytest.mark.parametrize(
    "prose",
    [
        "problems:\n  APP：内容偏少。\n  qq：回复不及时。\n",
        "problems: |\n  made：12\n  rules: {made：0，repealed：0}\n",
        "problems: 'made：12，fees：0'\n",
        "problems: 一是\n  made：12件，\n  二是fees：0\n",
        "waive:\n  - {code: x, reason: 甲、乙：丙，丁}\n",
        "waive:\n  - {code: x, reason: 见网站，http：//x.example}\n",
    ],
)
def test_full_width_signs_in_prose_are_not_blamed_with_those_of_keys(prose: str) -> None:
    found = parse(f"licences：12\n{prose}fees：0\n".encode(), "x").findings
    lines = {each.place.line for each in found}
    assert lines == {1, prose.count("\n") + 2}


def test_a_file_without_one_half_width_colon_is_told_line_by_line() -> None:
    """YAML takes it for one text."""
    prose = "problems：|\n  made：12\noverview：\n  lead：|\n    文\n  platform：|\n    字：\n"
    text = f"# 年报\nsigned：2024-01-10\n{prose}proceedings：{{}}\n"
    found = parse(text.encode(), "x").findings
    assert [each.place.line for each in found] == [2, 3, 5, 6, 8, 10]
    assert {each.code for each in found} == {"syntax"}
    words = parse("就是一段文字：没有键。\n".encode(), "x").findings
    assert [(each.place.line, each.code) for each in words] == [(1, "wrong-shape")]


def test_after_another_fault_no_further_line_is_guessed_at() -> None:
    found = parse("a：1\nb:\n  c: 1\n   d: 2\ne：3\n".encode(), "x").findings
    assert [each.place.line for each in found] == [1]


def test_a_file_of_nothing_but_slips_is_read_in_good_time() -> None:
    found = parse(("a：1\n" * 20_000).encode(), "x").findings
    assert 1 <= len(found) <= 50
