"""Lists of rows, from CSV, a workbook, JSON, JSON lines or YAML: each row knows where it stands."""

from docfill.sources.rows.form import FORMS, begins_a_list, form_of
from docfill.sources.rows.reading import read_given, read_rows
from docfill.sources.rows.row import ListRow, Rows

__all__ = ["FORMS", "ListRow", "Rows", "begins_a_list", "form_of", "read_given", "read_rows"]
