"""Tables of a PDF that a page divides within a row, and those that have no lines at all."""

from collections.abc import Sequence

from docfill.base.places import PageSpot
from docfill.pdf import Area, Character, Page
from docfill.pdf.pages import RuledLine
from docfill.sources.published.model import PrintedTable
from docfill.sources.published.pdffile import read_pdf
from docfill.sources.published.pdftables import open_ended, table_in
from pdf_lines import pdf_of

COLUMNS = (50.0, 150.0, 200.0)
FIRST = (700.0, 680.0, 660.0)
SECOND = (780.0, 760.0)


def test_a_row_that_a_page_divides_is_one_row() -> None:
    """Its caption goes on, on the next page, and its figure stands in either part."""
    first = page(FIRST, 640, [("one", 690, 60), ("7", 690, 160), ("begins ", 650, 60)])
    second = page(SECOND, 750, [("ends", 785, 60), ("8", 785, 160), ("two", 770, 60)], top=795)
    one = table_in(*open_ended(Area(1, COLUMNS, FIRST), first)[:1], first, below=True)
    area, above, below = open_ended(Area(2, COLUMNS, SECOND), second)
    assert (above, below) == (True, True)
    joined = one.join(table_in(area, second, above, below))
    assert one.row_count == 3
    texts = {(cell.top, cell.left): cell.text for cell in joined.cells}
    assert texts[2, 0] == "beginsends"
    assert texts[2, 1] == "8"
    assert texts[3, 0] == "two"


def test_a_table_that_ends_with_its_page_is_closed() -> None:
    whole = page(FIRST, FIRST[-1], [("one", 690, 60)])
    area, above, below = open_ended(Area(1, COLUMNS, FIRST), whole)
    assert (area.rows, above, below) == (FIRST, False, False)


def page(
    rows: Sequence[float],
    bottom: float,
    words: Sequence[tuple[str, float, float]],
    top: float | None = None,
) -> Page:
    """A page with a table of two columns, whose column lines go on to `bottom` and from `top`."""
    characters = [
        Character(sign, x + 6 * n, y - 2, x + 6 * n + 5, y + 6, "Song", y)
        for text, y, x in words
        for n, sign in enumerate(text)
        if sign.strip()
    ]
    across = tuple(RuledLine(at, COLUMNS[0], COLUMNS[-1]) for at in rows)
    down = tuple(RuledLine(at, bottom, top or rows[0]) for at in COLUMNS)
    return Page(595, 842, tuple(characters), across, down, ())


def test_words_and_figures_far_apart_are_a_row_and_a_signature_is_none() -> None:
    pdf = pdf_of(
        [
            [(72, "Regulations"), (250, "0"), (320, "12")],
            [(72, "A sentence of prose that goes on over the whole of the line, 3 of them.")],
            [(72, "The township"), (400, "2024-01-11")],
        ]
    )
    row, *lines = read_pdf(pdf, "report.pdf").blocks
    assert isinstance(row, PrintedTable) and not row.is_laid_out
    assert [cell.text for cell in row.cells] == ["Regulations", "0", "12"]
    assert row.cells[0].spot == PageSpot(1)
    assert not any(isinstance(each, PrintedTable) for each in lines)
