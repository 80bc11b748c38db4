"""Sends forms out: a workbook for each agency, with what is known already written in."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from docfill.base import ExitCode, Finding, Place, display_path, print_date, tell, write_whole
from docfill.build.checking import form_of
from docfill.build.outcome import Outcome
from docfill.county.exchange.known import collect_known, last_years
from docfill.county.exchange.official import grids_of
from docfill.form import Form
from docfill.project import Project, Township
from docfill.sources.excel import Facts, Grid
from docfill.sources.excel.contents import LONGEST_TEXT, Contents, contents_of
from docfill.sources.excel.workbook import workbook
from docfill.sources.yaml import Scalar

SHEETS_FOLDER = "sheets"
_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
# With these a filing cannot be read at all, and a workbook of it would hide what was written.
_UNREADABLE = ("file", "encoding", "syntax", "empty")


def send_out(
    project: Project, townships: Iterable[Township], year: int, folder: Path | None, force: bool
) -> Iterator[Outcome]:
    """A workbook for each agency; one that is there already and differs stays, unless forced."""
    form = form_of(project, year)
    grids = grids_of(form)
    folder = folder or project.root / "out" / str(year) / SHEETS_FOLDER
    if not project.report.is_first:
        folder = folder / project.report.key
    for township in townships:
        path = folder / f"{_IN_FILE_NAMES.sub('_', township.name)}.xlsx"
        yield _send_out(project, form, grids, township, year, path, force)


def _send_out(
    project: Project,
    form: Form,
    grids: Mapping[str, Grid],
    township: Township,
    year: int,
    path: Path,
    force: bool,
) -> Outcome:
    last_year = last_years(project, form, township, year)
    contents, findings = collect_known(project, form, township, year, last_year)
    findings += _too_long(project, township, year, contents, form)
    if any(found.code in (*_UNREADABLE, "too-long") for found in findings):
        return _refused(township, year, findings)
    before = contents_of(last_year) if last_year else None
    facts = _facts(project, form, township, year)
    made = workbook(form, facts, contents, before, grids)
    if path.exists() and path.read_bytes() != made and not force:
        says = tell(
            "there is another workbook already; move it away, or write over it with --force"
        )
        return _refused(township, year, [Finding(Place(display_path(path)), "already-there", says)])
    write_whole(path, made)
    code = ExitCode.FINDINGS if any(found.blocking for found in findings) else ExitCode.WELL
    return Outcome(township.id, year, tuple(findings), (path,), exit_code=code)


def _refused(township: Township, year: int, findings: list[Finding]) -> Outcome:
    return Outcome(township.id, year, tuple(findings), exit_code=ExitCode.FINDINGS)


def _too_long(
    project: Project, township: Township, year: int, contents: Contents, form: Form
) -> Iterator[Finding]:
    path = project.filing_path(township.id, year)
    for name, text in contents.texts.items():
        if len(text) > LONGEST_TEXT:
            says = tell(
                "{caption} has {n} characters; a cell of a workbook holds {most}",
                caption=form.caption(name),
                n=len(text),
                most=LONGEST_TEXT,
            )
            yield Finding(Place(display_path(path)), "too-long", says)


def _facts(project: Project, form: Form, township: Township, year: int) -> Facts:
    title = form.title.format(**township.names, year=year)
    return Facts(township.id, township.full_name, year, title, _deadline(project, form, year))


def _deadline(project: Project, form: Form, year: int) -> str:
    """The county's own day, else that by which the form's dates must lie; "" where neither is told.

    What is wrong with docfill.yaml is not told here, but by docfill check.
    """
    written = project.schedule.get("deadline") if project.schedule else None
    own = written.text if isinstance(written, Scalar) else ""
    due = [field.due for field in form.fields.values() if field.due]
    if found := re.fullmatch(r"(\d\d)-(\d\d)", own):
        due = [(int(found[1]), int(found[2]))]
    try:
        return print_date(datetime.date(year + 1, *min(due))) if due else ""
    except ValueError:
        return ""
