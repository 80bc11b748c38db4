"""What is prescribed, as data: sections, tables, identities, claims, and words to look for.

For all who work on filings or reports; nobody else reads form.yaml or wording.yaml.
"""

from docfill.form.claim import Claim, ClaimKind, CountRole, CountTopic, Reach
from docfill.form.county_prose import CountyProse
from docfill.form.form import (
    LAST_YEAR,
    Field,
    Form,
    FormColumn,
    FormRow,
    FormTable,
    Identity,
    ProsePart,
    Section,
    Slot,
)
from docfill.form.grammar import SKIP, UNKNOWN, Grammar
from docfill.form.reader import open_form
from docfill.form.wording import Listing, Outliers, Period, Similarity, SmallerUnit, Years

__all__ = [
    "LAST_YEAR",
    "SKIP",
    "UNKNOWN",
    "Claim",
    "ClaimKind",
    "CountRole",
    "CountTopic",
    "CountyProse",
    "Field",
    "Form",
    "FormColumn",
    "FormRow",
    "FormTable",
    "Grammar",
    "Identity",
    "Listing",
    "Outliers",
    "Period",
    "ProsePart",
    "Reach",
    "Section",
    "Similarity",
    "Slot",
    "SmallerUnit",
    "Years",
    "open_form",
]
