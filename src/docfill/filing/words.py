"""Short texts and choices of a form's fields: how they are typed, and how they are printed."""

import re

from docfill.base import Unreadable, tell
from docfill.form import Field

_BETWEEN = re.compile("[、，,；;\\s]+")
TICKED, UNTICKED = "■", "□"


def read_word(field: Field, text: str) -> str:
    """A field's text on one line; of a choice, the words chosen in the form's order.

    Raises Unreadable where the form has no such choice, or allows one alone.
    """
    text = " ".join(text.split())
    if not field.choices:
        return text
    chosen = [text] if text in field.choices else [word for word in _BETWEEN.split(text) if word]
    strange = [word for word in chosen if word not in field.choices]
    known = "、".join(field.choices)
    if strange:
        says = tell("“{text}” is none of {choices}", text=strange[0], choices=known)
        raise Unreadable(says)
    if len(chosen) > 1 and not field.several:
        raise Unreadable(tell("one of {choices} is chosen, not several", choices=known))
    return "、".join(word for word in field.choices if word in chosen)


def print_word(field: Field, word: str) -> str:
    """A text as it is; of a choice every word there is, a filled box before those chosen.

    >>> print_word(Field("a", "", "choice", choices=("是", "否")), "否")
    '□是　■否'
    """
    if not field.choices:
        return word
    chosen = word.split("、")
    boxes = (f"{TICKED if each in chosen else UNTICKED}{each}" for each in field.choices)
    return "　".join(boxes)


def ticked(field: Field, printed: str) -> str | None:
    """The words chosen by their boxes, as a document shows them; None where it shows no boxes."""
    if not field.choices:
        return None
    boxes = re.findall(f"([{TICKED}☑☒√✓✔{UNTICKED}○☐])\\s*([^{TICKED}☑☒√✓✔{UNTICKED}○☐]+)", printed)
    if not boxes:
        return None
    empty = f"{UNTICKED}○☐"
    words = [word.strip(" \u3000、，,;；") for box, word in boxes if box not in empty]
    return "、".join(word for word in words if word)
