"""Filling with values that bring files along: images and documents, through docxtpl's own objects.

Such values add parts and relationships to the package, which python-docx keeps for docxtpl.
The parts are still executed as compiled; only the package around them is python-docx's.
"""

import io
import random
import struct
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docx.exceptions import PythonDocxError
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from docfill.base import Faulty, Finding, Place, tell
from docfill.template.tag_context import BLOCK, TEXT
from docfill.template.values import BadImage, Image, SubDocument
from docfill.template.zipping import Prefix, extended, finished, order, pack

if TYPE_CHECKING:
    from docfill.template.filling import Template

# What python-docx raises for a file that is no picture, or half of one.
_IMAGE_FAULTS = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    OSError,
    KeyError,
    struct.error,
    ZeroDivisionError,
)


class _Picture(InlineImage):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl's image, which says what is wrong with it; it makes room for itself in a text."""

    stands_as = TEXT

    def __html__(self) -> str:
        if not hasattr(self.tpl.current_rendering_part, "new_pic_inline"):
            raise BadImage(tell("an image cannot stand in a footnote"))
        try:
            return str(self._insert_image())
        except _IMAGE_FAULTS as fault:
            why = str(fault) or type(fault).__name__
            raise BadImage(
                tell("{path} cannot be read: {why}", path=self.image_descriptor, why=why)
            ) from fault


def filled_with_objects(
    template: "Template",
    values: Mapping[str, object],
    data: str = "",
    notes: list[Finding] | None = None,
) -> bytes:
    """The .docx these values make; raises `Faulty` naming a file that cannot be put in."""
    package = DocxTemplate(io.BytesIO(template.data))
    package.render_init()
    bound = _bound(values, package)
    # The document first: docxtpl fills its parts in this order, and numbers images so.
    parts = {
        str(part.partname).lstrip("/"): part for part in package.docx.part.package.iter_parts()
    }
    for record, program in template.programs:
        part = parts[record.name]
        package.current_rendering_part = part
        xml = template.printed(record, program, bound, True, data, notes)
        if hasattr(part, "_element"):
            part._element = parse_xml(xml.encode())
        else:
            part._blob = xml.encode()
    saved = io.BytesIO()
    package.docx.save(saved)
    return _repacked(saved, template)


def _repacked(saved: io.BytesIO, template: "Template") -> bytes:
    """The package python-docx wrote, as a zip whose bytes depend on its content alone."""
    # What python-docx wrote holds the pictures, their relationships and types; of the template
    # only those parts are wanted which compiling has changed.
    ours = _contents(io.BytesIO(finished(template.prefix)))
    contents = _contents(saved) | {name: ours[name] for name in template.constant}
    members = [pack(name, contents[name]) for name in sorted(contents, key=order)]
    return finished(extended(Prefix(), members))


def _contents(file: io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _bound(value: Any, package: DocxTemplate) -> Any:
    """The values with docxtpl's objects in place of what names a file."""
    if isinstance(value, Mapping):
        return {key: _bound(inner, package) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_bound(inner, package) for inner in value]
    if isinstance(value, Image):
        sizes = (value.width_mm, value.height_mm)
        width, height = (None if mm is None else Mm(mm) for mm in sizes)
        return _Picture(package, str(value.path), width=width, height=height)
    if isinstance(value, SubDocument):
        return _subdocument(value, package)
    return value


def _subdocument(value: SubDocument, package: DocxTemplate) -> object:
    """docxtpl's own sub-document; raises `Faulty` without docxcompose or without a .docx."""
    place = Place(str(value.path))
    # docxcompose numbers restarted lists at random, and the same data must give the same bytes.
    state = random.getstate()
    random.seed(0)
    try:
        made = package.new_subdoc(str(value.path))
        made.stands_as = BLOCK
        return made
    except ImportError as fault:
        message = tell("documents inside documents need docxcompose: pip install docxcompose")
        raise Faulty([Finding(place, "no-docxcompose", message)]) from fault
    except (PythonDocxError, OpcError, zipfile.BadZipFile, KeyError, OSError) as fault:
        message = tell("it cannot be put into a document: {fault}", fault=fault)
        raise Faulty([Finding(place, "bad-subdocument", message)]) from fault
    finally:
        random.setstate(state)
