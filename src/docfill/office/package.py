"""A .docx taken apart, or refused: what is no Word document, or has macros, goes no further."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from docfill.base import ConversionFailed, tell, why

_MOST_BYTES = 512 * 2**20
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True)
class Package:
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


def opened(docx: Path) -> Package:
    """The parts of this file; raises ConversionFailed when LibreOffice should not be given it."""
    try:
        with docx.open("rb") as file:
            return _package(file)
    except OSError as trouble:
        raise ConversionFailed(
            tell("{file} cannot be read: {why}", file=docx, why=why(trouble))
        ) from trouble
    except ConversionFailed as refusal:
        raise type(refusal)(f"{docx}: {refusal}") from refusal


def _package(file: IO[bytes]) -> Package:
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
                raise ConversionFailed(tell("unpacked it is larger than half a gigabyte"))
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as trouble:
        file.seek(0)
        if file.read(len(_OLE)) == _OLE:
            raise ConversionFailed(
                tell("it is a .doc of old, or locked with a password: save it as a plain .docx")
            ) from trouble
        raise ConversionFailed(tell("it is no Word document (.docx)")) from trouble
    kinds = _kinds(parts.get("[Content_Types].xml", b""))
    if any("macroEnabled" in kind for kind in kinds.values()) or any(
        posixpath.basename(name).lower() == "vbaproject.bin" for name in parts
    ):
        raise ConversionFailed(tell("it carries macros: save it as a .docx without them"))
    package = Package(parts, kinds)
    if not package.of_kind("document.main"):
        raise ConversionFailed(tell("it is no Word document (.docx)"))
    return package


def _kinds(content_types: bytes) -> dict[str, str]:
    """Part name to kind, for the parts that Word's content types name."""
    kinds = {}
    for override in re.findall(rb"<(?:\w+:)?Override\s[^>]*>", content_types):
        said = dict(re.findall(r"""(\w+)\s*=\s*["']([^"']*)["']""", override.decode("utf-8")))
        kind = said.get("ContentType", "")
        if "macroEnabled" in kind:
            kinds[said.get("PartName", "").lstrip("/")] = "macroEnabled"
        elif kind.startswith(_TYPE):
            name = said.get("PartName", "").lstrip("/")
            kinds[name] = kind.removeprefix(_TYPE).removesuffix("+xml")
    return kinds


def written(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts; stored, not compressed, as it is read once and thrown away."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()
