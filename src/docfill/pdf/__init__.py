"""A PDF as pages: characters, ruled tables, pictures; and the same bytes each time.

For office, verify, web and sources; it knows neither form nor .docx.
"""

from docfill.pdf.page_pictures import count_pages, first_page, page_picture, write_pages
from docfill.pdf.pages import Character, NotAPdf, Page, in_lines, read_pages
from docfill.pdf.ruled_tables import Area, areas
from docfill.pdf.same_bytes import PdfOptions, canonical

__all__ = [
    "Area",
    "Character",
    "NotAPdf",
    "Page",
    "PdfOptions",
    "areas",
    "canonical",
    "count_pages",
    "first_page",
    "in_lines",
    "page_picture",
    "read_pages",
    "write_pages",
]
