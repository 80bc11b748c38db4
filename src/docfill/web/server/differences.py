"""Where a kept text says something else than the form does now, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass

from docfill.form import Form
from docfill.web.server.entries import Entries, field_names


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field, what stands in it now, and what the other text says."""

    field: str
    caption: str
    now: str
    other: str
    is_prose: bool


def differences(
    form: Form, now: Entries, other: Entries, base: Entries | None
) -> Iterator[FieldDifference]:
    """Every field that is not the same, in the order of the form; an empty figure counts as 0.

    With `base`, from which the other text was made, only what was changed in it: the rest is older
    than what stands there now.
    """
    for name in field_names(form):
        usual = "0" if name in form.cells else ""
        here, there = now.get(name) or usual, other.get(name) or usual
        if here != there and (base is None or there != (base.get(name) or usual)):
            caption = form.fields[name].caption if name in form.fields else form.caption(name)
            yield FieldDifference(name, caption, here, there, name in form.parts)
