"""A proposed form as the text of its form.yaml."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docfill.base import tell
from docfill.build.new_kit.tables import ProposedRow, ProposedTable

if TYPE_CHECKING:
    from docfill.build.new_kit.proposing import Proposal, ProposedSection


def form_text(proposal: "Proposal") -> str:
    """The text of form.yaml; captions are quoted, so that any may stand there."""
    return "\n".join(_lines(proposal)) + "\n"


def _lines(proposal: "Proposal") -> Iterator[str]:
    yield f"title: {_quoted(proposal.title)}"
    yield "fields:"
    yield f"  signed: {{caption: {_quoted(str(tell('date of signing')))}, kind: date}}"
    yield "sections:"
    for section in proposal.sections:
        yield from _section(section)
    if proposal.tables:
        yield "tables:"
    for table in proposal.tables:
        yield from _table(table)


def _section(section: "ProposedSection") -> Iterator[str]:
    facts = {"heading": section.heading} if section.heading else {}
    if section.table:
        yield f"  {section.key}: {_flow(facts, table=section.table)}"
    elif section.parts:
        yield f"  {section.key}:"
        yield f"    heading: {_quoted(section.heading)}"
        yield "    parts:"
        for key, caption, is_numbered in section.parts:
            more = {} if is_numbered else {"optional": "true", "numbered": "false"}
            yield f"      {key}: {_flow({'caption': caption}, **more)}"
    else:
        facts = facts or {"caption": str(tell("introduction"))}
        more = {"optional": "true"} if section.is_optional else {}
        yield f"  {section.key}: {_flow(facts, **more)}"


def _table(table: ProposedTable) -> Iterator[str]:
    yield f"  {table.key}:"
    yield "    columns:"
    for column in table.columns:
        more = {"sum": _list(column.sum)} if column.sum else {}
        yield f"      {column.key}: {_flow({'caption': column.caption}, **more)}"
    yield "    rows:"
    for row in table.rows:
        yield f"      {row.key}: {_row(row)}"


def _row(row: ProposedRow) -> str:
    said = {"caption": row.caption, "group": row.group, "single": row.single, "unit": row.unit}
    more = {"kind": "amount"} if row.is_amount else {}
    if row.sum:
        more["sum"] = _list(row.sum)
    return _flow({key: text for key, text in said.items() if text}, **more)


def _flow(texts: dict[str, str], **plain: str) -> str:
    facts = [f"{key}: {_quoted(text)}" for key, text in texts.items()]
    facts += [f"{key}: {value}" for key, value in plain.items()]
    return "{" + ", ".join(facts) + "}"


def _list(keys: tuple[str, ...]) -> str:
    return "[" + ", ".join(keys) + "]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
