"""Codes for workbooks, which go out as forms and come back filled in."""

from docfill.base.codes.code import firm

CODES = (
    firm(
        "too-long",
        "A text has more characters than a cell of a workbook can hold.",
        "Shorten it, or have it written in the filing itself.",
    ),
)
