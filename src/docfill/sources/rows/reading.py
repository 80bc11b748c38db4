"""A file, or what comes in, to rows."""

import sys
from pathlib import Path

from docfill.base import Faulty, Finding, Place, read_regular, tell
from docfill.sources.rows.row import Rows, keep_rows, no_rows
from docfill.sources.yaml import why_unreadable

# A workbook or list of a million rows is still far below.
LARGEST_LIST = 400_000_000
# Some thousands of rows, which take a hundred times the bytes once they are read.
_SHORT = 500_000


def read_given(path: Path) -> bytes:
    """What a file holds, or what comes in where it is called `-`; raises `Faulty`."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return read_regular(path, LARGEST_LIST)
    except OSError as trouble:
        raise Faulty([Finding(Place(str(path)), "file", why_unreadable(trouble))]) from trouble


def read_rows(data: bytes, name: str, form: str, sheet: str = "") -> Rows:
    """The rows of data written in one of `FORMS`, and what is wrong with them.

    Those of a short list are kept, so that it is gone through only once.
    """
    rows = _read(data, name, form, sheet)
    return rows if len(data) > _SHORT else keep_rows(rows)


def _read(data: bytes, name: str, form: str, sheet: str) -> Rows:
    if form == "xlsx":
        from docfill.sources.rows.excel import sheet_rows

        return sheet_rows(data, name, sheet)
    if form == "csv":
        from docfill.sources.rows.csvfile import csv_rows

        return csv_rows(data, name)
    from docfill.sources.rows.lists import json_line_rows, json_rows, yaml_rows

    text = _text(data)
    if text is None:
        says = tell("the file is not in UTF-8 (perhaps GBK); save it again with encoding UTF-8")
        return no_rows(Finding(Place(name), "encoding", says))
    read = {"yaml": yaml_rows, "json": json_rows, "jsonl": json_line_rows}[form]
    return read(text, name)


def _text(data: bytes) -> str | None:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
