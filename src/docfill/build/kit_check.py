"""A kit checked: the form against itself, the template's tags, and the one against the other."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from docfill.base import (
    LANGUAGES,
    LARGEST_FILE,
    TEMPLATE_FILE,
    Faulty,
    Finding,
    Place,
    Severity,
    message_of,
    read_regular,
    tell,
    use_language,
)
from docfill.filing import SCHEMA_FILE, schema
from docfill.form import Form, open_form
from docfill.template import Template, template_faults
from docfill.verify import misplaced_cells
from docfill.word import NotADocument, W, read_document, squeeze_spaces

_OF_A_BLOCK = ("heading", "text", "latin", "kept", "kept_latin")


def fit_template(form: Form, shown: str) -> Template:
    """The template of a form; raises Faulty with all there is to say of a kit that may not serve.

    It may not where the template cannot be used, has a fault for which `docfill kit` refuses it,
    or does not print what the form states, where it states it.
    """
    prescribed = repr((form.fields, form.sections, form.tables))
    try:
        template = Template.open(form.folder / TEMPLATE_FILE)
        is_known = template.is_known_to_fit(prescribed)
        found = [] if is_known else sorted(disagreements(form, template, shown))
    except Faulty as trouble:
        raise Faulty(kit_findings(form.folder, shown) or trouble.findings) from trouble
    if found or template.is_blocked:
        # A look at everything takes as long as a report, so it is taken only now.
        raise Faulty(kit_findings(form.folder, shown) or found)
    if not is_known:
        template.note_fit(prescribed)
    return template


def kit_findings(kit: Path, shown: str) -> list[Finding]:
    """Everything there is to say about a kit, sorted; `shown` is what findings call its folder."""
    findings = [
        replace(finding, place=replace(finding.place, file=f"{shown}/{TEMPLATE_FILE}"))
        for finding in template_faults(str(kit / TEMPLATE_FILE))
    ]
    try:
        form = open_form(kit, f"{shown}/form.yaml")
    except Faulty as trouble:
        return sorted([*findings, *trouble.findings])
    if not any(finding.blocking for finding in findings):
        findings.extend(disagreements(form, Template.open(kit / TEMPLATE_FILE), shown))
    findings.extend(_stale_schema(form, shown))
    return sorted(findings)


def _stale_schema(form: Form, shown: str) -> Iterator[Finding]:
    """A finding where the kit's JSON Schema is not that of its form, in whatever language."""
    path = form.folder / SCHEMA_FILE
    if not path.exists():
        return
    try:
        written = json.loads(read_regular(path, LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        written = None  # No schema at all is as little that of the form as another one's.
    for language in LANGUAGES:
        with use_language(language):
            if written == schema(form):
                return
    says = tell(
        "it is not what the form says today; write it anew: docfill schema -y YEAR > {file}",
        file=f"{shown}/{SCHEMA_FILE}",
    )
    yield Finding(Place(f"{shown}/{SCHEMA_FILE}"), "stale-schema", says, Severity.WARNING)


def disagreements(form: Form, template: Template, shown: str) -> Iterator[Finding]:
    """Where form and template do not say the same; with any of these no report may be made.

    A report is proved against its template, so this is what the proof stands on.
    """
    yield from _printed_otherwise(form, template, shown)
    yield from find_misplaced(form, template.data, f"{shown}/{TEMPLATE_FILE}")
    yield from find_lost_headings(form, template.data, f"{shown}/{TEMPLATE_FILE}")


def find_misplaced(form: Form, template: bytes | Path, shown: str) -> Iterator[Finding]:
    """A finding for each figure whose row, column or group caption is not where it stands."""
    try:
        document = read_document(template)
    except NotADocument as trouble:
        yield Finding(Place(shown), "template-broken", message_of(trouble))
        return
    for says in misplaced_cells(document.body, form):
        yield Finding(Place(shown), "misplaced", says)


def find_lost_headings(form: Form, template: bytes | Path, shown: str) -> Iterator[Finding]:
    """A finding for each section whose heading is no paragraph of the template."""
    try:
        texts = set(_texts_of_paragraphs(template))
    except NotADocument:
        return  # `find_misplaced` says so.
    for section in form.sections.values():
        if section.heading and squeeze_spaces(section.heading) not in texts:
            says = tell("the heading {heading} is not in the template", heading=section.heading)
            yield Finding(Place(shown), "heading-lost", says)


def _texts_of_paragraphs(template: bytes | Path) -> Iterator[str]:
    """The text of each paragraph, wherever it stands, white space squeezed out."""
    package = read_document(template).package
    for paragraph in package.tree(package.document).iter(f"{W}p"):
        yield squeeze_spaces("".join(text.text or "" for text in paragraph.iter(f"{W}t")))


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
            says = tell("{{{{ {name} }}}} is nothing the form states", name=placeholder.name)
            yield Finding(Place(place.file, placeholder.spot), "not-in-form", says)


def _known_names(form: Form) -> set[str]:
    """Every name a template of this form may print."""
    names = {"title", "headline", "agency", "agency_long", "year", *form.cells, *form.fields}
    for part in form.parts.values():
        names.add(part.key)
        names |= {f"{part.key}[].{name}" for name in _OF_A_BLOCK}
        if part.numbered:
            names.add(f"headings.{part.key}")
    return names
