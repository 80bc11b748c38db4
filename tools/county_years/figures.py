"""Made-up figures for the year before or after one that is there: they carry over and balance."""

import random
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Table = dict[str, dict[str, int]]

COLUMNS = ("natural", "company", "research", "charity", "legal_service", "other_org")
_ENDS = ("new", "carried_in", "carried_out")
_RESULTS = {
    "open": 60,
    "partial": 20,
    "deny_4": 12,
    "deny_5": 8,
    "deny_6": 6,
    "unable_1": 18,
    "unable_2": 10,
    "unable_3": 6,
    "reject_1": 10,
    "reject_2": 5,
    "other_1": 4,
    "other_3": 5,
}


def year_before(filed: Mapping[str, Any], dice: random.Random) -> dict[str, Any]:
    """Figures out of which those that are filed could have come."""
    new, left = _row(filed, "new"), _row(filed, "carried_in")
    carried = {column: dice.randrange(2) if new[column] > 3 else 0 for column in COLUMNS}
    came = {
        column: max(left[column] - carried[column], round(new[column] * dice.uniform(0.7, 1.0)))
        for column in COLUMNS
    }
    documents = filed["disclosure"]["normative_documents"]
    stock = documents["in_force"] - documents["made"] + documents["repealed"]
    made = dice.randrange(min(2, stock) + 1)
    return _year(filed, dice, came, carried, left) | {
        "disclosure": _disclosure(filed, dice, (made, dice.randrange(2), stock), (0.8, 1.0))
    }


def year_after(filed: Mapping[str, Any], dice: random.Random) -> dict[str, Any]:
    """Figures that begin where those that are filed end."""
    new, carried = _row(filed, "new"), _row(filed, "carried_out")
    came = {column: round(new[column] * dice.uniform(0.9, 1.3)) for column in COLUMNS}
    left = {column: dice.randrange(2) if came[column] > 2 else 0 for column in COLUMNS}
    documents = filed["disclosure"]["normative_documents"]
    made, repealed = dice.randrange(3), dice.randrange(min(2, documents["in_force"]) + 1)
    stock = documents["in_force"] + made - repealed
    return _year(filed, dice, came, carried, left) | {
        "disclosure": _disclosure(filed, dice, (made, repealed, stock), (0.95, 1.2))
    }


def in_order(requests: Table) -> Table:
    """The figures that are not zero, rows and columns as in the form."""
    results = (row for row in requests if row not in _ENDS)
    rows = ("new", "carried_in", *sorted(results, key=_group), "carried_out")
    found = {
        row: {c: requests[row][c] for c in COLUMNS if requests[row].get(c)}
        for row in rows
        if row in requests
    }
    return {row: own for row, own in found.items() if own}


def _group(row: str) -> tuple[int, str]:
    groups = ("open", "partial", "deny", "unable", "reject", "other")
    return groups.index(row.partition("_")[0]), row


def _row(filed: Mapping[str, Any], row: str) -> dict[str, int]:
    stated = filed["requests"].get(row, {})
    return {column: int(stated.get(column, 0)) for column in COLUMNS}


def _year(
    filed: Mapping[str, Any],
    dice: random.Random,
    came: Mapping[str, int],
    carried: Mapping[str, int],
    left: Mapping[str, int],
) -> dict[str, Any]:
    requests: Table = {"new": dict(came), "carried_in": dict(carried)}
    for column in COLUMNS:
        answered = came[column] + carried[column] - left[column]
        for result in dice.choices(list(_RESULTS), list(_RESULTS.values()), k=answered):
            row = requests.setdefault(result, {})
            row[column] = row.get(column, 0) + 1
    requests["carried_out"] = dict(left)
    proceedings = {}
    for row, before in filed["proceedings"].items():
        count = max(0, sum(before.values()) + dice.randrange(-1, 2))
        if count:
            proceedings[row] = {"upheld": count}
    return {"requests": in_order(requests), "proceedings": proceedings}


def _disclosure(
    filed: Mapping[str, Any],
    dice: random.Random,
    documents: tuple[int, int, int],
    change: tuple[float, float],
) -> dict[str, Any]:
    """What was made public, with the other figures somewhat changed."""
    before = filed["disclosure"]
    made, repealed, stock = documents
    counted = {
        row: round(before[row] * dice.uniform(*change))
        for row in ("licences", "penalties", "coercive_measures")
    }
    fees = Decimal(str(before["fees"])) * Decimal(str(round(dice.uniform(*change), 3)))
    return {
        "rules": {"made": 0, "repealed": 0, "in_force": 0},
        "normative_documents": {"made": made, "repealed": repealed, "in_force": stock},
        **counted,
        "fees": f"{fees.quantize(Decimal('0.001')).normalize():f}",
    }
