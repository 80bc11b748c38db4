"""What one agency states for one year: read, typed and totalled.

Also the strings a template prints of it, and an empty one to begin with. For checks and build.
"""

from docfill.filing.cells import difference, shown
from docfill.filing.filing import Filing, Prose, Waiver
from docfill.filing.reader import WAIVE, read_filing
from docfill.filing.schema import SCHEMA_FILE, schema
from docfill.filing.skeleton import handed_over, skeleton
from docfill.filing.template_values import printed, title

__all__ = [
    "SCHEMA_FILE",
    "WAIVE",
    "Filing",
    "Prose",
    "Waiver",
    "difference",
    "handed_over",
    "printed",
    "read_filing",
    "schema",
    "shown",
    "skeleton",
    "title",
]
