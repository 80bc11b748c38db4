"""The files a report is made of, as bytes for a worker that does not see the project's folder."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from docfill.base import LARGEST_FILE, read_regular
from docfill.build.loading import find_strays
from docfill.project import Project, Township
from docfill.sources.origin import origin_record

# Files by where they lie below a folder.
Files = Mapping[str, bytes]

_FONTS, _KITS = "fonts", "templates"


def common_files(project: Project, year: int) -> Files:
    """What all reports of a year are made with: the kit, and fonts of the project's own.

    docfill.yaml is not among them: it may name a mailbox, and a worker is handed the project as
    read from it.
    """
    kit = project.kit_path(year)
    files = {f"{_KITS}/{kit.name}/{name}": data for name, data in _below(kit)}
    return files | {f"{_FONTS}/{name}": data for name, data in _below(project.root / _FONTS)}


def own_files(project: Project, township: Township, year: int) -> Files:
    """What one agency's report is made of: filings of two years, and what else bears on them."""
    filings = [
        path
        for when in (year, year - 1)
        for path in project.report.filing_paths(project.root, township.id, when)
    ]
    beside = [origin_record(path) for path in filings]
    strays = find_strays(project, township, year)
    found = dict.fromkeys(path for path in (*filings, *beside, *strays) if path.is_file())
    return {
        path.relative_to(project.root).as_posix(): read_regular(path, LARGEST_FILE)
        for path in found
    }


def unpack(files: Files, folder: Path) -> None:
    """The files in a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def as_plain_data(project: Project) -> Project:
    """The project without what is nobody's business elsewhere: how mail is sent, and when."""
    return replace(project, mail=None, schedule=None)


def unpacked_at(project: Project, folder: Path) -> Project:
    """The same project, its files lying in a folder where they were unpacked."""
    return replace(project, root=folder, templates=folder / _KITS)


def _below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each file of a folder and those in it, by its way from there."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
