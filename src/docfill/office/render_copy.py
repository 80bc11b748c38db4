"""The copy of a .docx that LibreOffice reads, in which is said its way what Word means.

Each translation undoes one measured difference between Word and LibreOffice's import:

* `overflowPunct` is read inverted, and punctuation hung past the margin can vanish from the PDF:
  "1" everywhere, which keeps LibreOffice from hanging.
* A character grid narrower than the glyphs gives every hanzi two cells: a line grid, and the
  grid's pitch as character spacing.
* A line grid overrules an exact line height where the font is taller: there the grid is left.
* Indents in characters are ignored: the same in twips beside them.
* Text past the height of an exact table row is dropped: such rows may grow.
* An embedded font stays loaded and changes every later document: embedded fonts are left out.

What reads or leads out of the document is kept from LibreOffice before (`docfill.office.guard`).

One spares it work: table styles are said on the tables (`docfill.office.table_styles`).

The delivered .docx stays as it is.
"""

import math
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from docfill.office.guard import guard_parts
from docfill.office.package import (
    RenderPackage,
    open_for_render,
    parse_or_refuse,
    serialise,
    write_stored,
)
from docfill.office.table_styles import plain_table_styles, say_on_tables
from docfill.word import child, put, w

_CHARACTER_GRIDS = ("linesAndChars", "snapToChars")
_INDENTS = (
    ("firstLineChars", "firstLine"),
    ("hangingChars", "hanging"),
    ("leftChars", "left"),
    ("startChars", "start"),
    ("rightChars", "right"),
    ("endChars", "end"),
)
_TEXTS = ("header", "footer", "footnotes", "endnotes", "numbering")
_EMBEDDING = ("embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts")
# Word's size where nothing states one, in half-points.
_DEFAULT_SIZE = 20
_CACHED_PARTS = 256


@dataclass(frozen=True, eq=False, slots=True)
class _Styles:
    """What the styles of a document mean for its text.

    Sizes, in half-points by paragraph style, and spacing, on which a width in characters
    depends; and the table styles that can be said on a table.
    """

    sizes: Mapping[str, int]
    normal: str
    default_size: int
    spacing: int
    tables: Mapping[str, bytes]

    def width(self, style: str | None, size: int | None) -> int:
        """The width of one character in twips."""
        stated = size or self.sizes.get(style or self.normal) or self.default_size
        return stated * 10 + self.spacing


_NO_STYLES = _Styles({}, "", _DEFAULT_SIZE, 0, {})


def prepare(docx: Path, report: str = "") -> bytes:
    """The same for a document in a file."""
    return render_copy(open_for_render(docx), report)


def render_copy(package: RenderPackage, report: str = "") -> bytes:
    """The file to give to LibreOffice; raises ConversionFailed where it should not have it.

    `report` is the name that FILENAME prints. Only the main part is worked through for each
    document: the others are mostly those of the template, and what they become is remembered.
    """
    plain = {n: content for n, content in package.parts.items() if not _is_embedded_font(n)}
    main = parse_or_refuse(package.main, plain[package.main])
    parts = guard_parts(plain, package.main, main, report)
    grid = _grid_spacing(main)
    styles = _NO_STYLES
    for name in package.of_kind("styles"):
        parts[name], meaning = _translated_styles(name, parts[name], grid)
        # Building blocks have a glossary of their own, with styles that are not the document's.
        if posixpath.dirname(name) == posixpath.dirname(package.main):
            styles = meaning
    _translate(main, styles)
    parts[package.main] = serialise(main)
    for name in package.of_kind(*_TEXTS):
        parts[name] = _text_part(name, parts[name], styles)
    for name in package.of_kind("settings"):
        parts[name] = _without(name, parts[name], _EMBEDDING)
    for name in package.of_kind("fontTable"):
        parts[name] = _without_embedded(name, parts[name])
    return write_stored(parts)


def _is_embedded_font(name: str) -> bool:
    return name.startswith("word/fonts/") or name.endswith("/_rels/fontTable.xml.rels")


def _grid_spacing(main: etree._Element) -> int | None:
    """The character spacing, in twips, that the character grid of the first such section means.

    `charSpace` counts 1/4096 points; rounded down, so that a full line still fits.
    """
    for grid in main.iter(w("docGrid")):
        if grid.get(w("type")) in _CHARACTER_GRIDS:
            return math.floor(int(grid.get(w("charSpace"), "0")) * 20 / 4096)
    return None


@lru_cache(maxsize=_CACHED_PARTS)
def _translated_styles(name: str, content: bytes, grid: int | None) -> tuple[bytes, _Styles]:
    """The translated styles, and what they mean for the text."""
    root = parse_or_refuse(name, content)
    defaults = child(root, "docDefaults", at=0)
    run = child(child(defaults, "rPrDefault", at=0), "rPr")
    paragraph = child(child(defaults, "pPrDefault"), "pPr")
    put(paragraph, "overflowPunct", val="1")
    language = put(run, "lang")
    # Line breaks follow the East Asian language; nothing or a Western one means Chinese here.
    if not language.get(w("eastAsia"), "").startswith(("zh", "ja", "ko")):
        language.set(w("eastAsia"), "zh-CN")
    if grid:
        put(run, "spacing", val=str(grid))
    meaning = _meaning(root, run)
    _translate(root, meaning)
    return serialise(root), meaning


def _meaning(styles: etree._Element, default_run: etree._Element) -> _Styles:
    by_id = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))}
    default_size = _number(default_run, "sz") or _DEFAULT_SIZE
    normal = next(
        (
            name
            for name, style in by_id.items()
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true")
        ),
        "",
    )
    sizes = {
        name: next((size for size in _inherited(by_id, name, "sz")), default_size) for name in by_id
    }
    spacing = next(_inherited(by_id, normal, "spacing"), _number(default_run, "spacing") or 0)
    return _Styles(sizes, normal, default_size, spacing, plain_table_styles(styles))


def _inherited(by_id: Mapping[str, etree._Element], name: str, tag: str) -> Iterator[int]:
    """What this style and those it is based on state for a run property, nearest first."""
    seen = set()
    while name in by_id and name not in seen:
        seen.add(name)
        style = by_id[name]
        run = style.find(w("rPr"))
        if run is not None and (stated := _number(run, tag)) is not None:
            yield stated
        based_on = style.find(w("basedOn"))
        name = based_on.get(w("val"), "") if based_on is not None else ""


def _number(parent: etree._Element, tag: str) -> int | None:
    found = parent.find(w(tag))
    stated = found.get(w("val"), "") if found is not None else ""
    return int(stated) if stated.lstrip("-").isdecimal() else None


@lru_cache(maxsize=_CACHED_PARTS)
def _text_part(name: str, content: bytes, styles: _Styles) -> bytes:
    root = parse_or_refuse(name, content)
    _translate(root, styles)
    return serialise(root)


def _translate(root: etree._Element, styles: _Styles) -> None:
    """Say in this part what LibreOffice would not understand."""
    say_on_tables(root, styles.tables)
    for element in root.iter(
        w("overflowPunct"), w("docGrid"), w("trHeight"), w("ind"), w("spacing")
    ):
        match etree.QName(element).localname:
            case "overflowPunct":
                element.set(w("val"), "1")
            case "docGrid" if element.get(w("type")) in _CHARACTER_GRIDS:
                element.set(w("type"), "lines")
                element.attrib.pop(w("charSpace"), "")
            case "trHeight" if element.get(w("hRule")) == "exact":
                element.set(w("hRule"), "atLeast")
            case "ind":
                _indent_in_twips(element, styles)
            case "spacing" if element.get(w("lineRule")) == "exact":
                paragraph = element.getparent()
                if paragraph is not None and paragraph.tag == w("pPr"):
                    put(paragraph, "snapToGrid", val="0")


def _indent_in_twips(indent: etree._Element, styles: _Styles) -> None:
    for in_characters, in_twips in _INDENTS:
        hundredths = indent.get(w(in_characters))
        if hundredths is None or indent.get(w(in_twips)) is not None:
            continue
        width = styles.width(*_style_and_size(indent))
        indent.set(w(in_twips), str(round(int(hundredths) * width / 100)))


def _style_and_size(indent: etree._Element) -> tuple[str | None, int | None]:
    """The style an indent belongs to, and the size of its paragraph's first run if it has one."""
    properties = indent.getparent()
    holder = properties.getparent() if properties is not None else None
    if properties is None or holder is None:
        return None, None
    if holder.tag == w("style"):
        return holder.get(w("styleId")), None
    style = properties.find(w("pStyle"))
    first_size = holder.find(f"{w('r')}/{w('rPr')}/{w('sz')}")
    size = first_size.get(w("val"), "") if first_size is not None else ""
    return (
        style.get(w("val")) if style is not None else None,
        int(size) if size.isdecimal() else None,
    )


@lru_cache(maxsize=_CACHED_PARTS)
def _without(name: str, content: bytes, tags: tuple[str, ...]) -> bytes:
    root = parse_or_refuse(name, content)
    for element in list(root.iter(*map(w, tags))):
        _remove(element)
    return serialise(root)


@lru_cache(maxsize=_CACHED_PARTS)
def _without_embedded(name: str, content: bytes) -> bytes:
    root = parse_or_refuse(name, content)
    for element in list(root.iter(w("*"))):
        if etree.QName(element).localname.startswith("embed"):
            _remove(element)
    return serialise(root)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
