"""Opening a .docx without trusting it: limits on its size, no entities, no macros, no surprises."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from typing import Any

from lxml import etree

from docfill.base import Message, tell
from docfill.template.regular import TYPES, key, regular
from docfill.template.zipping import DEFLATED, STORED, Member

MOST_MEMBERS = 2_000
MOST_BYTES = 200_000_000
# A drawing of lines deflates a thousandfold; only what is parsed grows once more in memory.
MOST_RATIO = 200
SMALL = 1_000_000
_PARSED = (".xml", ".rels")
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NOTES = tuple(f"{_WORD}{kind}+xml" for kind in ("footnotes", "endnotes", "comments"))
_MAIN_TYPE = _WORD + "document.main+xml"
# By type, relationship and the one name Word gives: a picture may be called macro.png.
_MACRO_TYPES = ("macroenabled", "vbaproject", "vbadata")
_VBA = ("/vbaProject", "/wordVbaData")
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


@dataclass(frozen=True, slots=True)
class PartRelationship:
    """How one part points to another: its kind and the member name it points to."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class TemplatePackage:
    """A .docx taken apart: members as stored, their content, types and relationships."""

    members: tuple[Member, ...]
    contents: Mapping[str, bytes]
    types: Mapping[str, str]
    main: str
    core: str | None

    def relationships(self, part: str) -> tuple[PartRelationship, ...]:
        """What a part of the package points to, in the order of the file."""
        return relationships_of(self.contents, part)

    @property
    def is_strict(self) -> bool:
        """Whether it keeps to ISO 29500 Strict, whose names are other than those of old."""
        return any(r.kind.startswith(STRICT_OFFICE) for r in self.relationships(""))

    @property
    def headers_and_footers(self) -> list[str]:
        """The parts the document names as headers, then those it names as footers."""
        found = self.relationships(self.main)
        return [
            there.target
            for kind in ("header", "footer")
            for there in found
            if there.kind in (OFFICE + kind, STRICT_OFFICE + kind) and not there.external
        ]

    @property
    def notes(self) -> list[str]:
        """The parts that hold footnotes, endnotes and comments."""
        return [name for name in self.contents if self.types.get(name) in _NOTES]


def parse(xml: bytes) -> etree._Element:
    """The root of an XML document; no entity is resolved, nothing is fetched, blanks go.

    Raises `lxml.etree.XMLSyntaxError`, and `Unusable` for a document type declaration.
    """
    # The settings python-docx reads with, so that we see what docxtpl sees.
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(xml, parser)
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise Unusable("unsafe", tell("it declares a document type, which no .docx needs"))
    return root


def open_template_package(data: bytes) -> TemplatePackage:
    """The package these bytes hold; raises `Unusable` when they hold none, or an unsafe one."""
    try:
        members, contents = regular(*_unpacked(data), parse)
        types = _content_types(contents)
        root = relationships_of(contents, "")
        main = next((r.target for r in root if r.kind.endswith("/officeDocument")), None)
        if main is None or main not in contents:
            raise Unusable("not-docx", tell("it is no Word document: it has no word/document.xml"))
        _refuse_macros(contents, types)
        if types.get(main) != _MAIN_TYPE:
            raise Unusable("not-docx", tell("it is no Word document: {type}", type=types.get(main)))
        _refuse_gaps(contents, main)
    except etree.XMLSyntaxError as fault:
        raise Unusable("not-docx", tell("its XML is broken: {fault}", fault=fault)) from fault
    core = next((r.target for r in root if r.kind == CORE and r.target in contents), None)
    return TemplatePackage(tuple(members), contents, types, main, core)


def _unpacked(data: bytes) -> tuple[list[Member], dict[str, bytes]]:
    """Every member with its compressed bytes, and its content; checked against the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_bombs(entries)
            contents = {entry.filename: archive.read(entry) for entry in entries}
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
        zlib.error,
    ) as fault:
        if isinstance(fault, Unusable):
            raise
        raise Unusable("not-docx", tell("it is no .docx file: {fault}", fault=fault)) from fault
    members = [
        Member(e.filename, e.compress_type, e.CRC, e.file_size, _stored(data, e)) for e in entries
    ]
    return members, contents


def _stored(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The compressed bytes of a member as they stand in the file."""
    name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
    start = entry.header_offset + 30 + name + extra
    return data[start : start + entry.compress_size]


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    """Raise for a file that is more, larger or denser than any template has reason to be."""
    if len(entries) > MOST_MEMBERS or sum(e.file_size for e in entries) > MOST_BYTES:
        raise Unusable("unsafe", tell("it unpacks to more than {n} bytes", n=f"{MOST_BYTES:,}"))
    seen: set[str] = set()  # part names ignore case
    for entry in entries:
        name = entry.filename
        is_dense = entry.file_size > max(SMALL, MOST_RATIO * entry.compress_size)
        if is_dense and name.lower().endswith(_PARSED):
            raise Unusable("unsafe", tell("{name} in it unpacks beyond reason", name=name))
        if entry.compress_type not in (STORED, DEFLATED) or entry.flag_bits & 0x41:
            raise Unusable("unsafe", tell("{name} in it is encrypted or packed oddly", name=name))
        if key(name) in seen or "\\" in name or name.startswith("/") or ".." in name.split("/"):
            raise Unusable("unsafe", tell("{name} in it is a doubled or unsafe name", name=name))
        seen.add(key(name))


def _refuse_macros(contents: Mapping[str, bytes], types: Mapping[str, str]) -> None:
    """Raise when the document carries programs."""
    related = [
        relation.target
        for name in contents
        if name.endswith(".rels")
        for relation in relationships_of(contents, owner_of(name))
        if relation.kind.endswith(_VBA)
    ]
    typed = [n for n, kind in types.items() if any(m in kind.lower() for m in _MACRO_TYPES)]
    named = [name for name in contents if basename(name).lower() == "vbaproject.bin"]
    for name in (*typed, *related, *named):
        raise Unusable(
            "macros", tell("it carries macros ({name}); save it as .docx without them", name=name)
        )


def _refuse_gaps(contents: Mapping[str, bytes], main: str) -> None:
    """Raise when the document names a part with text that is not there."""
    for relation in relationships_of(contents, main):
        is_here = relation.external or relation.target in contents
        if relation.kind in _TEXT_PARTS and not is_here:
            raise Unusable(
                "template-broken",
                tell(
                    "{part} names {target}, which is not in the file; open it in Word, see what "
                    "is missing and save it anew",
                    part=main,
                    target=relation.target,
                ),
            )


def _content_types(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The content type of every member, by name."""
    if TYPES not in contents:
        raise Unusable("not-docx", tell("it is no Word document: it has no [Content_Types].xml"))
    root = parse(contents[TYPES])
    ends = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root}
    named = {
        e.get("PartName", "").lstrip("/"): e.get("ContentType", "")
        for e in root.iter(_TYPES + "Override")
    }
    return {name: named.get(name) or ends.get(_ending(name), "") for name in contents}


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def relationships_of(contents: Mapping[str, bytes], part: str) -> tuple[PartRelationship, ...]:
    """What a part, or with no name the whole package, points to."""
    source = contents.get(rels_of(part))
    if source is None:
        return ()
    return tuple(
        PartRelationship(
            e.get("Type", ""),
            _target(part, e.get("Target", "")),
            e.get("TargetMode") == "External",
        )
        for e in parse(source).iter(_RELS + "Relationship")
    )


def rels_of(part: str) -> str:
    """The member that holds the relationships of a part."""
    folder, _, base = part.rpartition("/")
    return join(folder, "_rels", f"{base}.rels")


def owner_of(rels: str) -> str:
    """The part whose relationships this member holds."""
    folder, _, base = rels.rpartition("/")
    return join(dirname(folder), base.removesuffix(".rels"))


def _target(part: str, target: str) -> str:
    """The member name a relationship's target means, seen from its part."""
    if target.startswith("/"):
        return target.lstrip("/")
    return normpath(join(dirname(part), target))
