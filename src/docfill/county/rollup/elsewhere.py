"""Filings read by the workers of a cluster, a hundred at a time; what they do not bring, here."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from docfill.base import Message, Place, display_path, show_paths_from, tell, temporary
from docfill.build.cluster.connection import Cluster, ClusterLost
from docfill.build.cluster.dispatch import Answer, Dispatch, Given, Refused
from docfill.build.cluster.inputs import Files, own_files, unpack
from docfill.build.cluster.office_room import OfficeRoom
from docfill.build.cluster.orders import order_of
from docfill.build.cluster.room import room_called
from docfill.build.conversion import Options
from docfill.build.staleness import program_versions, resolve_findings
from docfill.county.rollup.collecting import Read, figures_of, recorded
from docfill.county.rollup.figures import AgencyFigures
from docfill.county.rollup.fingerprints import Fingerprints
from docfill.county.rollup.records import as_line, from_line
from docfill.form import Form
from docfill.project import Project, Township

_AT_ONCE = 100  # filings in one task: enough that handing it over costs nothing beside it

Batches = Mapping[str, Sequence[Township]]


@dataclass(frozen=True)
class ReadElsewhere:
    """Reads agencies' figures on a cluster, as `work_side_by_side` does here.

    `note` is told what is to be said of workers.
    """

    cluster: Cluster
    project: Project
    form: Form
    year: int
    note: Callable[[Message], None]

    def __call__(
        self, agencies: Sequence[Township], read: Read
    ) -> Iterator[tuple[Township, bytes]]:
        """Each agency and what `read` would answer, in no order."""
        if not agencies:
            return
        starts = range(0, len(agencies), _AT_ONCE)
        batches = {str(start): agencies[start : start + _AT_ONCE] for start in starts}
        with temporary("docfill-rollup-") as folder, closing(self._brought(batches, folder)) as all:
            for key, answers in all:
                del batches[key]
                yield from answers
        for batch in batches.values():
            yield from ((agency, read(agency)) for agency in batch)

    def _brought(
        self, batches: Batches, folder: Path
    ) -> Generator[tuple[str, list[tuple[Township, bytes]]]]:
        """The answers of the batches that workers brought, by the key of each."""
        batches, marks = dict(batches), Fingerprints(self.project, self.year)
        stamps = {each.id: marks.stamps(each) for batch in batches.values() for each in batch}
        order = order_of(self.project, self.year, Options(pdf=False), program_versions(), folder)
        jobs: dict[str, Given] = {key: partial(self._given, batches[key]) for key in batches}
        dispatch = Dispatch(self.cluster.client(), OfficeRoom.new(order), read_lines, jobs)
        try:
            for said in dispatch.answers():
                if isinstance(said, Refused):
                    self.note(said.message)
                elif isinstance(said, Answer):
                    parts = zip(batches[said.job], said.made, strict=True)
                    found = ((agency, self._seen_from_here(agency, line)) for agency, line in parts)
                    answers = [(a, recorded(marks, a, part, stamps[a.id])) for a, part in found]
                    yield said.job, answers
        except ClusterLost as lost:
            self.note(tell("the rest is read here: {why}", why=lost))

    def _given(self, batch: Sequence[Township], sees_folder: bool) -> tuple[Any, ...]:
        files: dict[str, bytes] = {}
        for agency in () if sees_folder else batch:
            files |= own_files(self.project, agency, self.year)
        return [agency.id for agency in batch], files

    def _seen_from_here(self, agency: Township, line: bytes) -> AgencyFigures:
        """What a line says, its files named from where the user stands."""
        part = from_line(line, agency, len(self.form.cells))
        file = display_path(f"{self.project.root}/{part.file}")
        if file == part.file:
            return part  # as for everybody who stands in the project's folder
        findings = resolve_findings(self.project, part.findings)
        return replace(part, file=file, places=self._from_here(part.places), findings=findings)

    def _from_here(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """The same places, each made once: most cells of a row share theirs."""
        root, moved = self.project.root, dict[int, Place]()
        for place in places:
            if id(place) not in moved:
                file = display_path(f"{root}/{place.file}")
                moved[id(place)] = replace(place, file=file)
        return tuple(moved[id(place)] for place in places)


def read_lines(name: str, agencies: Sequence[str], files: Files) -> list[bytes]:
    """The task: what each of some agencies filed, as lines, read in the room of this name."""
    room: OfficeRoom = room_called(name)
    with room.at_work() as place, show_paths_from(place.job.project.root):
        project, form, year = place.job.project, place.job.form, place.records.year
        unpack(files, project.root)
        parts = (figures_of(project, form, project.agencies[each], year) for each in agencies)
        return [as_line(part).encode() for part in parts]
