"""Tags that stand where nothing fills them, by the part they are in: none is printed unnoticed."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from docfill.base import Message, tell
from docfill.template.archive.package import TemplatePackage, Unusable, parse
from docfill.template.compiling.other_parts import MAYBE, TAG, PartText, other_parts

_MARKUP = re.compile(r"<[^>]*>")
_PACKED = (".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm")
MOST_BYTES = 50_000_000


def refuse_unfilled(package: TemplatePackage) -> None:
    """Raise `Unusable` for a tag that would stay in the document."""
    for part, tag in find_unfilled(package):
        raise Unusable("not-filled", describe_unfilled(part, tag))


def describe_unfilled(part: str, tag: str) -> Message:
    """What there is to say of a tag in a part that is not filled."""
    if part.endswith(_PACKED):
        return tell(
            "{part}: it is a file inside the document, in which nothing is filled: {tag}; "
            "write there what is to stand there",
            part=part,
            tag=tag,
        )
    return tell("{part}: nothing is filled there: {tag}; move it into the text", part=part, tag=tag)


def find_unfilled(package: TemplatePackage) -> Iterator[tuple[str, str]]:
    """Every part that holds tags nobody fills, with each of these tags once."""
    filled = {package.main, *package.headers_and_footers, *package.notes}
    others = {part.name: part for part in other_parts(package)}
    for name, content in package.parts.items():
        if name in filled:
            continue
        if name.endswith(_PACKED):
            found = _in_package(content)
        elif not name.endswith((".xml", ".rels", ".vml")) or not MAYBE.search(content):
            continue
        elif name in others:
            own = {piece for text in others[name].texts for piece in text}
            found = _in_texts(others[name].root, own)
        else:
            found = _in_part(content)
        yield from ((name, tag) for tag in dict.fromkeys(found))


def _in_part(content: bytes) -> list[str]:
    """The tags in texts, wherever they are torn, and those in attributes."""
    text = content.decode("utf-8", "replace")
    return TAG.findall(_MARKUP.sub("", text)) + _in_texts(
        parse(content), set(), attributes_only=True
    )


def _in_texts(
    root: etree._Element, known: set[PartText], *, attributes_only: bool = False
) -> list[str]:
    """The tags of a tree outside of the pieces that are known."""
    found = []
    for element in root.iter("*"):
        pieces = [PartText(element, str(key)) for key, _ in element.items()]
        pieces += [] if attributes_only else [PartText(element)]
        texts = [piece.text for piece in pieces if piece not in known]
        texts += [] if attributes_only else [element.tail or ""]
        found += [tag for text in texts for tag in TAG.findall(text)]
    return found


def _in_package(content: bytes) -> list[str]:
    """The tags in a workbook, document or presentation; none when it cannot be looked into."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [entry for entry in archive.infolist() if entry.filename.endswith(".xml")]
            if sum(entry.file_size for entry in parts) > MOST_BYTES:
                return []
            read = [archive.read(entry) for entry in parts]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return []
    return [
        tag
        for xml in read
        if MAYBE.search(xml)
        for tag in TAG.findall(_MARKUP.sub("", xml.decode("utf-8", "replace")))
    ]
