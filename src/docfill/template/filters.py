"""The filters docfill adds to Jinja's, or has its own way of: numbers, amounts and dates."""

from collections.abc import Callable
from typing import Any

from docfill.template.amounts import in_words
from docfill.template.arithmetic import as_number, as_rounded, as_thousands, formatted
from docfill.template.dates import written

FILTERS: dict[str, Callable[..., Any]] = {
    "amount_in_words": in_words,
    "date": written,
    "float": as_number,
    "format": formatted,
    "round": as_rounded,
    "thousands": as_thousands,
}
