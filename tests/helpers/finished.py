"""A finished official report to damage, and tools that damage it."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

from docfill.base.findings import Finding
from docfill.filing.reader import read_filing
from docfill.filing.template_values import print_values
from docfill.form.form import Form
from docfill.form.reader import open_form
from docfill.sources.yaml.reader import read
from docfill.template import Template
from docfill.verify import verify_docx
from here import ROOT

KIT = ROOT / "templates" / "disclosure-2021"
TEMPLATE = KIT / "template.docx"
NAMES = {"name": "花石镇", "full_name": "湘潭县花石镇人民政府"}
MAIN = "word/document.xml"

Parts = dict[str, bytes]


@cache
def form() -> Form:
    return open_form(KIT)


@cache
def values() -> dict[str, object]:
    """What the official template prints, each figure another number than its neighbours'."""
    filing, _ = read_filing(
        read(ROOT / "data" / "2023" / "huashi.yaml", "huashi.yaml"), form(), "huashi", 2023
    )
    all_values = print_values(form(), filing, NAMES, {})
    for number, name in enumerate(form().cells, 101):
        *branches, leaf = name.split(".")
        holder: Any = all_values
        for branch in branches:
            holder = holder[branch]
        holder[leaf] = str(number)
    return all_values


@cache
def docx() -> bytes:
    """The report, its runs written plainly so that the tests can name them."""
    parts = parts_of(Template.open(TEMPLATE, cache=False).fill(values()))
    parts[MAIN] = parts[MAIN].replace(b' xml:space="preserve"', b"")
    return packed(parts)


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def damaged(damage: Callable[[Parts], None]) -> bytes:
    """The finished report after something was done to its parts."""
    parts = parts_of(docx())
    damage(parts)
    return packed(parts)


def swapped(old: str, new: str, part: str = MAIN, count: int = 1) -> Callable[[Parts], None]:
    """Replace a piece of a part that must be there; `count` says how often it must be."""

    def damage(parts: Parts) -> None:
        text = parts[part].decode()
        assert text.count(old) >= count, (old, text.count(old))
        parts[part] = text.replace(old, new, 1).encode()

    return damage


def matched(pattern: str, new: str, part: str = MAIN) -> Callable[[Parts], None]:
    """Replace the first match of a pattern that must match."""

    def damage(parts: Parts) -> None:
        text, count = re.subn(pattern, new, parts[part].decode(), count=1, flags=re.DOTALL)
        assert count == 1, pattern
        parts[part] = text.encode()

    return damage


def without(name: str) -> Callable[[Parts], None]:
    def damage(parts: Parts) -> None:
        del parts[name]

    return damage


def found_in(data: bytes) -> list[Finding]:
    return verify_docx(data, TEMPLATE, values(), form(), "report.docx")


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}
