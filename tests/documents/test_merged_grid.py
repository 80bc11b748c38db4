"""Cells of a Word table with the rows and columns they cover, merged ones and those behind gaps."""

from pathlib import Path

from docfill.build.kit_check import find_lost_headings, find_misplaced
from docfill.form import open_form
from docfill.word import Cell, Paragraph, Props, Row, Run, Table, grid_cells, tables_in
from here import OFFICIAL_KIT

KIT = OFFICIAL_KIT


def value(name: str, stated: str) -> Props:
    return (name, (("val", stated),), ())


def cell(text: str, *props: Props) -> Cell:
    return Cell(props, (Paragraph("", (), (Run((), text),)),))


def places(table: Table) -> dict[str, tuple[int, int, int, int]]:
    return {c.cell.text: (c.top, c.left, c.bottom, c.right) for c in grid_cells(table)}


def test_cells_cover_what_is_merged_with_them_and_start_behind_gaps() -> None:
    goes_on = value("vMerge", "continue")
    rows = (
        Row((), (cell("tall", value("vMerge", "restart")), cell("wide", value("gridSpan", "2")))),
        Row((), (cell("", goes_on), cell("b"), cell("c"))),
        Row((value("gridBefore", "1"),), (cell("behind a gap"), cell("", goes_on))),
    )
    assert places(Table((), ("1", "1", "1"), rows)) == {
        "tall": (0, 0, 2, 1),
        "wide": (0, 1, 1, 3),
        "b": (1, 1, 2, 2),
        "c": (1, 2, 3, 3),
        "behind a gap": (2, 1, 3, 2),
    }


def test_tables_in_cells_are_found_behind_the_tables_around_them() -> None:
    inner = Table((), ("1",), (Row((), (cell("inside"),)),))
    outer = Table((), ("1",), (Row((), (Cell((), (inner,)),)),))
    assert list(tables_in([Paragraph("", (), ()), outer])) == [outer, inner]


def test_a_template_that_cannot_be_read_is_said_to_be_broken_once(tmp_path: Path) -> None:
    broken = tmp_path / "template.docx"
    broken.write_bytes(b"no zip")
    form = open_form(KIT)
    found = [*find_misplaced(form, broken, "t"), *find_lost_headings(form, broken, "t")]
    assert [(each.place.file, each.code) for each in found] == [("t", "template-broken")]
