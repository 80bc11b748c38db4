"""What a document gains while it is filled: parts, relationships and types, beside the template's.

python-docx is given a copy of the template it can read. Of what it holds in the end only what
is new is taken: whatever python-docx does not know, or would not keep, stays as it was.
"""

import re
from collections.abc import Collection, Mapping
from itertools import chain, count
from posixpath import dirname, relpath, splitext
from typing import Any

from lxml import etree

from docfill.opc import (
    RELATIONSHIPS,
    TYPES,
    Relationship,
    owner_of,
    relationships_in,
    relationships_part,
)
from docfill.template.archive.package import (
    OFFICE,
    STRICT_OFFICE,
    TemplatePackage,
    parse,
)
from docfill.template.archive.zipping import Prefix, extend_prefix, finish_zip, order, pack

_NO_RELATIONS = f'<Relationships xmlns="{RELATIONSHIPS[1:-1]}"/>'.encode()
_RELATION = f"{RELATIONSHIPS}Relationship"
_UNKNOWN = "application/octet-stream"
# Their text is printed from what was compiled.
_PRINTED = ("document.main+xml", "header+xml", "footer+xml")
_OLD = "http://schemas.openxmlformats.org/"
_ISO = "http://purl.oclc.org/ooxml/"
_STRICT = {
    f"{_OLD}{room}/2006/{name}": f"{_ISO}{room}/{name}"
    for room, name in (
        ("drawingml", "main"),
        ("drawingml", "picture"),
        ("drawingml", "wordprocessingDrawing"),
        ("officeDocument", "relationships"),
    )
}
_TRANSITIONAL = re.compile(rf'((?:xmlns:\w+|uri)=")({"|".join(_STRICT)})"')

Parts = dict[Any, bytes]


def readable(package: TemplatePackage) -> bytes:
    """A copy python-docx can open: no relationship is Strict, and one to nowhere is external.

    Ids stay, so that no new relationship takes one.
    """
    contents = dict(package.parts)
    for name in contents:
        if name.endswith(".rels"):
            contents[name] = _readable_relations(package, name)
    missing = [n for n in contents if n != TYPES and not package.types.get(n)]
    contents[TYPES] = with_types(contents[TYPES], [(name, _UNKNOWN) for name in missing])
    return pack_members(contents)


def _readable_relations(package: TemplatePackage, name: str) -> bytes:
    root = parse(package.parts[name])
    part = owner_of(name)
    found = zip(root.iter("{*}Relationship"), package.relationships(part), strict=True)
    for element, relation in found:
        element.set("Type", relation.type.replace(STRICT_OFFICE, OFFICE))
        if relation.target not in package.parts:
            element.set("TargetMode", "External")
    return etree.tostring(root)


def strictly(xml: str) -> str:
    """Markup of python-docx, its namespaces as ISO 29500 Strict names them."""
    return _TRANSITIONAL.sub(lambda found: found[1] + _STRICT[found[2]] + '"', xml)


def pack_members(contents: Mapping[str, bytes]) -> bytes:
    """These members as a zip whose bytes depend on them alone."""
    members = [pack(name, contents[name]) for name in sorted(contents, key=order)]
    return finish_zip(extend_prefix(Prefix(), members))


def snapshot(document: Any) -> Parts:
    """What every part of python-docx's document holds."""
    return {part: part.blob for part in document.part.package.iter_parts()}


def add_parts(
    package: TemplatePackage, document: Any, before: Parts, printed: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The members of the template, with what was printed and what the document gained since."""
    contents = {**package.parts, **printed}
    parts = list(document.part.package.iter_parts())
    names = {part: _name(part) for part in parts if part in before}
    new = [part for part in parts if part not in before]
    for part in new:
        names[part] = _free(_name(part), contents)
        contents[names[part]] = part.blob
    for part, old in before.items():
        if part.blob != old and not part.content_type.endswith(_PRINTED):
            contents[names[part]] = _joined(printed.get(names[part]), old, part.blob)
    contents[TYPES] = with_types(
        contents[TYPES], [(names[part], part.content_type) for part in new]
    )
    for part in parts:
        _relate(contents, part, names, strict=package.is_strict)
    return contents


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _free(name: str, contents: Mapping[str, bytes]) -> str:
    """The name, or with the first number behind it that no member has."""
    stem, ending = splitext(name)
    taken = {other.casefold() for other in contents}
    tried = chain((name,), (f"{stem}_{n}{ending}" for n in count(1)))
    return next(one for one in tried if one.casefold() not in taken)


def _joined(printed: bytes | None, old: bytes, new: bytes) -> bytes:
    """A part as it is now; of one that was printed, what was printed and what has come since."""
    if printed is None:
        return new
    root = parse(printed)
    root.extend(list(parse(new))[len(parse(old)) :])
    return _written(root)


def with_types(types: bytes, stated: list[tuple[str, str]]) -> bytes:
    """The content types with these of more parts."""
    if not stated:
        return types
    root = parse(types)
    space = etree.QName(root).namespace
    for name, kind in stated:
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{name}", ContentType=kind)
    return _written(root)


def _relate(
    contents: dict[str, bytes], part: Any, names: Mapping[Any, str], *, strict: bool
) -> None:
    """Write down the relationships of a part that its file does not state yet."""
    folder, file = dirname(names[part]), relationships_part(names[part])
    root = parse(contents.get(file, _NO_RELATIONS))
    known = {element.get("Id") for element in root}
    new = [relation for relation in part.rels.values() if relation.rId not in known]
    for relation in new:
        kind = relation.reltype.replace(OFFICE, STRICT_OFFICE) if strict else relation.reltype
        element = etree.SubElement(root, _RELATION, Id=relation.rId, Type=kind)
        if relation.is_external:
            element.set("Target", relation.target_ref)
            element.set("TargetMode", "External")
        else:
            element.set("Target", relpath("/" + names[relation.target_part], "/" + folder))
    if new:
        contents[file] = _written(root)


def drop_unused(contents: Mapping[str, bytes], changed: Collection[str]) -> dict[str, bytes]:
    """The members without the pictures that the changed parts, and all others, show no more."""
    kept = dict(contents)
    lost: set[str] = set()
    for part in changed:
        root = parse(kept[relationships_part(part)])
        related = zip(root.iter("{*}Relationship"), _related(kept, part), strict=True)
        for element, relation in list(related):
            named = f'"{element.get("Id")}"'.encode()
            if relation.kind == "image" and named not in kept[part]:
                root.remove(element)
                lost.add(relation.target)
        kept[relationships_part(part)] = _written(root)
    owners = [owner_of(name) for name in kept if name.endswith(".rels")]
    used = {relation.target for owner in owners for relation in _related(kept, owner)}
    for name in lost - used:
        kept.pop(name, None)
    types = parse(kept[TYPES])
    for override in list(types.iter("{*}Override")):
        if override.get("PartName", "").lstrip("/") in lost - used:
            types.remove(override)
    return {**kept, TYPES: _written(types)}


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _related(contents: Mapping[str, bytes], part: str) -> tuple[Relationship, ...]:
    """What a part points to, in the order of its file."""
    wiring = contents.get(relationships_part(part))
    return () if wiring is None else relationships_in(parse(wiring), part)
