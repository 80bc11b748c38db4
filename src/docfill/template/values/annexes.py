"""Documents inside documents: docxtpl's sub-document, with its notes and in any part.

docxcompose numbers notes by how many there are and leaves their links behind; docxtpl relates
what a sub-document needs to the body even where it is printed into a header.
"""

import re
from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from docxtpl.subdoc import Subdoc, SubdocComposer
from lxml import etree

from docfill.base import tell

_RELATION = re.compile(r'(\sr:\w+=")([^"]+)(")')
_FOOTNOTE = "footnoteReference"
_LEFT_BEHIND = (("endnoteReference", "endnotes"), ("commentReference", "comments"))


class UnfitAnnex(ValueError):
    """A document that cannot be put into another without losing something."""


class _Composer(SubdocComposer):  # type: ignore[misc]  # docxtpl has no types
    def add_footnotes(self, doc: Any, element: Any) -> None:
        """Add the notes an element refers to, each with an id of its own and with its links."""
        references = element.findall(f".//{qn('w:footnoteReference')}")
        if not references:
            return
        theirs = doc.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        ours = self.footnote_part()
        notes, source = parse_xml(ours.blob), parse_xml(theirs.blob)
        free = 1 + max((int(note.get(qn("w:id"), "0")) for note in notes), default=0)
        found = {note.get(qn("w:id")): note for note in source}
        for number, reference in enumerate(references, free):
            note = deepcopy(found[reference.get(qn("w:id"))])
            for mark in (note, reference):
                mark.set(qn("w:id"), str(number))
            self.add_referenced_parts(theirs, ours, note)
            notes.append(note)
        ours._blob = etree.tostring(notes, xml_declaration=True, encoding="UTF-8", standalone=True)


class Annex(Subdoc):  # type: ignore[misc]  # docxtpl has no types
    """A document that stands in place of a paragraph, in whatever part it is printed."""

    def __init__(self, package: DocxTemplate, path: str):
        from docx import Document

        self.tpl = package
        self.docx = package.get_docx()
        self.subdocx = Document(path)
        for reference, name in _LEFT_BEHIND:
            if self._holds(reference):
                raise UnfitAnnex(tell("its {name} would be lost", name=name))
        if package.current_rendering_part is not self.docx.part and self._holds(_FOOTNOTE):
            raise UnfitAnnex(tell("its footnotes can stand in the body alone"))
        before = set(self.docx.part.rels)
        _Composer(self.docx).attach_parts(self.subdocx)
        self._added = set(self.docx.part.rels) - before
        for image in self.docx.part.package.image_parts:
            # docxcompose leaves an image without a size there, which the same picture would take.
            image._image = None

    def _holds(self, tag: str) -> bool:
        """Whether the document has such an element in its text."""
        return next(self.subdocx.element.body.iter(qn(f"w:{tag}")), None) is not None

    def _get_xml(self) -> str:
        """The blocks, each with the namespaces it uses: the outer document may lack some."""
        root, body = self.subdocx.element, self.subdocx.element.body
        required = {prefix for said in body.xpath(".//@Requires") for prefix in said.split()}
        etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(required))
        return "".join(
            etree.tostring(block, encoding="unicode", with_tail=False)
            for block in body
            if block.tag != qn("w:sectPr")
        )

    def __html__(self) -> str:
        part, main = self.tpl.current_rendering_part, self.docx.part
        xml = self._get_xml()
        if part is main:
            return xml
        moved = _RELATION.sub(lambda found: _moved(found, main, part), xml)
        for name in self._added.intersection(found[2] for found in _RELATION.finditer(xml)):
            del main.rels[name]
        return moved


def _moved(found: re.Match[str], main: Any, part: Any) -> str:
    """An attribute naming a relationship of the body, as it is named in another part."""
    relation = main.rels.get(found[2])
    if relation is None:
        return found.group()
    target = relation.target_ref if relation.is_external else relation.target_part
    return found[1] + str(part.relate_to(target, relation.reltype, relation.is_external)) + found[3]
