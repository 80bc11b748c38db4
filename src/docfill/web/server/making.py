"""Documents made for the page: a preview of a filing's pages, and all reports of the county."""

import logging
import os
import re
import secrets
import shutil
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from docfill.base import NOTHING, Message, show_paths_from, tell, use_language
from docfill.build.conversion import Options
from docfill.build.pipeline import Outcome, build
from docfill.project import Project, Township

# LibreOffice stays ready between two previews.
_KEEP = 600.0
# More would take all threads of the server, and saves would have to wait for LibreOffice.
_MOST_WAITING = 3
_log = logging.getLogger("docfill.serve")
_VERSION = re.compile(r"[0-9a-f]{16}")
_PAGE = re.compile(r"(\d+)\.png")


@dataclass
class Progress:
    """How far the building of all reports is; `failed` names those that were not made."""

    is_running: bool = False
    done: int = 0
    total: int = 0
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Preview:
    """How many pages there are, and by which name; without any, `why` says so."""

    pages: int = 0
    version: str = ""
    why: Message = NOTHING


class TooBusy(Exception):
    """So many documents are being made that nobody else can wait for one."""


class Maker:
    """Makes documents, one task at a time: LibreOffice takes a core."""

    def __init__(self, project: Project, year: int, previews: Path):
        keep = project.keep if project.keep is not None else _KEEP
        self._project, self._year = replace(project, keep=keep), year
        self._previews = previews
        self._working = threading.Lock()
        self._beginning = threading.Lock()
        self._waiting = threading.BoundedSemaphore(_MOST_WAITING)
        self._progress = Progress()

    def preview(self, township: Township) -> Preview:
        """The report as it would be made now, outside of out/, with its pages as pictures."""
        outcome = self._make(township, self._previews / "made")
        if why := why_not(outcome):
            return Preview(why=why)
        made = self._previews / "made" / str(self._year) / township.id / "pages"
        found = {path: _PAGE.search(path.name) for path in made.glob("*.png")}
        pages = sorted((each for each in found if found[each]), key=_number)
        version = secrets.token_hex(8)
        # Linked, not moved: the next preview takes those that are still right from where they are.
        folder = self._shown(township, version)
        folder.mkdir(parents=True)
        for number, page in enumerate(pages, 1):
            os.link(page, folder / f"{number}.png")
        self._forget_old(folder)
        return Preview(len(pages), version)

    def page(self, township: Township, version: str, number: int) -> bytes | None:
        """One picture of a preview, from 1; None where there is no such page any more."""
        if not _VERSION.fullmatch(version):
            return None
        try:
            return (self._shown(township, version) / f"{number}.png").read_bytes()
        except OSError:
            return None

    def report(self, township: Township) -> Outcome:
        """The report, in out/ as by `docfill build`; one that is there and holds is kept."""
        return self._make(township, None)

    def build_all(self, townships: Iterable[Township], language: str) -> bool:
        """Begin to make all reports; False where that is going on already."""
        townships = list(townships)
        with self._beginning:
            if self._progress.is_running:
                return False
            self._progress = Progress(is_running=True, total=len(townships))
        threading.Thread(
            target=self._build_all, args=(townships, self._progress, language), daemon=True
        ).start()
        return True

    @property
    def progress(self) -> Progress:
        """How far the last building of all is."""
        return self._progress

    def _shown(self, township: Township, version: str) -> Path:
        return self._previews / "shown" / township.id / version

    def _forget_old(self, newest: Path) -> None:
        """Whoever opened the one before may still be loading its pages; older ones go."""
        others = [each for each in newest.parent.iterdir() if each != newest]
        for old in sorted(others, key=lambda each: each.stat().st_mtime)[:-1]:
            shutil.rmtree(old, ignore_errors=True)

    def _make(self, township: Township, out: Path | None) -> Outcome:
        options = Options(out=out, png=out is not None)
        if not self._waiting.acquire(blocking=False):
            raise TooBusy
        try:
            with self._working:
                (outcome,) = build(self._project, [township], self._year, options)
        finally:
            self._waiting.release()
        return outcome

    def _build_all(self, townships: list[Township], progress: Progress, language: str) -> None:
        names = {township.id: township.name for township in townships}
        try:
            with use_language(language), show_paths_from(self._project.root):
                for township in townships:
                    # One at a time, so that a clerk's preview gets its turn in between.
                    with self._working:
                        (outcome,) = build(self._project, [township], self._year, Options())
                    progress.done += 1
                    if outcome.exit_code:
                        progress.failed.append(names[outcome.township])
        except Exception:  # noqa: BLE001 - a thread has no caller: the page and the log tell of it
            _log.exception("making all reports")
            progress.failed.extend(names[each.id] for each in townships[progress.done :])
        finally:
            progress.is_running = False


def why_not(outcome: Outcome) -> Message:
    """Why there is no document; nothing where there is one."""
    if outcome.trouble:
        return outcome.trouble
    if any(finding.blocking for finding in outcome.findings):
        return tell("There are errors: correct them first, then the pages can be made.")
    return NOTHING


def _number(path: Path) -> int:
    found = re.findall(r"\d+", path.stem)
    return int(found[-1]) if found else 0
