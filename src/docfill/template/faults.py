"""Everything that can be said about a template, all at once: its tags, its parts, its package."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from lxml import etree

from docfill.base import (
    LARGEST_TEMPLATE,
    Finding,
    PartSpot,
    Place,
    Severity,
    message_of,
    read_regular,
    tell,
    why,
)
from docfill.template.archive.package import (
    TemplatePackage,
    Unusable,
    open_template_package,
    refuse_too_deep,
)
from docfill.template.compiling.compiled import compile_template
from docfill.template.compiling.other_parts import OtherPart, other_parts
from docfill.template.compiling.placeholders import spot_at
from docfill.template.compiling.sources import sources
from docfill.template.compiling.tagfaults import (
    CHECKS,
    TemplatePart,
    part_of,
    prefixes_have_a_place,
)
from docfill.template.compiling.unfilled import describe_unfilled, find_unfilled
from docfill.template.sandbox.environment import environment
from docfill.template.tags.controls import root_of
from docfill.template.tags.syntax_words import syntax_words
from docfill.template.tags.typed_tags import TaggedParagraph, tags
from docfill.word import W

_REVISIONS = ("ins", "del", "moveFrom", "moveTo")


def template_faults(path: str | Path) -> list[Finding]:
    """Every finding about the template in a file, sorted as they stand in it."""
    place = Place(str(path))
    try:
        data = read_regular(path, LARGEST_TEMPLATE)
    except OSError as fault:
        message = tell("the template cannot be read: {fault}", fault=why(fault))
        return [Finding(place, "template-unreadable", message)]
    return _faults(place, data)


def template_findings(path: str, data: bytes) -> list[Finding]:
    """Every finding about a template whose bytes are at hand."""
    return _faults(Place(path), data)


def blocking_faults(path: str, data: bytes, fault: Exception) -> list[Finding]:
    """The findings for which a template cannot be used; `fault` is what stopped its compiling."""
    found = [finding for finding in _faults(Place(path), data) if finding.blocking]
    return found or [_unexplained(Place(path), fault, data)]


def _faults(place: Place, data: bytes) -> list[Finding]:
    try:
        package = open_template_package(data)
        with refuse_too_deep():
            findings = [
                *_tag_faults(place, package),
                *_tags_not_filled(place, package),
                *_package_faults(place, package),
            ]
    except Unusable as fault:
        return [Finding(place, fault.code, message_of(fault))]
    except etree.XMLSyntaxError as fault:
        return [_unexplained(place, fault)]
    if any(finding.blocking for finding in findings):
        return findings
    return [*findings, *_compiling_faults(place, data)]


def _filled_parts(package: TemplatePackage) -> list[str]:
    """The parts that are filled and whose text stands in paragraphs."""
    return list(dict.fromkeys((package.main, *package.headers_and_footers, *package.notes)))


def _tag_faults(place: Place, package: TemplatePackage) -> Iterator[Finding]:
    for name in _filled_parts(package):
        root = root_of(package.parts[name])
        part = part_of(place.file, name, root)
        for check in CHECKS:
            yield from check(part)
        if next(root.iter(*(W + revision for revision in _REVISIONS)), None) is not None:
            message = tell("it holds tracked changes nobody accepted")
            yield Finding(
                Place(place.file, PartSpot(name)), "tracked-changes", message, Severity.WARNING
            )
    for other in other_parts(package):
        yield from _other_faults(place, other)


def _other_faults(place: Place, other: OtherPart) -> Iterator[Finding]:
    """The faults of tags outside of Word's own text, where no tag can have a prefix."""
    found = [
        TaggedParagraph(
            PartSpot(other.name, text="".join(piece.text for piece in text)),
            text[0].element,
            tuple((piece.text, piece.element) for piece in text),
        )
        for text in other.texts
        if text
    ]
    part = TemplatePart(
        place.file, other.name, found, [tag for text in found for tag in tags(text)]
    )
    for check in CHECKS:
        if check is not prefixes_have_a_place:
            yield from check(part)
    for tag in part.tags:
        if tag.prefix:
            message = tell(
                "{tag} stands in no paragraph it could take the place of; "
                "write it without {prefix}",
                tag=tag.text,
                prefix=tag.prefix,
            )
            yield part.finding(tag, "prefix-outside-table", message)


def _tags_not_filled(place: Place, package: TemplatePackage) -> Iterator[Finding]:
    """Tags in parts nobody fills: files inside the document, building blocks, settings."""
    for part, tag in find_unfilled(package):
        yield Finding(place, "not-filled", describe_unfilled(part, tag))


def _package_faults(place: Place, package: TemplatePackage) -> Iterator[Finding]:
    if fonts := [name for name in package.parts if name.lower().endswith((".odttf", ".ttf"))]:
        message = tell(
            "it carries {n} embedded fonts, and so does every document made from it",
            n=len(fonts),
        )
        yield Finding(place, "embedded-fonts", message, Severity.WARNING)


def _compiling_faults(place: Place, data: bytes) -> Iterator[Finding]:
    """What only compiling shows: a fault no check found, and what makes filling slower."""
    try:
        made = compile_template(data)
    except (Unusable, TemplateError, UnicodeDecodeError, etree.XMLSyntaxError) as fault:
        yield _unexplained(place, fault, data)
        return
    for reason in made.reasons:
        yield Finding(place, "slower", reason, Severity.NOTE)


def _unexplained(place: Place, fault: Exception, data: bytes = b"") -> Finding:
    """A finding for a fault of which only the library's own words are known."""
    if isinstance(fault, Unusable):
        return Finding(place, fault.code, message_of(fault))
    if isinstance(fault, TemplateSyntaxError):
        said = syntax_words(fault.message)
        where = _where(data)
        return Finding(Place(place.file, where) if where else place, "tag-syntax", said)
    return Finding(place, "template-broken", tell("it cannot be used: {fault}", fault=fault))


def _where(data: bytes) -> PartSpot | None:
    """Where the first tag stands that Jinja cannot compile."""
    for source in sources(open_template_package(data), locate=True) if data else ():
        try:
            environment().compile(source.text)
        except TemplateSyntaxError as fault:
            return spot_at(source, fault.lineno)
    return None
