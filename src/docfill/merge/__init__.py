"""Mail merge: a template and a list of rows in, a document for each row out."""

from docfill.merge.choosing import Choice, Condition, condition
from docfill.merge.merging import Job, Outcome, merge
from docfill.merge.names import Pattern
from docfill.merge.repeats import Repeats

__all__ = [
    "Choice",
    "Condition",
    "Job",
    "Outcome",
    "Pattern",
    "Repeats",
    "condition",
    "merge",
]
