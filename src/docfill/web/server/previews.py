"""Pages to look at: each preview has a name of its own, so that nobody sees two mixed."""

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from docfill.base import NOTHING, Message
from docfill.pdf import count_pages, page_picture
from docfill.project import Township

_VERSION = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Preview:
    """How many pages there are, and by which name; without any, `why` says so."""

    pages: int = 0
    version: str = ""
    why: Message = NOTHING


class Previews:
    """The last two previews of each agency, in a folder that goes with the server."""

    def __init__(self, folder: Path):
        self.made = folder / "made"
        self._shown = folder / "shown"

    def show(self, township: Township, pdf: Path) -> Preview:
        """A preview of these pages."""
        version = secrets.token_hex(8)
        folder = self._shown / township.id
        folder.mkdir(parents=True, exist_ok=True)
        # Whoever opened the one before may still be loading its pages; older ones go.
        for old in sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime_ns)[:-1]:
            old.unlink()
        # Linked: the next build takes what is still right from where it is.
        os.link(pdf, folder / f"{version}.pdf")
        return Preview(count_pages(pdf), version)

    def page(self, township: Township, version: str, number: int) -> bytes | None:
        """One picture, made as it is asked for; None where there is no such page any more."""
        pdf = self._shown / township.id / f"{version}.pdf"
        if not _VERSION.fullmatch(version) or not pdf.exists():
            return None
        return page_picture(pdf, number)
