"""What is written into a workbook: whose it is, what is known already, and last year's figures."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from docfill.filing import Filing, Prose
from docfill.form import FormTable

LONGEST_TEXT = 32767  # characters in a cell


@dataclass(frozen=True, slots=True)
class Facts:
    """Whose workbook it is, and until when it is wanted back ("" where nobody said so)."""

    agency: str
    full_name: str
    year: int
    title: str
    deadline: str = ""


@dataclass(frozen=True)
class Contents:
    """What is known of a filing, by names of the form; a figure is a text as typed."""

    figures: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, datetime.date] = field(default_factory=dict)

    def values(self, table: FormTable) -> dict[str, Decimal | None]:
        """The value of every cell of a table: None where blank, totals of what is known."""
        values: dict[str, Decimal | None] = {}
        # Rows first, so that the total of a row of totals sums up what is worked out already.
        for slot in sorted(table.slots, key=lambda slot: (bool(slot.terms), bool(slot.row.sum))):
            if slot.terms:
                values[slot.name] = sum(
                    (values[term] or Decimal() for term in slot.terms), Decimal()
                )
            else:
                text = self.figures.get(slot.name, "")
                values[slot.name] = Decimal(text) if text else None
        return values


def contents_of(filing: Filing) -> Contents:
    """All that a filing states."""
    return Contents(
        {name: cell.printed for name, cell in filing.cells.items()},
        {
            **{name: as_lines(prose) for name, prose in filing.prose.items()},
            **{name: word for name, (word, _) in filing.words.items()},
        },
        {name: day for name, (day, _) in filing.dates.items()},
    )


def as_lines(prose: Prose) -> str:
    """Prose as it stands in a cell: a paragraph a line, a sub-heading behind ##."""
    return "\n".join(f"## {each.text}" if each.heading else each.text for each in prose.paragraphs)
