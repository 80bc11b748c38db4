"""The part `outliers` of wording.yaml: from where on a figure is doubted for its size."""

from collections.abc import Iterator

from docfill.base import LEVELS
from docfill.form.wording import Outliers, SmallerUnit
from docfill.sources.yaml import Branch, Keys

_KEYS = ("times", "least", "least_amount", "others", "smaller_units")


def read_outliers(wording: Keys) -> Outliers | None:
    """The limits, with the usual ones for those not written; None where none are wanted."""
    branch = wording.branch.get("outliers")
    if not isinstance(branch, Branch):
        return None
    keys = Keys(branch, _KEYS, wording.findings)
    return Outliers(
        # A figure is always once itself: with less than 2 every figure would be doubted.
        max(keys.number("times", 100), 2),
        max(keys.number("least", 1000), 1),
        max(keys.number("least_amount", 100), 1),
        max(keys.number("others", 3), 1),
        dict(_smaller_units(keys)),
    )


def _smaller_units(keys: Keys) -> Iterator[tuple[str, SmallerUnit]]:
    for unit, entry in keys.branches("smaller_units"):
        own = Keys(entry, ("unit", "times", "doubtful"), keys.findings)
        branch = entry.get("doubtful")
        doubtful = {}
        if isinstance(branch, Branch):
            levels = Keys(branch, LEVELS, keys.findings)
            doubtful = {level: levels.number(level, 0) for level in LEVELS if levels.has(level)}
        yield unit, SmallerUnit(own.text("unit"), max(own.number("times", 1), 1), doubtful)
