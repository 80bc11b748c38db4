"""Numbers as prose writes them: full-width digits, grouped digits and Chinese numerals."""

import re
from decimal import Decimal

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = "万"
_WIDE = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {0xFF05: 0x25, 0xFF0E: 0x2E}

_PLAIN = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_CHINESE = f"[{''.join(_DIGITS)}{''.join(_UNITS)}{_MYRIAD}]+"

NUMBER = rf"(?<![0-9.])(?:{_PLAIN}{_MYRIAD}?|{_CHINESE})"
"""A regular expression that finds a number in text made half-width."""

PERCENTAGE = rf"(?:百分之{_CHINESE}(?:点[零〇一二三四五六七八九]+)?|{_PLAIN}\s*%)"
"""One that finds a percentage."""


def half_width(text: str) -> str:
    """The text with its full-width digits, percent signs and points made half-width.

    Each character stays where it is.

    >>> half_width("收到３件，占１２．５％")
    '收到3件，占12.5%'
    """
    return text.translate(_WIDE)


def read_number(text: str) -> Decimal:
    """The value of a number that `NUMBER` found.

    >>> [str(read_number(text)) for text in ("1,204", "3.50", "1.2万", "〇", "两", "十二")]
    ['1204', '3.50', '12000', '0', '2', '12']
    >>> [int(read_number(text)) for text in ("二十", "一百零三", "三万零五十", "二〇二三")]
    [20, 103, 30050, 2023]
    """
    if text[0].isascii():
        plain = text.replace(",", "")
        if plain.endswith(_MYRIAD):
            return (Decimal(plain[:-1]) * 10_000).quantize(Decimal(1))
        return Decimal(plain)
    if _UNITS.keys().isdisjoint(text) and _MYRIAD not in text:
        return Decimal("".join(str(_DIGITS[character]) for character in text))
    return Decimal(_with_units(text))


def read_percentage(text: str) -> Decimal:
    """The value of what `PERCENTAGE` found, with the decimals it is written with.

    >>> [str(read_percentage(text)) for text in ("62.50%", "百分之十二", "百分之三点五")]
    ['62.50', '12', '3.5']
    """
    if text[0].isascii():
        return Decimal(text.rstrip("% ").replace(",", ""))
    whole, _, decimals = text.removeprefix("百分之").partition("点")
    number = str(read_number(whole))
    return Decimal(f"{number}.{''.join(str(_DIGITS[c]) for c in decimals)}" if decimals else number)


def _with_units(text: str) -> int:
    total = section = digit = 0
    for character in text:
        if character == _MYRIAD:
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + section + digit


_YEAR = re.compile(r"(?<![0-9])(?:(?:19|20)[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2})(?=年)")


def years_in(text: str) -> list[tuple[int, int]]:
    """Each year written in half-width text, as its offset and its number.

    >>> years_in("与2022年相比，二〇二三年")
    [(1, 2022), (9, 2023)]
    """
    return [(found.start(), int(read_number(found[0]))) for found in _YEAR.finditer(text)]
