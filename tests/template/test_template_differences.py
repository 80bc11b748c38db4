"""Where docxtpl fails silently, and docfill does not: one test for each known trap."""

import io
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from lxml import etree

from docfill.base.errors import Faulty
from docfill.template import Template
from docx_making import cell, docx, paragraph, row, table, unzipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AWKWARD = "& < > \" ' { } {{ 6*7 }} {% if %} {_{ a }_} {# x #} 表情😀 𠮷 ＆"


def opened(folder: Path, data: bytes) -> Template:
    path = folder / "template.docx"
    path.write_bytes(data)
    return Template.open(path, cache=False)


def filled(folder: Path, data: bytes, **values: Any) -> dict[str, bytes]:
    return unzipped(opened(folder, data).fill(values))


def by_docxtpl(data: bytes, **values: Any) -> dict[str, bytes]:
    document = DocxTemplate(io.BytesIO(data))
    document.render(values, autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return unzipped(made.getvalue())


def text(part: bytes) -> str:
    """The text of a part, with tabs and breaks as characters."""
    shown = {W + "tab": "\t", W + "br": "\n", W + "p": "¶"}
    root = etree.fromstring(part)
    return "".join((e.text if e.tag == W + "t" else shown.get(e.tag)) or "" for e in root.iter())


def grid(part: bytes) -> list[str]:
    return [column.get(W + "w", "") for column in etree.fromstring(part).iter(W + "gridCol")]


def refusal(folder: Path, data: bytes, **values: Any) -> list[str]:
    with pytest.raises(Faulty) as caught:
        filled(folder, data, **values)
    return [finding.code for finding in caught.value.findings]


def test_awkward_text_arrives_unharmed_everywhere(tmp_path: Path) -> None:
    """Body, table, header, footer, footnote and property show the text as it was typed."""
    data = docx(
        paragraph("[{{ x }}]"),
        table(1, row("[{{ x }}]")),
        headers=(paragraph("[{{ x }}]"),),
        footers=(paragraph("[{{ x }}]"),),
        footnotes=f'<w:footnote w:id="1">{paragraph("[{{ x }}]")}</w:footnote>',
        properties="<dc:title>[{{ x }}]</dc:title>",
        sections=2,
    )
    parts = filled(tmp_path, data, x=AWKWARD)
    for name in ("document", "header0", "footer0", "footnotes"):
        assert f"[{AWKWARD}]" in text(parts[f"word/{name}.xml"]), name
    title = etree.fromstring(parts["docProps/core.xml"]).findtext(
        "{http://purl.org/dc/elements/1.1/}title"
    )
    assert title == f"[{AWKWARD}]"


def test_tabs_and_line_breaks_become_words_own(tmp_path: Path) -> None:
    """A tab is a tab and a new line a break, in the body as in a table."""
    parts = filled(tmp_path, docx(paragraph("{{ x }}")), x="a\tb\nc")
    assert "a\tb\nc" in text(parts["word/document.xml"])


@pytest.mark.parametrize("character", ["\0", "\x07", "\x0b", "\x0c", "\x1b", "\ufffe", "\ud800"])
def test_control_characters_are_refused_by_name(tmp_path: Path, character: str) -> None:
    """docxtpl drops them, or makes a page of one."""
    template = opened(tmp_path, docx(paragraph("{{ a.b[0] }}")))
    with pytest.raises(Faulty) as caught:
        template.fill({"a": {"b": [f"x{character}"]}})
    [finding] = caught.value.findings
    assert finding.code == "control-character"
    assert "a.b[0]" in str(finding.message)
    assert f"U+{ord(character):04X}" in str(finding.message)


def test_literals_in_a_template_are_escaped_once(tmp_path: Path) -> None:
    """docxtpl prints `A &amp; B`."""
    data = docx(paragraph("{{ 'A &amp; B' }}"))
    assert "A & B" in text(filled(tmp_path, data)["word/document.xml"])
    assert "A &amp; B" in text(by_docxtpl(data)["word/document.xml"])


def test_properties_are_escaped_once(tmp_path: Path) -> None:
    """docxtpl makes R&amp;D of R&D."""
    data = docx(paragraph("x"), properties="<dc:title>{{ x }}</dc:title>")
    assert b"<dc:title>R&amp;D</dc:title>" in filled(tmp_path, data, x="R&D")["docProps/core.xml"]
    assert b"R&amp;amp;D" in by_docxtpl(data, x="R&D")["docProps/core.xml"]


def test_all_properties_are_filled(tmp_path: Path) -> None:
    """A tag in the key words is text to docxtpl; half a tag is to us."""
    data = docx(
        paragraph("x"),
        properties="<dc:title>{{ x }}</dc:title><cp:keywords>{{ x }}</cp:keywords>"
        "<cp:category>{% x</cp:category>",
    )
    core = etree.fromstring(filled(tmp_path, data, x="t")["docProps/core.xml"])
    assert [e.text for e in core] == ["t", "t", "{% x"]
    assert b"{{ x }}" in by_docxtpl(data, x="t")["docProps/core.xml"]


def test_data_in_footnotes_is_never_a_template(tmp_path: Path) -> None:
    """In a document of several sections docxtpl fills footnotes again and works out the data."""
    note = f'<w:footnote w:id="1">{paragraph("{{ x }}")}</w:footnote>'
    data = docx(paragraph("x"), footnotes=note, sections=2)
    assert "{{ 6*7 }}" in text(filled(tmp_path, data, x="{{ 6*7 }}")["word/footnotes.xml"])
    assert "42" in text(by_docxtpl(data, x="{{ 6*7 }}")["word/footnotes.xml"])


def test_spelled_braces_in_data_stay(tmp_path: Path) -> None:
    """docxtpl takes `{_{` in the data for the template's way to print braces."""
    data = docx(paragraph("{_{ t }_} {{ x }}"))
    assert "{{ t }} {_{ a }_}" in text(filled(tmp_path, data, x="{_{ a }_}")["word/document.xml"])
    assert "{{ t }} {{ a }}" in text(by_docxtpl(data, x="{_{ a }_}")["word/document.xml"])


def test_the_grid_counts_what_rows_leave_empty(tmp_path: Path) -> None:
    """docxtpl takes away the columns before and after a row's cells, and changes all widths."""
    rows = [row("a", "{{ x }}", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')]
    data = docx(table(4, *rows))
    assert grid(filled(tmp_path, data, x="b")["word/document.xml"]) == ["2000"] * 4
    assert grid(by_docxtpl(data, x="b")["word/document.xml"]) == ["4000"] * 2


def test_the_grid_counts_them_with_repeated_columns_too(tmp_path: Path) -> None:
    """The same where columns are repeated: two more cells, so two more columns."""
    after = '<w:gridAfter w:val="1"/>'
    data = docx(table(2, row("{%tc for c in cs %}", "{{ c }}", "{%tc endfor %}", properties=after)))
    assert len(grid(filled(tmp_path, data, cs="abc")["word/document.xml"])) == 3
    assert len(grid(filled(tmp_path, data, cs="a")["word/document.xml"])) == 2


def test_a_table_without_tags_keeps_its_grid(tmp_path: Path) -> None:
    """Whatever its author meant by more columns than any row has."""
    data = docx(table(3, row("a", "b")), paragraph("{{ x }}"))
    assert grid(filled(tmp_path, data, x="x")["word/document.xml"]) == ["2000"] * 3
    assert len(grid(by_docxtpl(data, x="x")["word/document.xml"])) == 2


def test_a_table_in_a_cell_does_not_change_the_grid_around_it(tmp_path: Path) -> None:
    """docxtpl counts the inner rows as the outer table's."""
    inner = table(3, row("1", "2", "3")) + paragraph("")
    data = docx(table(1, row(cell(inner))), paragraph("{{ x }}"))
    assert grid(filled(tmp_path, data, x="x")["word/document.xml"]) == ["2000"] * 4
    assert len(grid(by_docxtpl(data, x="x")["word/document.xml"])) == 6


def test_a_name_without_value_is_named_with_its_place(tmp_path: Path) -> None:
    """docxtpl prints nothing; all the missing names are found at once."""
    template = opened(
        tmp_path,
        docx(
            paragraph("{{ a.b }}"),
            table(1, row("head"), row("{{ c }}")),
            paragraph("{% for r in rows %}{{ r.q }}{% endfor %}"),
        ),
    )
    with pytest.raises(Faulty) as caught:
        template.fill({"a": {}, "rows": [{"q": 1}, {}]})
    assert [(f.code, f"{f.place.spot}: {f.message}") for f in caught.value.findings] == [
        ("no-value", "word/document.xml, paragraph 1 ({{ a.b }}): there is no value for a.b"),
        (
            "no-value",
            "word/document.xml, table 1, row 2, cell 1 ({{ c }}): there is no value for c",
        ),
        (
            "no-value",
            "word/document.xml, paragraph 2 ({% for r in rows %}{{ r.q }}{% endfor %}): "
            "there is no value for rows[].q",
        ),
    ]


def test_of_two_tags_side_by_side_the_right_one_is_named(tmp_path: Path) -> None:
    """Each tag is found by itself, not only its paragraph."""
    template = opened(tmp_path, docx(paragraph("{{ a }}{{ b }}"), paragraph("{{ c }}")))
    spots = template.details.spots["word/document.xml"]
    assert [spot.paragraph for spot in spots] == [1, 1, 2]
    with pytest.raises(Faulty, match=r"paragraph 2 .* c is blank"):
        template.fill({"a": 1, "b": 2, "c": None})


@pytest.mark.parametrize("value", [None, True, {}.items, [1], {"x": 1}, b"x", float("nan")])
def test_what_is_no_text_is_not_printed(tmp_path: Path, value: object) -> None:
    """`None`, `True` and `<built-in method …>` are Python's words, not the office's."""
    template = opened(tmp_path, docx(paragraph("{{ a.b }}")))
    with pytest.raises(Faulty) as caught:
        template.fill({"a": {"b": value}})
    [finding] = caught.value.findings
    assert finding.code == "not-printable"
    assert "a.b" in str(finding.message)


def test_nothing_may_still_be_tested(tmp_path: Path) -> None:
    """A condition and a default may meet a blank."""
    data = docx(paragraph("{% if a %}x{% else %}y{% endif %}{{ a|default('-', true) }}"))
    assert "y-" in text(filled(tmp_path, data, a=None)["word/document.xml"])


def test_a_tag_cannot_leave_the_sandbox(tmp_path: Path) -> None:
    """Templates come from many hands; Python's insides are out of their reach."""
    assert refusal(tmp_path, docx(paragraph("{{ ''.__class__.__mro__ }}"))) != []
    assert refusal(tmp_path, docx(paragraph("{{ xs.append(1) }}")), xs=[]) == ["unsafe-tag"]


def test_ill_formed_results_are_never_handed_out(tmp_path: Path) -> None:
    """docxtpl repairs them silently, and rows are lost."""
    template = opened(tmp_path, docx(paragraph("{{ x|safe }}")))
    with pytest.raises(Faulty) as caught:
        template.fill({"x": "</w:t>"})
    [finding] = caught.value.findings
    assert finding.code == "ill-formed"
    assert str(finding.place.spot) == "word/document.xml, paragraph 1 ({{ x|safe }})"
    assert str(finding.message).startswith("behind {{ x|safe }} ")


def test_a_condition_that_ends_inside_a_table_loses_nothing(tmp_path: Path) -> None:
    """docxtpl repairs what is no XML any more, and what follows is gone without a word."""
    data = docx(
        paragraph("{% if a %}x"), table(1, row("y{% endif %}"), row("z")), paragraph("the end")
    )
    assert "the end" not in text(by_docxtpl(data, a=False)["word/document.xml"])
    assert refusal(tmp_path, data, a=False) == ["crossing-tags"]


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    """On every run, whatever the clock says; other data give others."""
    data = docx(paragraph("{{ x }}"))
    assert opened(tmp_path, data).fill({"x": 1}) == opened(tmp_path, data).fill({"x": 1})
    assert opened(tmp_path, data).fill({"x": 1}) != opened(tmp_path, data).fill({"x": 2})


def test_untouched_members_are_copied_as_they_are_packed(tmp_path: Path) -> None:
    """Also one python-docx would drop, because nothing points to it."""
    data = docx(paragraph("{{ x }}"), more={"word/theme/odd.xml": b"<odd/>"})
    template = opened(tmp_path, data)
    assert unzipped(template.fill({"x": 1}))["word/theme/odd.xml"] == b"<odd/>"
