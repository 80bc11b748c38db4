"""Checks that elements stand in the order Word demands."""

from collections.abc import Iterable, Iterator
from itertools import chain

from lxml import etree

from docfill.word.element_order import RANKS
from docfill.word.package import W, tags

# Settings hold elements of other namespaces, and rows may repeat, as may sections' headers.
_RANKS = {
    f"{W}{parent}": {f"{W}{name}": rank for name, rank in ranks.items()}
    for parent, ranks in RANKS.items()
}
_REPEATED = tags(
    "headerReference footerReference tr tc sdt customXml bookmarkStart bookmarkEnd "
    "proofErr ins del moveFrom moveTo tblStylePr activeWritingStyle attachedSchema "
    "smartTagType"
)
_OF_HOLDERS = tags("tblPr tblPrEx trPr tcPr")
_FIRST = {f"{W}p": f"{W}pPr", f"{W}r": f"{W}rPr", f"{W}tc": f"{W}tcPr"}


def find_misplaced(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Each element in there that stands out of order, twice or where it is unknown, with its
    parent."""
    return _misplaced(root.iter(*_RANKS, *_FIRST))


def misplaced_in_holder(holder: etree._Element) -> Iterator[tuple[str, str]]:
    """The same of a table, row or cell itself and its properties, not of what stands in it."""
    own = (each.iter(*_RANKS) for each in holder.iterchildren(*_OF_HOLDERS))
    return _misplaced(chain([holder], *own))


def _misplaced(parents: Iterable[etree._Element]) -> Iterator[tuple[str, str]]:
    for parent in parents:
        if ranks := _RANKS.get(parent.tag):
            wrong = _first_misplaced(ranks, tuple(child.tag for child in parent))
            if wrong:
                yield _local(parent.tag), _local(wrong)
        if first := _FIRST.get(parent.tag):
            late = parent.find(first)
            if late is not None and parent[0] is not late:
                yield _local(parent.tag), _local(late.tag)


def _first_misplaced(ranks: dict[str, int], children: tuple[object, ...]) -> str:
    reached, seen = -1, set()
    for tag in children:
        if not isinstance(tag, str) or not tag.startswith(W):
            continue
        rank = ranks.get(tag)
        if rank is None or rank < reached or (tag in seen and tag not in _REPEATED):
            return tag
        reached = rank
        seen.add(tag)
    return ""


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
