"""Reads property elements by meaning: defaults and an editor's noise left out."""

import re
from collections.abc import Iterable

from lxml import etree

from docfill.word.blocks import Props
from docfill.word.package import R, W, tags
from docfill.word.styles import Styles

_AT = len(W)
# Language and spelling of a run, what a table style did to it, the history of its look.
_NOISE = tags(
    "lang noProof cnfStyle rPrChange pPrChange tblPrChange tblGridChange trPrChange "
    "tcPrChange sectPrChange ins del divId bookmarkStart bookmarkEnd"
)
_ON = frozenset(("1", "true", "on"))
_OFF = frozenset(("0", "false", "off"))
# Elements whose val is a number, so that 0 and 1 are not off and on.
_NUMBERS = frozenset(("spacing", "position", "kern", "w", "sz", "szCs", "outlineLvl"))
_NAMES_A_STYLE = tags("pStyle rStyle tblStyle basedOn")
_LOOKS = ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand")
_BIT_MASK = re.compile(r"[0-9A-Fa-f]{1,8}")
_BITS = (0x20, 0x40, 0x80, 0x100, 0x200, 0x400)


def properties(children: Iterable[etree._Element], styles: Styles) -> tuple[Props, ...]:
    """Property elements by meaning: sorted, defaults and noise left out."""
    found = []
    for child in children:
        if child.tag in _NOISE or not isinstance(child.tag, str) or not child.tag.startswith(W):
            continue
        own = element(child, styles)
        # Fonts or a paragraph mark that say nothing once the noise is gone.
        if own[0] in ("rFonts", "rPr") and not own[1] and not own[2]:
            continue
        found.append(own)
    return tuple(sorted(found))


def element(item: etree._Element, styles: Styles) -> Props:
    """One element by meaning, and everything in it."""
    tag = item.tag[_AT:] if item.tag.startswith(W) else item.tag
    if tag == "tblLook":
        return (tag, _looks(item), ())
    attributes = []
    for name, stated in item.items():
        key, value = str(name), str(stated)
        if key.startswith(W):
            key = key[_AT:]
        elif key.startswith("{") and not key.startswith(R):
            continue
        if key.startswith(("rsid", "fldLock")) or key in ("hint", "code"):
            continue
        if key == "val":
            if tag == "vMerge" and value == "continue":
                continue
            if tag not in _NUMBERS:
                if value in _ON and len(item.attrib) == 1:
                    continue
                value = "0" if value in _OFF else value
            if item.tag in _NAMES_A_STYLE:
                value = styles.name(value)
        attributes.append((key, value))
    inner = properties(list(item), styles) if len(item) else ()
    return (tag, tuple(sorted(attributes)), inner)


def _looks(item: etree._Element) -> tuple[tuple[str, str], ...]:
    """Which conditional formats of its style a table uses, however it was written."""
    if _BIT_MASK.fullmatch(stated := item.get(f"{W}val", "")):
        bits = int(stated, 16)
        return tuple((name, "1") for name, bit in zip(_LOOKS, _BITS, strict=True) if bits & bit)
    return tuple((name, "1") for name in _LOOKS if item.get(f"{W}{name}") in _ON)
