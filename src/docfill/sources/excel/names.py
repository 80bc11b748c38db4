"""The defined names of a workbook: one for each field, and hidden ones that say whose it is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from docfill.form import Form

KIT = "docfill_kit"
YEAR = "docfill_year"
AGENCY = "docfill_agency"
SHEET = "docfill_sheet"  # on each sheet: it moves with a sheet that is copied elsewhere
CLERK = "docfill_clerk"
TELEPHONE = "docfill_telephone"
_OWN = (KIT, YEAR, AGENCY, SHEET, CLERK, TELEPHONE)


def names_of(form: Form) -> Mapping[str, str]:
    """The defined name of every date, cell and piece of prose, by its name in the form."""
    return _all_named((*form.fields, *form.cells, *form.parts))


@lru_cache(maxsize=16)
def _all_named(fields: tuple[str, ...]) -> dict[str, str]:
    return dict(_named(fields))


def _named(fields: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that no program takes for a cell's address; LibreOffice allows no point in them.

    Capitals make no difference in names, and two keys may differ in a sign only.

    >>> list(_named(["a.b-1", "a.b_1", "R1C1"]))
    [('a.b-1', 'docfill_a_b_1'), ('a.b_1', 'docfill_a_b_1_2'), ('R1C1', 'docfill_R1C1')]
    """
    taken = set(_OWN)
    for field in fields:
        stem = name = f"docfill_{re.sub(r'[^0-9A-Za-z_]', '_', field)}"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}_{number}"
        taken.add(name.casefold())
        yield field, name
