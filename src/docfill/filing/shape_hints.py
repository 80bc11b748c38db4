"""What stands in a filing in another shape than the form asks for, and how it is to be written."""

import re
from collections.abc import Iterator

from docfill.base import NOTHING, Message, Place, TextSpot, in_a_row, tell
from docfill.form import FormTable
from docfill.sources.yaml import Branch, Node, Scalar

_PAIR = r"[^\s\d:：,，、；(){}（）][^\s:：,，、；(){}（）]*\s*[:：]\s*\d+"
_PAIRS = re.compile(rf"[(（]?\s*(?P<pairs>{_PAIR}(?:\s*[,，、；\s]\s*{_PAIR})*)\s*[)）]?")

# Figures behind a #; captions that `docfill new` writes there may begin with a number, too.
_FIGURES = re.compile(r"\{.*|[0-9０-９.．-]+[件条份]?")


def row_meant(key: str, node: Node, table: FormTable) -> Message:
    """How to write a row whose figures are clear, though they stand in no brackets; else "".

    Captions are understood for the columns they name.
    """
    meant = _figures_meant(node.text, table) if isinstance(node, Scalar) else ""
    return tell("write “{right}”", right=f"{key}: {meant}") if meant else NOTHING


def row_of_figures(key: str, table: FormTable) -> Message:
    """How a row with several columns is written."""
    return tell(
        "write {key} like {example}, and {none} where all of it is zero",
        key=key,
        example=table.example,
        none="{}",
    )


def is_of_bare_figures(node: Branch) -> bool:
    """Whether numbers stand where the names of columns belong, as in `{3}`."""
    return bool(node.entries) and all(
        key.isdigit() and isinstance(value, Scalar) and value.is_blank
        for key, value in node.entries.items()
    )


def or_is_comment(says: Message, node: Node | None, caption: str = "") -> Message:
    """What is said of a blank, and what stands behind a # there, if that was meant to be stated.

    Only figures are, where no caption is given; else every comment that does not repeat it.
    """
    comment = node.comment_instead if isinstance(node, Scalar) else None
    if comment is None:
        return says
    words = comment.text.strip("# ")
    if _FIGURES.fullmatch(words):
        lost = tell("“{comment}” is a comment; delete the #", comment=comment.text)
    elif caption and caption not in words and words not in caption:
        lost = tell(
            "“{comment}” is a comment and is not printed; "
            "if it belongs to the text, begin the text in the line after “|”",
            comment=comment.text,
        )
    else:
        return says
    return in_a_row("; ", (says, lost))


def table_of_rows(key: str) -> Message:
    """How a section that is a table is written."""
    return tell(
        "{key} must hold a row for each figure; where all of it is zero write “{none}”",
        key=key,
        none=f"{key}: {{}}",
    )


def full_width(node: Node) -> Iterator[tuple[Place, Message]]:
    """Each place with a full-width sign that keeps a text from being keys and values."""
    if not isinstance(node, Scalar):
        return
    # Here and below, because only a filing that is wrong needs the room of repair.
    from docfill.sources.yaml.repair import wide_colon, wide_sign, wide_signs

    file, first = node.place.file, node.place.line
    found = [
        (Place(file, TextSpot(slip.spot.line, slip.spot.column)), slip.says)
        for number, line in enumerate(_lines_of_keys(node), first)
        if (slip := wide_signs(number, line))
    ]
    if found:
        yield from found
    elif node.text.startswith("｛"):
        yield node.place, wide_sign("｛")
    elif "：" in node.text:
        yield node.place, wide_colon()


def pairs_run_together(key: str, text: str) -> Message:
    """What to write for a figure with more keys behind a full-width comma; "" for another."""
    from docfill.sources.yaml.repair import half_width_row

    right = half_width_row(f"{{{key}: {text}}}")[1:-1]
    if right == f"{key}: {text}":
        return NOTHING
    return tell("full-width signs stand in this line; write “{right}”", right=right)


def _figures_meant(text: str, table: FormTable) -> str:
    found = _PAIRS.fullmatch(text)
    if found is None:
        return ""
    columns = {column.caption: column.key for column in table.columns.values()}
    figures = {}
    for name, figure in re.findall(r"([^\s:：,，、；]+)\s*[:：]\s*(\d+)", found["pairs"]):
        key = columns.get(name, name)
        if key not in table.columns or key in figures:
            return ""
        figures[key] = figure
    return "{" + ", ".join(f"{key}: {figure}" for key, figure in figures.items()) + "}"


def _lines_of_keys(node: Scalar) -> Iterator[str]:
    """The lines of a value without quotes, as long as each is a key with its figure."""
    if node.style or node.lines[node.place.line - 1][: node.place.column - 1].strip():
        return
    from docfill.sources.yaml.repair import is_a_key_with_its_figure

    for line in node.lines[node.place.line - 1 :]:
        if not is_a_key_with_its_figure(line) or line.strip() not in node.text:
            return
        yield line
