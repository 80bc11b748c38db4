"""The first sheet: whose form this is, until when, who fills it in, and how."""

import datetime
from collections.abc import Iterator, Mapping

from xlsxwriter.worksheet import Worksheet

from docfill.form import Field, Form
from docfill.sources import addresses
from docfill.sources.excel import wording
from docfill.sources.excel.contents import Contents, Facts
from docfill.sources.excel.grid import SheetArea
from docfill.sources.excel.looks import Looks
from docfill.sources.excel.names import CLERK, TELEPHONE

_WIDTHS = (16, 74)
_IN_A_LINE = 50
_CAPTION = 8  # characters of a caption in one line


def write_cover(
    sheet: Worksheet, looks: Looks, form: Form, contents: Contents, facts: Facts
) -> tuple[Mapping[str, SheetArea], Mapping[str, SheetArea]]:
    """Write the sheet; the cells of the form's fields come back, and those of the clerk."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 1, facts.title, looks("title"))
    sheet.set_row(0, 44)
    row = 1
    for caption, text in _facts(form, facts):
        sheet.write_string(row, 0, caption, looks("caption"))
        sheet.write_string(row, 1, text, looks("fact"))
        sheet.set_row(row, 24)
        row += 1
    sheet.merge_range(row, 0, row, 1, wording.TO_FILL_IN, looks("heading"))
    sheet.set_row(row, 30)
    row += 1
    dates = {}
    for key, field in form.fields.items():
        if field.is_date:
            _date(sheet, looks, row, field.caption, contents.dates.get(key), facts)
        else:
            _word(sheet, looks, row, field, contents.texts.get(key, ""))
        dates[key] = SheetArea("", row, 1, row + 1, 2)
        row += 1
    clerk = {}
    asked = {field.caption for field in form.fields.values()}
    for name, caption in ((CLERK, wording.CLERK), (TELEPHONE, wording.TELEPHONE)):
        if caption in asked:  # the form itself wants to know
            continue
        sheet.write_string(row, 0, caption, looks("caption"))
        sheet.write_blank(row, 1, None, looks("typed text"))
        sheet.set_row(row, 24)
        clerk[name] = SheetArea("", row, 1, row + 1, 2)
        row += 1
    row = _how(sheet, looks, row)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, row - 1, 1)
    sheet.hide_gridlines(2)
    return dates, clerk


def _facts(form: Form, facts: Facts) -> Iterator[tuple[str, str]]:
    for caption, pattern in wording.ABOUT:
        text = pattern.format(
            full_name=facts.full_name,
            year=facts.year,
            deadline=facts.deadline,
            decree=form.decree,
        )
        if text:
            yield caption, text


def _date(
    sheet: Worksheet,
    looks: Looks,
    row: int,
    caption: str,
    day: datetime.date | None,
    facts: Facts,
) -> None:
    sheet.write_string(row, 0, caption, looks("caption"))
    sheet.set_row(row, 24)
    if day:
        sheet.write_datetime(row, 1, day, looks("date"))
    else:
        sheet.write_blank(row, 1, None, looks("date"))
    example = facts.year + 1
    rule = {
        "validate": "date",
        "criteria": "between",
        "minimum": datetime.date(facts.year, 1, 1),
        "maximum": datetime.date(facts.year + 2, 12, 31),
        "input_title": wording.DATE_TITLE,
        "input_message": wording.DATE_HELP.format(year=example),
        "error_title": wording.WRONG,
        "error_message": wording.DATE_WRONG.format(year=example),
    }
    sheet.data_validation(row, 1, row, 1, rule)
    blank = f"=ISBLANK({addresses.cell(row, 1)})"
    sheet.conditional_format(
        row, 1, row, 1, {"type": "formula", "criteria": blank, "format": looks("blank")}
    )


def _word(sheet: Worksheet, looks: Looks, row: int, field: Field, known: str) -> None:
    """A short text, or a choice from a list that drops down."""
    sheet.write_string(row, 0, field.caption, looks("caption"))
    sheet.set_row(row, 24 if len(field.caption) <= _CAPTION else 36)
    if known:
        sheet.write_string(row, 1, known, looks("typed text"))
    else:
        sheet.write_blank(row, 1, None, looks("typed text"))
    choices = list(field.choices)
    if field.several:
        message = wording.SEVERAL_HELP.format(choices="、".join(choices))
        sheet.data_validation(
            row,
            1,
            row,
            1,
            {"validate": "any", "input_title": wording.CHOICE_TITLE, "input_message": message},
        )
    elif choices:
        rule = {
            "validate": "list",
            "source": choices,
            "error_title": wording.WRONG,
            "error_message": wording.CHOICE_WRONG.format(choices="、".join(choices)),
        }
        sheet.data_validation(row, 1, row, 1, rule)
    if not field.optional:
        blank = f"=ISBLANK({addresses.cell(row, 1)})"
        rule = {"type": "formula", "criteria": blank, "format": looks("blank")}
        sheet.conditional_format(row, 1, row, 1, rule)


def _how(sheet: Worksheet, looks: Looks, row: int) -> int:
    """How the form is filled in, a line each; the next free row comes back."""
    sheet.merge_range(row, 0, row, 1, wording.COVER, looks("heading"))
    sheet.set_row(row, 30)
    for number, pattern in enumerate(wording.HOW, 1):
        text = f"{number}. {pattern.format(prose=wording.PROSE)}"
        sheet.merge_range(row + number, 0, row + number, 1, text, looks("line"))
        sheet.set_row(row + number, (1 + len(text) // _IN_A_LINE) * 16 + 6)
    return row + 1 + len(wording.HOW)
