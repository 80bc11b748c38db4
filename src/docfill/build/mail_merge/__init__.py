"""Mail merge: a template and a list of rows in, a document for each row out.

Opened by cli only, and by nothing else of build; a form plays no part here.
"""

from docfill.build.mail_merge.choosing import Choice, RowCondition, condition
from docfill.build.mail_merge.merging import MergeJob, MergeOutcome, merge
from docfill.build.mail_merge.names import NamePattern
from docfill.build.mail_merge.repeats import Repeats

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
