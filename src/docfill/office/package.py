"""A .docx taken apart, or refused: what is no Word document, or has macros, goes no further."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO

from lxml import etree

from docfill.base import ConversionFailed, in_a_row, message_of, tell, why
from docfill.opc import (
    TYPES,
    ContentTypes,
    NotAZip,
    NotXml,
    OpcPackage,
    TooLarge,
    parse_part,
    types_in,
    unpack_zip,
)

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True)
class RenderPackage(OpcPackage):
    """The parts of a Word document by name, and the kind of those that Word defines."""

    parts: Mapping[str, bytes]

    @cached_property
    def content_types(self) -> ContentTypes:
        return _types(self.parts.get(TYPES, b""))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Part name to kind, for the parts that Word's content types name."""
        types = {name: self.content_types.of(name) for name in self.parts}
        return {
            name: kind.removeprefix(_TYPE).removesuffix("+xml")
            for name, kind in types.items()
            if kind.startswith(_TYPE)
        }

    def of_kind(self, *kinds: str) -> list[str]:
        """The names of the parts of these kinds, such as `styles` or `header`, in file order."""
        return [name for name in self.parts if self.kinds.get(name) in kinds]

    @property
    def main(self) -> str:
        """The name of the main part."""
        return self.of_kind("document.main")[0]


def open_for_render(docx: Path) -> RenderPackage:
    """The parts of this file; raises ConversionFailed when LibreOffice should not be given it."""
    try:
        with docx.open("rb") as file:
            return _package(file)
    except OSError as trouble:
        raise ConversionFailed(
            tell("{file} cannot be read: {why}", file=docx, why=why(trouble))
        ) from trouble
    except ConversionFailed as refusal:
        raise type(refusal)(in_a_row(": ", (str(docx), message_of(refusal)))) from refusal


def _package(file: IO[bytes]) -> RenderPackage:
    try:
        parts = unpack_zip(file).parts
    except TooLarge as trouble:
        raise ConversionFailed(message_of(trouble)) from trouble
    except NotAZip as trouble:
        file.seek(0)
        if file.read(len(_OLE)) == _OLE:
            raise ConversionFailed(
                tell("it is a .doc of old, or locked with a password: save it as a plain .docx")
            ) from trouble
        raise ConversionFailed(tell("it is no Word document (.docx)")) from trouble
    package = RenderPackage(parts)
    try:
        has_programs = any(package.programs())
    except NotXml as trouble:
        raise ConversionFailed(tell("it is no Word document (.docx)")) from trouble
    if has_programs:
        raise ConversionFailed(tell("it carries macros: save it as a .docx without them"))
    if not package.of_kind("document.main"):
        raise ConversionFailed(tell("it is no Word document (.docx)"))
    return package


@lru_cache(maxsize=16)
def _types(content_types: bytes) -> ContentTypes:
    return types_in(parse_part(content_types))


def parse_or_refuse(name: str, content: bytes) -> etree._Element:
    """The root element of a part; raises ConversionFailed where it cannot be read."""
    try:
        return parse_part(content)
    except NotXml as trouble:
        raise ConversionFailed(
            tell("{part} cannot be read: {why}", part=name, why=trouble)
        ) from trouble


def serialise(root: etree._Element) -> bytes:
    """The bytes of a part that was changed."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def write_stored(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts; stored, not compressed, as it is read once and thrown away."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()
