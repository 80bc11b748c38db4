"""Checks that a .docx is whole in itself, so that Word opens it without repairing anything."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from docfill.base import Message, tell
from docfill.opc import CONTENT_TYPES, TYPES, relationships_part
from docfill.verify.report import Comparison, shorten_text
from docfill.word import Package, R, W, find_misplaced

_DRAWING_ID = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_WITH_IDS = tuple(f"{W}{name}" for name in ("bookmarkStart", "footnote", "endnote", "comment"))
_NAMESPACES = {"w": W[1:-1], "r": R[1:-1]}
_STRAY_TEXT = etree.XPath("//w:*[not(self::w:t)]/text()[normalize-space()]", namespaces=_NAMESPACES)
_MAY_HOLD_TEXT = tuple(f"{W}{name}" for name in ("delText", "instrText", "delInstrText"))
_LINK = etree.XPath("//@r:id | //@r:embed | //@r:link", namespaces=_NAMESPACES)
# Parts whose content type ends like the kind of relationship that leads to them.
_TYPED = frozenset(
    ("styles", "settings", "fontTable", "numbering", "header", "footer", "footnotes")
)
_IS_XML = (".xml", ".rels")


def check_soundness(report: Comparison, package: Package, template: Package) -> None:
    """Report broken XML, lost relationships, content types, double ids and misplaced elements.

    Parts that are the template's own, byte by byte, are not looked into again.
    """
    for name in package.repeated:
        report.find("docx-package", tell("the part {part} is in the file twice", part=name))
    changed = [name for name, data in package.parts.items() if template.parts.get(name) != data]
    xml = [name for name in changed if name.endswith(_IS_XML)]
    others = [name for name in package.parts if name.endswith(_IS_XML) and name not in changed]
    # The template's own are read once for all reports; broken there, they are broken here.
    broken = [name for name in xml if not _reads(package, name)]
    broken += [name for name in others if not _reads(template, name)]
    for name in broken:
        report.find("docx-package", tell("the part {part} is not XML", part=name))
    if broken:
        return
    if package.parts.keys() != template.parts.keys() or any(map(_is_wiring, changed)):
        for check in (_content_types, _relationships):
            for says in check(package):
                report.find("docx-package", says)
    for name in xml:
        if not _is_wiring(name):
            for says in _faults_of_part(package, name):
                report.find("docx-structure", tell("{part}: {says}", part=name, says=says))


def _is_wiring(name: str) -> bool:
    return name.endswith(".rels") or name == TYPES


def _reads(package: Package, name: str) -> bool:
    return package.sound_tree(name) is not None


def _content_types(package: Package) -> Iterator[Message]:
    if TYPES not in package.parts:
        yield tell("the part {part} is missing", part=TYPES)
        return
    types = package.tree(TYPES)
    defaults = {item.get("Extension", "").lower() for item in types.iter(f"{CONTENT_TYPES}Default")}
    listed = [
        (item.get("PartName", "").lstrip("/"), item.get("ContentType", ""))
        for item in types.iter(f"{CONTENT_TYPES}Override")
    ]
    overrides = dict(listed)
    for name, count in Counter(name for name, _ in listed).items():
        if name not in package.parts:
            yield tell("a content type is stated for {part}, which is not there", part=name)
        if count > 1:
            yield tell("the content type of {part} is stated twice", part=name)
    for name in package.parts:
        ending = name.rpartition(".")[2].lower()
        if name != TYPES and name not in overrides and ending not in defaults:
            yield tell("no content type is stated for {part}", part=name)
    for link in package.links(package.document).values():
        stated = overrides.get(link.target, "")
        if link.kind in _TYPED and not stated.endswith(f".{link.kind}+xml"):
            yield tell(
                "the content type of {part} is not that of a {kind}",
                part=link.target,
                kind=link.kind,
            )


def _relationships(package: Package) -> Iterator[Message]:
    for name in ("", *package.parts):
        wiring = relationships_part(name)
        if name.endswith(".rels") or wiring not in package.parts:
            continue
        links = package.links(name)
        for link in links.values():
            if not link.is_external and link.target.partition("#")[0] not in package.parts:
                yield tell(
                    "{part} relates to {target}, which is missing",
                    part=name or "/",
                    target=link.target,
                )
        if len(package.tree(wiring)) != len(links):
            yield tell("a relationship of {part} has an id that another has", part=name or "/")


def _faults_of_part(package: Package, name: str) -> Iterator[Message]:
    root = package.tree(name)
    links = package.links(name)
    for used in sorted({str(value) for value in _LINK(root)} - links.keys()):  # type: ignore[union-attr]
        yield tell("it uses the relationship {id}, which it has not", id=used)
    ids = Counter((item.tag, item.get(f"{W}id", "")) for item in root.iter(*_WITH_IDS))
    ids.update((item.tag, item.get("id", "")) for item in root.iter(_DRAWING_ID))
    for (kind, value), count in ids.items():
        if count > 1:
            yield tell("two {kind} have the id {id}", kind=str(kind).rpartition("}")[2], id=value)
    for stray in _STRAY_TEXT(root):  # type: ignore[union-attr]
        if stray.getparent().tag not in _MAY_HOLD_TEXT:  # type: ignore[union-attr]
            yield tell("text outside a run: “{text}”", text=shorten_text(str(stray)))
    yield from _fields_end(root)
    if root.find(f"{W}body") is None:
        # The reader does this for the body as it goes, remembering rows it has seen.
        for parent, child in dict.fromkeys(find_misplaced(root)):
            yield tell(
                "in {parent}, {child} stands where Word does not expect it",
                parent=parent,
                child=child,
            )
    else:
        yield from _body_ends_well(root)


def _fields_end(root: etree._Element) -> Iterator[Message]:
    depth = 0
    for mark in root.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
        if depth < 0:
            break
    if depth:
        yield tell("a field does not begin or does not end")


def _body_ends_well(root: etree._Element) -> Iterator[Message]:
    body = root.find(f"{W}body")
    assert body is not None
    sections = body.findall(f"{W}sectPr")
    if len(sections) != 1 or body[-1] is not sections[0]:
        yield tell("the body does not end with one set of page settings")
    before = [child.tag for child in body if child.tag != f"{W}sectPr"]
    if before and before[-1] == f"{W}tbl":
        yield tell("no paragraph follows the last table")
