"""Whether a template has the form's headings, and each figure under the form's captions."""

from collections.abc import Iterator
from pathlib import Path

from docfill.base import Finding, Place, message_of, tell
from docfill.form import Form
from docfill.verify import misplaced_cells
from docfill.word import NotADocument, W, read_document, squeeze_spaces


def misplaced(form: Form, template: Path, shown: str) -> Iterator[Finding]:
    """A finding for each figure whose row, column or group caption is not where it stands."""
    try:
        document = read_document(template)
    except NotADocument as trouble:
        yield Finding(Place(shown), "template-broken", message_of(trouble))
        return
    for says in misplaced_cells(document.body, form):
        yield Finding(Place(shown), "misplaced", says)


def headings_lost(form: Form, template: Path, shown: str) -> Iterator[Finding]:
    """A finding for each section whose heading is no paragraph of the template."""
    try:
        texts = set(_paragraphs(template))
    except NotADocument:
        return  # `misplaced` says so.
    for section in form.sections.values():
        if section.heading and squeeze_spaces(section.heading) not in texts:
            says = tell("the heading {heading} is not in the template", heading=section.heading)
            yield Finding(Place(shown), "heading-lost", says)


def _paragraphs(template: Path) -> Iterator[str]:
    """The text of each paragraph, wherever it stands, white space squeezed out."""
    package = read_document(template).package
    for paragraph in package.tree(package.document).iter(f"{W}p"):
        yield squeeze_spaces("".join(text.text or "" for text in paragraph.iter(f"{W}t")))
