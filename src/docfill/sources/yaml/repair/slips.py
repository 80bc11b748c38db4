"""Slips of the pen that one line of YAML shows by itself: full-width signs, a missing space."""

import re

from docfill.base import Message, tell

KEY = r"(?:- +)*[\"']?[A-Za-z_][A-Za-z0-9_-]*[\"']?"
_STRANGE_INDENT = re.compile("[ ]*(?P<sign>[^\\S ]|[\u200b\ufeff])")
_WIDE_COLON = re.compile(rf" *{KEY}\s*(?P<sign>：)")
_ANY_WIDE_COLON = re.compile(r" *[^\s:：，。；、]{1,12}\s*(?P<sign>：)")
_NO_SPACE = re.compile(rf" *{KEY}(?P<sign>:)(?=[^ \t/])")
_WIDE_OPENING = re.compile(rf" *{KEY}: +(?P<sign>[｛［【｜])")
_LIKE_A_KEY = re.compile(rf" *{KEY}\s*(?:[:：|>\d{{\[\"']|$|\s#)")
WIDE = {
    "，": ",",
    "｛": "{",
    "｝": "}",
    "［": "[",
    "］": "]",
    "：": ":",
    "【": "[",
    "】": "]",
    "｜": "|",
    "、": ",",
    "；": ",",
}


def slip(line: str, is_after_text: bool = False) -> tuple[int, Message] | None:
    """Column and words of what is certainly wrong with a line where a key should stand.

    After a block of text a word with a full-width colon may be more of that text.
    """
    if found := _STRANGE_INDENT.match(line):
        return found.start("sign") + 1, _indentation(found["sign"])
    if found := (_WIDE_COLON if is_after_text else _ANY_WIDE_COLON).match(line):
        return found.start("sign") + 1, wide_colon()
    if found := _NO_SPACE.match(line):
        return found.start("sign") + 1, tell(
            "an ordinary space is missing behind the “:” of the key; write it like “key: value”"
        )
    if found := _WIDE_OPENING.match(line):
        return found.start("sign") + 1, wide_sign(found["sign"])
    return None


def is_like_a_key(line: str) -> bool:
    """Whether a line begins as keys do, well written or not.

    >>> is_like_a_key("  penalties：2"), is_like_a_key("  此外：没有")
    (True, False)
    """
    return _LIKE_A_KEY.match(line) is not None


def wide_colon() -> Message:
    """What to write in place of a full-width colon behind a key."""
    return tell("a full-width colon “：” stands here; keys end with “:” and a space")


def wide_sign(sign: str) -> Message:
    """What to write in place of a full-width sign."""
    return tell("“{sign}” is full-width; write “{half}”", sign=sign, half=WIDE[sign])


def _indentation(sign: str) -> Message:
    if sign == "\t":
        return tell("a tab stands in this line; indent with spaces")
    return tell(
        "the line begins with a full-width or other unusual space (U+{code:04X}); "
        "indent with ordinary spaces",
        code=ord(sign),
    )
