"""Documents made for the page: a preview of a filing's pages, and all reports of the county."""

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from docfill.base import NOTHING, Message, show_paths_from, tell, use_language
from docfill.build.conversion import Options
from docfill.build.outcome import Outcome
from docfill.build.pipeline import build
from docfill.project import Project, Township
from docfill.web.server.previews import Preview, Previews

# LibreOffice stays ready between two previews.
_KEEP = 600.0
# More would take all threads of the server, and saves would have to wait for LibreOffice.
_MOST_WAITING = 2
_log = logging.getLogger("docfill.serve")


@dataclass
class Progress:
    """How far the building of all reports is; `failed` names those that were not made."""

    is_running: bool = False
    done: int = 0
    total: int = 0
    failed: list[str] = field(default_factory=list)


class TooBusy(Exception):
    """So many documents are being made that nobody else can wait for one."""


class Maker:
    """Makes documents, one task at a time: LibreOffice takes a core."""

    def __init__(self, project: Project, year: int, previews: Path):
        keep = project.keep if project.keep is not None else _KEEP
        self._project, self._year = replace(project, keep=keep), year
        self._previews = Previews(previews)
        self._working = threading.Lock()
        self._beginning = threading.Lock()
        self._waiting = threading.BoundedSemaphore(_MOST_WAITING)
        self._progress = Progress()

    def preview(self, township: Township) -> Preview:
        """The report as it would be made now, outside of out/, as pages to look at."""
        outcome = self._make(township, Options(out=self._previews.made))
        if why := why_not(outcome):
            return Preview(why=why)
        pdf = next(each for each in outcome.products if each.suffix == ".pdf")
        with self._working:  # PDFium, too, is for one at a time
            return self._previews.show(township, pdf)

    def page(self, township: Township, version: str, number: int) -> bytes | None:
        """One picture of a preview, from 1; None where there is no such page any more."""
        with self._working:
            return self._previews.page(township, version, number)

    def report(self, township: Township, *, html: bool = False) -> Outcome:
        """The report, in out/ as by `docfill build`; one that is there and holds is kept."""
        return self._make(township, Options(html=html))

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

    def _make(self, township: Township, options: Options) -> Outcome:
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
