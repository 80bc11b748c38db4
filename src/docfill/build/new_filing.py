"""Begins new filings: writes what is to be filled in, never over what is there."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from docfill.base import ExitCode, Finding, Place, display_path, tell, write_whole
from docfill.build.checking import form_of
from docfill.build.loading import find_strays, tell_misnamed
from docfill.build.outcome import Outcome
from docfill.filing import SCHEMA_FILE, Filing, read_filing, skeleton
from docfill.form import Form
from docfill.project import Project, Township
from docfill.sources.yaml import read


def begin(project: Project, townships: Iterable[Township], year: int) -> Iterator[Outcome]:
    """A new filing for each township; one that is there already stays and is a finding."""
    form = form_of(project, year)
    for township in townships:
        yield _begin(project, form, township, year)


def _begin(project: Project, form: Form, township: Township, year: int) -> Outcome:
    path = project.filing_path(township.id, year)
    if path.exists():
        says = tell("there is a filing already; it is left as it is")
        finding = Finding(Place(display_path(path)), "already-there", says)
        return Outcome(township.id, year, (finding,), exit_code=ExitCode.FINDINGS)
    if strays := find_strays(project, township, year):
        finding = Finding(
            Place(display_path(path)), "already-there", tell_misnamed(strays[0], path)
        )
        return Outcome(township.id, year, (finding,), exit_code=ExitCode.FINDINGS)
    text = skeleton(
        form,
        year,
        township.level,
        _last_year(project, form, township, year),
        form.title.format(**township.names, year=year),
        schema_seen_from(path.parent, form),
    )
    write_whole(path, text.encode())
    return Outcome(township.id, year, products=(path,))


def _last_year(project: Project, form: Form, township: Township, year: int) -> Filing | None:
    path = project.filing_path(township.id, year - 1)
    if not path.exists():
        return None
    return read_filing(read(path, display_path(path)), form, township.id, year - 1)[0]


def schema_seen_from(folder: Path, form: Form) -> str:
    """The path of the kit's schema, or nothing where the kit has none."""
    schema = form.folder / SCHEMA_FILE
    if not schema.exists():
        return ""
    return Path(os.path.relpath(schema.resolve(), folder.resolve())).as_posix()
