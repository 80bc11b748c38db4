"""form.yaml to Form, checked against itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from docfill.errors import Faulty
from docfill.findings import Finding, Place, Severity
from docfill.form import (
    LAST_YEAR,
    Claim,
    Column,
    Field,
    Form,
    Identity,
    Part,
    Row,
    Section,
    Table,
)
from docfill.keys import Keys
from docfill.source import Branch, read
from docfill.words import tell

FORM_FILE = "form.yaml"
_FORM_KEYS = ("title", "decree", "fields", "sections", "tables", "identities", "claims")


def open_form(kit: Path, name: str | None = None) -> Form:
    """The form of a kit; raises Faulty with everything that is wrong with its form.yaml."""
    path = kit / FORM_FILE
    source = read(path, name or str(path))
    findings = source.findings
    form = _form(source.root, kit, findings) if not findings else None
    if form is not None and not findings:
        findings.extend(_faults(form))
    if form is None or findings:
        raise Faulty(sorted(findings))
    return form


def _form(root: Branch, kit: Path, findings: list[Finding]) -> Form:
    keys = Keys(root, _FORM_KEYS, findings)
    return Form(
        key=kit.name,
        folder=kit,
        title=keys.text("title"),
        decree=keys.text("decree", ""),
        fields={k: _field(k, b, findings) for k, b in keys.branches("fields")},
        sections={k: _section(k, b, findings) for k, b in keys.branches("sections")},
        tables={k: _table(k, b, findings) for k, b in keys.branches("tables")},
        identities=tuple(_identity(item, findings) for item in keys.items("identities")),
        claims=tuple(_claim(item, findings) for item in keys.items("claims")),
        place=Place(root.place.file),
    )


def _field(key: str, branch: Branch, findings: list[Finding]) -> Field:
    keys = Keys(branch, ("caption", "kind"), findings)
    return Field(key, keys.text("caption"), keys.choice("kind", ("date",), "date"))


def _section(key: str, branch: Branch, findings: list[Finding]) -> Section:
    keys = Keys(branch, ("heading", "caption", "optional", "parts", "table"), findings)
    heading = keys.text("heading", "")
    if keys.has("table"):
        return Section(key, heading, table=keys.text("table"))
    if keys.has("parts"):
        entries = keys.branches("parts", short="caption")
        parts = tuple(_part(f"{key}.{name}", part, findings) for name, part in entries)
        return Section(key, heading, parts)
    caption = keys.text("caption", heading)
    return Section(key, heading, (Part(key, caption, optional=keys.flag("optional")),))


def _part(key: str, branch: Branch, findings: list[Finding]) -> Part:
    keys = Keys(branch, ("caption", "optional", "numbered"), findings)
    optional = keys.flag("optional")
    return Part(key, keys.text("caption"), optional, numbered=keys.flag("numbered", default=True))


def _table(key: str, branch: Branch, findings: list[Finding]) -> Table:
    keys = Keys(branch, ("columns", "rows"), findings)
    return Table(
        key,
        columns={k: _column(k, b, findings) for k, b in keys.branches("columns", "caption")},
        rows={k: _row(k, b, findings) for k, b in keys.branches("rows", "caption")},
    )


def _column(key: str, branch: Branch, findings: list[Finding]) -> Column:
    keys = Keys(branch, ("caption", "sum"), findings)
    return Column(key, keys.text("caption"), keys.names("sum"))


def _row(key: str, branch: Branch, findings: list[Finding]) -> Row:
    keys = Keys(branch, ("caption", "group", "kind", "single", "sum", "levels"), findings)
    return Row(
        key,
        keys.text("caption"),
        group=keys.text("group", ""),
        kind=keys.choice("kind", ("count", "amount"), "count"),
        single=keys.text("single", ""),
        sum=keys.names("sum"),
        levels=keys.names("levels"),
    )


def _identity(branch: Branch, findings: list[Finding]) -> Identity:
    known = ("code", "each", "left", "right", "says", "source", "severity")
    keys = Keys(branch, known, findings)
    table, _, along = keys.text("each").partition(".")
    return Identity(
        keys.text("code"),
        table,
        along,
        left=keys.names("left"),
        right=keys.names("right"),
        says=keys.text("says"),
        source=keys.text("source", ""),
        severity=_severity(keys),
        place=branch.place,
    )


def _claim(branch: Branch, findings: list[Finding]) -> Claim:
    keys = Keys(branch, ("code", "pattern", "equals", "source", "severity"), findings)
    return Claim(
        keys.text("code", "claim"),
        _pattern(keys),
        equals=keys.names("equals"),
        severity=_severity(keys),
        source=keys.text("source", ""),
        place=branch.place,
    )


def _pattern(keys: Keys) -> re.Pattern[str]:
    try:
        return re.compile(keys.text("pattern"))
    except re.error as trouble:
        says = tell("the pattern cannot be read: {why}", why=trouble)
        keys.fault(keys.place("pattern"), "wrong-pattern", says)
        return re.compile("(?!)")


def _severity(keys: Keys) -> Severity:
    return Severity(keys.choice("severity", list(Severity), Severity.ERROR))


def _faults(form: Form) -> Iterator[Finding]:
    """Names within the form that lead nowhere."""
    for section in form.sections.values():
        if section.table and section.table not in form.tables:
            yield _dangling(form.place, section.table, form.tables)
    for table in form.tables.values():
        for siblings in (table.rows, table.columns):
            yield from _sum_faults(form, siblings)
    for identity in form.identities:
        yield from _identity_faults(form, identity)
    for claim in form.claims:
        yield from (
            _dangling(claim.place, name, form.cells)
            for pattern in claim.equals
            for name in form.names_like(pattern) or [pattern]
            if name not in form.cells
        )


def _sum_faults(
    form: Form, siblings: Mapping[str, Row] | Mapping[str, Column]
) -> Iterator[Finding]:
    """A total's terms are its siblings, and no totals themselves."""
    for line in siblings.values():
        for term in line.sum:
            if term not in siblings or siblings[term].sum:
                yield _dangling(form.place, term, siblings)


def _identity_faults(form: Form, identity: Identity) -> Iterator[Finding]:
    table = form.tables.get(identity.table)
    if table is None or identity.along not in ("rows", "columns"):
        yield _dangling(identity.place, f"{identity.table}.{identity.along}", form.tables)
        return
    known = table.rows if identity.along == "columns" else table.columns
    for term in identity.left + identity.right:
        if term.removeprefix(LAST_YEAR) not in known:
            yield _dangling(identity.place, term, known)


def _dangling(place: Place, name: str, known: Iterable[str]) -> Finding:
    listed = ", ".join(list(known)[:30])
    says = tell("{name} leads nowhere in this form; known: {known}", name=name, known=listed)
    return Finding(place, "dangling-name", says)
