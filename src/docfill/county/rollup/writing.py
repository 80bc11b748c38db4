"""Writes the county's own filing: the sums, where each comes from, and prose to fill in."""

from collections.abc import Iterator
from dataclasses import replace

from docfill.base import (
    ExitCode,
    Figure,
    Finding,
    Place,
    display_path,
    plain,
    print_figure,
    tell,
    width,
    write_whole,
)
from docfill.build.new_filing import schema_seen_from
from docfill.build.outcome import Outcome
from docfill.county.rollup.figures import Rollup
from docfill.form import CountyProse
from docfill.project import CountyReport, Project
from docfill.sources.text.comments import Comments
from docfill.sources.text.writing import FilingStatement, filing_text

_MOST_PARTS = 60  # named in a comment; more are told group by group
_WIDTH = 110  # columns of a comment's line


def write_county_filing(project: Project, own: CountyReport, rollup: Rollup) -> Outcome:
    """The county's filing of a year with the summed figures; one that is there already stays."""
    path = project.filing_path(own.agency.id, rollup.year)
    shown = display_path(path)
    if path.exists():
        says = tell("there is a filing already; it is left as it is")
        return _refused(own, rollup, [Finding(Place(shown), "already-there", says)])
    if strange := list(_strange_groups(project, rollup)):
        return _refused(own, rollup, strange)
    schema = schema_seen_from(path.parent, rollup.form)
    head = [f"# yaml-language-server: $schema={schema}"] if schema else []
    head.append(f"# {rollup.form.title.format(**own.agency.names, year=rollup.year)}")
    comments = Comments([*head, *_head(rollup)], _parts(rollup), _captions(rollup))
    text = filing_text(rollup.form, _statement(own, rollup), head, comments)
    write_whole(path, text.encode())
    return Outcome(own.agency.id, rollup.year, products=(path,))


def _refused(own: CountyReport, rollup: Rollup, found: list[Finding]) -> Outcome:
    return Outcome(own.agency.id, rollup.year, tuple(found), exit_code=ExitCode.FINDINGS)


def _strange_groups(project: Project, rollup: Rollup) -> Iterator[Finding]:
    """A finding for wording that asks for the sum of a group that is not added up."""
    for prose in rollup.form.wording.county_prose.values():
        for group in sorted(prose.groups - rollup.by_group.keys()):
            known = ", ".join(rollup.by_group)
            says = tell("no group {key}; known: {known}", key=group, known=known)
            place = replace(prose.place, file=display_path(prose.place.file))
            yield Finding(place, "dangling-name", says)


def _statement(own: CountyReport, rollup: Rollup) -> FilingStatement:
    form = rollup.form
    slots = [slot for table in form.tables.values() for slot in table.slots if not slot.terms]
    figures = {slot.name: print_figure(rollup.whole[slot.name]) for slot in slots}
    wording = form.wording.county_prose
    texts = {
        part.key: _prose(own, rollup, wording[part.key]) if part.key in wording else [""]
        for part in form.parts.values()
        if part.key in wording or not part.optional
    }
    return FilingStatement(figures, {}, texts, {})


def _prose(own: CountyReport, rollup: Rollup, prose: CountyProse) -> list[str]:
    """The county's wording with its figures, paragraph by paragraph."""
    facts = {"county": rollup.county, "year": str(rollup.year), **own.agency.names}

    def value(group: str, name: str) -> str:
        if name in facts:
            return facts[name]
        sums = rollup.by_group[group] if group else rollup.whole
        names = rollup.form.names_like(name)
        total: Figure = sum(sums[each] for each in names)
        return plain(total)

    return [line for line in prose.filled(value).splitlines() if line.strip()]


def _head(rollup: Rollup) -> Iterator[str]:
    """What the sums hold and lack; days to be written stand first of all."""
    yield f"# {tell('sums of {covers} filings, by docfill rollup', covers=rollup.covers)}"
    yield from (f"# {lacking}" for lacking in rollup.shortfalls)
    for key, field in rollup.form.fields.items():
        yield f"{key}:  # {field.caption}"


def _captions(rollup: Rollup) -> dict[tuple[str, ...], str]:
    """The form's caption behind every key."""
    form = rollup.form
    captions: dict[tuple[str, ...], str] = {}
    for section in form.sections.values():
        heading = section.heading or (section.parts[0].caption if section.parts else "")
        captions[(section.key,)] = f"# {heading}"
        for part in section.parts if section.in_parts else ():
            captions[tuple(part.key.split("."))] = f"# {part.caption}"
        if section.table:
            for row in form.tables[section.table].rows.values():
                captions[section.key, row.key] = f"# {row.caption}"
    return captions


def _parts(rollup: Rollup) -> dict[tuple[str, ...], list[str]]:
    """Above each row, for each of its sums, the agencies it is made of."""
    above: dict[tuple[str, ...], list[str]] = {}
    form = rollup.form
    for section in form.sections.values():
        for slot in form.tables[section.table].slots if section.table else ():
            if not slot.terms and rollup.whole[slot.name]:
                caption = slot.column.caption if slot.column else slot.row.caption
                lines = above.setdefault((section.key, slot.row.key), [])
                first = f"{caption} {plain(rollup.whole[slot.name])}"
                if slot.weight:
                    by = tell("the mean, counted by {caption}", caption=form.caption(slot.weight))
                    lines.append(f"  # {first}: {by}")
                else:
                    lines += _folded(f"{first} =", rollup, slot.name)
    return above


def _folded(first: str, rollup: Rollup, name: str) -> Iterator[str]:
    """The terms of a sum as comments, as many on a line as fit."""
    line = f"  # {first}"
    for number, term in enumerate(_terms(rollup, name)):
        piece = f"{' +' if number else ''} {term}"
        if width(line + piece) > _WIDTH:
            yield line
            line = "  #  "
        line += piece
    yield line


def _terms(rollup: Rollup, name: str) -> list[str]:
    number = rollup.numbers[name]
    parts = [part for part in rollup.added if part.values[number]]
    if len(parts) <= _MOST_PARTS:
        return [f"{part.agency.name} {plain(part.values[number])}" for part in parts]
    sums = ((group.name, rollup.by_group[group.key][name]) for group in rollup.groups)
    return [f"{called} {plain(value)}" for called, value in sums if value]
