"""Words as they are compared: without white space, full-width forms, numbers before them."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBER = re.compile(
    rf"(?P<top>第?{_NUMERAL}(?:[、.．,，:：]|部分|\s))"
    rf"|(?P<bracketed>[（(]{_NUMERAL}[)）][、.．]?)"
    r"|(?P<arabic>[0-9]{1,2}(?:[、．]|\.(?![0-9])))"
    r"|(?P<small>[（(][0-9]{1,2}[)）])"
)
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_NOTE = re.compile(r"[（(][^（()）]*[)）]$")
_SIGNS = str.maketrans("“”‘’：；，．﹒·", "\"\"'':;,...")


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """The text without white space and full-width forms, so that typing habits do not count.

    >>> squeezed("年初 册数（本）：１２")
    '年初册数(本):12'
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return "".join(sign for sign in plain if not sign.isspace() and sign.isprintable())


def number_of(text: str) -> tuple[str, int, str]:
    """How a heading is numbered, its number (0 for none), and the words behind it.

    >>> number_of("（三）小说"), number_of("十二、小说"), number_of("3.小说"), number_of("小说")
    (('bracketed', 3, '小说'), ('top', 12, '小说'), ('arabic', 3, '小说'), ('', 0, '小说'))
    """
    text = text.strip()
    found = _NUMBER.match(text)
    if found is None or not found.lastgroup:
        return "", 0, text
    digits = re.sub(r"[^0-9一二三四五六七八九十]", "", found[0])
    return found.lastgroup, _value(digits), text[found.end() :].strip()


def _value(digits: str) -> int:
    if digits.isascii():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


@lru_cache(maxsize=4096)
def core(text: str) -> str:
    """The words of a caption or heading without its number and a note in brackets behind it."""
    words = squeezed(number_of(text)[2])
    return _NOTE.sub("", words) or words


@lru_cache(maxsize=16384)
def likeness(one: str, other: str) -> float:
    """How alike two captions are, from 0 to 1, whatever their numbers."""
    mine, theirs = core(one), core(other)
    if mine == theirs:
        return 1.0
    short, long = sorted((mine, theirs), key=len)
    if len(short) > 1 and short in long and len(short) * 2 >= len(long):
        return 0.9
    if len(short) * 3 < len(long):
        return 0.0
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
