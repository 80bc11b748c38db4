"""Says in CSS how a paragraph, its characters and a cell look in a .docx.

Lengths are stated in the size of the reader's own type, so that a page suits a telephone, too.
"""

from collections.abc import Mapping

from docfill.word import Look, Paragraph, Props, Run, Table, attribute, overlay, whole

_ALIGNED = {"center": "center", "right": "right", "end": "right", "both": "justify"}
_ALIGNED |= {"distribute": "justify"}
_NO_BORDER = frozenset(("", "nil", "none"))
_UPRIGHT = {"center": "middle", "bottom": "bottom"}
_USUAL_SIZE = 24
# Smaller print than this cannot be read on a screen.
_SMALLEST = 0.875
_LINE = 240
_NORMAL_LINE = 1.5


class DocumentLooks:
    """The looks of one document's styles; `width` is that of its text, in twips."""

    def __init__(self, styles: Mapping[str, Look], width: int):
        self.styles = styles
        self._width = width
        self._base = self._size(styles[""].run)

    def of(self, paragraph: Paragraph) -> Look:
        """How a paragraph looks, by its style and by itself."""
        style = self.styles.get(paragraph.style, self.styles[""])
        return style.under(Look(paragraph.props))

    def paragraph_css(self, paragraph: Paragraph, is_in_cell: bool = False) -> str:
        """The CSS of a paragraph."""
        look = self.of(paragraph)
        size = self._size(look.run)
        says = [
            f"text-align:{_ALIGNED.get(attribute(look.paragraph, 'jc', 'val'), 'left')}",
            f"font-size:{_number(max(size / self._base, _SMALLEST))}em",
            f"line-height:{_number(_line_height(look.paragraph, size))}",
        ]
        if not is_in_cell:
            says += [
                self._margin(look.paragraph, size),
                f"text-indent:{_indent(look.paragraph, size)}",
            ]
        return ";".join(says)

    def _margin(self, props: tuple[Props, ...], size: int) -> str:
        above, below = (
            _number(whole(attribute(props, "spacing", side)) / (size * 10))
            for side in ("before", "after")
        )
        left, right = (
            _number(max(whole(attribute(props, "ind", side)), 0) * 100 / self._width)
            for side in ("left", "right")
        )
        return f"margin:{above}em {right}% {below}em {left}%"

    def run_tags(self, paragraph: Paragraph, run: Run) -> tuple[str, ...]:
        """The elements that give characters their look, the outermost first."""
        props = overlay(self.of(paragraph).run, self._of_run(run))
        found = {"b": "strong", "i": "em", "strike": "s", "u": "u"}
        tags = [tag for name, tag in found.items() if _is_on(props, name)]
        raised = {"superscript": "sup", "subscript": "sub"}
        tags += filter(None, [raised.get(attribute(props, "vertAlign", "val"))])
        return tuple(tags)

    def _of_run(self, run: Run) -> tuple[Props, ...]:
        style = self.styles.get(attribute(run.props, "rStyle", "val"))
        return overlay(style.run if style else (), run.props)

    def has_borders(self, table: Table) -> bool:
        """Whether a table is ruled, by its style, by itself or by one of its cells."""
        style = self.styles.get(attribute(table.props, "tblStyle", "val"), Look())
        props = overlay(style.table, table.props)
        cells = (cell.props for row in table.rows for cell in row.cells)
        return _are_ruled(props, "tblBorders") or any(_are_ruled(own, "tcBorders") for own in cells)

    def _size(self, props: tuple[Props, ...]) -> int:
        """The size of characters in half points."""
        return whole(attribute(props, "sz", "val")) or _USUAL_SIZE


def cell_css(props: tuple[Props, ...], has_borders: bool) -> str:
    """The CSS of a cell, without that of its text."""
    stands = _UPRIGHT.get(attribute(props, "vAlign", "val"), "top")
    border = "1px solid #000" if has_borders else "0"
    return f"border:{border};padding:0.25em;vertical-align:{stands}"


def _line_height(props: tuple[Props, ...], size: int) -> float:
    line = whole(attribute(props, "spacing", "line"))
    if line <= 0:
        return _NORMAL_LINE
    is_ratio = attribute(props, "spacing", "lineRule") in ("", "auto")
    return max(line / _LINE * 1.2 if is_ratio else line / (size * 10), 1.2)


def _indent(props: tuple[Props, ...], size: int) -> str:
    """The indent of the first line, as so many of its characters."""
    characters = whole(attribute(props, "ind", "firstLineChars")) / 100
    return f"{_number(characters or whole(attribute(props, 'ind', 'firstLine')) / (size * 10))}em"


def _is_on(props: tuple[Props, ...], name: str) -> bool:
    return any(
        own == name and dict(attributes).get("val") not in ("0", "none")
        for own, attributes, _ in props
    )


def _are_ruled(props: tuple[Props, ...], name: str) -> bool:
    edges = (edge for own, _, inner in props if own == name for edge in inner)
    return any(dict(attributes).get("val", "") not in _NO_BORDER for _, attributes, _ in edges)


def _number(value: float) -> str:
    """A number as CSS writes it, with two digits at most.

    >>> _number(2.0), _number(0.656)
    ('2', '0.66')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")
