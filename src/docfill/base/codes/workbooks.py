"""Codes for workbooks, which go out as forms and come back filled in."""

from docfill.base.codes.code import firm, warning

CODES = (
    firm(
        "too-long",
        "A text has more characters than a cell of a workbook can hold.",
        "Shorten it, or have it written in the filing itself.",
    ),
    firm(
        "not-taken",
        "A workbook cannot be taken as a filing: it holds macros or links to other files, or was "
        "not made by `docfill sheet` for this project.",
        "Do what the message says, and have the workbook sent again.",
    ),
    firm(
        "field-lost",
        "The cell of a field is gone, because cells, rows or sheets were deleted, or several "
        "cells hold something where one belongs.",
        "Fill in the workbook as it was sent; `docfill sheet` makes a new one.",
    ),
    firm(
        "strange-sheet",
        "A sheet was brought in from another workbook, such as last year's, or is there twice.",
        "Type the figures into the workbook's own sheet and delete the other one.",
    ),
    firm(
        "same-report",
        "Two workbooks are for the same report and say different things.",
        "Keep the one that counts.",
    ),
    warning(
        "stale-total",
        "A total in the workbook is not the sum of its figures, though its formula is there: the "
        "sheet was not recalculated, or its formula was changed. The sum is what is taken.",
        "Look whether the figures are the right ones; printed sheets show the wrong total.",
    ),
)
