"""Codes for finished files that are not what data and template say."""

from docfill.base.codes.code import Code, firm, warning
from docfill.base.findings import Severity

_AGAIN = "Build the report again; a change made by hand belongs in the data."

CODES = (
    warning(
        "untried",
        "No trial document of a kit could be converted, so what the proof asks of fonts, margins "
        "and rows was not looked at. An error where LibreOffice is there and cannot convert it.",
        "Run `docfill doctor`, then `docfill kit` again.",
    ),
    firm(
        "program-fault",
        "docfill itself failed at work on one report; the data are not to blame.",
        "Pass the log that the message names on to whoever looks after docfill.",
    ),
    firm(
        "stopped",
        "Something that stands in none of the files stopped the command: a program that is "
        "missing, or a folder that may not be written.",
        "Do what the message says.",
    ),
    firm(
        "no-glyph",
        "No font at hand can print a character.",
        "Write it otherwise, or put a font that has it into fonts/.",
    ),
    firm("docx-unreadable", "The .docx cannot be opened.", _AGAIN),
    firm("docx-package", "A part of the .docx, or the link to one, is broken or lost.", _AGAIN),
    firm("docx-structure", "The XML of the .docx is not in the order Word demands.", _AGAIN),
    firm("docx-cell", "A table cell does not show the figure of the data.", _AGAIN),
    firm("docx-caption", "A caption in a table is not the template's.", _AGAIN),
    firm("docx-row", "A table row is lost, added, moved or changed.", _AGAIN),
    firm("docx-cells", "A table row has more or fewer cells than the template's.", _AGAIN),
    firm("docx-cell-layout", "A cell's width, merge or look is not the template's.", _AGAIN),
    firm("docx-grid", "The column widths of a table are not the template's.", _AGAIN),
    firm("docx-table", "A table's own settings are not the template's.", _AGAIN),
    firm("docx-text", "A text is not what the data say.", _AGAIN),
    firm("docx-missing", "A paragraph or table is missing.", _AGAIN),
    firm("docx-extra", "There is a paragraph, table or other thing too many.", _AGAIN),
    firm("docx-moved", "A paragraph stands in another place than it should.", _AGAIN),
    firm("docx-style", "A paragraph has another style than in the template.", _AGAIN),
    firm("docx-format", "A paragraph or some characters look different.", _AGAIN),
    firm("docx-field", "A field, such as the page number, is not the template's.", _AGAIN),
    firm("docx-section", "Paper, margins or the like are not the template's.", _AGAIN),
    firm("docx-header", "A header or footer is lost or added.", _AGAIN),
    firm("docx-styles", "The styles are not the template's.", _AGAIN),
    firm("docx-settings", "The settings of the .docx are not the template's.", _AGAIN),
    firm("docx-properties", "Title, author or another property is not as it should be.", _AGAIN),
    firm("docx-left-over", "A tag of the template was left unfilled.", "Report it with the data."),
    firm("docx-foreign", "A macro, an embedded file or a link stands in the .docx.", _AGAIN),
    firm("docx-tracked", "Tracked changes are still in the .docx.", _AGAIN),
    warning("docx-comment", "Somebody left comments in the .docx.", "Delete them."),
    Code(
        "docx-unproved",
        Severity.NOTE,
        "The template uses tags that cannot be read back, so some of it was not compared.",
        "Print names only, and choose with {%p if name %}, where that is possible.",
    ),
    firm("pdf-unreadable", "The PDF cannot be opened.", _AGAIN),
    firm("pdf-missing", "A paragraph is not in the PDF.", _AGAIN),
    firm("pdf-text", "The PDF shows another text than the .docx.", _AGAIN),
    firm(
        "pdf-punctuation",
        "LibreOffice has lost a punctuation mark at the end of a line.",
        "Set `w:overflowPunct` in the template, or change the words of that line.",
    ),
    firm("pdf-cell", "A table cell of the PDF does not show what the .docx says.", _AGAIN),
    firm(
        "pdf-rows",
        "The PDF has more or fewer ruled rows than the tables: one is lost, or cut in two.",
        "Let rows stay whole (`w:cantSplit`) and grow (`atLeast`) in the template.",
    ),
    firm("pdf-columns", "A column of the PDF is not as wide as in the .docx.", _AGAIN),
    firm(
        "pdf-font",
        "A font is not embedded, or is neither the one asked for nor its substitute.",
        "Run `docfill doctor`; replace the character if no font has it.",
    ),
    firm(
        "pdf-glyph",
        "No font has a character, so the PDF shows an empty box in its place.",
        "Put a font that has it into the project's folder fonts/, or write another character.",
    ),
    firm("pdf-page", "A page of the PDF has another size than the paper.", _AGAIN),
    firm("pdf-margin", "Something stands outside the text area.", _AGAIN),
    firm(
        "pdf-page-number",
        "A header, footer or page number is not what the .docx says, or stands at the inner edge.",
        _AGAIN,
    ),
    warning(
        "pdf-broken-figure",
        "A figure in a table is too long for its cell and goes on in a second line.",
        "See whether the figure is right; else narrow the figures' style in template.docx.",
    ),
    warning(
        "pdf-lone-heading",
        "A heading stands at the foot of a page, its text on the next one.",
        "Shorten or lengthen the text above it by a line.",
    ),
    warning(
        "pdf-lone-page",
        "Nothing but the signature stands on the last page.",
        "Shorten or lengthen the text by a line.",
    ),
    firm(
        "html-unfit",
        "The report holds something that a page for the portal cannot show.",
        "Publish the PDF; or take it out of template.docx, such as a picture or Word's numbering.",
    ),
    firm("html-text", "A page for the portal shows another text than the .docx.", _AGAIN),
    firm("html-missing", "A paragraph or table is not on the page for the portal.", _AGAIN),
    firm("html-extra", "A page for the portal shows something that is not in the .docx.", _AGAIN),
    firm("html-cell", "A table cell of the page does not show what the .docx says.", _AGAIN),
    firm("html-table", "A table of the page has other cells than that of the .docx.", _AGAIN),
    firm("html-foreign", "A page holds a script, a link or other markup of another hand.", _AGAIN),
    firm("pdf-differs", "Two PDFs that were compared are not the same.", "See the pictures."),
    firm("pdf-archive", "The file is not PDF/A-2b, though it should be.", "Build it with --pdfa."),
    firm(
        "product-changed",
        "A finished file is not the one that its receipt speaks of.",
        "See the other findings for what was changed; build the report again.",
    ),
    firm("product-stale", "The report was built from other data, settings or programs.", _AGAIN),
    firm(
        "product-missing", "There is no finished file, or no receipt for it.", "Build the report."
    ),
)
