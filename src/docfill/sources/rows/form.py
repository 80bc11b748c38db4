"""In which form a list of rows is written: told by the file's name, else by how it begins."""

import re
from pathlib import Path

FORMS = ("csv", "xlsx", "yaml", "json", "jsonl")
_BY_ENDING = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
# Zip, and the older container of Microsoft in which .xls and locked workbooks are kept.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ENOUGH = 100_000
_SKIPPED = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*|---[ \t]*)?\r?\n)*")
_KEY = re.compile(rb'[^,;\t"\r\n]+:(?:[ \t][^\t\r\n]*)?(?:\r?\n|\Z)')


def form_of(path: Path, data: bytes) -> str:
    """One of `FORMS`; what has no ending that tells is judged by its first line.

    >>> form_of(Path("a.csv"), b""), form_of(Path("-"), b"name: Wang"), form_of(Path("-"), b"a,b")
    ('csv', 'yaml', 'csv')
    """
    known = _BY_ENDING.get(path.suffix.lower())
    if known or path.suffix.lower() in (".xls", ".ods", ".et"):
        return known or "xlsx"
    if data.startswith(_WORKBOOKS):
        return "xlsx"
    begins = _beginning(data)
    if begins.startswith(b"["):
        return "json"
    if begins.startswith(b"{"):
        return "jsonl" if re.match(rb"\{[^\n]*\}[ \t]*\r?\n[ \t\r\n]*\{", begins) else "json"
    return "yaml" if begins.startswith(b"- ") or _KEY.match(begins) else "csv"


def begins_a_list(data: bytes) -> bool:
    """Whether YAML or JSON holds a list, and not keys and values.

    >>> begins_a_list(b"# people\\n- name: Wang"), begins_a_list(b"[1]"), begins_a_list(b"a: [1]")
    (True, True, False)
    """
    return re.match(rb"\s*(?:-\s|\[)", _beginning(data)) is not None


def _beginning(data: bytes) -> bytes:
    """What comes first behind comments and blank lines."""
    skipped = _SKIPPED.match(data)
    start = skipped.end() if skipped else 0
    return data[start : start + _ENOUGH]
