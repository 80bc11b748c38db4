"""Proves finished files: reopens them and compares them with template, data and form."""

from docfill.verify.cellmap import misplaced_cells
from docfill.verify.cells import table_name
from docfill.verify.compare_pdfs import Difference, compare_with
from docfill.verify.docx import verify_docx
from docfill.verify.html import verify_html
from docfill.verify.pdf import PdfFacts, verify_pdf
from docfill.verify.pdfa import verify_pdfa
from docfill.word import Fonts

__all__ = [
    "Difference",
    "Fonts",
    "PdfFacts",
    "compare_with",
    "misplaced_cells",
    "table_name",
    "verify_docx",
    "verify_html",
    "verify_pdf",
    "verify_pdfa",
]
