"""Marks that begin an item of a list, and lines that look like a sub-heading typed by hand."""

import re

_NUMERALS = "一二三四五六七八九十"
_DIGITS = "0-9０-９"

# （一） 一、 1. 1、 1） ① but neither 二、三级 nor 1.5 nor （一）项.
_NUMBER = (
    rf"[（(](?:[{_NUMERALS}]{{1,3}}|[{_DIGITS}]{{1,2}})[）)](?![项款目条至])"
    rf"|[{_NUMERALS}]{{1,3}}、(?![{_NUMERALS}])"
    rf"|[{_DIGITS}]{{1,2}}(?:[.．、](?![{_DIGITS}])|[）)])"
    "|[①-⑳]"
)
_COUNTED = rf"[{_NUMERALS}]{{1,2}}是(?![{_NUMERALS}])|第[{_NUMERALS}]{{1,2}}[，,、：]"
_ADVERB = "(?:首先|其次|再次|最后)[，,]"

_BEGINS_ITEM = re.compile(_NUMBER)
_BEGINS_CLAUSE = re.compile(f"{_COUNTED}|{_ADVERB}")
_NUMBERED = re.compile(rf"(?P<number>{_NUMBER}|{_COUNTED})[、.．，,\s]*(?P<title>.*)")
_BY_LEVEL = re.compile(rf"[（(]?[{_NUMERALS}]")
_BULLET = re.compile(r"(?P<sign>[•・●▪◆■]|·(?=\s)|[-*+](?=\s|[一-鿿“《（]))\s*(?=\S)")

_STOP = re.compile(r"[。！？；：…?!;:][”’）》」』]*$")
_MARK = re.compile(r"[。！？；：…，、?!;:,][”’）》」』]*$")
_PUNCTUATION = re.compile(r"[。！？；：，,;]")
_LONGEST_TITLE = 20
_LONGEST_UNNUMBERED = 15


def ends_sentence(line: str) -> bool:
    """Whether a line ends with a full stop or its like."""
    return _STOP.search(line) is not None


def begins_item(line: str, before: str) -> bool:
    """Whether a line begins with the number of an item; 一是 needs a mark at the end before.

    >>> begins_item("2.完善制度。", "1.加强学习"), begins_item("二是完善制度。", "这个小组第")
    (True, False)
    """
    if _BEGINS_CLAUSE.match(line):
        return _MARK.search(before) is not None
    return _BEGINS_ITEM.match(line) is not None


def bullet(line: str) -> str:
    """The sign, such as a hyphen, that a line begins with as an item of a list, or nothing.

    >>> bullet("- 网站"), bullet("-5℃")
    ('-', '')
    """
    found = _BULLET.match(line)
    return found["sign"] if found else ""


def split_number(title: str) -> tuple[str, str]:
    """The number at the beginning of a title and the words behind it; no number is empty.

    >>> split_number("（二）公众号"), split_number("12345热线")
    (('（二）', '公众号'), ('', '12345热线'))
    """
    found = _NUMBERED.match(title)
    return (found["number"], found["title"]) if found else ("", title)


def title_by_hand(line: str, after: str) -> str:
    """The words of a line that looks like a sub-heading numbered by hand, or nothing.

    `after` is the next line: of several short items 1. 2. 3. none is a heading.

    >>> title_by_hand("（一）存在的问题", "部分村更新不够及时。")
    '存在的问题'
    >>> title_by_hand("1.网站", "2.公众号"), title_by_hand("一是更新不够及时。", "")
    ('', '')
    """
    number, title = split_number(line)
    title = title.rstrip("： ")
    if not _BEGINS_ITEM.match(line) or not _is_title(title, _LONGEST_TITLE):
        return ""
    heads_text = bool(after) and not _is_title(split_number(after)[1], _LONGEST_TITLE)
    return title if heads_text or _BY_LEVEL.match(number) else ""


def is_like_a_title(line: str) -> bool:
    """Whether a line without a number is short and has no mark, as a heading.

    >>> is_like_a_title("存在的问题"), is_like_a_title("更新及时，没有出错")
    (True, False)
    """
    return _is_title(line, _LONGEST_UNNUMBERED)


def _is_title(text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and not _PUNCTUATION.search(text)
