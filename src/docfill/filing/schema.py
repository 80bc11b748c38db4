"""The form as JSON Schema, so that an editor completes keys and shows captions."""

from collections.abc import Mapping
from typing import Any

from docfill.base import tell
from docfill.filing.reader import WAIVE
from docfill.form import Field, Form, FormRow, FormTable, Section

SCHEMA_FILE = "filing.schema.json"

Schema = dict[str, Any]

_FIGURES: Mapping[str, Schema] = {
    "count": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    "amount": {"type": "number", "minimum": 0},
}
_DATE: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_PROSE: Schema = {"type": "string", "minLength": 1}


def schema(form: Form) -> Schema:
    """A filing on this form, in JSON Schema 2020-12; captions are its titles."""
    properties = {key: {"title": f.caption, **_field(f)} for key, f in form.fields.items()}
    for section in form.sections.values():
        properties[section.key] = _section(form, section)
    properties[WAIVE] = _waivers()
    optional = [s.key for s in form.sections.values() if not s.table and _is_optional(s)]
    optional += [key for key, field in form.fields.items() if field.optional]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form.title.format(name="", full_name="", year=""),
        "description": form.decree,
        **_object(properties, [key for key in properties if key not in (*optional, WAIVE)]),
    }


def _field(field: Field) -> Schema:
    if field.is_date:
        return _DATE
    least = {} if field.optional else {"minLength": 1}
    if field.choices and not field.several:
        return {"enum": [*field.choices, *([""] if field.optional else [])]}
    # Digits alone would be taken for a number; a filing's reader keeps them as text.
    return {"type": ["string", "integer"], **least} if not field.choices else {"type": "string"}


def _waivers() -> Schema:
    at = str(tell("name of a row, cell, date or piece of prose"))
    properties: Schema = {
        "code": {"type": "string", "title": str(tell("the finding's code"))},
        "at": {"type": "string", "title": at},
        "reason": {"type": "string", "minLength": 1, "title": str(tell("why it may stand"))},
    }
    items = _object(properties, ["code", "reason"])
    return {"title": str(tell("findings that may stand")), "type": "array", "items": items}


def _section(form: Form, section: Section) -> Schema:
    title = section.heading or section.parts[0].caption
    if section.table:
        return {"title": title, **_table(form.tables[section.table])}
    if not section.in_parts:
        least = {} if section.parts[0].optional else _PROSE
        return {"title": title, "type": "string", **least}
    names = {part.key.removeprefix(f"{section.key}."): part for part in section.parts}
    properties = {
        name: {"title": part.caption, "type": "string", **({} if part.optional else _PROSE)}
        for name, part in names.items()
    }
    required = [name for name, part in names.items() if not part.optional]
    return {"title": title, **_object(properties, required)}


def _table(table: FormTable) -> Schema:
    return _object({row.key: _row(table, row) for row in table.rows.values()})


def _row(table: FormTable, row: FormRow) -> Schema:
    titles = {"title": row.caption, "description": "／".join(filter(None, (row.group, row.single)))}
    about = {key: text for key, text in titles.items() if text}
    figure = _FIGURES[row.kind]
    if row.single:
        return {**about, **figure}
    columns = {c.key: {"title": c.caption, **figure} for c in table.columns.values()}
    return {**about, **_object(columns)}


def _object(properties: Mapping[str, Schema], required: list[str] | None = None) -> Schema:
    about: Schema = {"type": "object", "properties": dict(properties)}
    if required:
        about["required"] = required
    return {**about, "additionalProperties": False}


def _is_optional(section: Section) -> bool:
    return all(part.optional for part in section.parts)
