"""The styles of a document by their names."""

from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from docfill.opc import parse_part
from docfill.word.package import Package, W


@dataclass(frozen=True, slots=True)
class Styles:
    """Style names by id; `default` is what a paragraph has that names none."""

    pairs: tuple[tuple[str, str], ...]
    default: str
    names: dict[str, str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", dict(self.pairs))

    def name(self, style: str) -> str:
        """The name of a style; an id that no style has is its own name, in brackets."""
        return self.names.get(style, f"[{style}]")


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of a styles part; built-in names are the same whatever their case."""
    names: dict[str, str] = {}
    default = ""
    for style in () if root is None else root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        spoken = name.get(f"{W}val", "") if name is not None else ""
        names[style.get(f"{W}styleId", "")] = spoken.lower()
        is_default = style.get(f"{W}default") in ("1", "true", "on")
        if is_default and style.get(f"{W}type") == "paragraph":
            default = spoken.lower()
    return Styles(tuple(names.items()), default)


# ECMA-376, 17.3.1.20: the level of a paragraph that is no heading.
_BODY_TEXT = "9"


@lru_cache(maxsize=16)
def heading_styles(xml: bytes) -> frozenset[str]:
    """The names of the styles of a styles part that have, or inherit, a level in the outline."""
    levels = _inherited(xml, "outlineLvl")
    return frozenset(style for style, level in levels.items() if level != _BODY_TEXT)


@lru_cache(maxsize=16)
def align_styles(xml: bytes) -> dict[str, str]:
    """The alignment (`w:jc`) that styles of a styles part state or inherit, by their names."""
    return _inherited(xml, "jc")


def _inherited(xml: bytes, name: str) -> dict[str, str]:
    """A property of paragraphs by the names of the styles that state or inherit it."""
    if not xml:
        return {}
    root = parse_part(xml)
    names = read_styles(root).names
    stated: dict[str, str] = {}
    based: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        own, base = style.get(f"{W}styleId", ""), style.find(f"{W}basedOn")
        if (found := style.find(f"{W}pPr/{W}{name}")) is not None:
            stated[own] = found.get(f"{W}val", "")
        if base is not None:
            based[own] = base.get(f"{W}val", "")
    # A style may be based on one that stands further down.
    for _ in based:
        inherited = {style: stated[other] for style, other in based.items() if other in stated}
        stated = inherited | stated
    return {names[style]: value for style, value in stated.items()}


def styles_of(package: Package) -> Styles:
    """The styles of a document by name."""
    return read_styles(styles_root(package))


def styles_root(package: Package) -> etree._Element | None:
    """The root of the part that holds the styles; `None` where there is none."""
    part = package.target(package.document, "styles")
    return package.tree(part) if part in package.parts else None
