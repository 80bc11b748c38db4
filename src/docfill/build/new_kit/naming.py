"""Short Latin keys for captions: by pinyin where pypinyin is installed, else numbered."""

import importlib.util
import re
from collections.abc import Callable

_LONGEST = 24
_HAN = re.compile("[一-鿿]+")
_NUMBER = re.compile(
    r"^(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.．、])"
)
_LATIN = re.compile("[a-z][a-z0-9]*")
# Names that every template may print, or that a filing has of its own.
_TAKEN = frozenset({"title", "headline", "agency", "agency_long", "year", "headings", "waive"})

Speller = Callable[[str], list[str]]


def pinyin() -> Speller | None:
    """What spells Chinese characters in Latin letters, a syllable each, where it is installed."""
    if importlib.util.find_spec("pypinyin") is None:
        return None
    from pypinyin import lazy_pinyin

    speller: Speller = lazy_pinyin
    return speller


class Names:
    """Keys that differ from all others of their kind."""

    def __init__(self, speller: Speller | None, taken: frozenset[str] = _TAKEN):
        self._speller = speller
        self._used = set(taken)

    def name(self, caption: str, kind: str) -> str:
        """A new key: the caption in pinyin, or the kind and a number."""
        stem = self._spelled(caption)
        number = 1
        key = stem or f"{kind}_1"
        while key in self._used:
            number += 1
            key = f"{stem or kind}_{number}"
        self._used.add(key)
        return key

    def _spelled(self, caption: str) -> str:
        """As many syllables as are short enough; "" where nobody can spell any."""
        if self._speller is None:
            return ""
        key = ""
        words = _NUMBER.sub("", caption)
        for syllable in self._speller("".join(_HAN.findall(words))):
            if not _LATIN.fullmatch(syllable) or len(key) + len(syllable) > _LONGEST:
                break
            key += syllable
        return key
