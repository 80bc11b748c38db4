"""What stands in a county's out/ : whether every file is whole, and is what some data make."""

import hashlib
import json
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

Digests = Mapping[str, str]
_PRODUCTS = (".docx", ".pdf")


def digests_of(county: Path) -> dict[str, str]:
    """The SHA-256 of every finished file, by its path within the county's out/."""
    out = county / "out"
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in _visible(out)
        if path.suffix in _PRODUCTS and ".edited-" not in path.name
    }


def faults_of(county: Path, allowed: Sequence[Digests]) -> list[str]:
    """Files that are gone, or of none of these sets; receipts that speak of other files."""
    found = digests_of(county)
    faults = [f"gone: {name}" for name in allowed[0] if name not in found]
    for name, digest in found.items():
        if digest not in {each.get(name) for each in allowed}:
            faults.append(f"neither the old report nor the new one: {name}")
    for receipt in (county / "out").glob("*/*/receipt.json"):
        faults += _faults_of_receipt(receipt)
    return faults


def _faults_of_receipt(path: Path) -> Iterator[str]:
    try:
        products = json.loads(path.read_bytes())["products"].values()
    except ValueError:
        yield f"half-written: {path.parent.name}/{path.name}"
        return
    for product in products:
        file = path.with_name(product["file"])
        is_there = file.exists() and hashlib.sha256(file.read_bytes()).hexdigest()
        if is_there != product["stamp"]["sha256"]:
            yield f"a receipt speaks of another file: {path.parent.name}/{file.suffix}"


def litter_in(*folders: Path) -> list[str]:
    """What killed programs left: parts of files, workshops, temporary folders, sockets."""
    return [
        f"left behind: {path.relative_to(folder.parent)}"
        for folder in folders
        for path in (folder.rglob("*") if folder.exists() else ())
        if path.name.endswith(".part")
        or path.name.startswith((".workshop-", "docfill-"))
        or stat.S_ISSOCK(path.lstat().st_mode)
    ]


def _visible(out: Path) -> Iterable[Path]:
    """Files that people see: not in a hidden folder, not hidden themselves."""
    for path in out.rglob("*"):
        inside = path.relative_to(out).parts
        if path.is_file() and not any(part.startswith(".") for part in inside):
            yield path
