"""Mail merge: a template and a list of rows in, a document for each row out."""

from docfill.merge.choosing import Choice, RowCondition, condition
from docfill.merge.merging import MergeJob, MergeOutcome, merge
from docfill.merge.names import NamePattern
from docfill.merge.repeats import Repeats

__all__ = [
    "Choice",
    "MergeJob",
    "MergeOutcome",
    "NamePattern",
    "Repeats",
    "RowCondition",
    "condition",
    "merge",
]
