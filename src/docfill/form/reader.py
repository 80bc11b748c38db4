"""form.yaml to Form, checked against itself."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from docfill.base import (
    FORM_FILE,
    LARGEST_FILE,
    LEVELS,
    WORDING_FILE,
    Faulty,
    Finding,
    Place,
    Severity,
    read_regular,
    tell,
    unknown_gaps,
)
from docfill.base.codes import CATALOGUE
from docfill.form.claim_reader import read_claims
from docfill.form.count_reader import read_counts
from docfill.form.form import (
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
from docfill.form.wording_reader import WordingFile, day_of, leads_nowhere, severity_of
from docfill.sources.yaml import Branch, Keys, parse, read

_MOST_FORMS = 8  # those of a county with several reports, of this year and the last

_FORM_KEYS = (
    "title",
    "title_line",
    "decree",
    "fields",
    "sections",
    "tables",
    "identities",
    "claims",
    "counts",
)


def open_form(kit: Path, name: str | None = None) -> Form:
    """The form of a kit; raises Faulty with everything wrong in its form.yaml and wording.yaml.

    Files that say what they said before give the same form again.
    """
    form, wording = (_content(kit / file) for file in (FORM_FILE, WORDING_FILE))
    return _opened(kit, name or str(kit / FORM_FILE), form, wording)


def _content(path: Path) -> bytes | None:
    """What is in a file; None where it cannot be read, which is told where it is looked into."""
    try:
        return read_regular(path, LARGEST_FILE)
    except OSError:
        return None


@lru_cache(maxsize=_MOST_FORMS)
def _opened(kit: Path, name: str, form_file: bytes | None, wording_file: bytes | None) -> Form:
    source = read(kit / FORM_FILE, name) if form_file is None else parse(form_file, name)
    findings = source.findings
    beside = str(Path(name).parent / WORDING_FILE)
    wording = WordingFile(kit, beside, findings, wording_file)
    form = _form(source.root, kit, wording, findings) if not findings else None
    if form is not None and not findings:
        findings.extend(_faults(form))
    if form is None or findings:
        raise Faulty(sorted(findings))
    return form


def _form(root: Branch, kit: Path, wording: WordingFile, findings: list[Finding]) -> Form:
    keys = Keys(root, _FORM_KEYS, findings)
    sections = {k: _section(k, b, findings) for k, b in keys.branches("sections")}
    parts = [part.key for section in sections.values() for part in section.parts]
    return Form(
        key=kit.name,
        folder=kit,
        title=_title(keys),
        title_line=keys.number("title_line", 0),
        decree=keys.text("decree", ""),
        fields={k: _field(k, b, findings) for k, b in keys.branches("fields")},
        sections=sections,
        tables={k: _table(k, b, findings) for k, b in keys.branches("tables")},
        identities=tuple(_identity(item, findings) for item in keys.items("identities")),
        claims=read_claims(keys, parts, wording.words, wording.grammar),
        counts=read_counts(keys, parts, wording.grammar),
        wording=wording.wording(parts),
        place=Place(root.place.file),
    )


def _title(keys: Keys) -> str:
    pattern = keys.text("title")
    if strange := unknown_gaps(pattern, {"name", "full_name", "year"}):
        says = tell(
            "the title may use {{name}}, {{full_name}} and {{year}}, not {strange}",
            strange=", ".join(strange),
        )
        keys.fault(keys.place("title"), "wrong-pattern", says)
        return ""
    return pattern


def _field(key: str, branch: Branch, findings: list[Finding]) -> Field:
    known = ("caption", "kind", "due", "due_by_level", "choices", "several", "optional")
    keys = Keys(branch, known, findings)
    due = day_of(keys, "due") if keys.has("due") else None
    kind = keys.choice("kind", ("date", "text", "choice"), "date")
    choices = keys.names("choices")
    if (kind == "choice") != (len(choices) > 1):
        says = tell("{key}: a choice, and nothing else, has two choices or more", key=key)
        keys.fault(branch.place, "wrong-choice", says)
    return Field(
        key,
        keys.text("caption"),
        kind,
        due,
        choices,
        several=keys.flag("several"),
        optional=keys.flag("optional"),
        due_by_level=_due_by_level(keys),
    )


def _due_by_level(keys: Keys) -> tuple[tuple[str, tuple[int, int]], ...]:
    """The days of levels that have another one."""
    branch = keys.branch.get("due_by_level")
    if not isinstance(branch, Branch):
        return ()
    days = Keys(branch, LEVELS, keys.findings)
    return tuple((level, day_of(days, level)) for level in LEVELS if days.has(level))


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
    return Section(key, heading, (ProsePart(key, caption, optional=keys.flag("optional")),))


def _part(key: str, branch: Branch, findings: list[Finding]) -> ProsePart:
    keys = Keys(branch, ("caption", "optional", "numbered"), findings)
    optional = keys.flag("optional")
    return ProsePart(
        key, keys.text("caption"), optional, numbered=keys.flag("numbered", default=True)
    )


def _table(key: str, branch: Branch, findings: list[Finding]) -> FormTable:
    keys = Keys(branch, ("columns", "rows"), findings)
    return FormTable(
        key,
        columns={k: _column(k, b, findings) for k, b in keys.branches("columns", "caption")},
        rows={k: _row(k, b, findings) for k, b in keys.branches("rows", "caption")},
    )


def _column(key: str, branch: Branch, findings: list[Finding]) -> FormColumn:
    keys = Keys(branch, ("caption", "sum"), findings)
    return FormColumn(key, keys.text("caption"), keys.names("sum"))


def _row(key: str, branch: Branch, findings: list[Finding]) -> FormRow:
    known = ("caption", "group", "kind", "single", "unit", "sum", "levels", "mean_by")
    keys = Keys(branch, known, findings)
    for level in keys.scalars("levels"):
        if level.text not in LEVELS:
            keys.fault(level.place, "dangling-name", leads_nowhere(level.text, LEVELS))
    return FormRow(
        key,
        keys.text("caption"),
        group=keys.text("group", ""),
        kind=keys.choice("kind", ("count", "amount"), "count"),
        single=keys.text("single", ""),
        sum=keys.names("sum"),
        levels=keys.names("levels"),
        unit=keys.text("unit", ""),
        mean_by=keys.text("mean_by", ""),
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
        severity=severity_of(keys, Severity.ERROR),
        place=branch.place,
    )


def _faults(form: Form) -> Iterator[Finding]:
    """Names within the form that lead nowhere."""
    for section in form.sections.values():
        if section.table and section.table not in form.tables:
            yield _dangling(form.place, section.table, form.tables)
    for table in form.tables.values():
        for siblings in (table.rows, table.columns):
            yield from _sum_faults(form, siblings)
        yield from _mean_faults(form, table)
    for identity in form.identities:
        yield from _identity_faults(form, identity)
    roles = [role.claim for topic in form.counts for role in topic.roles]
    for claim in (*form.claims, *roles):
        yield from (
            _dangling(claim.place, name, form.cells)
            for pattern in claim.names + claim.either + claim.of
            for name in form.names_like(pattern.removeprefix(LAST_YEAR)) or [pattern]
            if name not in form.cells
        )
    for prose in form.wording.county_prose.values():
        for name in prose.cells:
            if not [each for each in form.names_like(name) if each in form.cells]:
                yield _dangling(prose.place, name, form.cells)
    for rule in (*form.identities, *form.claims, *roles, *form.wording.rules):
        if rule.code in CATALOGUE:
            says = tell("{code} is a code of docfill's own; choose another", code=rule.code)
            yield Finding(rule.place, "taken-code", says)


def _sum_faults(
    form: Form, siblings: Mapping[str, FormRow] | Mapping[str, FormColumn]
) -> Iterator[Finding]:
    """A total's terms are its siblings, and no totals themselves."""
    for line in siblings.values():
        for term in line.sum:
            if term not in siblings or siblings[term].sum:
                yield _dangling(form.place, term, siblings)


def _mean_faults(form: Form, table: FormTable) -> Iterator[Finding]:
    """A mean is an amount, and counted by a row of the same shape, which is none itself."""
    for row in table.rows.values():
        if not row.mean_by:
            continue
        known = [
            each.key
            for each in table.rows.values()
            if not each.mean_by and bool(each.single) == bool(row.single)
        ]
        if row.mean_by not in known:
            yield _dangling(form.place, row.mean_by, known)
        if row.kind != "amount":
            says = tell("{key} has mean_by, so it needs kind: amount", key=row.key)
            yield Finding(form.place, "wrong-shape", says)


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
    return Finding(place, "dangling-name", leads_nowhere(name, known))
