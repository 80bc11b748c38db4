"""What was made from what: the receipt beside a report's files, and whether it still holds."""

import hashlib
import json
import os
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from docfill.base import (
    NOTHING,
    Finding,
    Message,
    finding_from,
    open_regular,
    tell,
    write_whole,
)

VERSION = 2
# Products for the portal. Whoever carries them there, or edits them, does not make a report stale.
WEB_KINDS = ("html", "fragment")
_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


class Stamp(NamedTuple):
    """A file as it was: its SHA-256, and size and time of change, which spare hashing it again."""

    sha256: str
    size: int
    mtime_ns: int


class Product(NamedTuple):
    """A finished file beside the receipt."""

    file: str
    stamp: Stamp


@dataclass(frozen=True)
class Receipt:
    """One report as it was built; the fields are described in docs/receipt.md.

    `made_of` names each source and its hash, "" for one that was not there; `made_with` names
    programs and options. Sources in files also have a stamp in `stamps`.
    """

    township: str
    year: int
    made_of: Mapping[str, str]
    made_with: Mapping[str, str]
    products: Mapping[str, Product]
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    pages: int = 0
    findings: tuple[Finding, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    made: str = ""


def write_receipt(path: Path, receipt: Receipt) -> None:
    """Write it whole or not at all; it comes last, so it never speaks of files not yet there."""
    text = json.dumps(_written(receipt), ensure_ascii=False, indent=1)
    write_whole(path, f"{text}\n".encode())


def _written(receipt: Receipt) -> dict[str, object]:
    products = {
        kind: {"file": product.file, "stamp": product.stamp._asdict()}
        for kind, product in receipt.products.items()
    }
    stamps = {name: stamp._asdict() for name, stamp in receipt.stamps.items()}
    findings = [_as_data(finding) for finding in receipt.findings]
    known = {"products": products, "stamps": stamps, "findings": findings}
    return {"receipt": VERSION, **vars(receipt), **known}


def _as_data(finding: Finding) -> dict[str, object]:
    """A finding with its words for who reads the receipt, and its message for any language."""
    return {"message": str(finding.message), **finding.as_data()}


def read_receipt(path: Path | str) -> Receipt | None:
    """The receipt in a file; None where there is none, or none that this version understands."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - asked of every report of a county
            written = json.loads(file.read().decode())
        return _receipt(written) if written["receipt"] == VERSION else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # Whatever is wrong with it, the report is simply made again.
        return None


def _receipt(written: dict[str, Any]) -> Receipt:
    """The receipt, if everything in it is of its kind; raises ValueError or TypeError."""
    for table in (written["made_of"], written["made_with"]):
        if not {str}.issuperset(map(type, table.values())):
            raise ValueError("not a table of words")
    for item in written["products"].values():
        if os.path.basename(item["file"]) != item["file"]:  # noqa: PTH119
            raise ValueError("a product lies in the receipt's own folder")
    return Receipt(
        written["township"],
        written["year"],
        written["made_of"],
        written["made_with"],
        {
            kind: Product(item["file"], Stamp(**item["stamp"]))
            for kind, item in written["products"].items()
        },
        {name: Stamp(**stamp) for name, stamp in written["stamps"].items()},
        written["fonts"],
        written["pages"],
        tuple(finding_from(item) for item in written["findings"]),
        written["seconds"],
        written["made"],
    )


def covers(
    receipt: Receipt | None,
    folder: Path,
    made_of: Mapping[str, str],
    made_with: Mapping[str, str],
    wanted: Collection[str],
) -> Message:
    """Why a report must be made again, in words for people; "" where the receipt still holds.

    `folder` is where the products are; `wanted` the kinds of product asked for. Of `made_with`
    only what is named now is compared: without a PDF it does not matter which LibreOffice.
    """
    if receipt is None:
        return tell("not built yet")
    if made_of != receipt.made_of:
        for name in sorted(made_of.keys() | receipt.made_of.keys()):
            if made_of.get(name, "") != receipt.made_of.get(name, ""):
                return _changed(name)
    for kind in wanted:
        if kind not in receipt.products:
            return tell("no {kind} yet", kind=kind)
    for name, now in made_with.items():
        if (before := receipt.made_with.get(name, "")) != now:
            if name == "fonts":
                return _changed(name)
            return tell("{what} {before} → {now}", what=name, before=before or "–", now=now or "–")
    for kind, product in receipt.products.items():
        is_needed = kind in wanted or kind not in WEB_KINDS
        if is_needed and (changed := changed_product(folder, product)):
            return changed
    return NOTHING


def _changed(name: str) -> Message:
    says = {
        "filing": tell("data changed"),
        "last year": tell("last year's data changed"),
        "form": tell("form changed"),
        "wording": tell("wording changed"),
        "template": tell("template changed"),
        "settings": tell("settings changed"),
        "fonts": tell("fonts changed"),
    }
    return says.get(name) or tell("{what} changed", what=name)


def changed_product(folder: Path, product: Product) -> Message:
    """How a product is not what the receipt says, or ""."""
    path = f"{folder}/{product.file}"
    try:
        state = os.stat(path)  # noqa: PTH116 - asked of every report of a county, every time
    except OSError:
        return tell("{file} is gone", file=product.file)
    stamp = product.stamp
    if state.st_size == stamp.size and (
        state.st_mtime_ns == stamp.mtime_ns or sha256_of(path) == stamp.sha256
    ):
        return NOTHING
    return tell("{file} was changed afterwards", file=product.file)


def stamp_of(path: Path | str, known: Stamp | None = None) -> Stamp | None:
    """The stamp of a file, hashed only when its size or time is not the known one's.

    None where there is no such file, or none that can be read: whoever reads it says why.
    """
    try:
        state = os.stat(path)  # noqa: PTH116 - asked of every report of a county, every time
        if known and (known.size, known.mtime_ns) == (state.st_size, state.st_mtime_ns):
            return known
        return Stamp(sha256_of(path), state.st_size, state.st_mtime_ns)
    except OSError:
        return None


def sha256_of(path: Path | str) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_of_values(values: object) -> str:
    """The SHA-256 of settings: the same for equal values, whatever their order."""
    return hashlib.sha256(_as_json(values).encode()).hexdigest()


def package_versions(names: Iterable[str]) -> dict[str, str]:
    """Versions of installed packages, read off their folders' names; "" for one not found.

    `importlib.metadata` says the same and takes as long as everything else together.
    """
    wanted = {name.lower().replace("-", "_"): name for name in names}
    found = dict.fromkeys(wanted.values(), "")
    for folder in map(Path, sys.path):
        if not folder.is_dir():
            continue
        for info in folder.glob("*.dist-info"):
            package, _, version = info.name.removesuffix(".dist-info").partition("-")
            name = wanted.get(package.lower().replace("-", "_"))
            if name is not None and not found[name]:
                found[name] = version
    return found
