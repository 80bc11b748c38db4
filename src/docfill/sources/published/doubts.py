"""What of the figures of a table nobody can be sure of: no sum proves them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docfill.base import NOTHING, Message, tell
from docfill.form import Form, FormTable, Slot
from docfill.sources.published.proving import all_sums_agree, proved

_MOST_ROWS = 12  # of which the figures are shown; whoever looks at the table sees the others


@dataclass(frozen=True)
class TableTaken:
    """The figures that were read of a table; of some, why they are in doubt.

    `by_order` are those that no caption of their own names.
    """

    table: FormTable
    figures: Mapping[str, str]
    doubts: Mapping[str, Message]
    by_order: set[str]

    @property
    def values(self) -> dict[str, Decimal]:
        return {name: Decimal(figure) for name, figure in self.figures.items()}


@dataclass(frozen=True)
class Doubt:
    """Something to look at in the cells of these names, the first of them the place to begin."""

    code: str
    names: Sequence[str]
    says: Message


def doubts_about(form: Form, read: TableTaken) -> Iterator[Doubt]:
    """Doubtful figures, a row in one finding; then all the others that no sum proves, in one.

    Which figure is which does not matter where all of them are zero.
    """
    values = read.values
    by_order = read.by_order & values.keys()
    if not any(values.values()) or all_sums_agree(read.table, values):
        by_order = set()
    certain = values.keys() - read.doubts.keys()
    unproved = values.keys() - proved(read.table, values, certain)
    rows: dict[tuple[str, bool], list[Slot]] = {}
    for slot in read.table.slots:
        if slot.name in read.doubts and slot.name in unproved:
            rows.setdefault((slot.row.key, False), []).append(slot)
        elif slot.name in by_order:
            rows.setdefault((slot.row.key, True), []).append(slot)
    for (_, is_of_order), slots in rows.items():
        names = [slot.name for slot in slots]
        why = NOTHING if is_of_order else read.doubts[names[0]]
        yield Doubt("figure-in-doubt", names, _doubt(form.caption(names[0]), why, len(names)))
    told = {slot.name for slots in rows.values() for slot in slots}
    others = [slot for slot in read.table.slots if slot.name in unproved - told]
    if others:
        names = [slot.name for slot in others]
        yield Doubt("figure-unproved", names, _unproved(form, read, others))


def _doubt(caption: str, why: Message, count: int) -> Message:
    if not why and count == 1:
        return tell(
            "{caption}: no caption names this figure; it was told by its order alone",
            caption=caption,
        )
    if not why:
        return tell(
            "{caption}, and others of its row: no captions name these {n} figures; they were "
            "told by their order alone",
            n=count,
            caption=caption,
        )
    if count == 1:
        return tell("{caption}: {why}, and no sum proves it", caption=caption, why=why)
    return tell(
        "{caption}: {why}, and no sum proves it; so are others of its row, {n} in all",
        n=count,
        caption=caption,
        why=why,
    )


def _unproved(form: Form, read: TableTaken, slots: Sequence[Slot]) -> Message:
    """The figures by their rows, so that they can be compared with the report at a glance."""
    rows: dict[str, list[str]] = {}
    for slot in slots:
        rows.setdefault(slot.row.caption, []).append(read.figures[slot.name])
    shown = [f"{caption} {' '.join(own)}" for caption, own in rows.items()]
    if len(shown) > _MOST_ROWS:
        shown[_MOST_ROWS:] = ["…"]
    return tell(
        "no sum proves {n} figures of “{heading}”; compare them with the report: {figures}",
        n=len(slots),
        heading=form.heading(read.table.key),
        figures="; ".join(shown),
    )
