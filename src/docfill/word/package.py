"""Opens a .docx as the zip of XML parts it is, without any Word library."""

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from docfill.base import tell, why
from docfill.opc import (
    NotAZip,
    NotXml,
    OpcPackage,
    Relationship,
    TooLarge,
    parse_part,
    relationships_in,
    relationships_part,
    unpack_zip,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def tags(names: str) -> frozenset[str]:
    """Names of WordprocessingML elements, written with spaces between, as lxml knows them."""
    return frozenset(f"{W}{name}" for name in names.split())


class NotADocument(ValueError):
    """The bytes are no .docx that can be read; the message says why."""


@dataclass
class Package(OpcPackage):
    """The parts of a .docx by name, parsed when asked for."""

    parts: dict[str, bytes]
    repeated: tuple[str, ...] = ()
    _trees: dict[str, etree._Element] = field(default_factory=dict)
    _links: dict[str, dict[str, Relationship]] = field(default_factory=dict)

    def tree(self, part: str) -> etree._Element:
        """The root element of a part; raises NotADocument where it is missing or broken."""
        if part not in self._trees:
            if part not in self.parts:
                raise NotADocument(tell("the part {part} is missing", part=part))
            try:
                self._trees[part] = parse_part(self.parts[part])
            except NotXml as trouble:
                says = tell("{part} cannot be read: {why}", part=part, why=trouble)
                raise NotADocument(says) from None
        return self._trees[part]

    def sound_tree(self, part: str) -> etree._Element | None:
        """The root element of a part, or None where it is missing or broken.

        For what is compared besides the text: `check_soundness` reports the parts that are broken.
        """
        try:
            return self.tree(part)
        except NotADocument:
            return None

    def links(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part ("" for the package) by id; targets are part names.

        There are none where they cannot be read.
        """
        if part not in self._links:
            sound = self.sound_tree(relationships_part(part))
            links = () if sound is None else relationships_in(sound, part)
            self._links[part] = {link.id: link for link in links}
        return self._links[part]

    def target(self, part: str, kind: str) -> str:
        """The first part of a kind that another part relates to, or ""."""
        links = self.links(part).values()
        return next((link.target for link in links if link.kind == kind), "")

    @property
    def document(self) -> str:
        """The name of the main part; raises NotADocument where there is none."""
        main = self.target("", "officeDocument")
        if not main:
            raise NotADocument(tell("no main document is named in _rels/.rels"))
        return main


def open_package(data: bytes | Path) -> Package:
    """Every part of a .docx read and its checksum tried; raises NotADocument."""
    try:
        read = unpack_zip(data)
    except OSError as trouble:
        raise NotADocument(tell("the file cannot be read: {why}", why=why(trouble))) from None
    except TooLarge as trouble:
        raise NotADocument(tell("it is too large for a report: {why}", why=trouble)) from None
    except NotAZip:
        says = tell("it is not a .docx file, or it is damaged or locked with a password")
        raise NotADocument(says) from None
    return Package(read.parts, read.repeated)
