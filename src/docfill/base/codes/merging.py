"""Codes for lists of rows, and for the documents that are made from them."""

from docfill.base.codes.code import Code, firm, warning
from docfill.base.findings import Severity

CODES = (
    firm(
        "no-rows",
        "A list holds no row, or none that fits the conditions of --where.",
        "Look whether it is the right file and sheet, and what the conditions say.",
    ),
    firm(
        "workbook",
        "A workbook cannot be read: it is no .xlsx, locked with a password, damaged, far too "
        "large, or has no sheet of that name.",
        "Save it in Excel as .xlsx without a password.",
    ),
    firm(
        "heading",
        "A column has no heading, two have the same, or the first line is a title.",
        "Let the first line name each column once.",
    ),
    firm(
        "row-length",
        "A row has more or fewer values than there are headings.",
        "Add what is missing, or quote a value that holds a comma.",
    ),
    firm(
        "open-quote",
        "A quote of a CSV file is never closed, or text stands behind it.",
        "Close it; a quote within quotes is written twice.",
    ),
    firm(
        "cell",
        "A cell of a workbook shows an error, was never calculated, is one with the cell above, or "
        "holds a number that Excel has shortened.",
        "Mend the cell as the message says, and save the workbook.",
    ),
    firm(
        "file-name",
        "The values of a row make no name for a file: one is blank, or holds what no name may.",
        "Change the value, or name the files after another column.",
    ),
    firm(
        "same-file",
        "Two rows would be written to the same file; the first of them was.",
        "Name the files after columns that tell the rows apart, such as a number.",
    ),
    firm(
        "kept-file",
        "There is a file already where a row's document would be written, and it was kept.",
        "Move it away, or write it anew with --force.",
    ),
    firm(
        "not-written",
        "The system refused a row's document: a full disk, a missing permission, a folder in its "
        "place.",
        "Do what the message says, and run the same command again: what is finished stays.",
    ),
    firm(
        "not-converted",
        "LibreOffice could not make a PDF of a row's document.",
        "Look at the row; make a .docx of it and open that.",
    ),
    warning(
        "hidden-rows",
        "A sheet has hidden rows, perhaps by a filter; documents are made of them, too.",
        "Show them, delete them, or leave them out with --where.",
    ),
    warning(
        "not-calculated",
        "A workbook was written by a program and its formulas were not calculated since.",
        "Open it in Excel and save it.",
    ),
    Code(
        "sheet-chosen",
        Severity.NOTE,
        "A workbook has several sheets, and the first that is not hidden is read.",
        "Choose another with --sheet.",
    ),
    Code(
        "encoding-guessed",
        Severity.NOTE,
        "A CSV file is not in UTF-8 and was read as GB18030, as Excel saves it in China.",
        "Look whether the names are right, or save the file as CSV UTF-8.",
    ),
    Code(
        "in-both",
        Severity.NOTE,
        "A name stands in the rows and among the values that all share; the rows' own count.",
        "Nothing needs to be done, if it is meant so.",
    ),
)
