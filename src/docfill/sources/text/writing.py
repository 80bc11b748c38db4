"""A filing as text: figures in rows, prose in blocks, every key with its caption or comment."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from docfill.form import Form, FormRow, FormTable, Section
from docfill.sources.text.comments import Comments, Key

_COMMENT_AT = 30
_PLAIN = re.compile(r"[0-9]+(?:[.-][0-9]+)*")


@dataclass(frozen=True)
class FilingStatement:
    """What a filing is to state: figures as typed, texts as their paragraphs, by name.

    `totals` are those that somebody asserts; a sub-heading is a paragraph that begins with ##.
    What was typed for a figure or date and is none is written as it is, for the checks to find.
    """

    figures: Mapping[str, str]
    totals: Mapping[str, str]
    texts: Mapping[str, Sequence[str]]
    dates: Mapping[str, datetime.date | str]


def filing_text(
    form: Form, statement: FilingStatement, head: Sequence[str], kept: Comments | None = None
) -> str:
    """The text of a filing; `kept` are the comments of the one it takes the place of.

    Where there was none, `head` stands first and every key has its caption.
    """
    lines = list(_Lines(form, statement, kept).all(head))
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class _Lines:
    form: Form
    statement: FilingStatement
    kept: Comments | None

    @cached_property
    def stated(self) -> Mapping[str, str]:
        """All figures as typed, and the totals that somebody asserts."""
        return {**self.statement.figures, **self.statement.totals}

    def all(self, head: Sequence[str]) -> Iterator[str]:
        yield from self.kept.head if self.kept else head
        is_first = True
        for key in self.form.fields:
            typed = self._field(key)
            if typed:
                yield from self._key((key,), f"{key}: {_typed(typed)}", "", is_first)
                is_first = False
        for section in self.form.sections.values():
            block = list(self._section(section, is_first))
            if block:
                yield from ([] if is_first else [""])
                yield from block
                is_first = False
        if self.kept:
            if self.kept.waivers:
                yield ""
            yield from self.kept.waivers
            yield from self.kept.tail

    def _field(self, key: str) -> str:
        """A date or a short text as it is typed; "" where it is not stated."""
        if key in self.statement.dates:
            return str(self.statement.dates[key])
        return " ".join(self.statement.texts.get(key, ()))

    def _key(self, key: Key, text: str, caption: str, is_first: bool = False) -> Iterator[str]:
        """A line with what was written above it and behind it; else with the form's caption."""
        if self.kept and not is_first:
            yield from self.kept.above.get(key, ())
        comment = self.kept.behind.get(key, "") if self.kept else f"# {caption}" if caption else ""
        yield f"{text:<{_COMMENT_AT - 2}}  {comment}" if comment else text

    def _section(self, section: Section, is_first: bool) -> Iterator[str]:
        if section.table:
            table = self.form.tables[section.table]
            yield from self._table(section, table, is_first)
        elif not section.in_parts:
            part = section.parts[0]
            paragraphs = self.statement.texts.get(part.key)
            if paragraphs:
                heading = section.heading or part.caption
                yield from self._key((section.key,), f"{section.key}: |", heading, is_first)
                yield from _block(paragraphs, "  ")
        else:
            yield from self._key((section.key,), f"{section.key}:", section.heading, is_first)
            for part in section.parts:
                paragraphs = self.statement.texts.get(part.key)
                if paragraphs:
                    name = part.key.removeprefix(f"{section.key}.")
                    yield from self._key((section.key, name), f"  {name}: |", part.caption)
                    yield from _block(paragraphs, "    ")

    def _table(self, section: Section, table: FormTable, is_first: bool) -> Iterator[str]:
        rows = {row.key: self._figures(table, row) for row in table.rows.values()}
        key = (section.key,)
        if not any(rows.values()):
            yield from self._key(key, f"{section.key}: {{}}", section.heading, is_first)
            return
        yield from self._key(key, f"{section.key}:", section.heading, is_first)
        for row in table.rows.values():
            figures = rows[row.key]
            if figures is None or (not figures and row.sum):
                continue
            if figures or not self.kept or (*key, row.key) in self.kept.keys:
                text = figures or ("0" if row.single else "{}")
                yield from self._key((*key, row.key), f"  {row.key}: {text}", row.caption)

    def _figures(self, table: FormTable, row: FormRow) -> str:
        """A row's figures that are not zero, as they are typed; "" where all of them are."""
        stated = self.stated
        name = f"{table.key}.{row.key}"
        if row.single:
            figure = stated.get(name, "0")
            return "" if figure == "0" else _typed(figure)
        figures = {key: stated.get(f"{name}.{key}", "0") for key in table.columns}
        typed = {
            key: figure
            for key, figure in figures.items()
            if figure != "0" or f"{name}.{key}" in self.statement.totals
        }
        written = ", ".join(f"{key}: {_typed(figure)}" for key, figure in typed.items())
        return f"{{{written}}}" if typed else ""


def _typed(text: str) -> str:
    """A value in a line of YAML: a figure or day plainly, anything else in quotes."""
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def _block(paragraphs: Sequence[str], indent: str) -> Iterator[str]:
    """The lines below “|”: a blank one ends a paragraph; none where nothing is written yet."""
    for number, paragraph in enumerate(filter(None, paragraphs)):
        if number:
            yield ""
        yield indent + paragraph
