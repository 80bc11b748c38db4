"""Opening a .docx without trusting it: limits on its size, no entities, no macros, no surprises."""

import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from docfill.base import Message, message_of, tell
from docfill.opc import (
    OF_A_TEMPLATE,
    TYPES,
    NotAZip,
    NotXml,
    OddZip,
    OpcPackage,
    TooLarge,
    read_xml,
    unpack_zip,
)
from docfill.template.archive.regular import regular
from docfill.template.archive.zipping import Member

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NOTES = tuple(f"{_WORD}{kind}+xml" for kind in ("footnotes", "endnotes", "comments"))
_MAIN_TYPE = _WORD + "document.main+xml"
_TEXT_PARTS = tuple(
    space + kind
    for space in (OFFICE, STRICT_OFFICE)
    for kind in ("header", "footer", "footnotes", "endnotes", "comments")
)


class Unusable(ValueError):
    """A file that cannot be taken as a .docx template; the code and the message say why."""

    def __init__(self, code: str, message: Message):
        super().__init__(message)
        self.code = code


@contextmanager
def refuse_too_deep() -> Iterator[None]:
    """Raise `Unusable` where tags are nested deeper than Jinja or Python can follow."""
    try:
        yield
    except etree.XMLSyntaxError:
        raise  # a SyntaxError too, but of the file
    except (RecursionError, SyntaxError, MemoryError) as fault:
        message = tell(
            "the tags of the template are nested too deeply ({fault}); write it in simpler steps",
            fault=fault,
        )
        raise Unusable("template-runaway", message) from fault


@dataclass(frozen=True)
class TemplatePackage(OpcPackage):
    """A .docx taken apart: members as stored, their content, and which are the main ones."""

    members: tuple[Member, ...]
    parts: Mapping[str, bytes]
    main: str = ""
    core: str | None = None

    def tree(self, part: str) -> etree._Element:
        """The root of a part as docxtpl sees it; raises as `parse`."""
        return parse(self.parts[part])

    @cached_property
    def types(self) -> Mapping[str, str]:
        """The content type of every part; "" where none is stated."""
        return {name: self.content_types.of(name) for name in self.parts}

    @property
    def is_strict(self) -> bool:
        """Whether it keeps to ISO 29500 Strict, whose names are other than those of old."""
        return any(r.type.startswith(STRICT_OFFICE) for r in self.relationships(""))

    @property
    def headers_and_footers(self) -> list[str]:
        """The parts the document names as headers, then those it names as footers."""
        found = self.relationships(self.main)
        return [
            there.target
            for kind in ("header", "footer")
            for there in found
            if there.type in (OFFICE + kind, STRICT_OFFICE + kind) and not there.is_external
        ]

    @property
    def notes(self) -> list[str]:
        """The parts that hold footnotes, endnotes and comments."""
        return [name for name in self.parts if self.types.get(name) in _NOTES]


def parse(xml: bytes) -> etree._Element:
    """The root of an XML document; no entity is resolved, nothing is fetched, blanks go.

    Raises `lxml.etree.XMLSyntaxError`, and `Unusable` for a document type declaration.
    """
    # The settings python-docx reads with, so that we see what docxtpl sees.
    try:
        return read_xml(xml, without_blanks=True)
    except NotXml as trouble:
        raise Unusable("unsafe", message_of(trouble)) from trouble


def open_template_package(data: bytes) -> TemplatePackage:
    """The package these bytes hold; raises `Unusable` when they hold none, or an unsafe one."""
    try:
        members, parts = regular(*_unpacked(data), parse)
        if TYPES not in parts:
            says = tell("it is no Word document: it has no [Content_Types].xml")
            raise Unusable("not-docx", says)
        package = TemplatePackage(tuple(members), parts)
        root = package.relationships("")
        main = next((r.target for r in root if r.type.endswith("/officeDocument")), None)
        if main is None or main not in parts:
            raise Unusable("not-docx", tell("it is no Word document: it has no word/document.xml"))
        _refuse_macros(package)
        if package.types[main] != _MAIN_TYPE:
            says = tell("it is no Word document: {type}", type=package.types[main])
            raise Unusable("not-docx", says)
        _refuse_gaps(package, main)
    except etree.XMLSyntaxError as fault:
        raise Unusable("not-docx", tell("its XML is broken: {fault}", fault=fault)) from fault
    core = next((r.target for r in root if r.type == CORE and r.target in parts), None)
    return replace(package, main=main, core=core)


def _unpacked(data: bytes) -> tuple[list[Member], dict[str, bytes]]:
    """Every member with its compressed bytes, and its content; checked against the limits."""
    try:
        read = unpack_zip(data, OF_A_TEMPLATE)
    except (TooLarge, OddZip) as fault:
        raise Unusable("unsafe", message_of(fault)) from fault
    except NotAZip as fault:
        raise Unusable("not-docx", tell("it is no .docx file: {fault}", fault=fault)) from fault
    members = [
        Member(e.filename, e.compress_type, e.CRC, e.file_size, _stored(data, e))
        for e in read.entries
    ]
    return members, read.parts


def _stored(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The compressed bytes of a member as they stand in the file."""
    name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
    start = entry.header_offset + 30 + name + extra
    return data[start : start + entry.compress_size]


def _refuse_macros(package: TemplatePackage) -> None:
    """Raise when the document carries programs."""
    for name in package.programs():
        raise Unusable(
            "macros", tell("it carries macros ({name}); save it as .docx without them", name=name)
        )


def _refuse_gaps(package: TemplatePackage, main: str) -> None:
    """Raise when the document names a part with text that is not there."""
    for relation in package.relationships(main):
        is_here = relation.is_external or relation.target in package.parts
        if relation.type in _TEXT_PARTS and not is_here:
            raise Unusable(
                "template-broken",
                tell(
                    "{part} names {target}, which is not in the file; open it in Word, see what "
                    "is missing and save it anew",
                    part=main,
                    target=relation.target,
                ),
            )
