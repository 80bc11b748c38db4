"""How cells look: each look is one format of the workbook, made once."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

_SONG = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
_CENTRE = {"align": "center"}
_RULED = {"border": 1}
_GREY = {"font_color": "#808080", "font_size": 9}

_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_SONG, **_CENTRE, "font_name": "黑体", "font_size": 15},
    "heading": {**_SONG, "font_name": "黑体", "font_size": 11},
    "line": _SONG,
    "fact": {**_SONG, **_RULED},
    "caption": {**_SONG, **_RULED, **_CENTRE},
    "field": {**_SONG, **_RULED, **_CENTRE, "locked": False},
    "typed text": {**_SONG, **_RULED, "locked": False, "num_format": "@"},
    "date": {**_SONG, **_RULED, "locked": False, "num_format": "yyyy-mm-dd", "align": "left"},
    "prose": {**_SONG, **_RULED, "locked": False, "valign": "top", "num_format": "@"},
    "total": {**_SONG, **_RULED, **_CENTRE, "bg_color": "#F2F2F2"},
    "head": {**_SONG, **_RULED, **_CENTRE, "bold": True, "bg_color": "#E7EDF5"},
    "differs": {**_SONG, **_RULED, **_CENTRE, "bg_color": "#DDEBF7", "font_color": "#1F4E9E"},
    "more": {**_SONG, **_RULED, **_CENTRE, "bg_color": "#DDEBF7", "font_color": "#1F4E9E"},
    "less": {**_SONG, **_RULED, **_CENTRE, "bg_color": "#FCE4D6", "font_color": "#9C4A12"},
    "section": {**_SONG, **_RULED, "font_name": "黑体", "font_size": 11, "bg_color": "#E7EDF5"},
    "plain heading": {"font_name": "黑体", "font_size": 11, "valign": "vcenter"},
    "total caption": {**_SONG, **_RULED, "bg_color": "#F2F2F2"},
    "broken fact": {**_SONG, **_RULED, "bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "link": {**_SONG, **_RULED, "font_color": "#1F4E9E", "underline": 1},
    "check": {**_SONG, **_CENTRE, "font_size": 9},
    "length": {**_SONG, **_GREY, **_CENTRE},
    "note": {**_SONG, **_GREY},
    "last year": {**_SONG, **_GREY, **_CENTRE, "border": 4, "border_color": "#BFBFBF"},
    "blank": {"bg_color": "#FFF2B3"},
    "broken": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "changed": {"bg_color": "#DDEBF7", "font_color": "#1F4E9E"},
}


class Looks:
    """The formats of one workbook by name; a number format of one's own makes one more."""

    def __init__(self, book: Workbook):
        self._book = book
        self._made: dict[tuple[str, str], Format] = {}

    def __call__(self, name: str, number: str = "") -> Format:
        key = name, number
        if key not in self._made:
            shape = _LOOKS[name] | ({"num_format": number} if number else {})
            self._made[key] = self._book.add_format(shape)
        return self._made[key]
