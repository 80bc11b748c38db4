"""A new kit: form.yaml and a template with placeholders, both to be corrected by people."""

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from docfill.base import (
    FORM_FILE,
    TEMPLATE_FILE,
    Faulty,
    Finding,
    Place,
    display_path,
    message_of,
    tell,
    write_whole,
)
from docfill.build.new_kit.editing import new_paragraph, write, write_cell, write_loop
from docfill.build.new_kit.naming import Names, Speller, pinyin
from docfill.build.new_kit.outline import Outline, Part, outline_of, words_of
from docfill.build.new_kit.tables import ProposedTable, propose_table
from docfill.build.new_kit.writing import form_text
from docfill.word import NotADocument, Table, W, attribute, grid_cells, read_document, whole

_YEAR = re.compile(r"^.{0,16}?[0-9０-９xX×*〇○零一二三四五六七八九_＿]{2,8}年度?")
_NUMBER = re.compile(r"^（[一二三四五六七八九十]{1,3}）")


@dataclass
class ProposedSection:
    """A section of the form; `parts` are key, caption and whether its heading is numbered."""

    key: str
    heading: str
    table: str = ""
    parts: list[tuple[str, str, bool]] = field(default_factory=list)
    is_optional: bool = False


@dataclass
class Proposal:
    """A form as far as it can be read off a document, and its template."""

    title: str = "{name}{year}年"
    sections: list[ProposedSection] = field(default_factory=list)
    tables: list[ProposedTable] = field(default_factory=list)


def propose_kit(official: Path, kit: Path) -> None:
    """Write a new kit for an official .docx; Faulty where it is there or nothing can be read."""
    if kit.exists():
        says = tell("there is a kit of this name already; it is left as it is")
        raise Faulty([Finding(Place(display_path(kit)), "already-there", says)])
    try:
        document = read_document(official)
        # What was read is kept for the next reader, so a copy is written into.
        root = deepcopy(document.package.tree(document.package.document))
    except NotADocument as trouble:
        place = Place(display_path(official))
        raise Faulty([Finding(place, "template-broken", message_of(trouble))]) from trouble
    body = root.find(f"{W}body")
    assert body is not None  # `read_document` found it.
    blocks = [block for block in document.body if isinstance(block, Table)]
    cells = dict(zip(body.findall(f"{W}tbl"), blocks, strict=False))
    proposal = _Proposing(body, cells, pinyin()).proposal()
    parts = document.package.parts | {document.package.document: _serialised(root)}
    kit.mkdir(parents=True)
    write_whole(kit / TEMPLATE_FILE, _zipped(parts))
    write_whole(kit / FORM_FILE, form_text(proposal).encode())


class _Proposing:
    """Reads a document and writes its placeholders on the way."""

    def __init__(
        self, body: etree._Element, tables: dict[etree._Element, Table], speller: Speller | None
    ):
        self._body = body
        self._tables = tables
        self._speller = speller
        self._names = Names(speller)
        self._tables_named = Names(speller)
        self._proposal = Proposal()

    def proposal(self) -> Proposal:
        outline = outline_of(self._body)
        for part in outline.parts:
            self._part(part)
        self._once(outline)
        return self._proposal

    def _once(self, outline: Outline) -> None:
        """Title, agency and date, which every report has."""
        if outline.title is None:
            new_paragraph(self._body, "{{ title }}", at=0)
        else:
            self._proposal.title += _YEAR.sub("", words_of(outline.title)).replace("{", "")
            write(outline.title, "{{ title }}")
        for found, name in ((outline.agency, "{{ agency }}"), (outline.date, "{{ signed }}")):
            if found is None:
                new_paragraph(self._body, name)
            else:
                write(found, name)

    def _part(self, part: Part) -> None:
        heading = part.text
        for element in part.tables:
            table = self._table(element, heading)
            if table is not None:
                key = self._names.name(heading, "section")
                self._proposal.sections.append(ProposedSection(key, heading, table.key))
                heading = ""
        if part.tables or (part.heading is None and not part.pieces[0].paragraphs):
            return
        self._prose(part)

    def _table(self, element: etree._Element, heading: str) -> ProposedTable | None:
        """The table with placeholders in its blanks; None where it has none, or is in frames."""
        block = self._tables.get(element)
        cells = dict(_elements(element, block)) if block else {}
        if block is None or not cells:
            return None
        key = self._tables_named.name(heading, "table")
        table = propose_table(key, grid_cells(block), self._speller)
        if table is None:
            return None
        for row in table.rows:
            for column, spot in row.cells.items():
                name = ".".join(filter(None, (key, row.key, column)))
                write_cell(cells[spot.top, spot.left], f"{{{{ {name} }}}}")
        self._proposal.tables.append(table)
        return table

    def _prose(self, part: Part) -> None:
        """A section of prose, its paragraphs loops; one piece is the section itself."""
        heading = part.heading if part.heading is not None else self._body[0]
        key = self._names.name(part.text, "section" if part.text else "introduction")
        section = ProposedSection(key, part.text, is_optional=part.heading is None)
        self._proposal.sections.append(section)
        lead, *others = part.pieces
        if not others:
            write_loop(lead.paragraphs, heading, key)
            return
        names = Names(self._speller)
        if lead.paragraphs:
            name = names.name("", "lead")
            section.parts.append((name, str(tell("summary")), False))
            write_loop(lead.paragraphs, heading, f"{key}.{name}")
        for piece in others:
            caption = _NUMBER.sub("", piece.text)
            name = names.name(caption, "part")
            section.parts.append((name, caption, True))
            assert piece.heading is not None  # All but the first have one.
            write(piece.heading, f"{{{{ headings.{key}.{name} }}}}")
            write_loop(piece.paragraphs, piece.heading, f"{key}.{name}")


def _elements(
    element: etree._Element, table: Table
) -> Iterator[tuple[tuple[int, int], etree._Element]]:
    """The element of each cell by its row and column in the grid.

    Nothing where rows or cells stand in content controls, so that they are not the table's own.
    """
    rows = element.findall(f"{W}tr")
    if [len(line.findall(f"{W}tc")) for line in rows] != [len(row.cells) for row in table.rows]:
        return
    for top, (row, line) in enumerate(zip(table.rows, rows, strict=True)):
        left = whole(attribute(row.props, "gridBefore", "val"))
        for cell, own in zip(row.cells, line.findall(f"{W}tc"), strict=True):
            yield (top, left), own
            left += cell.span


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return made.getvalue()
