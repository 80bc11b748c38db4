"""What one agency states for one year: read, typed and totalled.

Also the strings a template prints of it, and an empty one to begin with. For checks and build.
"""

from docfill.filing.cells import TableFigure, describe_figure, difference, work_out
from docfill.filing.filing import Filing, Prose, Waiver
from docfill.filing.reader import WAIVE, read_filing
from docfill.filing.schema import SCHEMA_FILE, schema
from docfill.filing.skeleton import carry_over, skeleton
from docfill.filing.template_values import print_values, title
from docfill.filing.words import read_word, ticked

__all__ = [
    "SCHEMA_FILE",
    "WAIVE",
    "Filing",
    "Prose",
    "TableFigure",
    "Waiver",
    "carry_over",
    "describe_figure",
    "difference",
    "print_values",
    "read_filing",
    "read_word",
    "schema",
    "skeleton",
    "ticked",
    "title",
    "work_out",
]
