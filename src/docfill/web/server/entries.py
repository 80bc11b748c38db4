"""What stands in the fields of the page: read from a filing, and written into one."""

import bisect
import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docfill.base import Finding, Place, TextSpot, Unreadable, read_date
from docfill.filing import Filing
from docfill.form import Form
from docfill.sources.excel.contents import as_lines
from docfill.sources.text.comments import Comments
from docfill.sources.text.writing import FilingStatement, filing_text
from docfill.sources.yaml import Branch, Node, Scalar

# What no filing may hold, as YAML has no signs for it, and what would end a line unseen.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n|[\r\u0085\u2028\u2029\v\f]")


@dataclass(frozen=True)
class Entries:
    """The texts of all fields by name, as typed: figures, prose and dates."""

    texts: Mapping[str, str]

    def get(self, name: str) -> str:
        """What stands in a field; nothing where it is empty."""
        return self.texts.get(name, "")


def field_names(form: Form) -> Iterator[str]:
    """Every field that a clerk fills in; totals are worked out."""
    yield from form.fields
    for table in form.tables.values():
        yield from (slot.name for slot in table.slots if not slot.terms)
    yield from form.parts


def entries_from(form: Form, given: Mapping[str, str]) -> Entries:
    """What was sent, as far as the form has such fields, without what no text may hold."""
    return Entries(
        {name: _clean(form, name, given[name]) for name in field_names(form) if name in given}
    )


def entries_of(form: Form, filing: Filing, root: Branch) -> Entries:
    """What a filing states, and what it says where it could not be read."""
    texts = dict(_as_written(form, root))
    for name, prose in filing.prose.items():
        texts[name] = as_lines(prose)
    return Entries({name: text for name, text in texts.items() if text})


def text_of(form: Form, entries: Entries, head: list[str], kept: Comments | None) -> bytes:
    """The filing that states these entries; comments that stood in it are kept."""
    figures = {name: text for name, text in entries.texts.items() if name in form.cells and text}
    texts = {name: _paragraphs(text) for name, text in entries.texts.items() if name in form.parts}
    dates = {
        name: _date(text) for name, text in entries.texts.items() if name in form.fields and text
    }
    statement = FilingStatement(figures, {}, {k: v for k, v in texts.items() if v}, dates)
    return filing_text(form, statement, head, kept).encode()


@dataclass(frozen=True)
class FieldFinder:
    """Finds the field that a place in a filing belongs to."""

    starts: list[tuple[int, int]]
    names: list[str]

    @classmethod
    def of(cls, form: Form, root: Branch) -> "FieldFinder":
        """For a filing whose keys stand where its root says."""
        found = sorted(_starts(form, root))
        return cls([start for start, _ in found], [name for _, name in found])

    def field_at(self, finding: Finding) -> str:
        """The name of the field, or of the table, part or row it stands in; "" for none."""
        spot = finding.place.spot
        if not isinstance(spot, TextSpot):
            return ""
        at = bisect.bisect_right(self.starts, (spot.line, spot.column))
        return self.names[at - 1] if at else ""


def _starts(form: Form, root: Branch) -> Iterator[tuple[tuple[int, int], str]]:
    for key, node in root.entries.items():
        yield from _of(root.key_places[key], key)
        section = form.sections.get(key)
        if section and section.table and isinstance(node, Branch):
            for row, below in node.entries.items():
                yield from _of(node.key_places[row], f"{section.table}.{row}")
                if isinstance(below, Branch):
                    for column in below.entries:
                        name = f"{section.table}.{row}.{column}"
                        yield from _of(below.key_places[column], name)
        elif section and isinstance(node, Branch):
            for part in node.entries:
                yield from _of(node.key_places[part], f"{key}.{part}")


def _of(place: Place, name: str) -> Iterator[tuple[tuple[int, int], str]]:
    if isinstance(place.spot, TextSpot):
        yield (place.spot.line, place.spot.column), name


def _as_written(form: Form, root: Branch) -> Iterator[tuple[str, str]]:
    for key in form.fields:
        yield key, _text(root.get(key))
    for section in form.sections.values():
        node = root.get(section.key)
        if section.table and isinstance(node, Branch):
            for slot in form.tables[section.table].slots:
                row = node.get(slot.row.key)
                if slot.column is not None:
                    row = row.get(slot.column.key) if isinstance(row, Branch) else None
                if not slot.terms:
                    yield slot.name, _text(row)
        elif section.in_parts and isinstance(node, Branch):
            for part in section.parts:
                yield part.key, _text(node.get(part.key.removeprefix(f"{section.key}.")))
        elif not section.table and section.parts:
            yield section.parts[0].key, _text(node)


def _text(node: Node | None) -> str:
    return node.text.strip("\n") if isinstance(node, Scalar) and not node.is_blank else ""


def without_controls(text: str) -> str:
    """A text without the signs that neither YAML nor SQLite can hold."""
    return _CONTROLS.sub("", text)


def _clean(form: Form, name: str, text: str) -> str:
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    if name in form.parts:
        return text.strip("\n")
    return " ".join(text.split())


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _date(text: str) -> datetime.date | str:
    try:
        return read_date(text)
    except Unreadable:
        return text
