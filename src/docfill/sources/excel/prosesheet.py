"""The sheet of prose: a cell for each section, with its length."""

from collections.abc import Iterator, Mapping

from xlsxwriter.worksheet import Worksheet

from docfill.base import numeral
from docfill.form import Form, ProsePart, Section
from docfill.sources import addresses
from docfill.sources.excel import wording
from docfill.sources.excel.contents import Contents, Facts
from docfill.sources.excel.grid import SheetArea
from docfill.sources.excel.looks import Looks

_WIDTHS = (14, 84, 8)
_IN_A_LINE = 41
_LINE = 14.5
_SHORTEST, _TALLEST = 60, 409


def write_prose(
    sheet: Worksheet, looks: Looks, form: Form, contents: Contents, facts: Facts
) -> Mapping[str, SheetArea]:
    """Write the sheet; each text's name and its cell come back."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    who = wording.WHO_AND_WHEN.format(full_name=facts.full_name, year=facts.year)
    sheet.merge_range(0, 0, 0, 2, facts.title, looks("title"))
    sheet.merge_range(1, 0, 1, 2, who, looks("line"))
    sheet.merge_range(2, 0, 2, 2, wording.HOW_PROSE, looks("note"))
    for row, height in ((0, 44), (1, 22), (2, 30)):
        sheet.set_row(row, height)
    for column, text in enumerate((wording.SECTION, wording.TEXT, wording.LENGTH)):
        sheet.write_string(3, column, text, looks("caption"))
    row = 4
    spots = {}
    for section in form.sections.values():
        if not section.table:
            if section.heading and section.in_parts:
                sheet.merge_range(row, 0, row, 2, section.heading, looks("heading"))
                sheet.set_row(row, 24)
                row += 1
            for caption, part in _captions(section):
                _text(sheet, looks, row, caption, contents.texts.get(part.key, ""), part)
                spots[part.key] = SheetArea("", row, 1, row + 1, 2)
                row += 1
    _page(sheet, row)
    return spots


def _captions(section: Section) -> Iterator[tuple[str, ProsePart]]:
    """Each part under what it is called, with the number docfill gives it."""
    number = 0
    for part in section.parts:
        number += part.numbered
        numbering = f"（{numeral(number)}）" if part.numbered and section.in_parts else ""
        caption = numbering + part.caption
        yield wording.MAY_BE_EMPTY.format(caption=caption) if part.optional else caption, part


def _text(
    sheet: Worksheet, looks: Looks, row: int, caption: str, text: str, part: ProsePart
) -> None:
    sheet.write_string(row, 0, caption, looks("caption"))
    if text:
        sheet.write_string(row, 1, text, looks("prose"))
    else:
        sheet.write_blank(row, 1, None, looks("prose"))
    here = addresses.cell(row, 1)
    length = f'=LEN(SUBSTITUTE(SUBSTITUTE({here},CHAR(10),"")," ",""))'
    stored = len(text.replace("\n", "").replace(" ", ""))
    sheet.write_formula(row, 2, length, looks("length", wording.CHARACTERS), stored)
    sheet.set_row(row, _height(text))
    if not part.optional:
        rule = {"type": "formula", "criteria": f"=ISBLANK({here})", "format": looks("blank")}
        sheet.conditional_format(row, 1, row, 1, rule)


def _height(text: str) -> float:
    lines = sum(1 + len(line) // _IN_A_LINE for line in text.split("\n"))
    return min(max((lines + 1) * _LINE, _SHORTEST), _TALLEST)


def _page(sheet: Worksheet, row: int) -> None:
    sheet.set_paper(9)
    sheet.set_margins(left=0.7, right=0.7, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.print_area(0, 0, row - 1, 2)
    sheet.freeze_panes(4, 0)
    sheet.hide_gridlines(2)
