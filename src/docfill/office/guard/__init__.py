"""The guard before LibreOffice: what reads, runs or leads out of a document does not reach it.

Parts are judged by what they hold, not by their names, types or relationships, and XML is parsed
and never searched, so that no unusual spelling passes. What remains is text, checked pictures
(`pictures`), and links that a reader clicks (`links`); fields that read are printed as they last
stood (`fields`), embedded objects by their pictures. A picture that may not pass is refused by
its name, as leaving it out would change what the report says.
"""

import posixpath
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from docfill.base import ConversionFailed, Message, tell
from docfill.office.guard.drawings import holds_drawing
from docfill.office.guard.fields import settle_fields
from docfill.office.guard.links import Link, cut_outside_links, links_of, users_of
from docfill.office.guard.pictures import fault_of_picture
from docfill.office.package import parse_or_refuse, serialise

_MOST_KNOWN = 256
_SMALL = 1_000_000
# What brings in documents of its own, of any format.
_BRINGS_IN = ("{*}altChunk", "{*}subDoc")
# Objects and controls (their pictures stay), and settings that name files or databases.
_TAKEN_OUT = (
    *("{*}OLEObject", "{*}objectEmbed", "{*}objectLink", "{*}control"),
    *("{*}attachedTemplate", "{*}mailMerge", "{*}saveThroughXslt", "{*}frameset"),
)
# Beside an SVG stands its raster twin, which older programs show.
_WITH_TWIN = frozenset(("svgBlip", "imgLayer"))
_PICTURES = frozenset(("blip", "imagedata", "fill", "stroke", "background"))
_WITH_PATHS = ("{*}imagedata", "{*}fill", "{*}stroke", "{*}background")
_PATHS = frozenset(("src", "href", "althref"))


def guard_parts(
    parts: Mapping[str, bytes], main: str, text: etree._Element, report: str = ""
) -> dict[str, bytes]:
    """The parts that LibreOffice may have; raises ConversionFailed for what cannot be left out.

    `text` is the root of the part `main`, the only one that is another in each document; it is
    changed in place and not among the parts. `report` is the name that FILENAME prints.
    """
    _mend(main, text, report)
    safe: dict[str, bytes] = {}
    gone: dict[str, Message] = {}
    wiring = [name for name in parts if name.lower().endswith(".rels")]
    for name, content in parts.items():
        if name == main or name in wiring:
            continue
        if fault := _fault(name, content):
            gone[name] = fault
        else:
            safe[name] = _mended(name, content, report) if fault is None else content
    for name in wiring:
        source = _source_of(name)
        links = links_of(source, name, parts[name])
        lost = [link for link in links if link.part in gone]
        root = text if source == main else None
        if source in safe and (lost or any(link.is_hyperlink for link in links)):
            is_sound = _fault(source, safe[source]) is None
            root = parse_or_refuse(source, safe[source]) if is_sound else None
        if root is not None and lost:
            _leave_out(root, lost, gone)
            safe.update({source: serialise(root)} if source in safe else {})
        safe[name] = cut_outside_links(source, name, parts[name], root, gone)
    return {name: safe[name] for name in parts if name in safe}


def _fault(name: str, content: bytes) -> Message | None:
    """What keeps a part from LibreOffice, "" for a sound picture, None for text."""
    return None if name.lower().endswith(".xml") else fault_of_picture(content)


def _leave_out(root: etree._Element, lost: list[Link], gone: Mapping[str, Message]) -> None:
    """Take from a part what shows the parts that are gone, where something stands in for it."""
    for link in lost:
        for user in users_of(root, link.id):
            name = etree.QName(user).localname
            if name in _PICTURES or (link.kind.endswith("/image") and name not in _WITH_TWIN):
                raise ConversionFailed(
                    tell(
                        "the picture {part} is not handed to LibreOffice: {why}; save it as PNG "
                        "and put it into the document anew",
                        part=link.part,
                        why=gone[link.part],
                    )
                )
            _remove(user)


def _mended(name: str, content: bytes, report: str) -> bytes:
    """An XML part without what reads or leads out; the same bytes where there was nothing.

    Small parts are remembered: they are mostly those of the template.
    """
    work = _remembered if len(content) < _SMALL else _remembered.__wrapped__
    return work(name, content, report)


@lru_cache(maxsize=_MOST_KNOWN)
def _remembered(name: str, content: bytes, report: str) -> bytes:
    root = parse_or_refuse(name, content)
    return serialise(root) if _mend(name, root, report) else content


def _mend(name: str, root: etree._Element, report: str) -> bool:
    """Take out of a part what reads or leads out, and say whether there was any."""
    if holds_drawing(root):
        raise ConversionFailed(tell("{part} hides an SVG drawing", part=name))
    if (foreign := next(root.iter(*_BRINGS_IN), None)) is not None:
        raise ConversionFailed(
            tell(
                "{part} brings in another document ({element}); paste its text instead",
                part=name,
                element=etree.QName(foreign).localname,
            )
        )
    changed = settle_fields(root, report)
    for element in list(root.iter(*_TAKEN_OUT)):
        _remove(element)
        changed = True
    for element, attribute in list(_paths(root)):
        del element.attrib[attribute]
        changed = True
    return changed


def _paths(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Attributes of old drawings that name a file instead of a relationship."""
    for element in root.iter(*_WITH_PATHS):
        for attribute in element.attrib:
            if etree.QName(attribute).localname in _PATHS:
                yield element, str(attribute)


def _source_of(name: str) -> str:
    """The part whose relationships stand in this one; "" for the package's."""
    folder, base = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), base[: -len(".rels")])


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
