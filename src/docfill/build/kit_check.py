"""A kit checked: the form against itself, the template's tags, and the one against the other."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docfill.base import Faulty, Finding, Place, tell
from docfill.build.template_check import headings_lost, misplaced
from docfill.form import TEMPLATE_FILE, Form, open_form
from docfill.template import Template, template_faults

_OF_A_BLOCK = ("heading", "text", "latin", "kept", "kept_latin")


def kit_findings(kit: Path, shown: str) -> list[Finding]:
    """Everything there is to say about a kit, sorted; `shown` is what findings call its folder."""
    findings = list(template_faults(str(kit / TEMPLATE_FILE)))
    try:
        form = open_form(kit, f"{shown}/form.yaml")
    except Faulty as trouble:
        return sorted([*findings, *trouble.findings])
    if not any(finding.blocking for finding in findings):
        findings.extend(disagreements(form, Template.open(kit / TEMPLATE_FILE), shown))
    return sorted(findings)


def disagreements(form: Form, template: Template, shown: str) -> Iterator[Finding]:
    """Where form and template do not say the same; with any of these no report may be made.

    A report is proved against its template, so this is what the proof stands on.
    """
    yield from _printed_otherwise(form, template, shown)
    yield from misplaced(form, form.folder / TEMPLATE_FILE, f"{shown}/{TEMPLATE_FILE}")
    yield from headings_lost(form, form.folder / TEMPLATE_FILE, f"{shown}/{TEMPLATE_FILE}")


def _printed_otherwise(form: Form, template: Template, shown: str) -> Iterator[Finding]:
    """What the form states and the template does not print, once, and the other way round."""
    place = Place(f"{shown}/{TEMPLATE_FILE}")
    printed = Counter(placeholder.name for placeholder in template.placeholders)
    headings = [f"headings.{key}" for key in form.parts if form.is_numbered(key)]
    for name in [*form.cells, *form.fields, *headings]:
        if printed[name] != 1:
            says = tell(
                "{{{{ {name} }}}} ({caption}) is printed {times} times; it belongs there once",
                name=name,
                caption=form.caption(name.removeprefix("headings.")),
                times=printed[name],
            )
            yield Finding(place, "not-printed-once", says)
    for name, part in form.parts.items():
        if not printed[name] and not printed[f"{name}[].text"]:
            says = tell("{name} ({caption}) is never printed", name=name, caption=part.caption)
            yield Finding(place, "not-printed", says)
    known = _known_names(form)
    for placeholder in template.placeholders:
        if placeholder.name not in known:
            says = tell(
                "{{{{ {name} }}}} is nothing the form states: {where}",
                name=placeholder.name,
                where=placeholder.text,
            )
            yield Finding(place, "not-in-form", says)


def _known_names(form: Form) -> set[str]:
    """Every name a template of this form may print."""
    names = {"title", "headline", "agency", "agency_long", "year", *form.cells, *form.fields}
    for part in form.parts.values():
        names.add(part.key)
        names |= {f"{part.key}[].{name}" for name in _OF_A_BLOCK}
        if part.numbered:
            names.add(f"headings.{part.key}")
    return names
