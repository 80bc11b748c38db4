"""How long a LibreOffice is kept running for the next build, as docfill.yaml says."""

import re

from docfill.base import tell
from docfill.sources.yaml import Branch, Keys

USUAL_KEEP = 600.0  # seconds, for who asks for one to be kept and does not say how long
_KEYS = ("keep",)
_TIME = re.compile(r"(\d{1,5})\s*([smh]?)")
_SECONDS = {"s": 1, "m": 60, "h": 3600}


def read_seconds(text: str) -> float | None:
    """A time like `90s`, `10m` or `2h` in seconds; 0 needs no unit; None for anything else.

    >>> read_seconds("10m"), read_seconds("0"), read_seconds("10")
    (600.0, 0.0, None)
    """
    found = _TIME.fullmatch(text.strip())
    if found is None or (not found[2] and int(found[1])):
        return None
    return float(int(found[1]) * _SECONDS.get(found[2], 0))


def read_keep(keys: Keys) -> float | None:
    """For how many seconds LibreOffice is kept, 0 for never; None where nothing is said."""
    branch = keys.branch.get("office")
    if branch is None:
        return None
    if not isinstance(branch, Branch):
        says = tell("{key} must hold keys and values, like “key: value”", key="office")
        keys.fault(keys.place("office"), "wrong-shape", says)
        return None
    entry = Keys(branch, _KEYS, keys.findings)
    written = entry.text("keep", "0")
    seconds = read_seconds(written)
    if seconds is None:
        says = tell("keep is a time like 90s, 10m or 2h, or 0; not {written}", written=written)
        entry.fault(entry.place("keep"), "wrong-choice", says)
    return seconds
