"""The styles of a document by their names."""

from dataclasses import dataclass, field

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
