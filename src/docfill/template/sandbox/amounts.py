"""Amounts of money in Chinese capital figures, as banks and receipts want them.

The rules are those for bills and settlement vouchers (支付结算办法, annex 1): 整 after 元, none
after 分; zeros between figures are written 零, once for several. Where the rules leave a choice,
the shorter writing is taken, and 角 goes without 整.
"""

from decimal import Decimal

from docfill.base import tell
from docfill.template.sandbox.unfit import UnfitValue, is_nothing, number_in

_FIGURES = "零壹贰叁肆伍陆柒捌玖"
_IN_FOUR = ("仟", "佰", "拾", "")
_FOURS = ("", "万", "亿", "万亿")
_MOST = Decimal(10) ** 16


def in_words(value: object) -> object:
    """The filter `amount_in_words`.

    >>> in_words("1200"), in_words("107000.53"), in_words("325.04"), in_words("0.50")
    ('壹仟贰佰元整', '壹拾万柒仟元伍角叁分', '叁佰贰拾伍元零肆分', '伍角')
    """
    if is_nothing(value):
        return value
    amount = number_in(value)
    cents = abs(amount) * 100
    if cents % 1:
        raise UnfitValue(
            tell(
                "{value} is finer than a cent; write |round(2) before |amount_in_words",
                value=amount,
            )
        )
    if abs(amount) >= _MOST:
        raise UnfitValue(
            tell("{value} is too large an amount to be written in words", value=amount)
        )
    yuan, rest = divmod(int(cents), 100)
    sign = "负" if cents and amount < 0 else ""
    return sign + _yuan(yuan, bool(rest)) + _jiao_and_fen(rest, bool(yuan))


def _yuan(yuan: int, has_rest: bool) -> str:
    if not yuan:
        return "" if has_rest else "零元整"
    return _whole(yuan) + ("元" if has_rest else "元整")


def _whole(number: int) -> str:
    """A whole number, by its groups of four figures from the left."""
    written = ""
    for place in range(len(_FOURS) - 1, -1, -1):
        four = number // 10_000**place % 10_000
        if not four:
            continue
        # A group whose first figure is no zero needs none before it, as 壹拾万柒仟.
        written += ("零" if written and four < 1000 else "") + _four(four)
        written += _unit(place, number)
    return written


def _unit(place: int, number: int) -> str:
    """The unit behind a group: 亿 goes without its 万 where the next group says it."""
    unit = _FOURS[place]
    return "万" if place == 3 and number // 10_000**2 % 10_000 else unit


def _four(number: int) -> str:
    written, skipped = "", False
    for figure, unit in zip(f"{number:04}", _IN_FOUR, strict=True):
        if figure == "0":
            skipped = bool(written)
            continue
        written += ("零" if skipped else "") + _FIGURES[int(figure)] + unit
        skipped = False
    return written


def _jiao_and_fen(cents: int, has_yuan: bool) -> str:
    jiao, fen = divmod(cents, 10)
    written = f"{_FIGURES[jiao]}角" if jiao else "零" if fen and has_yuan else ""
    return written + (f"{_FIGURES[fen]}分" if fen else "")
