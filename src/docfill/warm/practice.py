"""What is worked out between commands, so that none of the next has to."""

from pathlib import Path
from typing import NamedTuple

from docfill.base import FORM_FILE, SETTINGS_FILE, TEMPLATE_FILE, WORDING_FILE, show_paths_from
from docfill.project import Project, open_project

_MOST_PROJECTS = 8  # what is remembered of each is memory that waits


class Meant(NamedTuple):
    """The project a command is about, and the folder from which it shows paths."""

    root: Path
    standpoint: Path


class Practice:
    """The projects whose kits were practised with, and what their files were then."""

    def __init__(self) -> None:
        self._known: dict[Meant, tuple[tuple[int, ...], ...]] = {}

    def after(self, meant: Meant | None) -> bool:
        """Practise with the kits of a project, once for each state of its files; whether it did."""
        if meant is None or (meant not in self._known and len(self._known) >= _MOST_PROJECTS):
            return False
        try:
            project = open_project(meant.root)
            state = _state(project)
            if self._known.get(meant) == state:
                return False
            self._known[meant] = state
            from docfill.build.practice import practise

            with show_paths_from(meant.standpoint):
                for kit in project.kits:
                    practise(project, kit)
        except Exception:  # noqa: BLE001 - the command that meets the same says what is wrong
            return True
        return True


def _state(project: Project) -> tuple[tuple[int, ...], ...]:
    files = [project.root / SETTINGS_FILE]
    for kit in project.kits:
        folder = project.templates / kit
        files += (folder / name for name in (FORM_FILE, WORDING_FILE, TEMPLATE_FILE))
    return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> tuple[int, ...]:
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_ctime_ns, found.st_size, found.st_ino
