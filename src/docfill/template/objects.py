"""Filling with values that bring files along: images and documents, through docxtpl's own objects.

Such values add parts and relationships to the package, which python-docx keeps for docxtpl.
The parts are still executed as compiled; only the package around them is python-docx's.
"""

import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docx.exceptions import PythonDocxError
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from docfill.errors import Faulty
from docfill.findings import Finding, Place
from docfill.template.values import Image, SubDocument
from docfill.template.zipping import Prefix, extended, finished, order, pack
from docfill.words import tell

if TYPE_CHECKING:
    from docfill.template.filling import Template


def filled_with_objects(template: "Template", values: Mapping[str, object]) -> bytes:
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
        try:
            xml = template.printed(record, program, bound, True)
        except (UnrecognizedImageError, OSError, AttributeError) as fault:
            raise Faulty([_unusable(template.path, record.name, fault)]) from fault
        if hasattr(part, "_element"):
            part._element = parse_xml(xml.encode())
        else:
            part._blob = xml.encode()
    saved = io.BytesIO()
    package.docx.save(saved)
    return _repacked(saved, template)


def _repacked(saved: io.BytesIO, template: "Template") -> bytes:
    """The package python-docx wrote, as a zip whose bytes depend on its content alone."""
    constant = _contents(io.BytesIO(finished(template.prefix)), template.constant)
    contents = _contents(saved) | constant
    members = [pack(name, contents[name]) for name in sorted(contents, key=order)]
    return finished(extended(Prefix(), members))


def _contents(file: io.BytesIO, names: Sequence[str] | None = None) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in names or archive.namelist()}


def _bound(value: Any, package: DocxTemplate) -> Any:
    """The values with docxtpl's objects in place of what names a file."""
    if isinstance(value, Mapping):
        return {key: _bound(inner, package) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_bound(inner, package) for inner in value]
    if isinstance(value, Image):
        sizes = (value.width_mm, value.height_mm)
        width, height = (None if mm is None else Mm(mm) for mm in sizes)
        return InlineImage(package, str(value.path), width=width, height=height)
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
        return package.new_subdoc(str(value.path))
    except ImportError as fault:
        message = tell("documents inside documents need docxcompose: pip install docxcompose")
        raise Faulty([Finding(place, "no-docxcompose", message)]) from fault
    except (PythonDocxError, OpcError, zipfile.BadZipFile, KeyError, OSError) as fault:
        message = tell("it cannot be put into a document: {fault}", fault=fault)
        raise Faulty([Finding(place, "bad-subdocument", message)]) from fault
    finally:
        random.setstate(state)


def _unusable(path: str, part: str, fault: Exception) -> Finding:
    if isinstance(fault, AttributeError):
        message = tell("{part}: an image cannot stand there; put it into the body", part=part)
    else:
        why = str(fault) or type(fault).__name__
        message = tell("{part}: an image cannot be read: {fault}", part=part, fault=why)
    return Finding(Place(path), "bad-image", message)
