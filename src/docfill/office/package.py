"""A .docx taken apart, or refused: what is no Word document, or has macros, goes no further."""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO

from docfill.base import ConversionFailed, in_a_row, message_of, tell, why
from docfill.opc import NotAZip, NotXml, TooLarge, parse_part, unpack_zip

_CONTENT_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True)
class RenderPackage:
    """The parts of a Word document by name, and the kind of those that Word defines."""

    parts: Mapping[str, bytes]
    kinds: Mapping[str, str]

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
    kinds = _kinds(parts)
    if any("macroenabled" in kind.lower() for kind in kinds.values()) or any(
        posixpath.basename(name).lower() == "vbaproject.bin" for name in parts
    ):
        raise ConversionFailed(tell("it carries macros: save it as a .docx without them"))
    package = RenderPackage(parts, kinds)
    if not package.of_kind("document.main"):
        raise ConversionFailed(tell("it is no Word document (.docx)"))
    return package


def _kinds(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Part name to kind, for the parts that Word's content types name, and for macros."""
    types = _types(parts.get(_CONTENT_TYPES, b""))
    kinds = {}
    for name in parts:
        ending = name.rpartition(".")[2].lower()
        kind = types.get(f"/{name.lower()}") or types.get(ending, "")
        if kind.startswith(_TYPE):
            kinds[name] = kind.removeprefix(_TYPE).removesuffix("+xml")
        elif "macroenabled" in kind.lower():
            kinds[name] = kind
    return kinds


@lru_cache(maxsize=16)
def _types(content_types: bytes) -> dict[str, str]:
    """Content types by part name, which begins with "/", and by ending; both in small letters."""
    try:
        root = parse_part(content_types)
    except NotXml as trouble:
        raise ConversionFailed(tell("it is no Word document (.docx)")) from trouble
    return {
        str(item.get("PartName") or item.get("Extension", "")).lower(): item.get("ContentType", "")
        for item in root
        if isinstance(item.tag, str)
    }


def write_stored(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts; stored, not compressed, as it is read once and thrown away."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()
