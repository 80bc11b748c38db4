"""What `docfill kit` says about a template: every fault, in one run, with its place."""

from pathlib import Path

import pytest

from docfill.base.errors import Faulty
from docfill.template import Template, template_faults
from docx_making import cell, docx, paragraph, row, table, unzipped, zipped

TWO = table(2, row("a", "b"))


def found(folder: Path, data: bytes) -> list[tuple[str, str]]:
    """The codes of the findings, and the first word of their places."""
    path = folder / "template.docx"
    path.write_bytes(data)
    return [(f.code, str(f.place.spot).split(" (")[0]) for f in template_faults(str(path))]


def codes(folder: Path, *body: str) -> list[str]:
    return [code for code, _ in found(folder, docx(*body))]


def test_a_good_template_has_no_faults(tmp_path: Path) -> None:
    good = docx(
        paragraph("{%p for a in b %}"),
        paragraph("{{ a.x|default('（，）') }} {% if a.n % 2 %}50%{% endif %}"),
        paragraph("{%p endfor %}"),
        table(1, row("h"), row("{%tr for a in b %}"), row("{{ a }}"), row("{%tr endfor %}")),
        paragraph("{% raw %}{{ a b }}{% endraw %} {# any ，words #}"),
    )
    assert found(tmp_path, good) == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("｛｛ a ｝｝", "full-width-braces"),
        ("｛% if a %}", "full-width-braces"),
        ("{{ a｝｝", "full-width-braces"),
        ("{{ f(a，b) }}", "full-width-punctuation"),
        ("{{ a｜upper }}", "full-width-punctuation"),
        ("{{ a|default(“-”) }}", "curly-quotes"),
        ("{{ “name” }}", "quoted-name"),
        ("{{“person.name” | upper }}", "quoted-name"),
        ("{{r ‘name’ }}", "quoted-name"),
        ("{% if “vip” %}{% endif %}", "quoted-name"),
        ("{% for x in ”xs“ %}{% endfor %}", "quoted-name"),
        ("{{ a", "unclosed-tag"),
        ("a }}", "unclosed-tag"),
        ("colour {#FF0000}", "unclosed-tag"),
        ("lost {%p set a = 1 %}", "lost-text"),
        ("{%p set a = b % 2 %}", "percent-in-prefixed-tag"),
        ("{%tr for a in b %}{%tr endfor %}", "prefix-outside-table"),
        ("{{ a b }}", "tag-syntax"),
        ("{% if %}{% endif %}", "tag-syntax"),
        ("{% sorry %}", "unknown-tag"),
        ("{% include 'x' %}", "unknown-tag"),
        ("{{ a|nothing }}", "unknown-filter"),
        ("{% if a is nothing %}{% endif %}", "unknown-filter"),
        ("{% if a %}", "unbalanced"),
        ("{% endfor %}", "unbalanced"),
        ("{% else %}", "unbalanced"),
        ("{% for a in b %}{% endif %}", "unbalanced"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, typed: str, code: str) -> None:
    assert code in codes(tmp_path, paragraph("before"), paragraph(typed))


def test_every_fault_is_found_with_its_place(tmp_path: Path) -> None:
    """Body, table, header, footnote and property, all at once."""
    data = docx(
        paragraph("{{ a b }}"),
        table(2, row("x", "y"), row("x", "{{ c d }}")),
        headers=(paragraph("｛｛ a ｝｝"),),
        footnotes=f'<w:footnote w:id="1">{paragraph("{% if x %}")}</w:footnote>',
        properties="<dc:title>{{ x y }}</dc:title><cp:keywords>{{ x z }}</cp:keywords>",
    )
    assert found(tmp_path, data) == [
        ("tag-syntax", "word/document.xml, paragraph 1"),
        ("tag-syntax", "word/document.xml, table 1, row 2, cell 2"),
        ("full-width-braces", "word/header0.xml, paragraph 1"),
        ("unbalanced", "word/footnotes.xml, paragraph 1"),
        ("tag-syntax", "docProps/core.xml"),
        ("tag-syntax", "docProps/core.xml"),
    ]


def test_a_loop_across_cells_needs_a_prefix(tmp_path: Path) -> None:
    """docxtpl repeats what lies between, whatever that is."""
    assert "crossing-tags" in codes(
        tmp_path, table(2, row("{% for a in b %}", "x"), row("y", "{% endfor %}"))
    )
    assert codes(tmp_path, table(1, row(paragraph("{% if a %}") + paragraph("{% endif %}")))) == []


def test_a_row_loop_beside_other_text_loses_it(tmp_path: Path) -> None:
    """All cells of the row go with the tag."""
    rows = (row("{%tr for a in b %}", "lost"), row("{{ a }}", ""), row("{%tr endfor %}", ""))
    assert found(tmp_path, docx(table(2, *rows))) == [
        ("lost-text", "word/document.xml, table 1, row 1, cell 1")
    ]


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<w:ins><w:r><w:t>{{ a }}</w:t></w:r></w:ins>", "tag-in-revision"),
        ("<w:del><w:r><w:delText>{{ a }}</w:delText></w:r></w:del>", "tag-in-revision"),
        ("<w:r><w:t>{{ a</w:t></w:r><w:ins><w:r><w:t> }}</w:t></w:r></w:ins>", "tag-in-revision"),
        ("<w:r><w:instrText>REF {{ a }}</w:instrText></w:r>", "tag-in-field"),
        ("<w:hyperlink><w:r><w:t>{{ a }}</w:t></w:r></w:hyperlink>", "tag-in-hyperlink"),
        ("<w:ins><w:r><w:t>x</w:t></w:r></w:ins>", "tracked-changes"),
    ],
)
def test_tags_stand_in_plain_text(tmp_path: Path, inside: str, code: str) -> None:
    assert code in codes(tmp_path, f"<w:p>{inside}</w:p>")


def test_what_makes_filling_slower_is_noted(tmp_path: Path) -> None:
    columns = table(3, row("{%tc for a in b %}", "{{ a }}", "{%tc endfor %}"))
    assert codes(tmp_path, columns) == ["slower"]
    assert codes(tmp_path, paragraph("{{ a|safe }}")) == ["slower"]


def test_tags_in_parts_nobody_fills_are_refused(tmp_path: Path) -> None:
    data = docx(paragraph("x"), more={"word/comments.xml": b"<c>{{ x<r/> }}</c>"})
    assert [code for code, _ in found(tmp_path, data)] == ["not-filled"]


def test_embedded_fonts_are_noted(tmp_path: Path) -> None:
    data = docx(paragraph("x"), more={"word/fonts/font1.odttf": b"x"})
    assert [code for code, _ in found(tmp_path, data)] == ["embedded-fonts"]


def test_places_count_tables_and_paragraphs_as_people_do(tmp_path: Path) -> None:
    """Paragraphs outside tables; in a cell, the cell's own; inner tables in their turn."""
    inner = cell(table(1, row("{{ b c }}")) + paragraph("{{ d e }}"))
    places = [
        place
        for _, place in found(
            tmp_path, docx(TWO, paragraph("x"), table(2, row("x", inner)), paragraph("{{ f g }}"))
        )
    ]
    assert places == [
        "word/document.xml, table 3, row 1, cell 1",
        "word/document.xml, table 2, row 1, cell 2",
        "word/document.xml, paragraph 2",
    ]


def opening(folder: Path, data: bytes) -> list[str]:
    path = folder / "bad.docx"
    path.write_bytes(data)
    with pytest.raises(Faulty) as caught:
        Template.open(path, cache=False)
    assert {finding.place.file for finding in caught.value.findings} == {str(path)}
    assert [f.code for f in template_faults(str(path)) if f.blocking] == [
        finding.code for finding in caught.value.findings
    ]
    return [finding.code for finding in caught.value.findings]


def test_what_is_no_docx_is_refused(tmp_path: Path) -> None:
    good = unzipped(docx(paragraph("x")))
    assert opening(tmp_path, b"not a docx") == ["not-docx"]
    assert opening(tmp_path, docx(paragraph("x"))[:-200]) == ["not-docx"]
    assert opening(tmp_path, zipped({"a": b"b"})) == ["not-docx"]
    without = {name: data for name, data in good.items() if name != "word/document.xml"}
    assert opening(tmp_path, zipped(without)) == ["not-docx"]
    assert opening(tmp_path, zipped({**good, "word/document.xml": b"<w:document"})) == [
        "template-broken"
    ]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as caught:
        Template.open(tmp_path / "none.docx")
    assert [f.code for f in caught.value.findings] == ["template-unreadable"]
    assert [f.code for f in template_faults(str(tmp_path))] == ["template-unreadable"]


def test_unsafe_packages_are_refused(tmp_path: Path) -> None:
    """Bombs, entities, doubled names, programs."""
    good = unzipped(docx(paragraph("x")))
    bomb = {**good, "word/media/a.xml": b"0" * 30_000_000}
    assert opening(tmp_path, zipped(bomb)) == ["unsafe"]
    many = {**good, **{f"word/{n}": b"" for n in range(3000)}}
    assert opening(tmp_path, zipped(many)) == ["unsafe"]
    assert opening(tmp_path, zipped({**good, "../x": b""})) == ["unsafe"]
    assert opening(tmp_path, zipped({**good, "word/vbaProject.bin": b""})) == ["macros"]
    entity = good["word/document.xml"].replace(
        b"<w:document", b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><w:document', 1
    )
    assert opening(tmp_path, zipped({**good, "word/document.xml": entity})) == ["unsafe"]


def test_a_template_with_bad_tags_is_refused_with_all_of_them(tmp_path: Path) -> None:
    assert opening(tmp_path, docx(paragraph("{{ a b }}"), paragraph("{% endif %}"))) == [
        "tag-syntax",
        "unbalanced",
    ]


def test_what_only_jinja_finds_is_told_with_its_place(tmp_path: Path) -> None:
    twice = [paragraph("{% block a %}x{% endblock %}")] * 2
    [(code, says)] = found(tmp_path, docx(*twice))
    assert (code, says) == ("tag-syntax", "word/document.xml, paragraph 2")
