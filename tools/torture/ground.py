"""A county to be harmed: its folder, its temporary files, and what its reports should be."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from county import YEAR, make_project
from docfill.base import cache_folder
from torture.standing import Digests, digests_of, faults_of, litter_in
from torture.watching import comes_true, ours

BUILD = ("build", "-y", str(YEAR))
VERIFY = ("verify", "-y", str(YEAR))
OTHER = "other-data"
LONGEST = 120.0  # seconds no command of a trial may take
_FRESH = 5000  # the filings of these numbers are the county's later ones


@dataclass(frozen=True)
class Ended:
    """How a command ended, and all that it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err

    @property
    def is_traceback(self) -> bool:
        """Whether it ended as no command may: with Python's words, or as a fault of docfill."""
        return self.code == 9 or "Traceback (most recent call last)" in self.said


@dataclass(frozen=True)
class Ground:
    """One trial's county: all it makes stays in `folder`.

    `earlier` are the finished reports that stand there, `later` what today's data make of them.
    """

    folder: Path
    earlier: Digests
    later: Digests
    build: tuple[str, ...] = BUILD

    @property
    def county(self) -> Path:
        return self.folder / "county"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    @property
    def cache(self) -> Path:
        """The cache of all trials: what one has made of the fonts serves the others."""
        return self.folder.parent / "cache"

    @property
    def filings(self) -> Path:
        return self.county / "data" / str(YEAR)

    @property
    def environment(self) -> dict[str, str]:
        """What commands see: temporary files of this trial's own, and a cache of all trials'."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        cache = str(self.cache)
        return kept | {"TMPDIR": str(self.temporary), "DOCFILL_CACHE": cache, "DOCFILL_LANG": "en"}

    def start(
        self, *words: str, limits: Callable[[], None] | None = None
    ) -> "subprocess.Popen[bytes]":
        """docfill at work in this county; what it says goes to two files."""
        with (self.folder / "out").open("wb") as out, (self.folder / "err").open("wb") as err:
            return subprocess.Popen(
                [sys.executable, "-m", "docfill", *words],
                cwd=self.county,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                preexec_fn=limits,
                start_new_session=True,
            )

    def end_of(self, running: "subprocess.Popen[bytes]", seconds: float = LONGEST) -> Ended:
        """How it ends; one that does not within these seconds is killed, and so told."""
        try:
            code = running.wait(timeout=seconds)
            late = ""
        except subprocess.TimeoutExpired:
            running.kill()
            code, late = running.wait(), f"\nkilled after {seconds:.0f} s"
        out, err = ((self.folder / name).read_text(errors="replace") for name in ("out", "err"))
        return Ended(code, out, err + late)

    def run(self, *words: str, limits: Callable[[], None] | None = None) -> Ended:
        """A whole command."""
        return self.end_of(self.start(*words, limits=limits))

    def harm(self) -> list[str]:
        """What is not as it should be while the county is under fire."""
        return faults_of(self.county, (self.earlier, self.later))

    def standing(self) -> Digests:
        """The finished files as they are now."""
        return digests_of(self.county)

    def faults_after_all(self) -> list[str]:
        """What is not as it should be after a quiet run: every report as today's data make it,
        no process, no temporary file, no part of a file."""
        quiet = self.run(*self.build)
        found = (
            [] if quiet.code == 0 else [f"the quiet build ended with {quiet.code}: {_end(quiet)}"]
        )
        found += faults_of(self.county, (self.later,))
        proof = self.run(*VERIFY)
        if proof.code:
            found.append(f"the quiet verify ended with {proof.code}: {_end(proof)}")
        return found + self.leftovers()

    def still_running(self) -> list[str]:
        """Processes that did not end, though they were given a moment."""
        comes_true(lambda: not ours(self.folder))
        return [f"still running: {name}" for name in ours(self.folder).values()]

    def leftovers(self) -> list[str]:
        """What is there though nothing is at work any more."""
        found = self.still_running()
        found += [f"left behind: tmp/{path.name}" for path in self.temporary.iterdir()]
        return found + litter_in(self.county, self.cache)

    def swap(self) -> "Ground":
        """The same county after today's data are yesterday's."""
        data, other, aside = (self.county / name for name in ("data", OTHER, "aside"))
        data.rename(aside)
        other.rename(data)
        aside.rename(other)
        return replace(self, earlier=self.later, later=self.earlier)


def _end(ended: Ended) -> str:
    return " / ".join(ended.said.strip().splitlines()[-3:])


class Quarry:
    """Lays out counties that are all alike: two sets of filings, and the reports of the first."""

    def __init__(self, folder: Path, townships: int, build: tuple[str, ...] = BUILD):
        self.folder, self.build, self.count = folder, build, 0
        self.until = time.monotonic()
        folder.mkdir(exist_ok=True)
        self.model = folder / "model"
        make_project(self.model / "county", townships)
        make_project(folder / "fresh", townships, beginning=_FRESH)
        (folder / "fresh" / "data").rename(self.model / "county" / OTHER)
        (self.model / "tmp").mkdir()
        _lay_out_cache(folder / "cache")
        later = self._built()
        began = time.monotonic()
        self.digests = (self._built(), later)
        self.seconds = time.monotonic() - began  # of a build that nothing disturbs

    def rounds(self, most: int, *, kinds: int = 1) -> Iterator[int]:
        """Numbers of rounds, up to so many, until the time is up; at least one.

        So many `kinds` of rounds, this one among them, share what is left of the trial's time.
        """
        now = time.monotonic()
        until = now + (self.until - now) / kinds
        for number in range(most):
            if number and time.monotonic() > until:
                return
            yield number

    @contextmanager
    def ground(self) -> Iterator[Ground]:
        """A new county, in which the data are later than the reports; nothing of it stays."""
        self.count += 1
        folder = self.folder / f"ground-{self.count}"
        shutil.copytree(self.model, folder, symlinks=True)
        earlier, later = self.digests
        try:
            yield Ground(folder, earlier, later, self.build)
        finally:
            for pid in ours(folder):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            shutil.rmtree(folder, ignore_errors=True)

    def _built(self) -> Digests:
        """What the county's data make; then the other data are in their place."""
        ground = Ground(self.model, {}, {}, self.build)
        made = ground.run(*self.build)
        if made.code:
            raise RuntimeError(f"an undisturbed build ended with {made.code}: {made.said}")
        ground.swap()
        return digests_of(self.model / "county")


def _lay_out_cache(folder: Path) -> None:
    """A cache of its own, with the fonts of the real one: to make them anew takes minutes."""
    folder.mkdir(exist_ok=True)
    for name in ("fonts", "derived"):
        (folder / name).symlink_to(cache_folder() / name)
