"""Table styles said on the tables themselves, which LibreOffice reads in less time.

It works a table's style out anew for every cell and every paragraph in it; in the official form
that is an eighth of the whole conversion. Rules, cell margins and an indent that are stated on the
table give the same page. A style that says anything else is left to LibreOffice: properties of
rows, cells, paragraphs or characters, and what holds for some rows only. So are tables within
others or in text boxes, and tables that touch: their styles are what keeps them apart.
"""

from collections.abc import Mapping

from lxml import etree

from docfill.word import put, w

_SAID = frozenset(map(w, ("tblInd", "tblBorders", "tblCellMar")))
# Widths of stripes, which only a format for some rows makes use of.
_UNUSED = frozenset(map(w, ("tblStyleRowBandSize", "tblStyleColBandSize")))
_OUTERMOST = frozenset(map(w, ("body", "hdr", "ftr")))
_EDGES = frozenset(map(w, ("top", "left", "bottom", "right", "insideH", "insideV")))
# ECMA-376 part 1, 17.7.4.17: what a style says of itself.
_OF_ITSELF = frozenset(
    map(
        w,
        (
            *("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden"),
            *("uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked"),
            *("personal", "personalCompose", "personalReply", "rsid"),
        ),
    )
)


def plain_table_styles(styles: etree._Element) -> dict[str, bytes]:
    """For each style that can be said on a table, by its id, the `tblPr` that says it."""
    by_id = {
        style.get(w("styleId"), ""): style
        for style in styles.iter(w("style"))
        if style.get(w("type")) == "table"
    }
    said = {name: _said(by_id, name) for name in by_id}
    return {name: etree.tostring(tblpr) for name, tblpr in said.items() if tblpr is not None}


def _said(by_id: Mapping[str, etree._Element], name: str) -> etree._Element | None:
    """All that a style and those it is based on say, the nearest first; None: too much."""
    said = etree.Element(w("tblPr"))
    seen = set()
    while name:
        if name in seen or name not in by_id:
            return None
        seen.add(name)
        style, name = by_id[name], ""
        for child in style:
            if child.tag == w("tblPr") and _is_plain(child):
                _add(said, child)
            elif child.tag not in _OF_ITSELF:
                return None
            elif child.tag == w("basedOn"):
                name = child.get(w("val"), "")
    return said


def _is_plain(tblpr: etree._Element) -> bool:
    return all(
        one.tag in _UNUSED or (one.tag in _SAID and all(edge.tag in _EDGES for edge in one))
        for one in tblpr
    )


def _add(properties: etree._Element, more: etree._Element) -> None:
    """Add what the properties do not say yet, edge by edge, each at its place."""
    for one in more:
        if one.tag in _UNUSED:
            continue
        if properties.find(one.tag) is None:
            made = put(properties, etree.QName(one).localname)
            made.attrib.update(one.attrib)
        _add(properties.find(one.tag), one)  # type: ignore[arg-type]


def say_on_tables(root: etree._Element, plain: Mapping[str, bytes]) -> None:
    """Let each table say what its style says, if that can be, instead of naming the style.

    A table with rules, margins or an indent of its own keeps its style, as these would mix.
    """
    for tblpr in root.iter(w("tblPr")):
        named = tblpr.find(w("tblStyle"))
        said = plain.get(named.get(w("val"), "")) if named is not None else None
        if named is None or said is None or any(one.tag in _SAID for one in tblpr):
            continue
        if _stands_alone(tblpr.getparent()):
            tblpr.remove(named)
            _add(tblpr, etree.fromstring(said))


def _stands_alone(table: etree._Element | None) -> bool:
    """Whether a table is no part of something else, and a paragraph is between it and the next."""
    if table is None or table.getparent().tag not in _OUTERMOST:  # type: ignore[union-attr]
        return False
    return all(
        _parts(next((one for one in neighbours if not _is_mark(one)), None))
        for neighbours in (table.itersiblings(), table.itersiblings(preceding=True))
    )


def _is_mark(element: etree._Element) -> bool:
    """Such as the beginning of a bookmark, which takes no place."""
    return not len(element) and element.tag not in (w("p"), w("tbl"))


def _parts(neighbour: etree._Element | None) -> bool:
    return neighbour is None or neighbour.tag in (w("p"), w("sectPr"))
