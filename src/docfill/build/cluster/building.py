"""Reports made by a cluster's workers: orders go out, parcels come back and are delivered here."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docfill.base import (
    DocfillError,
    ExitCode,
    Finding,
    Place,
    Severity,
    display_path,
    message_of,
    program_fault,
    tell,
    workshop,
)
from docfill.build.cluster.connection import Cluster, ClusterLost
from docfill.build.cluster.dispatch import Answer, Dispatch, Failed, Given, Refused, SetAside
from docfill.build.cluster.home import bring_home
from docfill.build.cluster.inputs import own_files
from docfill.build.cluster.office_room import OfficeRoom, make_parcel
from docfill.build.cluster.orders import Order, order_of
from docfill.build.conversion import Options
from docfill.build.making import Job, template_of
from docfill.build.outcome import Outcome, attempt_report
from docfill.build.staleness import Record
from docfill.build.web_pages import wants_pages
from docfill.project import Project

if TYPE_CHECKING:
    from docfill.office import FontSet


@dataclass(frozen=True)
class ClusterBuild:
    """What makes reports anew on a cluster; used as `docfill.build.pipeline.rebuild` is."""

    cluster: Cluster

    def __call__(
        self,
        project: Project,
        records: list[Record],
        year: int,
        options: Options,
        fonts: "FontSet | None",
    ) -> Iterator[Outcome]:
        """Make these reports, each outcome as it comes."""
        # Whatever is wrong with the kit is found here, once, as in any other build.
        template_of(Job.begin(project, year, options, fonts).form)
        client = self.cluster.client()
        with workshop(options.out or project.root / "out") as folder:
            building = _Building(project, {each.township.id: each for each in records}, options)
            room = OfficeRoom.new(building.order(folder.absolute(), year))
            dispatch = Dispatch(client, room, make_parcel, building.jobs())
            with closing(building.outcomes(dispatch, folder)) as outcomes:
                yield from outcomes


@dataclass(frozen=True)
class _Building:
    """The reports of one build, by the agency that owes each."""

    project: Project
    records: Mapping[str, Record]
    options: Options

    def order(self, folder: Path, year: int) -> Order:
        """What all workers are told."""
        made_with = next(iter(self.records.values())).made_with
        return order_of(self.project, year, self.options, made_with, folder)

    def jobs(self) -> dict[str, Given]:
        """What each report's task is given."""
        return {name: partial(self._given, record) for name, record in self.records.items()}

    def _given(self, record: Record, sees_folder: bool) -> tuple[Any, ...]:
        own = {} if sees_folder else own_files(self.project, record.township, record.year)
        return record.township.id, own, wants_pages(record, self.options)

    def outcomes(self, dispatch: Dispatch, folder: Path) -> Generator[Outcome]:
        """Each report's, and what is to be said of workers; none is missing, whoever dies."""
        owed = dict(self.records)
        try:
            for said in dispatch.answers():
                if isinstance(said, Refused):
                    yield self._refused(said)
                else:
                    yield self._outcome(owed.pop(said.job), said, folder)
        except ClusterLost as lost:
            for record in owed.values():
                yield self._not_made(record, lost)

    def _outcome(self, record: Record, said: Answer | SetAside | Failed, folder: Path) -> Outcome:
        match said:
            case Answer(_, parcel):
                work = partial(bring_home, self.project, record, parcel, folder, self.options)
                return attempt_report(self.project, record.township.id, record.year, work)
            case SetAside(_, workers):
                return self._set_aside(record, workers)
            case Failed(_, trouble):
                found = program_fault(trouble, self.project.root, self._filing(record))
                return _ended(record, (found,), exit_code=ExitCode.PROGRAM)

    def _set_aside(self, record: Record, workers: int) -> Outcome:
        says = tell("{n} workers ended while they made this report; it was set aside", n=workers)
        found = Finding(Place(self._filing(record)), "ends-workers", says)
        return _ended(record, (found,), exit_code=ExitCode.CONVERSION_FAILED)

    def _refused(self, said: Refused) -> Outcome:
        place = Place(display_path(self.project.settings_path))
        found = Finding(place, "unfit-worker", said.message, Severity.WARNING)
        return Outcome("", next(iter(self.records.values())).year, (found,))

    def _not_made(self, record: Record, lost: DocfillError) -> Outcome:
        says = tell(
            "not made ({why}); give the command again, and only what is missing is made",
            why=message_of(lost),
        )
        return _ended(record, trouble=says, exit_code=lost.exit_code)

    def _filing(self, record: Record) -> str:
        return display_path(self.project.filing_path(record.township.id, record.year))


def _ended(record: Record, findings: tuple[Finding, ...] = (), **how: Any) -> Outcome:
    return Outcome(record.township.id, record.year, findings, **how)
