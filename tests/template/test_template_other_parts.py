"""Tags outside of the document's text: notes, comments, charts, links, properties, and the rest."""

from pathlib import Path

import pytest
from lxml import etree
from PIL import Image as Picture

from docfill.base.errors import Faulty
from docfill.template import Template, template_faults
from docfill.template.values.rich import rich
from docx_making import docx, paragraph, unzipped, with_link, with_part, zipped

OFFICE = "application/vnd.openxmlformats-officedocument."
WORD = OFFICE + "wordprocessingml."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
TEXT = paragraph("text {{ x }}")


def notes(kind: str, inside: str) -> bytes:
    """A document with endnotes or comments."""
    one = f'<w:{kind[:-1]} w:id="2">{inside}</w:{kind[:-1]}>'
    content = f'<w:{kind} xmlns:w="{W}">{one}</w:{kind}>'
    return with_part(docx(TEXT), f"word/{kind}.xml", kind, f"{WORD}{kind}+xml", content)


def chart(*runs: str, series: str = "") -> bytes:
    """A document with a chart, its title in these runs."""
    title = "".join(f'<a:r><a:rPr b="1"/><a:t>{text}</a:t></a:r>' for text in runs)
    cached = f'<c:strCache><c:pt idx="0"><c:v>{series}</c:v></c:pt></c:strCache>'
    content = (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:chart uri="{{X}}"><c:title><c:tx><c:rich>'
        f"<a:bodyPr/><a:p>{title}</a:p></c:rich></c:tx></c:title>"
        f"<c:tx><c:strRef>{cached}</c:strRef></c:tx></c:chart></c:chartSpace>"
    )
    kind = f"{OFFICE}drawingml.chart+xml"
    return with_part(docx(TEXT), "word/charts/chart1.xml", "chart", kind, content)


def opened(folder: Path, data: bytes) -> Template:
    (folder / "template.docx").write_bytes(data)
    return Template.open(folder / "template.docx", cache=False)


def filled(folder: Path, data: bytes, x: object = "<X>") -> dict[str, bytes]:
    return unzipped(opened(folder, data).fill(rich({"x": x}, folder / "data.yaml")))


def text(xml: bytes) -> str:
    return "".join(etree.fromstring(xml).itertext())


@pytest.mark.parametrize("kind", ["endnotes", "comments"])
def test_endnotes_and_comments_are_filled(tmp_path: Path, kind: str) -> None:
    """Torn tags, prefixes and listings as in the text; one that empties keeps a paragraph."""
    inside = paragraph("{%p if x %}") + paragraph("note: {", "{ x }}") + paragraph("{%p endif %}")
    made = filled(tmp_path, notes(kind, inside), {"$listing": "<a>\ab"})[f"word/{kind}.xml"]
    assert [text(etree.tostring(p)) for p in etree.fromstring(made)[0]] == ["note: <a>", "b"]
    empty = etree.fromstring(filled(tmp_path, notes(kind, inside), "")[f"word/{kind}.xml"])
    assert [etree.QName(e).localname for e in empty[0]] == ["p"]


def test_the_text_of_charts_is_filled(tmp_path: Path) -> None:
    data = chart("year {", "{ x }", "} end", series="in {{ x }}")
    made = filled(tmp_path, data, "<X>\nY")["word/charts/chart1.xml"]
    assert text(made) == "year <X>Y endin <X>\nY"
    assert made.count(b'<a:br><a:rPr b="1"/></a:br>') == 1
    assert b'uri="{X}"' in made.replace(b"&#123;", b"{")


def test_a_loop_runs_over_the_text_of_a_diagram(tmp_path: Path) -> None:
    shapes = "".join(f"<a:p><a:r><a:t>{t}</a:t></a:r></a:p>" for t in ("a{{ x|length }}", "b"))
    content = f'<d:dataModel xmlns:d="urn:d" xmlns:a="{A}">{shapes}</d:dataModel>'
    kind = f"{OFFICE}drawingml.diagramData+xml"
    data = with_part(docx(TEXT), "word/diagrams/data1.xml", "diagramData", kind, content)
    assert text(filled(tmp_path, data, "xyz")["word/diagrams/data1.xml"]) == "a3b"


@pytest.mark.parametrize(
    ("address", "x", "leads"),
    [
        ("http://a.org/%7B%7B%20x%20%7D%7D", "X", "http://a.org/X"),
        ("http://a.org/%7b%7bx%7d%7d?b={{ x }}&amp;c=%20d", "1 2", "http://a.org/1%202?b=1%202&c=%20d"),
        ("%7B%7B%20x%20%7D%7D", "https://b.cn/d?e=f&g=h#i", "https://b.cn/d?e=f&g=h#i"),
        ("%7B%7B%20x%20%7D%7D", "http://b.cn/文 件%20", "http://b.cn/%E6%96%87%20%E4%BB%B6%20"),
        ("mailto:%7B%7B%20x%20%7D%7D", '"<100%>"@b.cn', "mailto:%22%3C100%25%3E%22@b.cn"),
        ("http://a.org/%7B%25%20if%20x%20%25%7Dyes%7B%25%20endif%20%25%7D", "X", "http://a.org/yes"),
        ("http://a.org/%7Ba%7D{b}", "X", "http://a.org/%7Ba%7D{b}"),
    ],
)  # fmt: skip
def test_links_lead_where_the_data_say(tmp_path: Path, address: str, x: str, leads: str) -> None:
    """Word percent-encodes the braces of a tag; what is printed is encoded where it must be."""
    made = filled(tmp_path, with_link(docx(TEXT), address), x)
    [link] = etree.fromstring(made["word/_rels/document.xml.rels"])
    assert link.get("Target") == leads


def test_links_of_headers_and_footnotes_are_filled(tmp_path: Path) -> None:
    note = f'<w:footnote w:id="1">{paragraph("a")}</w:footnote>'
    data = docx(TEXT, headers=(paragraph("b"),), footnotes=note)
    for part in ("header0", "footnotes"):
        made = filled(tmp_path, with_link(data, "http://%7B%7Bx%7D%7D", f"word/{part}.xml"), "c")
        assert b'"http://c"' in made[f"word/_rels/{part}.xml.rels"]


def test_links_and_charts_are_filled_beside_a_picture(tmp_path: Path) -> None:
    """Pictures let python-docx write the package; what is filled in it stays filled."""
    Picture.new("RGB", (4, 4)).save(tmp_path / "p.png")
    values = rich({"x": "X", "p": {"$image": "p.png"}}, tmp_path / "data.yaml")
    body = docx(paragraph("{{ p }}"), properties="<dc:title>{{ x }}</dc:title>")
    data = with_link(body, "http://a.org/%7B%7B%20x%20%7D%7D")
    content = f'<c:chartSpace xmlns:c="{C}"><c:v>{{{{ x }}}}</c:v></c:chartSpace>'
    kind = f"{OFFICE}drawingml.chart+xml"
    data = with_part(data, "word/charts/chart1.xml", "chart", kind, content)
    made = unzipped(opened(tmp_path, data).fill(values))
    assert b'"http://a.org/X"' in made["word/_rels/document.xml.rels"]
    assert b"image" in made["word/_rels/document.xml.rels"]
    assert text(made["word/charts/chart1.xml"]) == "X"


def test_every_property_is_filled(tmp_path: Path) -> None:
    """Those of the document, of its office, of its authors, and what controls are bound to."""
    data = docx(TEXT, properties="<cp:keywords>{{ x }}</cp:keywords><dc:title>{{ x }}</dc:title>")
    custom = (
        '<Properties xmlns="urn:c" xmlns:vt="urn:v"><property name="{n}"><vt:lpwstr>no {{ x }}'
        "</vt:lpwstr></property><property><vt:lpwstr>{% alone</vt:lpwstr></property></Properties>"
    )
    data = with_part(data, "docProps/custom.xml", "custom-properties",
                     f"{OFFICE}custom-properties+xml", custom)  # fmt: skip
    app = '<Properties xmlns="urn:a"><Company>{{ x }}</Company></Properties>'
    data = with_part(data, "docProps/app.xml", "extended-properties",
                     f"{OFFICE}extended-properties+xml", app)  # fmt: skip
    data = with_part(data, "customXml/item1.xml", "customXml", "application/xml", "<a>{{ x }}</a>")
    made = filled(tmp_path, data)
    assert text(made["docProps/core.xml"]) == "<X><X>"
    assert text(made["docProps/custom.xml"]) == "no <X>{% alone"
    assert b'name="{n}"' in made["docProps/custom.xml"].replace(b"&#123;", b"{")
    assert text(made["docProps/app.xml"]) == text(made["customXml/item1.xml"]) == "<X>"


def inner(file: str, member: str, xml: str) -> bytes:
    packed = zipped({member: xml.encode(), "a.bin": b"{{ no }}"})
    return with_part(docx(TEXT), f"word/embeddings/{file}", "package", "application/x", packed)


SETTINGS = f'<w:settings xmlns:w="{W}"><w:docVar w:name="a" w:val="{{{{ x }}}}"/></w:settings>'
BLOCKS = f'<w:glossaryDocument xmlns:w="{W}"><w:t>{{</w:t><w:t>{{ x }}}}</w:t></w:glossaryDocument>'


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (inner("data.xlsx", "xl/sharedStrings.xml", "<t>{{ x }}</t>"), "word/embeddings/data.xlsx"),
        (inner("a.docx", "word/document.xml", "<t>{</t><t>{ x }}</t>"), "word/embeddings/a.docx"),
        (with_part(docx(TEXT), "word/settings.xml", "settings", f"{WORD}settings+xml", SETTINGS),
         "word/settings.xml"),
        (with_part(docx(TEXT), "word/glossary/document.xml", "glossaryDocument",
                   f"{WORD}document.glossary+xml", BLOCKS), "word/glossary/document.xml"),
        (with_part(docx(TEXT), "customXml/item1.xml", "customXml", "application/xml",
                   "<a b='{{ x }}'>{{ x }}</a>"), "customXml/item1.xml"),
        (with_link(docx(TEXT), "file:///{{ x }}", kind="image"), "word/_rels/document.xml.rels"),
    ],
)  # fmt: skip
def test_a_tag_nobody_fills_is_refused_by_its_part(tmp_path: Path, data: bytes, part: str) -> None:
    with pytest.raises(Faulty) as caught:
        opened(tmp_path, data)
    found = template_faults(str(tmp_path / "template.docx"))
    assert [finding.code for finding in found] == ["not-filled"]
    assert list(caught.value.findings) == found
    assert str(found[0].message).startswith(f"{part}: ")
    assert "{{ x }}" in str(found[0].message)


def test_what_is_no_file_of_xml_is_left_alone(tmp_path: Path) -> None:
    for name, content in (("a.xlsx", b"PK no zip {{ x }}"), ("a.bin", b"{{ x }}")):
        data = with_part(docx(TEXT), f"word/embeddings/{name}", "package", "x/y", content)
        assert filled(tmp_path, data)[f"word/embeddings/{name}"] == content


@pytest.mark.parametrize("value", [{"$rich": "r"}, {"$image": "p.png"}])
def test_a_chart_takes_nothing_but_text(tmp_path: Path, value: object) -> None:
    Picture.new("RGB", (4, 4)).save(tmp_path / "p.png")
    content = f'<c:chartSpace xmlns:c="{C}"><c:v>{{{{ x }}}}</c:v></c:chartSpace>'
    kind = f"{OFFICE}drawingml.chart+xml"
    data = with_part(docx(paragraph("t")), "word/charts/chart1.xml", "chart", kind, content)
    with pytest.raises(Faulty) as caught:
        filled(tmp_path, data, value)
    [finding] = caught.value.findings
    assert finding.code in ("out-of-place", "bad-image")
    assert str(finding.place.spot) == "word/charts/chart1.xml ({{ x }})"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("{{r x }}", "prefix-outside-table"),
        ("{{ x y }}", "tag-syntax"),
        ("{% if x %}", "unbalanced"),
    ],
)
def test_faults_in_charts_have_their_place(tmp_path: Path, typed: str, code: str) -> None:
    with pytest.raises(Faulty) as caught:
        opened(tmp_path, chart(typed))
    assert [finding.code for finding in caught.value.findings] == [code]
    assert str(caught.value.findings[0].place.spot).startswith("word/charts/chart1.xml (")


def test_missing_names_are_told_with_the_address(tmp_path: Path) -> None:
    template = opened(tmp_path, with_link(docx(paragraph("t")), "http://a.org/%7B%7B%20y%20%7D%7D"))
    with pytest.raises(Faulty) as caught:
        template.fill({})
    [finding] = caught.value.findings
    assert str(finding.place.spot).endswith("document.xml.rels (http://a.org/{{ y }})")


def test_templates_without_such_parts_fill_the_text_alone(tmp_path: Path) -> None:
    names = [part.name for part, _ in opened(tmp_path, docx(TEXT)).programs]
    assert names == ["word/document.xml"]
