"""The styles of a document by their names."""

from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from docfill.verify.package import W


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
    if not xml:
        return frozenset()
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    names = read_styles(root).names
    levels: dict[str, str] = {}
    based: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        own, base = style.get(f"{W}styleId", ""), style.find(f"{W}basedOn")
        if (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None:
            levels[own] = level.get(f"{W}val", "")
        if base is not None:
            based[own] = base.get(f"{W}val", "")
    # A style may be based on one that stands further down.
    for _ in based:
        inherited = {style: levels[other] for style, other in based.items() if other in levels}
        levels = inherited | levels
    return frozenset(names[style] for style, level in levels.items() if level != _BODY_TEXT)
