"""Which figures the sums of a table prove, so that a doubt about them can be dropped."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from docfill.form import FormTable

# The sums a figure takes part in: whether each comes out, and what it comes to.
_Sums = Mapping[str, list[tuple[bool, Decimal]]]


def proved(table: FormTable, figures: Mapping[str, Decimal], certain: set[str]) -> set[str]:
    """The names of figures that every sum they take part in agrees with.

    A sum proves its terms only where its total is `certain` or proved itself, and its total only
    where its terms are. A total of zero proves that each of its terms is zero, for there are no
    figures below it.
    """
    sums = _sums(table, figures)
    agreeing = {name for name in figures if sums[name] and all(agrees for agrees, _ in sums[name])}
    identities = [(total, set(terms)) for total, terms in _identities(table)]
    found: set[str] = set()
    while True:
        sure = certain | found
        more = set[str]()
        for total, terms in identities:
            if total in sure:
                more |= terms
            if terms <= sure:
                more.add(total)
        more &= agreeing
        if more <= found:
            return found
        found |= more


def all_sums_agree(table: FormTable, figures: Mapping[str, Decimal]) -> bool:
    """Whether the table has sums, each comes out, and one of them is of more than zeros."""
    sums = [each for own in _sums(table, figures).values() for each in own]
    return all(agrees for agrees, _ in sums) and any(value for _, value in sums)


def _sums(table: FormTable, figures: Mapping[str, Decimal]) -> _Sums:
    sums: dict[str, list[tuple[bool, Decimal]]] = {slot.name: [] for slot in table.slots}
    for total, terms in _identities(table):
        if total in figures and all(term in figures for term in terms):
            found = figures[total]
            result = (found == sum((figures[term] for term in terms), Decimal()), found)
            for name in (total, *terms):
                sums[name].append(result)
    return sums


def _identities(table: FormTable) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each total with its terms; a total of totals is one down its column and across its row."""
    for slot in table.slots:
        if slot.terms:
            yield slot.name, slot.terms
        if slot.row.sum and slot.column and slot.column.sum:
            row = f"{table.key}.{slot.row.key}"
            yield slot.name, tuple(f"{row}.{key}" for key in slot.column.sum)
