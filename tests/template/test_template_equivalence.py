"""Filled documents are, part for part, what docxtpl's own render makes of the same template."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image as Picture

from docfill.template import Template
from docfill.template.sandbox.environment import Sandbox, environment
from docfill.template.values.rich import rich
from docx_making import cell, docx, paragraph, row, section, table, unzipped
from opc import relations_of, types_of

DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="7" name="seal"/></wp:inline></w:drawing>'
    "</w:r></w:p>"
)

LOOP_OF_ROWS = table(
    3,
    row("name", "number", "note"),
    row("{%tr for line in lines %}", "", ""),
    row("{{ line.name }}", "{{ line.number }}", "{{ loop.index }}"),
    row("{%tr endfor %}", "", ""),
)
CORPUS = {
    "values": docx(
        paragraph("{{ name }} of {{ person.town }}"),
        paragraph("{{ ", "person", ".town", " }}", " torn by Word"),
        paragraph("{", "{ name }", "}"),
        paragraph("  {{ name }}  two spaces"),
        paragraph("no tag, spelled braces {_{ name }_} {_% if %_}"),
    ),
    "conditions": docx(
        paragraph("{% if flag %}yes{% elif lines %}lines{% else %}no{% endif %}"),
        paragraph("{%p if flag %}"),
        paragraph("only sometimes {{ name }}"),
        paragraph("{%p else %}"),
        paragraph("otherwise"),
        paragraph("{%p endif %}"),
        paragraph("a ", "{%r if flag %}", "run", "{%r endif %}", " b"),
        paragraph("{% if flag %}", "across runs", "{% endif %}"),
    ),
    "loops": docx(
        paragraph("{% for line in lines %}{{ line.name }}, {% endfor %}"),
        paragraph("{%p for line in lines %}"),
        paragraph("{{ loop.index }}. {{ line.name }}", style="center"),
        paragraph("{%p for other in lines if other.number %}"),
        paragraph("- {{ other.number }}"),
        paragraph("{%p endfor %}"),
        paragraph("{%p endfor %}"),
        paragraph("{% for key, value in person.items() %}{{ key }}={{ value }};{% endfor %}"),
        LOOP_OF_ROWS,
    ),
    "columns": docx(
        table(
            2,
            row("fixed", "{%tc for line in lines %}", "{{ line.name }}", "{%tc endfor %}"),
            row("fixed", "{%tc for line in lines %}", "{{ line.number }}", "{%tc endfor %}"),
        ),
    ),
    "rows that may all go": docx(
        table(
            2,
            row("{%tr if flag %}", ""),
            row("{{ name }}", "b"),
            row("{%tr endif %}", ""),
            row(cell("alone", '<w:gridSpan w:val="1"/>')),
        ),
    ),
    "merged": docx(
        table(
            3,
            row("head", "", ""),
            row("{%tr for line in lines %}", "", ""),
            row("{% vm %}{{ name }}", "{{ line.name }}", "{% cellbg color %}{{ line.number }}"),
            row("{%tr endfor %}", "", ""),
        ),
        table(
            3,
            row("{% colspan count %}{{ name }}", "x"),
            row("{%tc for line in lines %}", "{% hm %}{{ name }}", "{%tc endfor %}", "x"),
            row(
                cell("{%tc for line in lines %}"),
                cell("{% hm %}h", '<w:gridSpan w:val="2"/>'),
                "{%tc endfor %}",
                "x",
            ),
        ),
    ),
    "headers and footers": docx(
        paragraph("{{ name }}"),
        headers=(paragraph("{{ name }} 页眉"), paragraph("first {{ person.town }}")),
        footers=(
            paragraph("— 1 —"),
            paragraph("{% for line in lines %}{{ line.name }}{% endfor %}"),
        ),
        sections=3,
    ),
    "footnotes": docx(
        paragraph("{{ name }}"),
        footnotes=f'<w:footnote w:id="1">{paragraph("note: {{ person.town }}")}</w:footnote>',
    ),
    "properties": docx(
        paragraph("x"),
        properties="<dc:title>{{ number }}年</dc:title><dc:creator>{{ number }}</dc:creator>",
    ),
    "nested tables": docx(
        table(
            2,
            row(
                "outer {{ name }}",
                cell(
                    table(
                        2,
                        row("{%tr for line in lines %}", ""),
                        row("{{ line.name }}", "in"),
                        row("{%tr endfor %}", ""),
                        row("end", "end"),
                    )
                    + paragraph("after")
                ),
            ),
        ),
    ),
    "drawings": docx(
        DRAWING,
        paragraph("{%p for line in lines %}"),
        DRAWING,
        paragraph("{%p endfor %}"),
        headers=(DRAWING + paragraph("{{ name }}"),),
    ),
    "white space control": docx(
        paragraph("before"),
        paragraph("{%- if flag %}joined{% endif -%}"),
        paragraph("after {{- name -}} end"),
    ),
    "comments and raw": docx(
        paragraph("{# nobody sees this #}seen {{ name }}"),
        paragraph("{%p set x = name %}"),
        paragraph("{#p a whole paragraph #}"),
        paragraph("{{ x }}"),
        paragraph("{% raw %}{{ not a tag }}{% endraw %}"),
    ),
    "comments in place of cells": docx(
        table(3, row("{#tr a row #}", "x", "y"), row("a", "b", "{#tc a cell #}")),
    ),
    "comments in place of cells beside values": docx(
        table(3, row("{#tc first #}", "{{ name }}", "b"), row("a", "b", "{#tc a cell #}")),
    ),
    "macros and filters": docx(
        paragraph("{%p macro twice(v) %}"),
        paragraph("{{ v }}{{ v }}"),
        paragraph("{%p endmacro %}"),
        paragraph("{{ name|upper }} {{ lines|length }} {{ '%.2f'|format(ratio) }}"),
        paragraph("{{ name|default('none') }} {{ missing|default('none') }} {{ 7 // 2 }}"),
        paragraph("{% filter trim %}  {{ name }} {% endfilter %}"),
    ),
    "curly quotes": docx(paragraph("{{ “literal” ~ 1 }} {% if name == ‘x’ %}x{% endif %}")),
    "literal breaks": docx(paragraph("{{ name }}\tand\nmore"), paragraph("no tag\there")),
    "braces in strings": docx(paragraph("{{ '}}' }} {{ name }}{{ number }} {{ \"it's\" }}")),
    "a drawing alone": docx(DRAWING),
    "static": docx(paragraph("nothing to fill"), table(1, row("cell")), section()),
}

# docxtpl drops control characters and answers to spelled braces; differences have their own tests.
texts = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cs"),
        exclude_characters="\ufffe\uffff{}",
        include_characters="&<>\"'\t\n",
    ),
    max_size=20,
)
values = st.fixed_dictionaries(
    {
        "name": texts,
        "number": st.integers(0, 10**6),
        "ratio": st.floats(0, 1000),
        "person": st.fixed_dictionaries({"town": texts, "mayor": texts}),
        "flag": st.booleans(),
        "count": st.integers(1, 3),
        "color": st.sampled_from(["FF0000", "auto"]),
        "lines": st.lists(
            st.fixed_dictionaries({"name": texts, "number": st.integers(0, 99)}), max_size=4
        ),
    }
)


def docxtpl_itself(template: bytes, of: Callable[[DocxTemplate], dict[str, object]]) -> bytes:
    """What docxtpl makes of a template, in an environment with the same settings."""
    shared = environment()
    same = Sandbox(undefined=shared.undefined, autoescape=True, finalize=shared.finalize)
    document = DocxTemplate(io.BytesIO(template))
    document.render_init()
    document.render(of(document), jinja_env=same, autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def canonical(xml: bytes, numbered: bool = True) -> bytes:
    """The XML in one spelling; docxtpl gives drawings another id each in the body alone."""
    parser = etree.XMLParser(remove_blank_text=True)
    root = etree.fromstring(xml, parser)
    for drawing in [] if numbered else root.iter("{*}docPr"):
        drawing.attrib.pop("id")
    return etree.tostring(root, method="c14n")


def assert_same_parts(ours: bytes, theirs: bytes) -> None:
    """Every part docxtpl wrote is the same in ours; properties by what they say."""
    mine, other = unzipped(ours), unzipped(theirs)
    assert relations_of(mine) == relations_of(other)
    assert types_of_parts(mine) == types_of_parts(other)
    for name, content in other.items():
        if name == "docProps/core.xml":
            assert said(mine[name]) == said(content)
        elif name.endswith(".rels") or name == "[Content_Types].xml":
            continue
        elif name.endswith(".xml"):
            numbered = name == "word/document.xml"
            assert canonical(mine[name], numbered) == canonical(content, numbered), name
        else:
            assert mine[name] == content, name


def types_of_parts(files: dict[str, bytes]) -> dict[str, str]:
    return {n: kind for n, kind in types_of(files).items() if not n.endswith(".rels")}


def said(properties: bytes) -> set[tuple[str, str]]:
    return {(e.tag, e.text) for e in etree.fromstring(properties) if e.text}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Template]:
    folder = tmp_path_factory.mktemp("corpus")
    templates: dict[str, Template] = {}

    def get(name: str) -> Template:
        if name not in templates:
            path = folder / f"{name}.docx"
            path.write_bytes(CORPUS[name])
            templates[name] = Template.open(path, cache=False)
        return templates[name]

    return get


@pytest.mark.parametrize("name", CORPUS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values=values)
def test_every_part_is_what_docxtpl_makes(
    name: str, values: dict[str, object], opened: Callable[[str], Template]
) -> None:
    """Any data, any feature of docxtpl: the same XML in every part."""
    ours = opened(name).fill(values)
    assert_same_parts(ours, docxtpl_itself(CORPUS[name], lambda _: values))


RICH = docx(
    paragraph("before ", "{{r rich }}", " between {{ listing }} after", style="both"),
    paragraph("{{p paragraphs }}"),
    paragraph("image {{ image }} end"),
    table(2, row("{{ listing }}", "{{ image }}")),
    headers=(paragraph("{{ image }} {{ listing }}"),),
)


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    Picture.new("RGB", (40, 20), "red").save(path)
    return path


def test_rich_text_listings_and_images_are_docxtpls(tmp_path: Path, logo: Path) -> None:
    """What data may name is what docxtpl's own objects print."""
    path = tmp_path / "rich.docx"
    path.write_bytes(RICH)
    data = {
        "rich": {
            "$rich": [
                {"text": "bold & red", "bold": "true", "color": "FF0000", "size": 32},
                {"text": "u", "underline": "double", "font": "eastAsia:仿宋_GB2312"},
                " plain",
            ]
        },
        "listing": {"$listing": "one <1>\ntwo\tthree\afour\ffive"},
        "image": {"$image": "logo.png", "width_mm": 40},
    }
    paragraphs = RichTextParagraph(RichText("x"))

    def same(document: DocxTemplate) -> dict[str, object]:
        text = RichText("bold & red", bold=True, color="FF0000", size=32)
        text.add("u", underline="double", font="eastAsia:仿宋_GB2312")
        text.add(" plain")
        return {
            "rich": text,
            "listing": Listing("one <1>\ntwo\tthree\afour\ffive"),
            "image": InlineImage(document, str(logo), width=Mm(40)),
            "paragraphs": paragraphs,
        }

    template = Template.open(path, cache=False)
    ours = template.fill({**rich(data, tmp_path / "data.yaml"), "paragraphs": paragraphs})
    assert_same_parts(ours, docxtpl_itself(RICH, same))
    assert ours == template.fill({**rich(data, tmp_path / "data.yaml"), "paragraphs": paragraphs})


def test_sub_documents_are_docxtpls(tmp_path: Path, logo: Path) -> None:
    """A document put into a document arrives as docxtpl puts it there, with the same bytes."""
    pytest.importorskip("docxcompose")
    path, part = tmp_path / "outer.docx", tmp_path / "part.docx"
    import docx as python_docx

    python_docx.Document().save(path)
    outer = python_docx.Document()
    outer.add_paragraph("{{ name }}")
    outer.add_paragraph("{{p part }}")
    outer.save(str(path))
    inner = python_docx.Document()
    inner.add_paragraph("inside", style="List Number")
    inner.add_picture(str(logo))
    inner.save(str(part))
    data = {"name": "x", "part": {"$subdoc": "part.docx"}}
    template = Template.open(path, cache=False)
    ours = template.fill(rich(data, tmp_path / "data.yaml"))
    theirs = docxtpl_itself(
        path.read_bytes(), lambda doc: {"name": "x", "part": doc.new_subdoc(str(part))}
    )
    assert b"inside" in unzipped(ours)["word/document.xml"]
    assert "word/media/image1.png" in unzipped(ours)
    assert_same_parts(ours, theirs)
    assert ours == template.fill(rich(data, tmp_path / "data.yaml"))
