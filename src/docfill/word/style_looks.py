"""Works out how paragraphs, characters and tables look, whichever style says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from docfill.opc import parse_part
from docfill.word.blocks import Props, attribute
from docfill.word.package import Package, W
from docfill.word.properties import properties
from docfill.word.styles import Styles, read_styles

# What a style says of these adds to what the one it is based on says; of others it replaces that.
_ADDED_UP = frozenset(("ind", "spacing"))
# ECMA-376, 17.3.1.20: the level of a paragraph that is no heading.
_BODY_TEXT = 9
_MOST_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Look:
    """Properties of paragraphs, of their characters, and of tables."""

    paragraph: tuple[Props, ...] = ()
    run: tuple[Props, ...] = ()
    table: tuple[Props, ...] = ()

    def under(self, other: "Look") -> "Look":
        """This look where the other says nothing else."""
        return Look(
            overlay(self.paragraph, other.paragraph),
            overlay(self.run, other.run),
            overlay(self.table, other.table),
        )

    @property
    def level(self) -> int | None:
        """The level in the outline, from 0; None for text that is no heading."""
        stated = attribute(self.paragraph, "outlineLvl", "val")
        level = int(stated) if stated.isdecimal() else _BODY_TEXT
        return level if level <= _MOST_LEVELS else None


def overlay(base: Iterable[Props], own: Iterable[Props]) -> tuple[Props, ...]:
    """Properties of which the later ones win, name by name."""
    known = {props[0]: props for props in base}
    for name, attributes, inner in own:
        before = dict(known[name][1]) if name in known and name in _ADDED_UP else {}
        known[name] = (name, tuple(sorted((before | dict(attributes)).items())), inner)
    return tuple(sorted(known.values()))


def style_looks(package: Package) -> dict[str, Look]:
    """How each style looks with all it inherits, by name; "" is what holds where none is named."""
    part = package.target(package.document, "styles")
    return _looks(package.parts.get(part, b""))


@lru_cache(maxsize=16)
def _looks(xml: bytes) -> dict[str, Look]:
    if not xml:
        return {"": Look()}
    root = parse_part(xml)
    styles = read_styles(root)
    default = _own(root.find(f"{W}docDefaults"), styles)
    own: dict[str, Look] = {}
    based: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        known_as = style.get(f"{W}styleId", "")
        base = style.find(f"{W}basedOn")
        own[known_as] = _own(style, styles)
        based[known_as] = "" if base is None else base.get(f"{W}val", "")
    return {"": default} | {
        styles.names[known_as]: _inherited(known_as, own, based, default) for known_as in own
    }


def _inherited(known_as: str, own: dict[str, Look], based: dict[str, str], default: Look) -> Look:
    chain: list[str] = []
    # A style that is based on itself, as only a damaged file has it, ends where it began.
    while known_as in own and known_as not in chain:
        chain.append(known_as)
        known_as = based[known_as]
    look = default
    for name in reversed(chain):
        look = look.under(own[name])
    return look


def _own(item: etree._Element | None, styles: Styles) -> Look:
    """What a style, or the defaults of a document, say themselves."""
    if item is None:
        return Look()
    found = (
        next(item.iter(f"{W}{name}"), None)
        if item.tag == f"{W}docDefaults"
        else item.find(f"{W}{name}")
        for name in ("pPr", "rPr", "tblPr")
    )
    return Look(*(() if each is None else properties(list(each), styles) for each in found))
