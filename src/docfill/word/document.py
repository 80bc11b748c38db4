"""A .docx opened and read into blocks, kept for the next question about the same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from docfill.base import Message, read_regular, tell, why
from docfill.opc import OF_A_REPORT
from docfill.word.blocks import Block
from docfill.word.package import NotADocument, Package, W, open_package
from docfill.word.reader import Memory, PartReader
from docfill.word.styles import Styles, styles_of

_NOTES = ("footnotes", "endnotes")
_MOST_STYLES = 16

_memories: dict[Styles, Memory] = {}


@dataclass(frozen=True)
class Document:
    """The blocks of a .docx by part, and what in them Word would not take."""

    package: Package
    blocks: Mapping[str, tuple[Block, ...]]
    faults: tuple[Message, ...]

    @property
    def body(self) -> tuple[Block, ...]:
        """The main text; headers and footers hang on the ends of its sections."""
        return self.blocks["document"]


def read_document(data: bytes | Path) -> Document:
    """The document in a file; raises NotADocument."""
    if isinstance(data, bytes):
        return _read(data)
    try:
        return _read(read_regular(data, OF_A_REPORT.most_bytes))
    except OSError as trouble:
        raise NotADocument(tell("the file cannot be read: {why}", why=why(trouble))) from None


@lru_cache(maxsize=8)
def _read(data: bytes) -> Document:
    package = open_package(data)
    main = package.document
    links = package.links(main)
    styles = styles_of(package)

    being_read: set[str] = set()

    def part_of(link: str) -> tuple[Block, ...]:
        target = links[link].target if link in links else ""
        # A header that names itself, as only a damaged file does, is not read within itself.
        if target not in package.parts or target in being_read:
            return ()
        being_read.add(target)
        blocks = reader.blocks(package.tree(target))
        being_read.remove(target)
        return blocks

    reader = PartReader(styles, part_of, _memory(styles))
    body = package.tree(main).find(f"{W}body")
    if body is None:
        raise NotADocument(tell("the main document has no body"))
    blocks = {"document": reader.blocks(body)}
    for kind in _NOTES:
        part = package.target(main, kind)
        if part in package.parts:
            notes = (reader.blocks(note) for note in package.tree(part))
            blocks[kind] = tuple(block for note in notes for block in note)
    return Document(package, blocks, tuple(dict.fromkeys(reader.faults)))


def _memory(styles: Styles) -> Memory:
    """What was read before in documents with the same styles."""
    if styles not in _memories and len(_memories) >= _MOST_STYLES:
        _memories.clear()
    return _memories.setdefault(styles, Memory())
