"""The whole job: check, fill, convert, prove, deliver. Reads like a table of contents."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from docfill.base import ExitCode, tell, workshop
from docfill.build.conversion import Options, fonts_of, list_formats, open_office
from docfill.build.office_facts import office_facts
from docfill.build.outcome import Outcome, attempt_report
from docfill.build.page_pictures import show_pages
from docfill.build.receipt import WEB_KINDS
from docfill.build.staleness import Record, Records, resolve_findings
from docfill.build.web_pages import add_pages, pages_hold
from docfill.project import Project, Township

if TYPE_CHECKING:
    from docfill.office import FontSet


class Remake(Protocol):
    """What makes reports anew: `rebuild` on this machine, or something that has others do it."""

    def __call__(
        self,
        project: Project,
        records: list[Record],
        year: int,
        options: Options,
        fonts: "FontSet | None",
    ) -> Iterator[Outcome]:
        """Make these reports, each outcome as it comes."""


def build(
    project: Project,
    townships: Iterable[Township],
    year: int,
    options: Options,
    remake: "Remake | None" = None,
) -> Iterator[Outcome]:
    """Make every report that is not as its receipt says; one's fault never stops another's.

    They are made here, by `rebuild`, unless there is another way to `remake` them.
    """
    fonts = fonts_of(project.root, options) if options.pdf else None
    records = Records(
        project, year, options.out, office_facts(fonts, options), list_formats(options)
    )
    stale = []
    for township in townships:
        look = partial(look_at_report, project, records, township, options)
        seen = attempt_report(project, township.id, year, look)
        if isinstance(seen, Outcome):
            yield seen
        else:
            stale.append(seen)
    if stale:
        yield from (remake or rebuild)(project, stale, year, options, fonts)


def look_at_report(
    project: Project, records: Records, township: Township, options: Options
) -> Record | Outcome:
    """What a report is to be made of; or its outcome, where it is as its receipt says."""
    record = records.of(township)
    if record.reason or options.force:
        return record
    kept = publish_report if options.html else reuse_report
    return kept(project, record, options)


def rebuild(
    project: Project, records: list[Record], year: int, options: Options, fonts: "FontSet | None"
) -> Iterator[Outcome]:
    """Make these reports, each outcome as it comes."""
    with ExitStack() as stack:
        # First, so that it is taken away last: until LibreOffice has ended it may write there.
        folder = stack.enter_context(workshop(options.out or project.root / "out"))
        office = (
            stack.enter_context(open_office(fonts, options, len(records), project.keep))
            if options.pdf
            else None
        )
        # Here, because it takes as long to load as LibreOffice to start, which it does meanwhile.
        from docfill.build.making import Job, Workroom, make_reports

        job = Job.begin(project, year, options, fonts)
        yield from make_reports(job, records, Workroom(folder, fonts, office))


def reuse_report(project: Project, record: Record, options: Options) -> Outcome:
    """A report that its receipt still covers, with what was found when it was made."""
    receipt = record.receipt
    assert receipt is not None
    paths = tuple(
        record.folder / product.file
        for kind, product in receipt.products.items()
        if kind not in WEB_KINDS or (record.folder / product.file).exists()
    )
    if options.png:
        show_pages(paths)
    return Outcome(
        receipt.township,
        receipt.year,
        resolve_findings(project, receipt.findings),
        paths,
        why=tell("unchanged"),
        is_unchanged=True,
    )


def publish_report(project: Project, record: Record, options: Options) -> Outcome:
    """A report that its receipt still covers, with its pages for the portal."""
    kept = reuse_report(project, record, options)
    if pages_hold(record) and not options.force:
        return kept
    added = add_pages(project, record, options)
    if isinstance(added, list):
        says = tell("the finished pages are not what the .docx shows; they were not delivered")
        found = (*kept.findings, *added)
        return Outcome(kept.township, kept.year, found, trouble=says, exit_code=ExitCode.MISMATCH)
    why = tell("made for the portal")
    for path in added.edited:
        why += tell("; what was changed is kept as {file}", file=path.name)
    return replace(kept, products=added.files, why=why, is_unchanged=False)
