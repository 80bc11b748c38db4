"""The filters docfill adds to Jinja's, or has its own way of: numbers, amounts and dates."""

from collections.abc import Callable
from typing import Any

from docfill.template.amounts import in_words
from docfill.template.arithmetic import as_number, as_rounded, as_thousands, format_number
from docfill.template.dates import format_date

FILTERS: dict[str, Callable[..., Any]] = {
    "amount_in_words": in_words,
    "date": format_date,
    "float": as_number,
    "format": format_number,
    "round": as_rounded,
    "thousands": as_thousands,
}
