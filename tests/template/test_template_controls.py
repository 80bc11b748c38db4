"""Content controls around rows, cells, paragraphs and runs of a template."""

from pathlib import Path

import pytest
from lxml import etree

from docfill.base.errors import Faulty
from docfill.template import Template, template_faults
from docx_making import W, cell, control, docx, paragraph, row, run, table, unzipped

FOR, END = "{%tr for r in rows %}", "{%tr endfor %}"


def body(folder: Path, *blocks: str, rows: object = "abc", cache: bool = False) -> etree._Element:
    (folder / "template.docx").write_bytes(docx(*blocks))
    made = Template.open(folder / "template.docx", cache=cache).fill({"rows": rows})
    return etree.fromstring(unzipped(made)["word/document.xml"])[0]


def shape(element: etree._Element) -> str:
    """Texts, with ( ) around tables, [ ] around rows and < > around what a control holds."""
    around = {"tbl": "()", "tr": "[]", "sdtContent": "<>"}
    inner = "".join(map(shape, element)) + (element.text or "").strip()
    first, last = around.get(etree.QName(element).localname, ("", ""))
    return f"{first}{inner}{last}"


ITEM = control(row("{{ r }}"), "item", 7)


@pytest.mark.parametrize(
    ("rows", "shows"),
    [
        # the statements' rows are in controls, the item's is not, and the other way round
        ((control(row(FOR)), row("{{ r }}"), control(row(END))), "([a][b][c])"),
        ((row(FOR), ITEM, row(END)), "(<[a]><[b]><[c]>)"),
        ((control(row(FOR)), ITEM, row(END)), "(<[a]><[b]><[c]>)"),
        # a repeating section: a control around all, one around each
        ((control(control(row(FOR)) + ITEM + control(row(END))),), "(<<[a]><[b]><[c]>>)"),
        ((control(row(FOR) + row("{{ r }}") + row(END)),), "(<[a][b][c]>)"),
        ((row("x", control(cell("{%tc for r in rows %}")), control(cell("{{ r }}"), "", 3),
              control(cell("{%tc endfor %}"))),), "([x<a><b><c>])"),
    ],
)  # fmt: skip
def test_rows_and_cells_repeat_with_their_controls(
    tmp_path: Path, rows: tuple[str, ...], shows: str
) -> None:
    assert shape(body(tmp_path, table(1, *rows))) == shows


def test_nothing_is_left_of_rows_that_go(tmp_path: Path) -> None:
    found = body(tmp_path, table(1, row("h"), control(row(FOR)), ITEM, control(row(END))), rows="")
    assert shape(found) == "([h])"
    assert next(found.iter(f"{{{W}}}sdt"), None) is None


@pytest.mark.parametrize(
    ("blocks", "shows"),
    [
        ((control(paragraph("{%p for r in rows %}")), control(paragraph("{{ r }}")),
          control(paragraph("{%p endfor %}"))), "<a><b><c>"),
        ((f"<w:p>{control(run('{% if rows %}'))}{run('x')}{control(run('{% endif %}'))}</w:p>",),
         "x"),
        ((f"<w:p>{control(run('{%r if rows %}'))}{control(run('x'))}{run('{%r endif %}')}</w:p>",),
         "<x>"),
        ((f"<w:p>{control(run('a{% if not rows %}'))}{control(run('{% endif %}b'))}</w:p>",),
         "<ab>"),
    ],
)  # fmt: skip
def test_paragraphs_and_runs_have_controls_too(
    tmp_path: Path, blocks: tuple[str, ...], shows: str
) -> None:
    assert shape(body(tmp_path, *blocks)) == shows


def test_ids_of_repeated_controls_differ(tmp_path: Path) -> None:
    """The first keeps its id, the same data give the same ids, and other ids are left alone."""
    both = ITEM + control(row("z"), "other", 8)
    blocks = table(1, row(FOR), both, row(END))
    found = [
        [e.get(f"{{{W}}}val") for e in body(tmp_path, blocks).iter(f"{{{W}}}id")] for _ in range(2)
    ]
    assert found[0] == found[1]
    assert found[0][:2] == ["7", "8"]
    assert len(set(found[0])) == 6


def test_cells_in_controls_count_for_the_grid(tmp_path: Path) -> None:
    """No column is taken from a table whose rows vary because its cells stand in controls."""
    cells = (control(cell("a")), control(cell("{{ rows|safe }}")))
    found = body(tmp_path, table(2, f"<w:tr>{''.join(cells)}</w:tr>"))
    assert len(list(found.iter(f"{{{W}}}gridCol"))) == 2


@pytest.mark.parametrize(
    "block",
    [
        table(1, control(row(FOR) + row("{{ r }}"), "Applicants"), row(END)),
        f"<w:p>{control(run('{% if rows %}a'), 'Applicants')}{run('{% endif %}')}</w:p>",
        paragraph("{% if rows %}") + control(paragraph("{% endif %}a"), "Applicants"),
    ],
)
def test_a_control_that_holds_half_a_block_is_refused_by_name(tmp_path: Path, block: str) -> None:
    with pytest.raises(Faulty) as caught:
        body(tmp_path, block)
    found = template_faults(str(tmp_path / "template.docx"))
    assert list(caught.value.findings) == found
    assert [finding.code for finding in found] == ["torn-control"]
    assert "(Applicants)" in str(found[0].message)
