"""What an agency's figures depend on, as a hash: where it is the same, so are they."""

import os
from functools import cache
from hashlib import sha256
from pathlib import Path

from docfill import __version__
from docfill.base import FORM_FILE, LARGEST_FILE, WORDING_FILE, display_path, read_regular
from docfill.build.loading import find_strays
from docfill.build.receipt import sha256_of_values
from docfill.build.staleness import county_settings
from docfill.project import Project, Township
from docfill.sources.origin import origin_record

# What reads, checks and records filings.
_PROGRAM = ("base", "build", "checks", "county/rollup", "filing", "form", "project", "sources")

Stamps = list[tuple[int, int, int, int] | None]


class Fingerprints:
    """The fingerprint of each agency's figures for a year."""

    def __init__(self, project: Project, year: int):
        self._project, self._year = project, year
        kit = project.kit_path(year)
        self._common = sha256_of_values(
            [
                _program(),
                year,
                # Findings name files from where the user stands.
                display_path(project.root / "data"),
                str(project.report.places["file_name"]),
                county_settings(project),
                *(_content(kit / file) for file in (FORM_FILE, WORDING_FILE)),
            ]
        )

    def of(self, agency: Township) -> str:
        """The fingerprint of one; "" where a file cannot be read, so that nothing is known."""
        files = self._files(agency)
        strays = [stray.name for stray in find_strays(self._project, agency, self._year)]
        try:
            contents = [_content(file) for file in files]
        except OSError:
            return ""
        return sha256_of_values([self._common, agency.names, agency.level, strays, contents])

    def stamps(self, agency: Township) -> Stamps:
        """What a file system says of an agency's files; another where one was saved meanwhile."""
        return [_stamp(file) for file in self._files(agency)]

    def _files(self, agency: Township) -> tuple[Path, Path, Path]:
        path = self._project.filing_path(agency.id, self._year)
        before = self._project.filing_path(agency.id, self._year - 1)
        return path, before, origin_record(path)


def _content(path: Path) -> str:
    """The hash of a file's bytes, "" where there is no file."""
    try:
        return sha256(read_regular(path, LARGEST_FILE)).hexdigest()
    except FileNotFoundError:
        return ""


def _stamp(path: Path) -> tuple[int, int, int, int] | None:
    """None where there is no file. The time of the last change cannot be set by hand (ctime)."""
    try:
        found = os.stat(path)  # noqa: PTH116 - of every file of a county
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@cache
def _program() -> list[object]:
    """Which docfill this is: its version, and its modules while somebody works on them."""
    root = Path(__file__).parent.parent.parent
    states: list[object] = [__version__]
    for folder in _PROGRAM:
        for name, _, files in os.walk(root / folder):
            for file in sorted(files):
                if file.endswith(".py"):
                    state = os.stat(f"{name}/{file}")  # noqa: PTH116 - of two hundred files
                    states.append((file, state.st_size, state.st_mtime_ns))
    return states
