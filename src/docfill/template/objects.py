"""Filling with values that bring files along: images and documents, through docxtpl's own objects.

Such values add parts and relationships, which python-docx keeps for docxtpl; the parts are
executed as compiled, and the package is the template's with what was added (`additions`).
"""

import io
import random
import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from docx.exceptions import PythonDocxError
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.exceptions import OpcError
from docx.parts.story import StoryPart
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from lxml.etree import XMLSyntaxError

from docfill.base import Faulty, Finding, Place, as_written, tell
from docfill.template.archive.additions import (
    add_parts,
    drop_unused,
    pack_members,
    readable,
    snapshot,
    strictly,
)
from docfill.template.archive.package import TemplatePackage, open_template_package
from docfill.template.archive.zipping import finish_zip
from docfill.template.markup.unique_ids import number_bookmarks, number_drawings
from docfill.template.tags.context import BLOCK, TEXT
from docfill.template.values.links import Linked, relate_links
from docfill.template.values.named_pictures import replace_pictures, replacements_in
from docfill.template.values.opaque import opaque
from docfill.template.values.rich import BadImage, Image, Replacement, SubDocument

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

# What python-docx and docxcompose raise for a file that is no .docx, or an odd one.
_SUBDOCUMENT_FAULTS = (
    PythonDocxError,
    OpcError,
    zipfile.BadZipFile,
    XMLSyntaxError,
    OSError,
    LookupError,
    ValueError,
    AttributeError,
    NotImplementedError,
)


class _Picture(InlineImage):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl's image, which says what is wrong with it; it makes room for itself in a text."""

    def __html__(self) -> str:
        if not hasattr(self.tpl.current_rendering_part, "new_pic_inline"):
            raise BadImage(tell("an image cannot stand there"))
        try:
            xml = str(self._insert_image())
            return strictly(xml) if self.tpl.is_strict else xml
        except _IMAGE_FAULTS as fault:
            why = str(fault) or type(fault).__name__
            raise BadImage(
                tell("{path} cannot be read: {why}", path=self.image_descriptor, why=why)
            ) from fault


def fill_with_objects(
    template: "Template",
    values: Mapping[str, object],
    data: str = "",
    notes: list[Finding] | None = None,
) -> bytes:
    """The .docx these values make; raises `Faulty` naming a file that cannot be put in."""
    opened_package = open_template_package(template.data)
    package = _docxtpl_document(template, opened_package)
    before = snapshot(package.docx)
    bound = _bound(values, package)
    parts = {
        str(part.partname).lstrip("/"): part for part in package.docx.part.package.iter_parts()
    }
    printed: dict[str, str] = {}
    # The document first: docxtpl fills its parts in this order, and numbers images so.
    for record, program in template.programs:
        # Relationships are no part to python-docx, and nothing but text is printed into them.
        package.current_rendering_part = parts.get(record.name)
        printed[record.name] = template.printed(record, program, bound, True, data, notes)
    others = [xml for name, xml in opened_package.parts.items() if name not in printed]
    numbered = number_drawings(printed, others)
    ours = _constant(template) | {n: number_bookmarks(xml).encode() for n, xml in numbered.items()}
    stories = {name: part for name, part in parts.items() if isinstance(part, StoryPart)}
    shown = {name: ours.get(name, opened_package.parts[name]) for name in stories}
    with _images_read(data or template.path):
        changed = replace_pictures(
            shown, stories, list(replacements_in(values)), data or template.path
        )
    made = add_parts(opened_package, package.docx, before, ours | changed)
    return pack_members(drop_unused(made, changed) if changed else made)


@contextmanager
def _images_read(file: str) -> Iterator[None]:
    """Report a file that is no picture as a fault of the data."""
    try:
        yield
    except _IMAGE_FAULTS as fault:
        why = str(fault) or type(fault).__name__
        raise Faulty([Finding(Place(file), "bad-image", as_written(why))]) from fault


def _docxtpl_document(template: "Template", package: TemplatePackage) -> DocxTemplate:
    """docxtpl's document of the template; raises `Faulty` where python-docx cannot read it."""
    document = DocxTemplate(io.BytesIO(readable(package)))
    document.is_strict, document.annexes = package.is_strict, 0
    try:
        document.render_init()
    except (PythonDocxError, OpcError, KeyError, ValueError, XMLSyntaxError) as fault:
        says = tell("no picture or document can be put into it: {fault}", fault=fault)
        raise Faulty([Finding(Place(template.path), "template-broken", says)]) from fault
    return document


def _constant(template: "Template") -> dict[str, bytes]:
    """The parts without values that compiling has changed."""
    with zipfile.ZipFile(io.BytesIO(finish_zip(template.prefix))) as archive:
        return {name: archive.read(name) for name in template.constant}


def _bound(value: Any, package: DocxTemplate) -> Any:
    """The values with what prints docxtpl's objects in place of what names a file."""
    if isinstance(value, Mapping):
        return {key: _bound(inner, package) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_bound(inner, package) for inner in value]
    if isinstance(value, Image):
        sizes = (value.width_mm, value.height_mm)
        width, height = (None if mm is None else Mm(mm) for mm in sizes)
        picture = _Picture(package, str(value.path), width=width, height=height)
        return opaque(picture.__html__, TEXT)
    if isinstance(value, SubDocument):
        # Put in anew wherever it is printed, so that its notes and lists are its own.
        return opaque(partial(_annexed, value, package), BLOCK)
    if isinstance(value, Linked):
        return opaque(partial(relate_links, value, package), value.stands_as)
    if isinstance(value, Replacement):
        return opaque(partial(_without_tag, value), TEXT)
    return value


def _without_tag(value: Replacement) -> str:
    raise BadImage(
        tell("it takes the place of the picture {title}, without a tag", title=value.title)
    )


def _annexed(value: SubDocument, package: DocxTemplate) -> str:
    """The markup of docxtpl's own sub-document, what it needs being added to the package.

    Raises `Faulty` without docxcompose or without a .docx.
    """
    place = Place(str(value.path))
    if package.is_strict:
        message = tell(
            "it cannot be put into a template that is Strict Open XML; save the template as a "
            "plain Word document (.docx)"
        )
        raise Faulty([Finding(place, "bad-subdocument", message)])
    # docxcompose numbers restarted lists at random, and the same data must give the same bytes.
    state = random.getstate()
    random.seed(package.annexes)
    package.annexes += 1
    try:
        from docfill.template.values.annexes import Annex

        return Annex(package, str(value.path)).__html__()
    except ImportError as fault:
        message = tell("documents inside documents need docxcompose: pip install docxcompose")
        raise Faulty([Finding(place, "no-docxcompose", message)]) from fault
    except _SUBDOCUMENT_FAULTS as fault:
        message = tell("it cannot be put into a document: {fault}", fault=fault)
        raise Faulty([Finding(place, "bad-subdocument", message)]) from fault
    finally:
        random.setstate(state)
