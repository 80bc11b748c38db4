"""WordprocessingML by hand: its names, and elements put where they belong."""

from lxml import etree

from docfill.word.element_order import RANKS
from docfill.word.package import W


def w(name: str) -> str:
    """The name in WordprocessingML's namespace, as lxml writes it."""
    return f"{W}{name}"


def child(parent: etree._Element, name: str, at: int | None = None) -> etree._Element:
    """The child of this name; made at position `at`, or at the end, if there is none."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(len(parent) if at is None else at, found)
    return found


def put(parent: etree._Element, name: str, **values: str) -> etree._Element:
    """The child of this name with these attributes, made where Word expects it if need be."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        ranks = RANKS[etree.QName(parent).localname]
        later = {w(one) for one, rank in ranks.items() if rank > ranks[name]}
        place = next((i for i, one in enumerate(parent) if one.tag in later), len(parent))
        parent.insert(place, found)
    for attribute, value in values.items():
        found.set(w(attribute), value)
    return found
