"""An agency as docfill.yaml lists it."""

import re
from dataclasses import dataclass

from docfill.base import LEVELS, Finding, Place, level_in_words, tell
from docfill.sources.yaml import Branch, Keys, Scalar

_TOWNSHIP_KEYS = ("name", "full_name", "level", "mail")
_ID = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Township:
    """An agency that files a report; `mail` is its own address, for reminders."""

    id: str
    name: str
    full_name: str
    level: str
    mail: Scalar | None
    place: Place

    @property
    def names(self) -> dict[str, str]:
        return {"name": self.name, "full_name": self.full_name}


def read_township(key: str, branch: Branch, findings: list[Finding]) -> Township:
    """One agency of docfill.yaml."""
    keys = Keys(branch, _TOWNSHIP_KEYS, findings)
    names_files(key, branch.place, findings)
    return Township(
        key,
        read_line(keys, "name"),
        read_line(keys, "full_name"),
        keys.choice("level", LEVELS, LEVELS[0], glosses=lambda level: str(level_in_words(level))),
        read_written(keys, "mail"),
        branch.place,
    )


def names_files(id: str, place: Place, findings: list[Finding]) -> None:
    """Find that an id cannot name files and folders, where it cannot."""
    if not _ID.fullmatch(id):
        says = tell("{id} cannot name files; use a–z, 0–9, - and _, a letter first", id=id)
        findings.append(Finding(place, "wrong-id", says))


def read_line(keys: Keys, key: str) -> str:
    """A text that can stand in a title, a file name and the header of a mail."""
    text = keys.text(key)
    if not text.isprintable():
        says = tell("{key} holds a line break or an invisible character; delete it", key=key)
        keys.fault(keys.place(key), "character", says)
    elif text != text.strip():
        says = tell("{key} begins or ends with a space; delete it", key=key)
        keys.fault(keys.place(key), "character", says)
    return text


def read_written(keys: Keys, key: str) -> Scalar | None:
    """The value behind a key with its place; None where nothing is written."""
    node = keys.branch.get(key) if keys.text(key, "") else None
    return node if isinstance(node, Scalar) else None
