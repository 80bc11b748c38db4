"""Blanks that are not the keyboard's: inside a tag they are read as plain spaces.

Word and the input methods put no-break and full-width spaces where a space was meant, and copied
text brings marks of no width. docxtpl knows its prefixes before a plain space only.
"""

import re

_NO_WIDTH = "\u200b\u2060\ufeff"
_ODD = f"\u00a0\u2000-\u200a\u202f\u205f\u3000{_NO_WIDTH}"
_SOME = re.compile(f"[{_ODD}]")
# A tag, which Word may have torn into several runs anywhere.
_TAG = re.compile(r"\{(?:<[^>]*>)*[{%].*?[%}](?:<[^>]*>)*\}", re.DOTALL)
_PIECE = re.compile(rf"<[^>]*>|&quot;|&apos;|[\"'“”‘’{_ODD}]")
_STRAIGHT = {"“": '"', "”": '"', "&quot;": '"', "‘": "'", "’": "'", "&apos;": "'"}


def plain_blanks(xml: str) -> str:
    """The XML of a part with plain spaces in its tags, but for what stands there in quotes.

    >>> plain_blanks("<w:t>{%p\u00a0if</w:t><w:t>\u3000a == '\u3000' %}\u3000</w:t>")
    "<w:t>{%p if</w:t><w:t> a == '\u3000' %}\u3000</w:t>"
    """
    return _TAG.sub(_in_tag, xml) if _SOME.search(xml) else xml


def _in_tag(found: re.Match[str]) -> str:
    if not _SOME.search(found[0]):
        return found[0]
    open_quote = ""

    def plain(piece: re.Match[str]) -> str:
        nonlocal open_quote
        sign = piece[0]
        if _SOME.match(sign):
            return sign if open_quote else "" if sign in _NO_WIDTH else " "
        if sign[0] != "<":
            sign = _STRAIGHT.get(sign, sign)
            open_quote = "" if sign == open_quote else open_quote or sign
        return piece[0]

    return _PIECE.sub(plain, found[0])
