"""What the parts of a package are, and how they relate to one another (ECMA-376, part 2)."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from docfill.opc.xml import parse_part

# Elements are found in any namespace, as programs do that are less strict than Word.
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TYPES = "[Content_Types].xml"
# By type, relationship and the one name Office gives: a picture may be called macro.png.
_TYPES_OF_PROGRAMS = ("macroenabled", "vbaproject", "vbadata")
_KINDS_OF_PROGRAMS = ("vbaProject", "wordVbaData")
_NAME_OF_PROGRAMS = "vbaproject.bin"


class Relationship(NamedTuple):
    """A link from one part to another, or to something outside; `type` is written as an address."""

    id: str
    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        """What it is, such as `header`, in whichever namespace."""
        return self.type.rpartition("/")[2]


@dataclass(frozen=True)
class ContentTypes:
    """The types that a package states of its parts: of some by name, of the others by ending."""

    named: Mapping[str, str]
    endings: Mapping[str, str]

    def of(self, part: str) -> str:
        """The type of a part, or ""; neither names nor endings heed case."""
        ending = part.rpartition(".")[2].lower()
        return self.named.get(part.lower()) or self.endings.get(ending, "")


class OpcPackage:
    """The parts of a package by name; each format has its own kind of it.

    What a kind may hold at all, its own door decides.
    """

    parts: Mapping[str, bytes]

    def tree(self, part: str) -> etree._Element:
        """The root element of a part; raises KeyError and NotXml, each kind what its users know."""
        return parse_part(self.parts[part])

    @cached_property
    def content_types(self) -> ContentTypes:
        """What the parts are; raises as `tree` does."""
        return types_in(self.tree(TYPES))

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """What a part, or with "" the package, points to, as its file has it; raises as `tree`."""
        wiring = relationships_part(part)
        return relationships_in(self.tree(wiring), part) if wiring in self.parts else ()

    def programs(self) -> Iterator[str]:
        """The names of the parts that are, or hold, programs."""
        types = self.content_types
        for name in self.parts:
            is_typed = any(word in types.of(name).lower() for word in _TYPES_OF_PROGRAMS)
            if is_typed or posixpath.basename(name).lower() == _NAME_OF_PROGRAMS:
                yield name
            if name.endswith(".rels"):
                related = self.relationships(owner_of(name))
                yield from (r.target for r in related if r.kind in _KINDS_OF_PROGRAMS)


def types_in(root: etree._Element) -> ContentTypes:
    """What `[Content_Types].xml` states."""
    return ContentTypes(
        {
            each.get("PartName", "").lstrip("/").lower(): each.get("ContentType", "")
            for each in root.iter("{*}Override")
        },
        {
            each.get("Extension", "").lower(): each.get("ContentType", "")
            for each in root.iter("{*}Default")
        },
    )


def relationships_in(root: etree._Element, part: str) -> tuple[Relationship, ...]:
    """What a file of relationships states for a part; targets inside are names of parts."""
    return tuple(_relationship(each, part) for each in root.iter("{*}Relationship"))


def relationships_part(part: str) -> str:
    """The name of the part that holds another part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def owner_of(relationships: str) -> str:
    """The name of the part whose relationships this part holds."""
    folder, name = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relationship(stated: etree._Element, part: str) -> Relationship:
    target = stated.get("Target", "")
    is_external = stated.get("TargetMode") == "External"
    if not is_external:
        joined = posixpath.join("/", posixpath.dirname(part), target)
        target = posixpath.normpath(joined).lstrip("/")
    return Relationship(stated.get("Id", ""), stated.get("Type", ""), target, is_external)
