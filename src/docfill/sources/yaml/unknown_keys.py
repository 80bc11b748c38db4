"""Keys that are not among those a file may hold, and which one was meant."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator

from docfill.base import Finding, Message, invisible, tell, visible
from docfill.sources.yaml.nodes import Branch

_IN_PARENTHESES = re.compile(r"[（(][^（）()]*[）)]")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+|[0-9]+)[、.．]")


def unknown_keys(
    branch: Branch, known: Iterable[str], caption: Callable[[str], str] = lambda key: ""
) -> Iterator[Finding]:
    """A finding for each key that is not among the known ones, naming the one that was meant.

    `caption` is what people call a known key; they may have typed that.
    """
    known = list(known)
    for key, place in branch.key_places.items():
        if key not in known:
            yield Finding(place, "unknown-key", _unknown(key, known, caption))


def _unknown(key: str, known: list[str], caption: Callable[[str], str]) -> Message:
    word, colon, value = (piece.strip(" ") for piece in key.replace("：", ":", 1).partition(":"))
    meant = word if word in known else _called(word, known, caption)
    if colon and meant:
        return tell(
            "“{key}” needs a half-width “:” and a space behind it; write “{right}”",
            key=key,
            right=_row_of(meant, value),
        )
    if meant and meant != key:
        return tell("{key} is what {meant} is called; write {meant}", key=key, meant=meant)
    if (sign := invisible(key)) and visible(key) in known:
        return tell(
            "an invisible character (U+{code:04X}) stands in {key}; delete it",
            code=ord(sign),
            key=visible(key),
        )
    if near := difflib.get_close_matches(key, known, n=1, cutoff=0.6):
        return tell("{key} is no key for this place; did you mean {near}?", key=key, near=near[0])
    return tell("{key} is no key for this place; known: {known}", key=key, known=", ".join(known))


def _called(word: str, known: list[str], caption: Callable[[str], str]) -> str:
    """The one key that people call by this word; "" where there is none, or several."""
    bare = _bare(word)
    called = [key for key in known if bare and bare in (_bare(caption(key)), caption(key))]
    return called[0] if len(called) == 1 else ""


def _bare(caption: str) -> str:
    """A caption without its numbering and what stands in parentheses.

    >>> _bare("（二）甲（乙除外）"), _bare("1.丙")
    ('甲', '丙')
    """
    return _NUMBERING.sub("", _IN_PARENTHESES.sub("", caption)).strip()


def _row_of(key: str, value: str) -> str:
    """The key with its value, and those that a full-width comma ran together with it."""
    # Only a faulty file needs this.
    from docfill.sources.yaml.repair import half_width_row

    return half_width_row(f"{{{key}: {value}}}")[1:-1]
