"""Tiny fonts that bear the names of big ones."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

ASCII = [chr(code) for code in range(0x20, 0x7F)]


def tiny_font(
    path: Path, family: str, characters: str, *, cff: bool = True, wide: int = 700
) -> Path:
    """A font of squares: hanzi one em, ASCII `wide` thousandths; `.` and `%` drawn unlike."""
    names = [".notdef", *(f"u{ord(one):X}" for one in [*ASCII, *characters])]
    maker = FontBuilder(1000, isTTF=not cff)
    maker.setupGlyphOrder(names)
    maker.setupCharacterMap({int(name[1:], 16): name for name in names[1:]})
    glyphs, metrics = {}, {}
    for name in names:
        hanzi = name != ".notdef" and int(name[1:], 16) > 0x7F
        width = 1000 if hanzi else wide
        pen = T2CharStringPen(width, None) if cff else TTGlyphPen(None)
        if name != "u20":
            right = {"u2E": 200, "u25": wide + 150}.get(name, width - 50)
            pen.moveTo((50, 0))
            pen.lineTo((50, 700))
            pen.curveTo((60, 700), (right, 710), (right, 700)) if cff else pen.lineTo((right, 700))
            pen.lineTo((right, 0))
            pen.closePath()
        glyphs[name] = pen.getCharString() if cff else pen.glyph()
        metrics[name] = (width, 50)
    if cff:
        maker.setupCFF(family.replace(" ", ""), {}, glyphs, {})
    else:
        maker.setupGlyf(glyphs)
    maker.setupHorizontalMetrics(metrics)
    maker.setupHorizontalHeader(ascent=880, descent=-120)
    maker.setupNameTable(
        {"familyName": family, "styleName": "R", "psName": family.replace(" ", "")}
    )
    maker.setupOS2()
    maker.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    maker.save(path)
    return path
