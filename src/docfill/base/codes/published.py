"""Codes for published reports, which are read back as filings."""

from docfill.base.codes.code import Code, firm, warning
from docfill.base.findings import Severity

CODES = (
    firm(
        "not-imported",
        "A file cannot be imported: it is no report that can be read, or it does not say whose it "
        "is or of which year.",
        "Do what the message says; `--as` and `-y` name agency and year.",
    ),
    firm(
        "figure-not-found",
        "A figure of the form was not found in a report. No filing is written, for a figure left "
        "out of it would count as zero.",
        "Look at the table in the report; have it corrected, or type the filing.",
    ),
    firm(
        "figure-not-read",
        "A cell of a report holds something that is no figure. No filing is written.",
        "Correct the cell in the report, or type the filing.",
    ),
    warning(
        "figure-in-doubt",
        "A figure of a report was taken as the message says, and no sum proves that it is right: "
        "the cell was blank or held a stroke or a note, or no caption names it.",
        "Compare it with the report.",
    ),
    Code(
        "figure-unproved",
        Severity.NOTE,
        "Figures of a report stand under their captions and are typed as figures, but take part in "
        "no sum that comes out, so nothing but looking proves that they were read rightly.",
        "Compare those that are listed with the report.",
    ),
    warning(
        "text-not-found",
        "A part of the form, or its date, was not found in a report, or nothing stands below its "
        "heading.",
        "Look whether the report has it under other words; add it to the filing.",
    ),
    warning(
        "heading-taken",
        "A heading or title of a report is not worded or numbered as the form has it.",
        "Look whether it is the one that is meant; the report should be corrected.",
    ),
    Code(
        "left-out",
        Severity.NOTE,
        "A line of a report belongs to no part of the form, such as an annex behind the date or "
        "the menu of a web page. It was not taken.",
        "Look whether it should be in one of the parts.",
    ),
)
