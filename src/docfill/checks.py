"""What a county reviewer would find in a filing: a list of functions, each one doubt."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from docfill.filing import Filing, difference
from docfill.findings import Finding, Place, Severity
from docfill.form import LAST_YEAR, Form, Identity
from docfill.kinds import Figure
from docfill.words import tell

Check = Callable[[Form, Filing, Filing | None], Iterator[Finding]]


def check(form: Form, filing: Filing, last_year: Filing | None, level: str) -> list[Finding]:
    """Everything the checks find, sorted by place; `level` is the township's."""
    found = [finding for each in CHECKS for finding in each(form, filing, last_year)]
    found.extend(rows_reserved_for_other_levels(form, filing, level))
    return sorted(found)


def judged(findings: Iterable[Finding], severities: Mapping[str, Severity]) -> Iterator[Finding]:
    """The findings with the severities a county has chosen for their codes."""
    for finding in findings:
        yield replace(finding, severity=severities.get(finding.code, finding.severity))


def last_year_is_there(form: Form, filing: Filing, last_year: Filing | None) -> Iterator[Finding]:
    """Figures can be compared with the year before."""
    if last_year is None and any(identity.needs_last_year for identity in form.identities):
        says = tell(
            "there is no filing for {year}, so what carries over from it was not checked",
            year=filing.year - 1,
        )
        yield Finding(Place(filing.file), "no-last-year", says, Severity.WARNING)


def identities_hold(form: Form, filing: Filing, last_year: Filing | None) -> Iterator[Finding]:
    """Sums the form declares equal are equal, within the filing and from year to year."""
    for identity in form.identities:
        if identity.needs_last_year and last_year is None:
            continue
        for names in _instances(form, identity):
            yield from _unequal(form, identity, names, filing, last_year)


def characters_can_be_set(
    form: Form, filing: Filing, last_year: Filing | None
) -> Iterator[Finding]:
    """Prose holds no character that is invisible, private or not a character at all."""
    for prose in filing.prose.values():
        for offset, character in enumerate(prose.typed.text):
            if unicodedata.category(character) in _UNPRINTABLE and character != "\n":
                says = tell(
                    "the character U+{code:04X} cannot stand in a report; delete it",
                    code=ord(character),
                )
                yield Finding(prose.typed.place_at(offset), "character", says)


# Control, format, surrogate, private use, unassigned (Unicode Standard, table 4-4).
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def rows_reserved_for_other_levels(form: Form, filing: Filing, level: str) -> Iterator[Finding]:
    """Rows that only some levels of government may fill are zero at the others."""
    for name, (row, _) in form.cells.items():
        cell = filing.cells.get(name)
        if row.levels and level not in row.levels and cell is not None and cell.value:
            says = tell(
                "{caption} is {value}, but only these levels state it: {levels}; write 0",
                caption=form.caption(name),
                value=cell.value,
                levels=", ".join(row.levels),
            )
            yield Finding(cell.place, "level", says)


CHECKS: list[Check] = [last_year_is_there, identities_hold, characters_can_be_set]


def _instances(form: Form, identity: Identity) -> Iterator[Mapping[str, str]]:
    """For each row or column an identity runs along: its terms' names in the filing."""
    table = form.tables[identity.table]
    terms = [term.removeprefix(LAST_YEAR) for term in identity.left + identity.right]
    along = table.columns if identity.along == "columns" else table.rows
    for line in along:
        pattern = (
            "{table}.{term}.{line}" if identity.along == "columns" else "{table}.{line}.{term}"
        )
        names = {term: pattern.format(table=table.key, term=term, line=line) for term in terms}
        if all(name in form.cells for name in names.values()):
            yield names


def _unequal(
    form: Form,
    identity: Identity,
    names: Mapping[str, str],
    filing: Filing,
    last_year: Filing | None,
) -> Iterator[Finding]:
    left = _Side(identity.left, names, filing, last_year)
    right = _Side(identity.right, names, filing, last_year)
    if not (left.is_complete and right.is_complete) or left.value == right.value:
        return
    first = names[identity.left[0].removeprefix(LAST_YEAR)]
    says = tell(
        "{caption}: {left}, but {right} ({difference}); rule: {rule}",
        caption=form.caption(first),
        left=left,
        right=right,
        difference=difference(left.value, right.value),
        rule=identity.says,
    )
    place = _first_stated(filing, names, identity)
    yield Finding(place, identity.code, says, identity.severity, identity.source)


def _first_stated(filing: Filing, names: Mapping[str, str], identity: Identity) -> Place:
    """The first of the terms that somebody typed, else the first."""
    own = [term for term in identity.left + identity.right if not term.startswith(LAST_YEAR)]
    stated = [term for term in own if filing.cells[names[term]].stated]
    return filing.place(names[(stated or own)[0]])


class _Side:
    """One side of an identity, as a value and as arithmetic to read."""

    def __init__(
        self,
        terms: tuple[str, ...],
        names: Mapping[str, str],
        filing: Filing,
        last_year: Filing | None,
    ):
        self.parts: list[tuple[str, Figure]] = []
        for term in terms:
            year = last_year if term.startswith(LAST_YEAR) else filing
            name = names[term.removeprefix(LAST_YEAR)]
            if year is not None and name in year.cells:
                self.parts.append((term, year.cells[name].value))
        self.is_complete = len(self.parts) == len(terms)

    @property
    def value(self) -> Figure:
        return sum(value for _, value in self.parts)

    def __str__(self) -> str:
        text = " + ".join(f"{term} {value}" for term, value in self.parts)
        return f"{text} = {self.value}" if len(self.parts) > 1 else text
