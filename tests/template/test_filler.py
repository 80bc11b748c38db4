"""Any template with any data: figures printed as typed, from YAML and from JSON alike."""

import copy
import pickle
import re
from pathlib import Path

import pytest

from docfill.base.errors import Faulty
from docfill.base.language import speak
from docfill.base.typed_numbers import Number
from docfill.sources.yaml.reader import read_plain
from docfill.template.complaints import plain_words
from docfill.template.tags.syntax_words import syntax_words
from docx_making import paragraph, row, table, unzipped
from letters import filled, told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "price: 2.50\nthousand: 1e3\nnames: [1.0, 7]\n"),
        ("a.json", '{"price": 2.50, "thousand": 1e3, "names": [1.0, 7]}'),
    ],
)
def test_a_number_is_printed_as_typed_and_still_counts(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    tags = "{{ price }} {{ price * 2 }} {{ thousand }} {{ '%.1f' % price }} {{ names | join('/') }}"
    assert filled(tmp_path, name, tags) == "2.50 5.00 1e3 2.5 1.0/7"


def test_characters_written_as_surrogate_pairs_are_whole(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(r'{"name": "\ud842\udfb7家"}', encoding="utf-8")
    assert filled(tmp_path, "a.json", "{{ name }}") == "𠮷家"


def test_a_typed_number_can_be_copied() -> None:
    number = Number("2.50")
    for made in (copy.deepcopy(number), pickle.loads(pickle.dumps(number))):
        assert (str(made), made) == ("2.50", 2.5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1,\n "b": {"a": 2},\n "a": 3}', [(3, 2, "double-key")]),
        ('{"a": {"b": 1, "\\u0062": 2}}', [(1, 16, "double-key")]),
        ('{"a": 1\n "b": 2}', [(1, 7, "syntax")]),
        ('{"a": 1,\n}', [(1, 8, "syntax")]),
        ('{"a": "x\n}', [(1, 9, "syntax")]),
        ('{"a": "x', [(1, 7, "syntax")]),
        ('{"a" 1}', [(1, 6, "syntax")]),
        ("{a: 1}", [(1, 2, "syntax")]),
        ('{"a": }', [(1, 7, "syntax")]),
        ('{"a": 1} {}', [(1, 10, "syntax")]),
        ('{"a": "C:\\d"}', [(1, 10, "syntax")]),
        ('{"a": [1,\n NaN]}', [(2, 2, "syntax")]),
        ('{"a": "NaN",\n "b": -Infinity}', [(2, 7, "syntax")]),
        ('{"a": "\\ud842"}', [(1, 7, "syntax")]),
        ('{"a": ' + "[" * 60 + "]" * 60 + "}", [(1, 46, "syntax")]),
        ('{"a": ' + "[" * 9000 + "]" * 9000 + "}", [(1, 46, "syntax")]),
        ('{"a": ' + "[" * 200_000, [(1, 46, "syntax")]),
        ("[1]", [(1, 1, "wrong-shape")]),
        ("", [(1, 1, "syntax")]),
    ],
)
def test_a_fault_in_json_is_found_where_it_is_mended(
    tmp_path: Path, text: str, found: list[tuple[int, int, str]]
) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    data, findings = read_plain(tmp_path / "a.json")
    assert [(each.place.line, each.place.column, each.code) for each in findings] == found
    assert data == {}


def test_json_that_is_not_there_or_not_utf_8_is_found(tmp_path: Path) -> None:
    (tmp_path / "gbk.json").write_bytes('{"a": "花石镇"}'.encode("gbk"))
    found = [read_plain(tmp_path / name)[1][0].code for name in ("gbk.json", "none.json")]
    assert found == ["encoding", "file"]


def test_a_faulty_file_makes_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": 1, "a": 2}', encoding="utf-8")
    with pytest.raises(Faulty):
        filled(tmp_path, "a.json", "{{ a }}")
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize("typed", ["123456789012345678901234567890", "-" + "9" * 298])
def test_a_long_whole_number_counts_in_yaml_as_in_json(tmp_path: Path, typed: str) -> None:
    (tmp_path / "a.yaml").write_text(f"x: {typed}\n", encoding="utf-8")
    assert filled(tmp_path, "a.yaml", "{{ x }} {{ x + 1 }}") == f"{typed} {int(typed) + 1}"


@pytest.mark.parametrize(
    ("tags", "text", "name", "line"),
    [
        ("{% if vip %}x{% endif %}", "a: 1\n", "letter.yaml", 'vip: ""'),
        ("{{ vip }}", "a: 1\n", "letter.yaml", 'vip: ""'),
        ("{{ vip }}", '{"a": 1}', "letter.json", '"vip": ""'),
        ("{% for x in xs %}{{ x }}{% endfor %}", "a: 1\n", "letter.yaml", "xs: []"),
        ("{{ a.vip }}", "a: {b: 1}\n", "letter.yaml", 'vip: "" under a'),
    ],
)
def test_a_value_that_is_not_there_is_told_with_the_line_that_prints_nothing(
    tmp_path: Path, tags: str, text: str, name: str, line: str
) -> None:
    says = told(tmp_path, tags, text, name)
    assert "[no-value]" in says
    assert f"write {line} in " in says
    assert name in says


def test_a_blank_is_told_with_what_prints_nothing(tmp_path: Path) -> None:
    assert 'or "" to print nothing' in told(tmp_path, "{{ x }}", "x:\n")
    (tmp_path / "b.yaml").write_text('x: ""\n', encoding="utf-8")
    assert filled(tmp_path, "b.yaml", "a{{ x }}b") == "ab"


def test_a_picture_without_its_dollar_sign_is_told_how_it_is_written(tmp_path: Path) -> None:
    assert "$image" in told(tmp_path, "{{ x }}", "x: {image: pic.png}\n")
    assert "$" not in told(tmp_path, "{{ x }}", "x: {price: 3}\n")


@pytest.mark.parametrize(
    ("tags", "text", "plainly"),
    [
        ("{{ x + 1 }}", 'x: "2"\n', "+ cannot stand between a text and a number"),
        ("{{ 1 + x }}", 'x: "2"\n', "+ cannot stand between a number and a text"),
        ("{{ x * 1.5 }}", 'x: "2"\n', "* cannot stand between a text and a number"),
        ("{% if x > 2.50 %}y{% endif %}", 'x: "2"\n', "> cannot stand between"),
        ("{{ x / 0 }}", "x: 2\n", "divided by zero"),
        ("{% for y in x %}{% endfor %}", "x: 2\n", "a list is wanted, and this is a number"),
        ("{% for y in x.items %}{% endfor %}", "x: {items: [1]}\n", "write x['items']"),
        ("{% for k, v in x.items %}{% endfor %}", "x: {a: 1}\n", "write x.items()"),
        ("{{ x.values }}", "x: {values: 1}\n", "write x['values']"),
        ("{{ x | round }}", "x: y\n", "“y” is no number"),
    ],
)
def test_what_a_tag_cannot_do_is_told_plainly(
    tmp_path: Path, tags: str, text: str, plainly: str
) -> None:
    says = told(tmp_path, tags, text)
    assert plainly in says
    assert "str" not in says


@pytest.mark.parametrize("value", ['"a\\r\\nb"', '"a\\rb"', '{$listing: "a\\r\\nb"}'])
def test_line_ends_from_windows_break_the_line(tmp_path: Path, value: str) -> None:
    (tmp_path / "a.yaml").write_text(f"x: {value}\nys: [{value}]\n", encoding="utf-8")
    assert filled(tmp_path, "a.yaml", "{{ x }}|{{ ys[0] }}") == "ab|ab"
    document = unzipped((tmp_path / "out.docx").read_bytes())["word/document.xml"]
    assert document.count(b"</w:t><w:br/><w:t") == 2


def test_another_control_character_beside_a_line_end_is_refused(tmp_path: Path) -> None:
    assert "U+0007" in told(tmp_path, "{{ x }}", 'x: "a\\r\\nb\\a"\n')


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u2003", "\u202f"])
def test_any_blank_in_a_tag_is_one(tmp_path: Path, blank: str) -> None:
    tags = "{%_if x_==\u200b '_' %}{{x}}{{_y }}{%endif_%}_".replace("_", blank)
    (tmp_path / "a.yaml").write_text(f'x: "{blank}"\ny: z\n', encoding="utf-8")
    assert filled(tmp_path, "a.yaml", tags) == f"{blank}z{blank}"


def test_any_blank_may_follow_a_prefix_of_docxtpl(tmp_path: Path) -> None:
    body = table(1, row("{%tr\u3000for x in xs %}"), row("{{ x }}"), row("{%tr\u00a0endfor %}"))
    body += (
        paragraph("{%", "p\u00a0", "if xs %}") + paragraph("yes") + paragraph("{%p\u3000endif %}")
    )
    (tmp_path / "a.yaml").write_text("xs: [1, 2]\n", encoding="utf-8")
    assert filled(tmp_path, "a.yaml", body) == "12yes"


def test_a_comment_that_is_none_is_told_with_its_place(tmp_path: Path) -> None:
    says = told(tmp_path, "colour {#FF0000}", "x: 1\n")
    assert says.startswith("[unclosed-tag] word/document.xml, paragraph 1 (colour {#FF0000})")
    assert '{{ "{#" }}' in says
    (tmp_path / "a.yaml").write_text("x: 1\n", encoding="utf-8")
    assert filled(tmp_path, "a.yaml", 'colour {{ "{#" }}FF0000}') == "colour {#FF0000}"


@pytest.mark.parametrize(
    ("tags", "data", "plainly"),
    [
        ("{{ x == 4 }}", "x: 4\n", '{{ "yes" if x == 4 else "no" }}'),
        ("{{ x }}", "x: true\n", '{{ "yes" if x else "no" }}'),
        ("{{ x }} and {{ x is odd }}", "x: 3\n", '{{ "yes" if x is odd else "no" }}'),
        ("{{ x.year }}", "x: 2024-01-11\n", "x.year: a text has no year; a date"),
        ("{{ x.isoformat() }}", "x: 2024-01-11\n", "a text has no isoformat; a date is written"),
        ("{{ x.append(1) }}", "x: t\n", "a text has no append"),
        ("{{ x[3] }}", "x: [1]\n", "a list has no 3"),
        ("{{ x() }}", "x: t\n", "that is nothing a template may call"),
        ("{{ -x }}", "x: t\n", "- cannot stand before a text"),
        ("{{ x | abs }}", "x: t\n", "abs cannot stand before a text"),
        ("{{ x | length }}", "x: 3\n", "a list is wanted, and this is a number"),
        ("{{ x | truncate(1, 2, 3, 4, 5, 6) }}", "x: t\n", "in the brackets stands too much"),
        ("{{ '%.2f' % x }}", "x: t\n", "a number is wanted, and this is a text"),
        ("{{ '%s %s' % x }}", "x: t\n", "more or fewer gaps"),
        ("{{ range(x) | list }}", "x: t\n", "a whole number is wanted, and this is a text"),
        ("{% for a, b in x %}{% endfor %}", "x: [[1]]\n", "more or fewer values"),
        ("{{ 1 in x }}", "x: t\n", "“in” finds only"),
        ("{{ 1 in x }}", "x: 1\n", "“in” cannot look into a number"),
        ("{{ {x: 1} }}", "x: [1]\n", "a list or group of keys cannot stand there"),
        ("{{ 9.5 ** 9999999 }}", "x: 1\n", "too large"),
        ("{{ x y }}", "x: 1\n", "y stands where }} is wanted"),
        ("{{ x + }}", "x: 1\n", "paragraph 1 ({{ x + }}): {{ x + }} cannot be read: }} stands"),
        ("{{ x ? 1 }}", "x: 1\n", "? has no meaning in a tag"),
        ("{% for x %}{% endfor %}", "x: 1\n", "%} stands where in is wanted"),
        ("{{ x ) }}", "x: 1\n", ") stands where"),
    ],
)  # fmt: skip
def test_what_jinja_and_python_complain_of_is_told_in_the_readers_language(
    tmp_path: Path, tags: str, data: str, plainly: str
) -> None:
    assert plainly in told(tmp_path, tags, data)
    speak("zh")
    try:
        says = told(tmp_path, tags, data)
    finally:
        speak("en")
    assert "程序的原话" not in says
    assert not re.search(r"object|wanted|attribute|expected|type", says)


def test_an_unknown_complaint_is_told_as_the_program_words_it() -> None:
    assert str(plain_words(ValueError("odd"))) == "in the program's own words: odd"
    assert str(syntax_words("odd")) == "in the program's own words: odd"


def test_a_tag_half_in_a_tracked_change_is_told_with_its_place(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    body = paragraph("first") + f'<w:p><w:ins w:id="1">{run("{{ na")}</w:ins>{run("me }}")}</w:p>'
    says = told(tmp_path, body, "name: N\n")
    assert says.startswith("[tag-in-revision] word/document.xml, paragraph 2 ({{ name }})")


def test_a_loop_from_a_paragraph_into_a_table_is_told_with_its_place(tmp_path: Path) -> None:
    body = paragraph("{%p for x in xs %}") + table(1, row("a"), row("{%tr endfor %}"))
    says = told(tmp_path, body, "xs: [1, 2]\n")
    assert says.startswith("[crossing-tags] word/document.xml, paragraph 1 ({%p for x in xs %})")


def test_broken_xml_names_the_tag_among_its_neighbours(tmp_path: Path) -> None:
    body = paragraph("{{ a }}") + paragraph("{{ a }} {{ b | safe }} {{ a }}")
    says = told(tmp_path, body, "a: A\nb: <w:p>\n")
    assert says.startswith("[ill-formed] word/document.xml, paragraph 2 ")
    assert "behind {{ b | safe }} the document" in says
