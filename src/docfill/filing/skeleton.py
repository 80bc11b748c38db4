"""A filing to fill in: every key with its caption, and what last year hands over."""

from collections.abc import Iterator, Mapping

from docfill.base import Message, as_written, numeral, tell
from docfill.filing.filing import Filing
from docfill.form import (
    LAST_YEAR,
    Field,
    Form,
    FormColumn,
    FormRow,
    FormTable,
    Identity,
    ProsePart,
    Section,
)

_COMMENT_AT = 30


def skeleton(
    form: Form, year: int, level: str, last_year: Filing | None, title: str, schema: str
) -> str:
    """The text of a new filing; what is still to be written is blank, so that `check` names it.

    Figures that the form's identities take from last year are filled in as a start, and rows
    reserved for other levels of government are zero. `schema` is the path of the kit's schema as
    seen from the filing, for editors.
    """
    start = carry_over(form, last_year)
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines.append(f"# {title}")
    for key, field in form.fields.items():
        lines.append(_with_comment(f"{key}:", _how_field_is_typed(field, year)))
    first_prose = next((each for each in form.sections.values() if not each.table), None)
    for section in form.sections.values():
        lines.append("")
        if section is first_prose:
            lines.append(f"# {_how_prose_is_typed()}")
        if section.table:
            lines += _table(section, form.tables[section.table], level, start)
        else:
            lines += _prose(section)
    return "\n".join(lines) + "\n"


def _how_field_is_typed(field: Field, year: int) -> str | Message:
    if field.is_date:
        example = f"{year + 1}-01-05"
        return tell("{caption}, such as {example}", caption=field.caption, example=example)
    choices = "、".join(field.choices)
    if field.several:
        return tell("{caption}, any of {choices}", caption=field.caption, choices=choices)
    if field.choices:
        return tell("{caption}, one of {choices}", caption=field.caption, choices=choices)
    if field.optional:
        return tell("{caption} (may be left empty)", caption=field.caption)
    return field.caption


def carry_over(form: Form, last_year: Filing | None) -> dict[str, str]:
    """Cells that start with a figure of last year's, as printed.

    On the side of an identity that faces last year's term, the first of the own terms is what
    that figure becomes.
    """
    start: dict[str, str] = {}
    if last_year is None:
        return start
    for identity in form.identities:
        for own, before in _pairs(identity):
            table = form.tables[identity.table]
            for line in table.columns if identity.along == "columns" else table.rows:
                by_column = identity.along == "columns"
                names = [
                    f"{table.key}.{term}.{line}" if by_column else f"{table.key}.{line}.{term}"
                    for term in (own, before)
                ]
                if names[0] in form.cells and names[1] in last_year.cells:
                    start[names[0]] = last_year.cells[names[1]].printed
    return start


def _pairs(identity: Identity) -> Iterator[tuple[str, str]]:
    for side, facing in (
        (identity.left, identity.right),
        (identity.right, identity.left),
    ):
        own = [term for term in side if not term.startswith(LAST_YEAR)]
        before = [term for term in facing if term.startswith(LAST_YEAR)]
        if own and before:
            yield own[0], before[0].removeprefix(LAST_YEAR)


def _table(
    section: Section, table: FormTable, level: str, start: Mapping[str, str]
) -> Iterator[str]:
    yield _with_comment(f"{section.key}:", section.heading)
    for column in table.columns.values():
        yield f"  # {column.key}: {_worked_out(column)}"
    group, manner = "", ""
    for row in table.rows.values():
        if row.group != group:
            group = row.group
            if group:
                yield f"  # {group}"
        if not row.sum and str(_manner(table, row)) != manner:
            manner = str(_manner(table, row))
            yield f"  # {manner}"
        yield _row(table, row, level, start)


def _manner(table: FormTable, row: FormRow) -> Message:
    """How the figures of a row are written."""
    if row.single:
        return tell("write one number after a row's colon, and 0 where there is none")
    return tell(
        "write {example} after a row's colon, and {none} where all of it is zero",
        example=table.example,
        none="{}",
    )


def _row(table: FormTable, row: FormRow, level: str, start: Mapping[str, str]) -> str:
    if row.sum:
        return _with_comment(f"  # {row.key}:", _worked_out(row))
    told = (row.caption, *([row.single] if row.single not in ("", row.group) else ()))
    comment = "，".join(dict.fromkeys(told))
    reserved = bool(row.levels) and level not in row.levels
    name = f"{table.key}.{row.key}"
    if row.single:
        value = "0" if reserved else start.get(name, "")
        return _with_comment(f"  {row.key}: {value}".rstrip(), comment)
    columns = [column for column in table.columns.values() if not column.sum]
    figures = {column.key: start.get(f"{name}.{column.key}", "") for column in columns}
    if reserved:
        figures = {column.key: figures[column.key] or "0" for column in columns}
    return _with_comment(f"  {row.key}: {_figures(columns, figures)}".rstrip(), comment)


def _figures(columns: list[FormColumn], figures: Mapping[str, str]) -> str:
    """Blank as a whole, or column by column where something is known."""
    known = [key for key in figures if figures[key]]
    if len(known) == len(columns):
        return _flow({key: figures[key] for key in known if figures[key] != "0"})
    return _flow(figures) if known else ""


def _flow(figures: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in figures.items()) + "}"


def _how_prose_is_typed() -> Message:
    return tell(
        "texts stand in the lines below “|”, indented: a blank line begins a new paragraph, "
        "“## …” is a sub-heading, which docfill numbers"
    )


def _prose(section: Section) -> Iterator[str]:
    if not section.in_parts:
        part = section.parts[0]
        yield f"# {_optional(part, section.heading or part.caption)}"
        yield f"{section.key}: |"
        return
    yield _with_comment(f"{section.key}:", section.heading)
    number = 0
    for part in section.parts:
        number += part.numbered
        numbering = f"（{numeral(number)}）" if part.numbered else ""
        yield f"  # {numbering}{_optional(part, part.caption)}"
        yield f"  {part.key.removeprefix(f'{section.key}.')}: |"


def _optional(part: ProsePart, caption: str) -> str | Message:
    return tell("{caption} (may be left empty)", caption=caption) if part.optional else caption


def _worked_out(line: FormRow | FormColumn) -> Message:
    if not line.sum:
        return as_written(line.caption)
    return tell("{caption} (worked out by docfill)", caption=line.caption)


def _with_comment(text: str, comment: str | Message) -> str:
    return f"{text:<{_COMMENT_AT - 2}}  # {comment}"
