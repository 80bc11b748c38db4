"""Everything that can be said about a template, all at once: its tags, its parts, its package."""

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from lxml import etree

from docfill.base import Finding, Place, Severity, tell, why
from docfill.template.compiled import compiled
from docfill.template.controls import root_of
from docfill.template.grids import W
from docfill.template.package import Package, Unusable, opened, parse
from docfill.template.placeholders import spot_at
from docfill.template.sandbox import environment
from docfill.template.sources import PROPERTIES, sources
from docfill.template.syntax_words import syntax_words
from docfill.template.tag_location import Spot
from docfill.template.tagfaults import CHECKS, Part, part_of
from docfill.template.tags import Paragraph, tags

_REVISIONS = ("ins", "del", "moveFrom", "moveTo")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_DC = "{http://purl.org/dc/elements/1.1/}"


def template_faults(path: str | Path) -> list[Finding]:
    """Every finding about the template in a file, sorted as they stand in it."""
    place = Place(str(path))
    try:
        data = Path(path).read_bytes()
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
        package = opened(data)
        findings = [
            *_tag_faults(place, package),
            *_tags_not_filled(place, package),
            *_package_faults(place, package),
        ]
    except Unusable as fault:
        return [Finding(place, fault.code, str(fault))]
    except etree.XMLSyntaxError as fault:
        return [_unexplained(place, fault)]
    if any(finding.blocking for finding in findings):
        return findings
    return [*findings, *_compiling_faults(place, data)]


def _filled_parts(package: Package) -> list[str]:
    """The parts docxtpl fills whose text stands in paragraphs."""
    return list(dict.fromkeys((package.main, *package.headers_and_footers, *package.footnotes)))


def _tag_faults(place: Place, package: Package) -> Iterator[Finding]:
    for name in _filled_parts(package):
        root = root_of(package.contents[name])
        part = part_of(place.file, name, root)
        for check in CHECKS:
            yield from check(part)
        if next(root.iter(*(W + revision for revision in _REVISIONS)), None) is not None:
            message = tell("{part}: it holds tracked changes nobody accepted", part=name)
            yield Finding(place, "tracked-changes", message, Severity.WARNING)
    if package.core:
        yield from _property_faults(place, package.core, parse(package.contents[package.core]))


def _property_faults(place: Place, name: str, root: etree._Element) -> Iterator[Finding]:
    """The tags of document properties: those docxtpl fills are checked, others stay as text."""
    for element in root.iter("*"):
        text = element.text or ""
        paragraph = Paragraph(Spot(name, text=text), element, ((text, element),))
        part = Part(place.file, name, [paragraph], list(tags(paragraph)))
        if element.tag in [_DC + known for known in PROPERTIES]:
            for check in CHECKS:
                yield from check(part)
        elif part.tags:
            message = tell(
                "docxtpl does not fill the property {name}", name=etree.QName(element).localname
            )
            yield part.finding(paragraph, "not-filled", message, Severity.WARNING)


def _tags_not_filled(place: Place, package: Package) -> Iterator[Finding]:
    """Tags in parts docxtpl leaves alone: endnotes, comments, charts, custom properties."""
    known = {*_filled_parts(package), package.core}
    for name, content in package.contents.items():
        if name in known or not name.endswith(".xml"):
            continue
        text = _MARKUP.sub("", content.decode("utf-8", "replace"))
        for found in dict.fromkeys(_TAG.findall(text)):
            message = tell("{part}: docxtpl does not fill this part: {tag}", part=name, tag=found)
            yield Finding(place, "not-filled", message, Severity.WARNING)


def _package_faults(place: Place, package: Package) -> Iterator[Finding]:
    if fonts := [name for name in package.contents if name.lower().endswith((".odttf", ".ttf"))]:
        message = tell(
            "it carries {n} embedded fonts, and so does every document made from it",
            n=len(fonts),
        )
        yield Finding(place, "embedded-fonts", message, Severity.WARNING)


def _compiling_faults(place: Place, data: bytes) -> Iterator[Finding]:
    """What only compiling shows: a fault no check found, and what makes filling slower."""
    try:
        made = compiled(data)
    except (Unusable, TemplateError, UnicodeDecodeError, etree.XMLSyntaxError) as fault:
        yield _unexplained(place, fault, data)
        return
    for reason in made.reasons:
        yield Finding(place, "slower", reason, Severity.NOTE)


def _unexplained(place: Place, fault: Exception, data: bytes = b"") -> Finding:
    """A finding for a fault of which only the library's own words are known."""
    if isinstance(fault, Unusable):
        return Finding(place, fault.code, str(fault))
    if isinstance(fault, TemplateSyntaxError):
        said = syntax_words(fault.message)
        where = _where(data) or fault.name
        message = tell("{spot}: {fault}", spot=where, fault=said) if where else said
        return Finding(place, "tag-syntax", message)
    return Finding(place, "template-broken", tell("it cannot be used: {fault}", fault=fault))


def _where(data: bytes) -> Spot | None:
    """Where the first tag stands that Jinja cannot compile."""
    for source in sources(opened(data), locate=True) if data else ():
        try:
            environment().compile(source.text)
        except TemplateSyntaxError as fault:
            return spot_at(source, fault.lineno)
    return None
