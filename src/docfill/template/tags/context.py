"""Where a tag stands decides what it may print: text in a run, runs in a paragraph, or paragraphs.

`{{ x }}` stands in a text, `{{r x }}` in place of a run, `{{p x }}` in place of a paragraph. A
plain text in place of a run or a paragraph would be in the file, but in no program's view of it.
"""

import re
from collections.abc import Iterator

from jinja2 import Undefined, nodes

TEXT, RUN, BLOCK = "text", "run", "block"
# Outside of Word's own text: a property or the text of a chart, and where a link leads.
LINE, ADDRESS = "line", "address"
# After a bookmark, say, which may stand between runs and between paragraphs.
EITHER = "run or block"
# A name with a blank, which no template can call.
FILTER = "stands as"

_TAG = re.compile(r"<(/?)(\w+:\w+)[^>]*?(/?)>")
_TEXTS = frozenset("w:" + name for name in ("t", "delText", "instrText", "delInstrText"))
_NOTES = ("footnote", "endnote", "comment", "txbxContent")
_RUNS = frozenset("w:" + name for name in ("r", "pPr", "hyperlink"))
_HOLDS_RUNS = frozenset("w:" + name for name in ("p", "hyperlink"))
_BLOCKS = frozenset("w:" + name for name in ("p", "tbl", "tr", "tc", "tcPr", "trPr", "tblGrid"))
_HOLDS_BLOCKS = frozenset("w:" + name for name in ("body", "tc", "hdr", "ftr", *_NOTES, "tr"))
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_MARKUP_IN_TEXT = re.compile(r"<w:t(?: [^>]*)?>[^<]*<w:(?:r|p|tbl)[ >]")


# What cannot be printed anywhere is told of by those who print.
_SAID_ELSEWHERE = (type(None), bool, dict, list, tuple, Undefined)


class OutOfPlace(ValueError):
    """A value that cannot stand where its tag stands, such as plain text in place of a run."""

    def __init__(self, value: object, where: str):
        super().__init__(f"{type(value).__name__} cannot stand as {where}")
        self.value = value
        self.where = where


def stands_as(value: object, where: str) -> object:
    """The value, if it may stand in place of a run or block; raises `OutOfPlace` otherwise.

    What says nothing of its place, such as markup a template calls safe, is believed.
    """
    if isinstance(value, _SAID_ELSEWHERE) or value == "":
        return value
    if where in (LINE, ADDRESS):
        return _plain(value, where)
    own = getattr(value, "stands_as", "") if hasattr(value, "__html__") else TEXT
    if own == TEXT or (own and where not in (own, EITHER)):
        raise OutOfPlace(value, where)
    return value


def _plain(value: object, where: str) -> object:
    """The value as text and nothing else; an address has its unusual signs percent-encoded."""
    if getattr(value, "stands_as", TEXT) != TEXT:
        raise OutOfPlace(value, where)
    if where == LINE:
        return value
    from urllib.parse import quote

    address = quote(str(value), safe="/:?#[]@!$&'()*+,;=%~")
    return _STRAY_PERCENT.sub("%25", address)


def holds_markup_in_text(xml: str) -> bool:
    """Whether runs or paragraphs were printed into a text, where no program looks for them."""
    return _MARKUP_IN_TEXT.search(xml) is not None


def mark_standing(tree: nodes.Template) -> None:
    """Let each tag in place of a run, paragraph, cell or row ask `stands_as` when it prints."""
    last = ""
    for output in _outputs(tree.body):
        for number, child in enumerate(output.nodes):
            if isinstance(child, nodes.TemplateData):
                at = child.data.rfind("<")
                last = last + child.data if at < 0 else child.data[at:]
            elif (where := _where(last)) != TEXT:
                output.nodes[number] = _asking(child, where)


def mark_plain(tree: nodes.Template, where: str) -> None:
    """Let each tag outside of Word's own text ask `stands_as`, which lets nothing but text pass."""
    for output in _outputs(tree.body):
        for number, child in enumerate(output.nodes):
            if not isinstance(child, nodes.TemplateData):
                output.nodes[number] = _asking(child, where)


def _outputs(body: list[nodes.Node]) -> Iterator[nodes.Output]:
    """What is printed, in the order of the source."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield node
            continue
        for name in ("body", "elif_", "else_"):
            yield from _outputs(getattr(node, name, []))


def _where(last: str) -> str:
    """What a value stands as after this tag, the last before it."""
    found = _TAG.match(last)
    if found is None or not found[2].startswith("w:"):
        return TEXT  # in an attribute, or in a property of the document
    is_inside = not found[1] and not found[3]
    if is_inside and found[2] in _TEXTS:
        return TEXT
    if found[2] in (_HOLDS_RUNS if is_inside else _RUNS):
        return RUN
    return BLOCK if found[2] in (_HOLDS_BLOCKS if is_inside else _BLOCKS) else EITHER


def _asking(child: nodes.Expr, where: str) -> nodes.Filter:
    place = nodes.Const(where, lineno=child.lineno)
    return nodes.Filter(child, FILTER, [place], [], None, None, lineno=child.lineno)
