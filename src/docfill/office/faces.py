"""Faces whose ASCII is exactly half an em wide, as in the official fonts.

Lines of text with figures in them break alike in two fonts only when the figures are equally
wide. 仿宋_GB2312 and its like have ASCII of half an em; the free faces have not. The derived
faces are made on the user's machine and keep the licence of the font they come from.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

# Part of the key under which a derived face is kept; raise it whenever the making changes.
RECIPE = 1

ASCII = range(0x20, 0x7F)
# How much of its half em a glyph may fill before it is squeezed.
_FILL = 0.94


def with_half_width_ascii(source: Path, letters: Path, family: str) -> bytes:
    """An OpenType file of this family: the hanzi of `source`, ASCII drawn after `letters`.

    Both are CFF fonts. The same bytes come out for the same files and the same fontTools.
    """
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False, recalcBBoxes=False)
    drawn = font if letters == source else TTFont(letters, lazy=True)
    half = font["head"].unitsPerEm // 2
    own, other = font.getBestCmap(), drawn.getBestCmap()
    done: set[str] = set()
    outlines = {code: _fitted(drawn, other[code], half) for code in ASCII if code in other}
    for code, (program, left) in outlines.items():
        glyph = own.get(code)
        if glyph is not None and glyph not in done:
            done.add(glyph)
            _redraw(font, glyph, half, program, left)
    _rename(font, family)
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def _fitted(font: Any, glyph: str, half: int) -> tuple[list[Any], int]:
    """The glyph's outline fitted into half an em, without its width, and where its ink begins."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen

    glyphs = font.getGlyphSet()
    scale = 2 * half / font["head"].unitsPerEm
    bounds = BoundsPen(glyphs)
    glyphs[glyph].draw(bounds)
    squeeze, left, shift = 1.0, 0.0, 0.0
    if bounds.bounds is not None:
        begin, end = bounds.bounds[0] * scale, bounds.bounds[2] * scale
        squeeze = min(1.0, half * _FILL / max(end - begin, 1))
        # Kept where it stood in its own width, unless it would then leave the half em.
        shift = (half - glyphs[glyph].width * scale) / 2
        if squeeze < 1 or begin + shift < 0 or end + shift > half:
            shift = (half - (begin + end) * squeeze) / 2
        left = begin * squeeze + shift
    pen = T2CharStringPen(None, None)
    glyphs[glyph].draw(TransformPen(pen, (squeeze * scale, 0, 0, scale, shift, 0)))
    return pen.getCharString().program, round(left)


def _redraw(font: Any, glyph: str, width: int, program: list[Any], left: int) -> None:
    charstring = font["CFF "].cff.topDictIndex[0].CharStrings[glyph]
    private = charstring.private
    stated = [] if width == private.defaultWidthX else [width - private.nominalWidthX]
    charstring.program, charstring.bytecode = stated + program, None
    font["hmtx"][glyph] = (width, left)


def _rename(font: Any, family: str) -> None:
    """Give the font a name of its own everywhere; a PDF shows the one in its CFF dictionaries."""
    postscript = postscript_name(family)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 16):
            record.string = family
        elif record.nameID == 6:
            record.string = postscript
    cff = font["CFF "].cff
    top = cff.topDictIndex[0]
    top.FullName = top.FamilyName = family
    cff.fontNames[0] = postscript
    for dictionary in getattr(top, "FDArray", []):
        dictionary.FontName = postscript


def postscript_name(family: str) -> str:
    """The name a derived family has in a PDF."""
    return f"{family.replace(' ', '')}-Regular"
