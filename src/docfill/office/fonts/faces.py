"""Faces whose ASCII is exactly half an em wide, as in the official fonts.

Lines of text with figures in them break alike in two fonts only when the figures are equally
wide. 仿宋_GB2312 and its like have ASCII of half an em; the free faces have not. The derived
faces are made on the user's machine and keep the licence of the font they come from.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

# Part of the key under which a derived face is kept; raise it whenever the making changes.
RECIPE = 4

ASCII = range(0x20, 0x7F)
_DASHES = (0x2014, 0x2015)
# Tables of features and of vertical text, of which only the joined dashes would be missed.
_FEATURES = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx")
# How much of its half em a glyph may fill before it is squeezed.
_FILL = 0.94
# How far, in thousandths of an em, a quadratic outline may be off the cubic one.
_OFF = 1.0


def with_half_width_ascii(
    source: Path, letters: Path, family: str, face: str = "", like: Path | None = None
) -> bytes:
    """A TrueType file of this family: the hanzi of `source`, ASCII drawn after `letters`.

    `face` is the family to take of a collection. With `like` only those characters are kept that
    this font has too, and dashes are drawn after it. The same bytes come out for the same files
    and the same fontTools. Takes about half a minute for ten thousand glyphs. TrueType, because
    LibreOffice embeds a CFF face as Type 1, which makes the PDF a third larger and differ from
    run to run.
    """
    with _opened(source, face) as font, _opened(letters, face) as drawn:
        half = font["head"].unitsPerEm // 2
        shapes = {}
        if like is not None:
            with _opened(like, "") as model:
                _limit(font, set(model.getBestCmap()))
                shapes = {glyph: (2 * half, shape) for glyph, shape in _dashes(font, model)}
        own, other = font.getBestCmap(), drawn.getBestCmap()
        for code in ASCII:
            if code in own and code in other:
                shapes[own[code]] = (half, _fitted(drawn, other[code], half))
        _become_truetype(font, {glyph: shape for glyph, (_, shape) in shapes.items()})
        for glyph, (width, _) in shapes.items():
            font["hmtx"][glyph] = (width, getattr(font["glyf"][glyph], "xMin", 0))
        _rename(font, family)
        made = BytesIO()
        font.save(made)
    return made.getvalue()


def _opened(file: Path, face: str) -> Any:
    """The font in a file, or the one of this family in a collection."""
    from fontTools.ttLib import TTCollection, TTFont

    with file.open("rb") as content:
        is_collection = content.read(4) == b"ttcf"
    if not is_collection:
        return TTFont(file, recalcTimestamp=False)
    with TTCollection(file, lazy=True) as collection:
        families = [font["name"].getDebugName(1) for font in collection.fonts]
    return TTFont(file, fontNumber=families.index(face), recalcTimestamp=False)


def _limit(font: Any, characters: set[int]) -> None:
    """Leave only these characters in a font, without typographic features."""
    from fontTools import subset

    options = subset.Options(
        drop_tables=[*subset.Options().drop_tables, *_FEATURES], name_IDs=["*"], notdef_outline=True
    )
    narrowed = subset.Subsetter(options)
    narrowed.populate(unicodes=characters)
    narrowed.subset(font)


def _dashes(font: Any, model: Any) -> Iterator[tuple[str, Any]]:
    """The glyphs of dashes, one em wide and drawn after the model's: two have to meet.

    In Noto they are .93 em wide, and a feature joins them.
    """
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.transformPen import TransformPen

    scale = font["head"].unitsPerEm / model["head"].unitsPerEm
    own, other, glyphs = font.getBestCmap(), model.getBestCmap(), model.getGlyphSet()
    for code in _DASHES:
        if code in own and code in other:
            shape = RecordingPen()
            glyphs[other[code]].draw(TransformPen(shape, (scale, 0, 0, scale, 0, 0)))
            yield own[code], shape


def _fitted(font: Any, glyph: str, half: int) -> Any:
    """The glyph's outline, recorded, fitted into half an em."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.transformPen import TransformPen

    glyphs = font.getGlyphSet()
    scale = 2 * half / font["head"].unitsPerEm
    bounds = BoundsPen(glyphs)
    glyphs[glyph].draw(bounds)
    squeeze = shift = 1.0
    if bounds.bounds is not None:
        begin, end = bounds.bounds[0] * scale, bounds.bounds[2] * scale
        squeeze = min(1.0, half * _FILL / max(end - begin, 1))
        # Kept where it stood in its own width, unless it would then leave the half em.
        shift = (half - glyphs[glyph].width * scale) / 2
        if squeeze < 1 or begin + shift < 0 or end + shift > half:
            shift = (half - (begin + end) * squeeze) / 2
    shape = RecordingPen()
    glyphs[glyph].draw(TransformPen(shape, (squeeze * scale, 0, 0, scale, shift, 0)))
    return shape


def _become_truetype(font: Any, shapes: dict[str, Any]) -> None:
    """Turn a CFF font into a TrueType font; the glyphs in `shapes` are drawn anew."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    order, outlines = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        quadratic = Cu2QuPen(pen, _OFF * font["head"].unitsPerEm / 1000, reverse_direction=True)
        if name in shapes:
            shapes[name].replay(quadratic)
        else:
            outlines[name].draw(quadratic)
        glyphs[name] = pen.glyph()
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    _state_no_programs(font["maxp"])
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"


def _state_no_programs(maxp: Any) -> None:
    """Make it the table of a TrueType font without programs; fontTools counts on saving."""
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for name in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxPoints",
        "maxContours",
        "maxCompositePoints",
        "maxCompositeContours",
        "maxComponentElements",
        "maxComponentDepth",
    ):
        setattr(maxp, name, 0)


def _rename(font: Any, family: str) -> None:
    """Give the font a name of its own."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 16):
            record.string = family
        elif record.nameID == 6:
            record.string = postscript_name(family)


def postscript_name(family: str) -> str:
    """The name a derived family has in a PDF."""
    return f"{family.replace(' ', '')}-Regular"


if __name__ == "__main__":
    made, family, face, source, letters, *like = sys.argv[1:]
    Path(made).write_bytes(
        with_half_width_ascii(Path(source), Path(letters), family, face, *map(Path, like))
    )
