"""What is prescribed, as data: sections, tables, identities, claims, and words to look for.

For all who work on filings or reports; nobody else reads form.yaml or wording.yaml.
"""

from docfill.form.county_prose import CountyProse
from docfill.form.form import (
    LAST_YEAR,
    LEVELS,
    Claim,
    ClaimKind,
    Field,
    Form,
    FormColumn,
    FormRow,
    FormTable,
    Identity,
    ProsePart,
    Section,
    Slot,
    level_in_words,
)
from docfill.form.grammar import SKIP, UNKNOWN, Grammar
from docfill.form.reader import FORM_FILE, TEMPLATE_FILE, open_form
from docfill.form.wording import Listing, Outliers, Period, Similarity, SmallerUnit, Years
from docfill.form.wording_reader import WORDING_FILE

__all__ = [
    "FORM_FILE",
    "LAST_YEAR",
    "LEVELS",
    "SKIP",
    "TEMPLATE_FILE",
    "UNKNOWN",
    "WORDING_FILE",
    "Claim",
    "ClaimKind",
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
    "Section",
    "Similarity",
    "Slot",
    "SmallerUnit",
    "Years",
    "level_in_words",
    "open_form",
]
