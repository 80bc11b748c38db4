"""Rows from CSV: separated by commas, semicolons or tabs, as people's programs save it."""

import re
from collections.abc import Iterator

from docfill.base import Place, TextSpot, tell
from docfill.sources.rows.commas import CsvField, fields_by_line
from docfill.sources.rows.decoding import decode_text
from docfill.sources.rows.row import Rows, no_rows
from docfill.sources.rows.table import ListCell, ListLine, rows_of
from docfill.sources.yaml import Scalar, plain

_NOWHERE = Place("")
# How numbers, and yes and no, begin.
_BEGINS = frozenset("-0123456789tfTF")
# How Excel saves a long number that was not formatted as text; the other digits are lost.
_SHORTENED = re.compile(r"-?\d\.\d+E\+1\d|-?\d\.\d+E\+[2-9]\d")


def csv_rows(data: bytes, name: str) -> Rows:
    """The rows of a CSV file, a row for each line below that of the headings."""
    text, said = decode_text(data, name)
    if any(finding.blocking for finding in said):
        return no_rows(*said)
    rows = rows_of(name, lambda: _lines(text), padded=False)
    return Rows(rows.columns, rows.each, (*said, *rows.findings))


def _lines(text: str) -> Iterator[ListLine]:
    for number, fields in fields_by_line(text):
        yield ListLine(tell("row {n}", n=number), [_cell(field) for field in fields])


def _cell(field: CsvField) -> ListCell:
    spot = TextSpot(field.line, field.column)
    if field.fault:
        return ListCell(field.text, spot, field.fault, "open-quote")
    if "E+" in field.text and _SHORTENED.fullmatch(field.text):
        says = tell(
            "“{value}” is a long number that Excel has shortened; format its column as text, type "
            "the number anew and save again",
            value=field.text,
        )
        return ListCell(field.text, spot, says, "cell")
    return ListCell(_value(field.text), spot)


def _value(text: str) -> object:
    """The value of a cell: numbers count, and print as typed; a blank is an empty text.

    >>> [_value(text) for text in ("2.50", "007", "王五", "", "null", "TRUE")]
    [2.50, '007', '王五', '', 'null', True]
    """
    # Most cells are plain texts, and a list has thousands.
    if text[:1] not in _BEGINS:
        return text
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    value = plain(Scalar(text, _NOWHERE))
    return text if value is None else value
