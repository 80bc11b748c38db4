"""What tags leave empty when they print nothing: no cell without a paragraph, no bare table."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from docfill.base.findings import Severity
from docfill.cli import docfill
from docfill.template import Template
from docx_making import W, cell, control, docx, paragraph, row, run, table, text_box, unzipped

GONE = paragraph("{%p if x %}") + paragraph("x") + paragraph("{%p endif %}")
ROWS = (row("{%tr for r in x %}"), row("{{ r }}"), row("{%tr endfor %}"))
HOLDERS = ("tc", "txbxContent", "hdr", "ftr", "footnote")


def filled(folder: Path, data: bytes, x: object = "") -> tuple[dict[str, bytes], list[str]]:
    """The parts of the filled document, and what was noted."""
    (folder / "template.docx").write_bytes(data)
    notes: list = []
    made = Template.open(folder / "template.docx", cache=False).fill({"x": x}, notes=notes)
    assert {note.severity for note in notes} <= {Severity.NOTE}
    return unzipped(made), [f"{note.code}: {note.place.spot}: {note.message}" for note in notes]


def shape(parts: dict[str, bytes], name: str = "word/document.xml") -> str:
    """The blocks of a part: `[` and `]` around what holds them, p, and t(…) for a table."""

    def of(element: etree._Element) -> str:
        inner = "".join(map(of, element))
        name = etree.QName(element).localname if isinstance(element.tag, str) else "?"
        names = {"p": f"p{inner}", "tbl": f"t({inner})", **dict.fromkeys(HOLDERS, f"[{inner}]")}
        return names.get(name, "?" if name == "?" else inner)

    return of(etree.fromstring(parts[name]))


@pytest.mark.parametrize(
    ("body", "empty", "full"),
    [
        (table(1, row(cell(GONE))), "t([p])", "t([p])"),
        (table(1, row(cell(GONE + paragraph("a")))), "t([p])", "t([pp])"),
        (table(1, row(cell(control(GONE)))), "t([p])", "t([p])"),
        (table(1, row(cell(paragraph("a") + control(GONE)))), "t([p])", "t([pp])"),
        (paragraph("a") + control(GONE), "p", "pp"),
        (f"<w:p>{text_box(GONE)}</w:p>", "p[p]", "p[p]"),
        (table(1, *ROWS) + paragraph("a"), "p", "t([p])p"),
        (table(1, row("head"), *ROWS), "t([p])", "t([p][p])"),
        (table(1, control("".join(ROWS))) + paragraph("a"), "p", "t([p])p"),
        (table(1, row(cell(table(1, *ROWS) + GONE))), "t([p])", "t([t([p])p])"),
        (table(1, row("{%tc for r in x %}", "{{ r }}", "{%tc endfor %}")), "", "t([p])"),
        (control(table(1, *ROWS)) + paragraph("a"), "p", "t([p])p"),
        (paragraph("{{ x|safe }}") + table(1, *ROWS), "p", "pt([p])"),
    ],
)  # fmt: skip
def test_what_prints_nothing_leaves_no_bare_cell_or_table(
    tmp_path: Path, body: str, empty: str, full: str
) -> None:
    assert shape(filled(tmp_path, docx(body))[0]) == empty
    assert shape(filled(tmp_path, docx(body), "y")[0]) == full


def test_comments_leave_no_bare_cell_or_table(tmp_path: Path) -> None:
    """The same where nothing else is to be filled."""
    body = table(1, row("{#tr no #}")) + table(1, row(cell(paragraph("{#p no #}"))))
    assert shape(filled(tmp_path, docx(body))[0]) == "t([p])"


def test_headers_and_footnotes_keep_a_paragraph(tmp_path: Path) -> None:
    note = f'<w:footnote w:id="1">{GONE}</w:footnote>'
    data = docx(paragraph("a"), headers=(GONE,), footers=(GONE,), footnotes=note)
    parts, _ = filled(tmp_path, data)
    shapes = [shape(parts, f"word/{n}.xml") for n in ("header0", "footer0", "footnotes")]
    assert shapes == ["[p]", "[p]", "[p]"]


def test_a_table_left_out_is_noted_by_its_number(tmp_path: Path) -> None:
    body = (table(1, row("stays")), table(1, row(cell(table(1, *ROWS) + paragraph("a")))))
    _, notes = filled(tmp_path, docx(*body, table(1, *ROWS)))
    assert notes == [
        "table-left-out: word/document.xml, table 3: a table has no row left and is left out",
        "table-left-out: word/document.xml, table 4: a table has no row left and is left out",
    ]
    assert filled(tmp_path, docx(*body, table(1, *ROWS)), "y")[1] == []


def test_docfill_fill_says_what_it_left_out(tmp_path: Path) -> None:
    """Beside the document, not in place of it; the name of the document stands alone on stdout."""
    (tmp_path / "t.docx").write_bytes(docx(table(1, *ROWS), paragraph("a")))
    (tmp_path / "d.yaml").write_text("x: []", encoding="utf-8")
    out = tmp_path / "out.docx"
    arguments = ["fill", str(tmp_path / "t.docx"), str(tmp_path / "d.yaml"), "-o", str(out)]
    ran = CliRunner().invoke(docfill, arguments, catch_exceptions=False)
    assert (ran.exit_code, ran.stdout.strip()) == (0, str(out))
    assert "word/document.xml, table 1: note [table-left-out]" in ran.stderr
    assert shape(unzipped(out.read_bytes())) == "p"


def test_a_table_whose_columns_vary_too_is_left_out(tmp_path: Path) -> None:
    """Both marks stand in the table, and neither is left in the document."""
    columns = row("{%tc for r in x %}", "{{ r }}", "{%tc endfor %}")
    rows = (row("{%tr if x %}"), columns, row("{%tr endif %}"))
    for x in ("", "yz"):
        parts, _ = filled(tmp_path, docx(table(1, *rows), paragraph("a")), x)
        assert b"<?docfill" not in parts["word/document.xml"]
        assert shape(parts) == ("t([p][p])p" if x else "p")


def test_templates_that_lose_nothing_are_not_looked_through(tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(docx(table(1, row("head"), *ROWS), paragraph("{{ x }}"), run("")))
    template = Template.open(path, cache=False)
    assert [part.empties for part, _ in template.programs] == [False]
    assert W.encode() in unzipped(template.fill({"x": "y"}))["word/document.xml"]
