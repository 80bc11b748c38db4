"""A package spelled as every program reads it: names that differ in case or percent-encoding agree.

Part names ignore case and may be percent-encoded (ECMA-376, part 2), but most programs compare
them letter by letter. A template's main part becomes one of a document, which Word asks for.
"""

import re
from collections.abc import Callable, Mapping
from posixpath import join, normpath, relpath
from urllib.parse import unquote

from lxml import etree

from docfill.opc import TYPES, key
from docfill.template.archive.zipping import Member, pack

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TEMPLATE, _DOCUMENT = _WORD + "template.main+xml", _WORD + "document.main+xml"
_RELS = re.compile(r"(?:(.*)/)?_rels/([^/]*)\.rels", re.IGNORECASE)
_NOT_PLAIN = re.compile(r"[\s%]")

Parse = Callable[[bytes], etree._Element]


def regular(
    members: list[Member], contents: Mapping[str, bytes], parse: Parse
) -> tuple[list[Member], dict[str, bytes]]:
    """The package with one spelling for every part; a member that needs no change stays as it is.

    Raises `lxml.etree.XMLSyntaxError` for relationships or content types that are no XML.
    """
    names = _spellings(contents)
    known = {key(name): spelled for name, spelled in names.items()}
    made: dict[str, bytes] = {}
    regular_members: list[Member] = []
    for member in members:
        name = names[member.name]
        content = _content(name, contents[member.name], known, parse)
        changed = content is not contents[member.name]
        regular_members.append(pack(name, content) if changed else member._replace(name=name))
        made[name] = content
    return regular_members, made


def _spellings(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The spelling of each member: its own, unless it needs encoding or belongs to another."""
    plain = {name: _NOT_PLAIN.sub("_", unquote(name)) for name in contents}
    taken = {key(name): spelled for name, spelled in plain.items()}
    for name in contents:
        if key(name) == key(TYPES):
            plain[name] = TYPES
        elif found := _RELS.fullmatch(plain[name]):
            part = join(found[1] or "", found[2])
            folder, _, base = taken.get(key(part), part).rpartition("/")
            plain[name] = join(folder, "_rels", f"{base}.rels")
    return plain


def _content(name: str, content: bytes, known: Mapping[str, str], parse: Parse) -> bytes:
    """What a member holds; relationships and content types name parts as they are spelled."""
    if name == TYPES:
        root = parse(content)
        changed = [
            _spell_type(element, known) for element in root.iter("{*}Override", "{*}Default")
        ]
    elif found := _RELS.fullmatch(name):
        root = parse(content)
        related = root.iter("{*}Relationship")
        changed = [_spell_target(element, found[1] or "", known) for element in related]
    else:
        return content
    if not any(changed):
        return content
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _spell_type(stated: etree._Element, known: Mapping[str, str]) -> bool:
    """Whether a stated content type was changed, in its part name or in itself."""
    before = etree.tostring(stated)
    if spelled := known.get(key(stated.get("PartName", ""))):
        stated.set("PartName", "/" + spelled)
    if stated.get("ContentType") == _TEMPLATE:
        stated.set("ContentType", _DOCUMENT)
    return etree.tostring(stated) != before


def _spell_target(relationship: etree._Element, folder: str, known: Mapping[str, str]) -> bool:
    """Whether a relationship was changed to name its target as it is spelled."""
    target = relationship.get("Target", "")
    meant = normpath(join("/" + folder, target)).lstrip("/")
    spelled = known.get(key(meant))
    if relationship.get("TargetMode") == "External" or spelled in (None, meant):
        return False
    relationship.set("Target", relpath("/" + str(spelled), "/" + folder))
    return True
