"""WordprocessingML by hand: its names, and the order its schema wants elements in."""

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

# ECMA-376 part 1, 17.3.1.26, 17.3.2.28, 17.4.60 and 17.4.39: all are sequences.
ORDER_OF_PPR = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
)
ORDER_OF_RPR = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
)
ORDER_OF_TBLPR = (
    "tblStyle",
    "tblpPr",
    "tblOverlap",
    "bidiVisual",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
    "tblCaption",
    "tblDescription",
    "tblPrChange",
)
ORDER_OF_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def w(name: str) -> str:
    """The name in WordprocessingML's namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


def child(parent: etree._Element, name: str, at: int | None = None) -> etree._Element:
    """The child of this name; made at position `at`, or at the end, if there is none."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(len(parent) if at is None else at, found)
    return found


def put(parent: etree._Element, name: str, order: tuple[str, ...], **values: str) -> etree._Element:
    """The child of this name with these attributes, made at its place in the order if need be."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        later = {w(one) for one in order[order.index(name) + 1 :]}
        place = next((i for i, one in enumerate(parent) if one.tag in later), len(parent))
        parent.insert(place, found)
    for attribute, value in values.items():
        found.set(w(attribute), value)
    return found
