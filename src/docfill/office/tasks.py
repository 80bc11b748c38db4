"""What LibreOffice is asked to make of a document, and by which of its filters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters by which LibreOffice reads and writes; naming them keeps it from guessing."""

    reads: str
    writes: str


@dataclass(frozen=True, slots=True)
class OfficeTask:
    """A conversion: how both files end, the filters, and options of the one that writes."""

    given: str
    made: str
    filters: Filters
    options: tuple[str, ...] = ()


# LibreOffice reads .docx by this name as well as by "MS Word 2007 XML", and does not then look for
# the macros of Word that might want to hear of each page; ours carry none.
DOCX_TO_PDF = Filters("Office Open XML Text", "writer_pdf_Export")

# Documents that were written before .docx, by what they are and not by what they are called.
OLDER_TO_DOCX = {
    "doc": OfficeTask("doc", "docx", Filters("MS Word 97", "MS Word 2007 XML")),
    "rtf": OfficeTask("rtf", "docx", Filters("Rich Text Format", "MS Word 2007 XML")),
}


def pdf_task(options: tuple[str, ...]) -> OfficeTask:
    """A .docx made a PDF with these options."""
    return OfficeTask("docx", "pdf", DOCX_TO_PDF, options)
