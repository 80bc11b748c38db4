"""Content controls around the tags of a template.

A control that holds one statement and nothing else, `{%tr for … %}` in a row of its own, say, is
there for the statement; docxtpl puts the tag in place of the row and would leave the control
around it torn. It goes with its row, cell or paragraph. Any other control stays as it is.
"""

import re

from lxml import etree

from docfill.base import Message, as_written, tell
from docfill.template.archive.package import parse
from docfill.word import W

CONTROL, _CONTENT = W + "sdt", W + "sdtContent"
# One statement or comment; the words that shape a cell belong to the cell.
_STATEMENT = re.compile(
    r"\s*\{(?:%(?!\s*(?:vm|hm|cellbg|colspan)\b)(?:(?!%\}).)*%|#(?:(?!#\}).)*#)\}\s*", re.DOTALL
)
_PICTURES = tuple(W + name for name in ("drawing", "pict", "object"))


def root_of(xml: bytes) -> etree._Element:
    """The root of a part, its lone statements outside of controls; raises as `parse` does."""
    root = parse(xml)
    return _freed(root) if b"<w:sdt>" in xml else root


def _freed(root: etree._Element) -> etree._Element:
    for control in list(root.iter(CONTROL)):
        content, around = control.find(_CONTENT), control.getparent()
        if content is None or around is None or not _is_statement(content):
            continue
        at = around.index(control)
        around[at : at + 1] = list(content)
    return root


def _is_statement(content: etree._Element) -> bool:
    text = "".join(element.text or "" for element in content.iter(W + "t"))
    return _STATEMENT.fullmatch(text) is not None and not any(
        True for _ in content.iter(*_PICTURES)
    )


def control_around(element: etree._Element | None) -> etree._Element | None:
    """The innermost control an element stands in."""
    while element is not None and element.tag != CONTROL:
        element = element.getparent()
    return element


def name_of(control: etree._Element) -> Message:
    """What Word calls a control: its title, else its tag, else what stands in it."""
    for kind in ("alias", "tag"):
        found = control.find(f"{W}sdtPr/{W}{kind}")
        if found is not None and (name := found.get(W + "val")):
            return as_written(name)
    text = "".join(element.text or "" for element in control.iter(W + "t"))
    return tell("without a title, around {text}", text=text if len(text) < 40 else text[:39] + "…")
