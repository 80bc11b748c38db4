"""A finished .docx as a web page, and such a page read back; it knows no form.

`writing` makes the page of what the document holds, `reading` finds what a browser would show of
it; whether both are the same is for `verify` to say. For build, verify and sources.
"""

from docfill.html.reading import ReadCell, ReadPage, ReadParagraph, ReadTable, read_page
from docfill.html.showing import Unfit, shown_text, squeeze
from docfill.html.writing import WebPages, write_pages

__all__ = [
    "ReadCell",
    "ReadPage",
    "ReadParagraph",
    "ReadTable",
    "Unfit",
    "WebPages",
    "read_page",
    "shown_text",
    "squeeze",
    "write_pages",
]
