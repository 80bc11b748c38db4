"""Which font names a .docx asks for, as a whole and run by run."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol

from lxml import etree

from docfill.opc import parse_part
from docfill.word.blocks import Block, Cell, Paragraph, Props, Run, Table
from docfill.word.document import Document
from docfill.word.package import W


class Fonts(Protocol):
    """What is known of the fonts LibreOffice had; the office's `FontSet` is one."""

    def allowed_in_pdf(self, asked_names: Iterable[str]) -> frozenset[str]:
        """The names that fonts of a PDF may bear if these were asked for."""

    def uncovered(self, text: str, asked: str) -> set[str]:
        """The characters of a text that no font tried for this name has."""


_SLOTS = ("ascii", "hAnsi", "eastAsia")
_NAMES = re.compile(rb':(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"')


def fonts_asked(document: Document) -> frozenset[str]:
    """The names in every part of the text and in the styles."""
    package = document.package
    related = {link.target for link in package.links(package.document).values()}
    parts = (package.document, *sorted(related))
    names = (_names_in(package.parts[part]) for part in parts if part in package.parts)
    return frozenset().union(*names)


@lru_cache(maxsize=64)
def _names_in(xml: bytes) -> frozenset[str]:
    if b"rFonts" not in xml:
        return frozenset()
    return frozenset(name.decode() for name in _NAMES.findall(xml))


class Faces:
    """For each run of a document the fonts it may have in a PDF."""

    def __init__(self, document: Document, fonts: Fonts):
        part = document.package.target(document.package.document, "styles")
        self._styles = _asked_by_styles(document.package.parts.get(part, b""))
        self._body = document.body
        self._fonts = fonts
        self._known: dict[tuple[str, tuple[Props, ...]], frozenset[str]] = {}

    def of_run(self, paragraph: Paragraph, run: Run) -> frozenset[str]:
        """The fonts a run may have: those of the faces that it, or its style, asks for."""
        look = (paragraph.style, run.props)
        if look not in self._known:
            names = self._asked(*look).values()
            self._known[look] = self._fonts.allowed_in_pdf(frozenset(names))
        return self._known[look]

    def missing(self) -> Iterator[tuple[str, str]]:
        """Each character of the text that no font has, and the face asked for."""
        texts: dict[tuple[str, tuple[Props, ...]], set[str]] = {}
        for paragraph in _paragraphs(self._body):
            for run in paragraph.runs:
                texts.setdefault((paragraph.style, run.props), set()).update(run.text)
        by_face: dict[str, set[str]] = {}
        for look, characters in texts.items():
            face = self._asked(*look).get("eastAsia", "")
            by_face.setdefault(face, set()).update(characters)
        for face, characters in by_face.items():
            for character in sorted(self._fonts.uncovered("".join(characters), face)):
                yield character, face

    def _asked(self, style: str, props: tuple[Props, ...]) -> dict[str, str]:
        asked = dict(self._styles.get(style, self._styles.get("", {})))
        for name, attributes, _ in props:
            if name == "rFonts":
                asked.update((slot, face) for slot, face in attributes if slot in _SLOTS)
        return asked

    def of_cell(self, cell: Cell) -> frozenset[str]:
        """The fonts that characters of a cell may have."""
        runs = ((each, run) for each in _paragraphs(cell.blocks) for run in each.runs)
        return frozenset().union(*(self.of_run(paragraph, run) for paragraph, run in runs))


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.blocks)


@lru_cache(maxsize=16)
def _asked_by_styles(xml: bytes) -> dict[str, dict[str, str]]:
    """For each style by name the face asked for in each slot; under "" the document's default."""
    if not xml:
        return {}
    root = parse_part(xml)
    default = _slots(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts"))
    styles = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    asked = {"": default}
    for own in styles.values():
        chain: list[etree._Element] = []
        style: etree._Element | None = own
        while style is not None and style not in chain:
            chain.append(style)
            based = style.find(f"{W}basedOn")
            style = styles.get(based.get(f"{W}val", "")) if based is not None else None
        slots = dict(default)
        for each in reversed(chain):
            slots.update(_slots(each.find(f"{W}rPr/{W}rFonts")))
        name = chain[0].find(f"{W}name")
        asked[(name.get(f"{W}val", "") if name is not None else "").lower()] = slots
    return asked


def _slots(fonts: etree._Element | None) -> dict[str, str]:
    stated = {slot: fonts.get(f"{W}{slot}") for slot in _SLOTS} if fonts is not None else {}
    return {slot: face for slot, face in stated.items() if face}
