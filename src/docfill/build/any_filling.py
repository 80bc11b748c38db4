"""Any template with any data: the engine without a form."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from docfill.base import (
    Faulty,
    Finding,
    Place,
    Severity,
    display_path,
    move_whole,
    tell,
    workshop,
    write_whole,
)
from docfill.build.conversion import Options, fonts_of, open_office
from docfill.sources.yaml import Branch, Node, Series, read, read_plain
from docfill.template import Template, rich, unused

# A template without a form has no date of its own; the same data must give the same bytes.
_EPOCH = datetime.date(2000, 1, 1)


def fill_any(
    template: Path,
    data: Path,
    out: Path,
    options: Options,
    share: Mapping[str, object] = MappingProxyType({}),
    strict: bool = False,
) -> list[Finding]:
    """Write the filled template to `out`, as .docx or, by its ending, as PDF.

    Notes come back about what the document does without. Values that other documents `share`
    count where the data have none of that name. With `strict`, a key no tag asks for is an error.

    Raises Faulty with the findings about template or data, and SomethingMissing or
    ConversionFailed as LibreOffice does; then whatever stood at `out` stays.
    """
    for given in (template, data):
        if out.exists() and given.exists() and out.samefile(given):
            says = tell("this file would be overwritten by what it makes; name another with -o")
            raise Faulty([Finding(Place(str(given)), "overwritten", says)])
    values, findings = read_plain(data)
    if findings:
        raise Faulty(findings)
    compiled = Template.open(template)
    filled = {**share, **rich(values, data, options.allow_files)}
    notes = _unused_keys(compiled, values, data, strict)
    document = compiled.fill(filled, display_path(data), notes, options.filling_seconds)
    if strict and any(note.blocking for note in notes):
        raise Faulty([note for note in notes if note.blocking])
    if out.suffix.lower() == ".docx":
        write_whole(out, document)
        return notes
    from docfill.pdf import PdfOptions

    fonts = fonts_of(None, options)
    with open_office(fonts, options, 1) as office, workshop(out.parent) as folder:
        docx = folder / "document.docx"
        docx.write_bytes(document)
        pdf = docx.with_suffix(".pdf")
        made = PdfOptions(date=_EPOCH, pdfa=options.pdfa)
        office.submit(docx, pdf, made, out.name).result()
        move_whole(pdf, out)
    return notes


def _unused_keys(
    template: Template, values: Mapping[str, object], data: Path, strict: bool
) -> list[Finding]:
    """A finding for each key of the data that no tag of the template asks for."""
    names = unused(template.placeholders, values)
    if not names:
        return []
    root = None if data.suffix.lower() == ".json" else read(data).root
    severity = Severity.ERROR if strict else Severity.NOTE
    return [
        Finding(
            _place(root, name) if root else Place(str(data)),
            "unused",
            tell("no tag of {template} asks for {name}", template=template.path, name=name),
            severity,
        )
        for name in names
    ]


def _place(root: Branch, name: str) -> Place:
    """Where a key with a dotted name is written; in a list, the first time."""
    branches, place = [root], root.place
    for step in name.split("."):
        key = step.rstrip("[]")
        holding = [branch for branch in branches if key in branch.entries]
        if not holding:
            return place
        place = holding[0].place_of(key)
        branches = list(_branches(branch.entries[key] for branch in holding))
    return place


def _branches(nodes: Iterable[Node]) -> Iterator[Branch]:
    """The groups of keys among nodes and the elements of lists among them."""
    for node in nodes:
        if isinstance(node, Branch):
            yield node
        elif isinstance(node, Series):
            yield from _branches(node.items)
