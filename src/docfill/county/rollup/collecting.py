"""Reads what each agency filed, as far as it can be added up."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from docfill.base import Figure, work_side_by_side
from docfill.build.loading import CheckedFiling, load_figures
from docfill.county.rollup import kept
from docfill.county.rollup.figures import AgencyFigures, InSum
from docfill.county.rollup.fingerprints import Fingerprints, Stamps
from docfill.county.rollup.records import as_line, from_line
from docfill.filing import Filing
from docfill.form import Form
from docfill.project import Project, Township

Read = Callable[[Township], bytes]


class ReadAll(Protocol):
    """What reads many agencies: `work_side_by_side` here, or something that has others do it."""

    def __call__(
        self, agencies: Sequence[Township], read: Read, /
    ) -> Iterator[tuple[Township, bytes]]:
        """Each agency and what `read` answers, in no order."""


def figures_of_all(
    project: Project,
    form: Form,
    agencies: Iterable[Township],
    year: int,
    *,
    is_kept: bool = True,
    read_all: ReadAll = work_side_by_side,
) -> dict[str, AgencyFigures]:
    """The figures of each agency by its id; those that did not change since are not read again.

    Of a project that is only for now, nothing is kept.
    """
    agencies = list(agencies)
    note = kept.note_of(project.root, year, project.report.ending)
    known = kept.recall(note) if is_kept else {}
    fingerprints = Fingerprints(project, year)
    found: dict[str, AgencyFigures] = {}
    for agency in agencies:
        if part := _recalled(form, agency, known.get(agency.id), fingerprints):
            found[agency.id] = part
    fresh = [agency for agency in agencies if agency.id not in found]

    def read(agency: Township) -> bytes:
        stamps = fingerprints.stamps(agency)
        return recorded(fingerprints, agency, figures_of(project, form, agency, year), stamps)

    for agency, answer in read_all(fresh, read):
        fingerprint, _, line = answer.partition(b"\t")
        found[agency.id] = from_line(line, agency, len(form.cells))
        known[agency.id] = kept.Kept(fingerprint.decode(), line)
    if fresh and is_kept:
        kept.remember(note, {id: each for id, each in known.items() if id in project.agencies})
    return {agency.id: found[agency.id] for agency in agencies}


def recorded(
    fingerprints: Fingerprints, agency: Township, part: AgencyFigures, stamps: Stamps
) -> bytes:
    """A line of what was read, and what it depends on; `stamps` are from before it was read."""
    fingerprint = fingerprints.of(agency)
    # Where somebody saved the filing meanwhile, nobody knows which of the two was read.
    is_sure = stamps == fingerprints.stamps(agency) and not part.is_fault_of_ours
    return f"{fingerprint if is_sure else ''}\t{as_line(part)}".encode()


def _recalled(
    form: Form, agency: Township, known: kept.Kept | None, fingerprints: Fingerprints
) -> AgencyFigures | None:
    """What was kept of an agency, while all that it depends on is as it was."""
    if known is None or not known.fingerprint or known.fingerprint != fingerprints.of(agency):
        return None
    return from_line(known.line, agency, len(form.cells))


def figures_of(project: Project, form: Form, agency: Township, year: int) -> AgencyFigures:
    """One agency's figures for a year, read anew, and how they stand."""
    return _as_figures(form, load_figures(project, form, agency, year))


def _as_figures(form: Form, checked: CheckedFiling) -> AgencyFigures:
    filing, standing = checked.filing, _standing(form, checked)
    if standing in (InSum.MISSING, InSum.UNREAD):
        return AgencyFigures(
            checked.township,
            filing.file,
            standing,
            last_values=_values(form, checked.last_year),
            findings=checked.findings,
        )
    return AgencyFigures(
        checked.township,
        filing.file,
        standing,
        _values(form, filing),
        tuple(filing.place(name) for name in form.cells),
        _values(form, checked.last_year),
        checked.findings,
    )


def _standing(form: Form, checked: CheckedFiling) -> InSum:
    if any(finding.code == "no-filing" for finding in checked.findings):
        return InSum.MISSING
    if checked.fault_of_ours or not _is_whole(form, checked.filing):
        return InSum.UNREAD
    return InSum.DOUBTFUL if checked.is_blocked else InSum.SUMMED


def _values(form: Form, filing: Filing | None) -> tuple[Figure, ...]:
    """The value of every cell in the form's order, or nothing where one is not known."""
    if filing is None or not _is_whole(form, filing):
        return ()
    return tuple(filing.figure(name) for name in form.cells)


def _is_whole(form: Form, filing: Filing) -> bool:
    return not filing.unread and filing.cells.keys() == form.cells.keys()
