"""Where a worker makes reports: the project's inputs, one LibreOffice, all that is loaded once."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docfill.base import ExitCode, Message, in_a_row, refusal, show_paths_from, tell, temporary
from docfill.build.cluster.inputs import Files, unpack, unpacked_at
from docfill.build.cluster.orders import Order, Parcel
from docfill.build.cluster.room import WorkerUnfit
from docfill.build.conversion import fonts_of, list_formats, open_office
from docfill.build.making import Job, Workroom, make_reports, template_of
from docfill.build.office_facts import office_facts
from docfill.build.outcome import Outcome, attempt_report
from docfill.build.staleness import Records, program_versions
from docfill.project import Project, Township

if TYPE_CHECKING:
    pass

# What is written to see whether there is room for another report.
_PROBE_BYTES = 2**20


class PagesWouldDiffer(WorkerUnfit):
    """A worker has another LibreOffice, other fonts or another docfill than its caller."""


@dataclass(frozen=True)
class Workplace:
    """What the reports of one order have in common, as this worker has it."""

    job: Job
    records: Records
    room: Workroom
    sees_folder: bool

    def make(self, township: str, own: Files, with_pages: bool) -> Parcel:
        """One report made, of these files where the caller's folder is not seen."""
        project = self.job.project
        with show_paths_from(project.root):
            agency = project.agencies[township]
            work = partial(self._made, agency, own, with_pages)
            outcome = attempt_report(project, township, self.records.year, work)
            self._complain(outcome)
            return self._parcel(agency, outcome)

    def _made(self, agency: Township, own: Files, with_pages: bool) -> Outcome:
        if not self.sees_folder:
            unpack(own, self.job.project.root)
        job = replace(self.job, options=replace(self.job.options, html=with_pages))
        (outcome,) = make_reports(job, [self.records.of(agency)], self.room)
        return outcome

    def _complain(self, outcome: Outcome) -> None:
        """Raises WorkerUnfit where it is this machine that failed, and not the report."""
        if outcome.exit_code is ExitCode.MISSING:
            raise WorkerUnfit(outcome.trouble)
        if outcome.exit_code is ExitCode.REFUSED:
            probe = self.room.folder / "probe"
            try:
                probe.write_bytes(bytes(_PROBE_BYTES))
            except OSError as trouble:
                raise WorkerUnfit(refusal(trouble)) from trouble
            finally:
                probe.unlink(missing_ok=True)

    def _parcel(self, agency: Township, outcome: Outcome) -> Parcel:
        """What goes back; here nothing of it stays but what the caller takes away itself."""
        root, out = self.job.project.root, self.job.options.out
        assert out is not None
        shelf = self.job.project.report.shelf(out, agency.id, self.records.year)
        if self.sees_folder:
            return Parcel(outcome, shelf)
        parcel = Parcel(outcome, None, _files_in(shelf), _files_in(root / "out" / "log"))
        for folder in (shelf, root / "data", root / "out"):
            shutil.rmtree(folder, ignore_errors=True)
        return parcel


@contextmanager
def workplace_for(order: Order) -> Iterator[Workplace]:
    """The workplace, LibreOffice starting; raises PagesWouldDiffer where it is not the caller's."""
    _agree(order.made_with, program_versions())
    sees_folder = order.token.is_seen()
    with temporary("docfill-room-") as own, ExitStack() as stack:
        folder, project = own, order.project
        if sees_folder:
            # Beside the caller's, so that what is finished there only needs to be renamed.
            folder = order.token.file.parent / f"{os.uname().nodename}-{os.getpid()}"
            folder.mkdir(exist_ok=True)
        else:
            unpack(order.common, own)
            project = unpacked_at(project, own)
        # Within, and not while it is used: it may be left by another thread.
        with show_paths_from(project.root):
            job, room, records = _begun(order, project, folder, stack)
        yield Workplace(job, records, room, sees_folder)


def _begun(
    order: Order, project: Project, folder: Path, stack: ExitStack
) -> tuple[Job, Workroom, Records]:
    options = replace(order.options, out=folder / "made", png=False, workers=1)
    fonts = fonts_of(project.root, options) if options.pdf else None
    facts = office_facts(fonts, options)
    _agree(order.made_with, facts)
    office = None
    if options.pdf:
        # keep=0: LibreOffice is this worker's own, and ends with it however that ends.
        office = open_office(fonts, options, 1, 0)
        stack.callback(office.abandon)
    job = Job.begin(project, order.year, options, fonts)
    template_of(job.form)
    records = Records(project, order.year, options.out, facts, list_formats(options))
    return job, Workroom(folder, fonts, office), records


def _agree(wanted: Mapping[str, str], here: Mapping[str, str]) -> None:
    """Raises PagesWouldDiffer where something here is not as it is with the caller."""
    different = [name for name in here if here[name] != wanted.get(name, "")]
    if different:
        raise PagesWouldDiffer(
            in_a_row(", ", [_difference(n, wanted.get(n, ""), here[n]) for n in different])
        )


def _difference(name: str, wanted: str, here: str) -> Message:
    if name == "fonts":
        return tell("other fonts")
    return tell(
        "{what} {there} instead of {here}", what=name, there=here or "–", here=wanted or "–"
    )


def _files_in(folder: Path) -> Files:
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.name: path.read_bytes() for path in paths if path.is_file()}
