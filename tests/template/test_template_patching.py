"""What is taken out of docxtpl's way changes nothing of what it makes of a part."""

from docxtpl import DocxTemplate
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError

from docfill.template.compiling.patching import mask, patch_part, unmask

TAGS = (
    *("{{ x }}", "{{ “x” }}", "{{r x }}", "{{p x }}", "{%p if x %}", "{%p endif %}", "{% raw %}"),
    *("{%tr for x in y %}", "{%tr endfor %}", "{%tc for x in y %}", "{%tc endfor %}", "{#p no #}"),
    *("{%- if x %}", "{% endif -%}", "{% vm %}", "{% hm %}", "{% colspan n %}", "{% cellbg c %}"),
    *("{{", "}}", "{%", "%}", "{", "}", "{<w:br/>{ x }}", "{{ a &lt; b }}", "‘x’", "text", ""),
)
PROPERTIES = (
    "<w:jc w:val='left'/>",
    '<w:tcW w:w="50" w:type="dxa"/>',
    '<w:tcW w:w="50%" w:type="pct"/>',
    '<w:gridSpan w:val="2"/>',
    '<w:shd w:fill="FFFFFF"/>',
    '<w:tabs><w:tab w:val="left"/></w:tabs>',
    "<w:textAlignment/>",
    "<w:rPr><w:b/></w:rPr>",
    "<w:pPrChange><w:pPr><w:i/></w:pPr></w:pPrChange>",
    '<w:rFonts w:ascii="{{ x }}"/>',
    '<w:rFonts w:ascii="“x”"/>',
    '<w:pStyle w:val="a&lt;b"/>',
    "<w:x>{{ x }}</w:x>",
    "<w:tblHeader/>",
    "\n",
)


def wrapped(name: str, inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element, with properties of its kind or without."""
    properties = st.lists(st.sampled_from(PROPERTIES), max_size=3).map("".join)
    of = st.one_of(st.just(""), properties.map(lambda p: f"<w:{name}Pr>{p}</w:{name}Pr>"))
    return st.builds(lambda p, i: f"<w:{name}>{p}{i}</w:{name}>", of, inside)


def some(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inside, min_size=1, max_size=3).map("".join)


TEXT = st.builds("<w:t{}>{}</w:t>".format, st.sampled_from(["", " x='1'"]), st.sampled_from(TAGS))
RUN = wrapped("r", some(st.one_of(TEXT, st.sampled_from(["<w:br/>", "{{ bare }}"]))))
PARAGRAPH = wrapped("p", some(RUN))
TABLE = some(wrapped("tr", some(wrapped("tc", some(PARAGRAPH))))).map("<w:tbl>{}</w:tbl>".format)
NESTED = some(wrapped("tr", some(wrapped("tc", some(st.one_of(PARAGRAPH, TABLE)))))).map(
    "<w:tbl>{}</w:tbl>".format
)


@settings(max_examples=120, deadline=None)
@given(some(st.one_of(PARAGRAPH, TABLE, NESTED)))
@example("<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:t>{% hm %}</w:t></w:p></w:tc>")
@example("<w:tc><w:tcPr><w:shd/></w:tcPr><w:p><w:t>{% cellbg c %}</w:t></w:p></w:tc>")
@example(
    "<w:tc><w:tcPr><w:b/></w:tcPr><w:p><w:pPr><w:tabs/></w:pPr><w:t>{% vm %}</w:t></w:p></w:tc>"
)
@example("<w:p>{{ x<w:r><w:rPr><w:rStyle w:val='“a”'/></w:rPr>}}</w:r></w:p>")
def test_docxtpl_makes_the_same_of_it(xml: str) -> None:
    try:
        made = patch_part(xml)
    except TemplateSyntaxError as refused:
        # Where docxtpl would print the name in quotes, we refuse; nowhere else.
        assert "in quotes" in str(refused) and "“" in xml
        return
    assert made == DocxTemplate(None).patch_xml(xml)


def test_inert_properties_are_taken_out_and_put_back() -> None:
    cell = '<w:tc><w:tcPr><w:tcW w:w="9"/></w:tcPr><w:p/></w:tc>'
    short, properties = mask(cell * 3)
    assert properties == ['<w:tcW w:w="9"/>']
    assert "w:tcW" not in short
    assert unmask(short, properties) == cell * 3
