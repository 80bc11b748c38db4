"""Makes filings of published reports, and checks such reports without making any."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from docfill.base import (
    SETTINGS_FILE,
    ExitCode,
    Finding,
    Message,
    Place,
    Severity,
    alone_in,
    display_path,
    message_of,
    tell,
    write_whole,
)
from docfill.build.checking import form_of, outcome_of_check
from docfill.build.loading import CheckedFiling, check_read
from docfill.build.outcome import Outcome
from docfill.county.exchange.older_documents import saving_as_docx
from docfill.county.exchange.putting_down import head_of, in_the_way
from docfill.filing import Filing, read_filing
from docfill.form import Form
from docfill.project import Project, Township
from docfill.sources.origin import at_its_source, remember
from docfill.sources.published.model import NotAReport, Published
from docfill.sources.published.reading import SaveAsDocx, read_published
from docfill.sources.published.taking import TakenReport, take_published
from docfill.sources.published.titles import (
    TitleFound,
    agency_below,
    agency_named,
    find_title,
    years_on_top,
)
from docfill.sources.text.comments import Comments, comments_of
from docfill.sources.text.writing import FilingStatement, filing_text
from docfill.sources.yaml import parse, read


@dataclass(frozen=True)
class ImportOptions:
    """Of which year and agency the reports are (0 and "" where they say it themselves).

    `report` is the key of one among several, "" where their titles say it. `check` is whether a
    reviewer's checks are made at once; `force` lets filings be written over.
    """

    year: int = 0
    agency: str = ""
    report: str = ""
    check: bool = False
    force: bool = False


@dataclass(frozen=True)
class _Whose:
    """Whose report it is, of which year, on which form; the project is about that report."""

    project: Project
    township: Township
    year: int
    form: Form
    title: TitleFound | None


class _Forms:
    """The forms of a project by report and year, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], Form] = {}

    def of(self, project: Project, year: int) -> Form:
        key = (project.report.key, year)
        if key not in self._known:
            self._known[key] = form_of(project, year)
        return self._known[key]


@dataclass
class _ImportedReport:
    """A published report as far as it could be read."""

    path: Path
    whose: _Whose | None = None
    taken: TakenReport = field(default_factory=TakenReport)
    filing: Filing | None = None
    findings: list[Finding] = field(default_factory=list)


def import_reports(
    project: Project, paths: Iterable[Path], options: ImportOptions
) -> Iterator[Outcome]:
    """A filing from each report of which every figure was found; others say what is missing."""
    for found in _read_reports(project, paths, options):
        yield _finish(found, options)


def check_reports(
    project: Project, paths: Iterable[Path], options: ImportOptions
) -> Iterator[Outcome]:
    """What a reviewer would find in each report; nothing is written."""
    for found in _read_reports(project, paths, options):
        yield _checked(found) if found.whose else _not_taken(found)


def _read_reports(
    project: Project, paths: Iterable[Path], options: ImportOptions
) -> Iterator[_ImportedReport]:
    forms = _Forms()
    with saving_as_docx(project.root) as as_docx:
        for path in paths:
            yield _read_report(project, forms, path, options, as_docx)


def _read_report(
    project: Project, forms: _Forms, path: Path, options: ImportOptions, as_docx: SaveAsDocx
) -> _ImportedReport:
    found = _ImportedReport(path)
    try:
        published = read_published(path, as_docx)
        found.whose = _whose(project, forms, published, options)
    except NotAReport as trouble:
        place = Place(display_path(path))
        found.findings.append(Finding(place, "not-imported", message_of(trouble)))
        return found
    whose = found.whose
    lines = whose.title.last + 1 if whose.title else 0
    names = tuple(whose.township.names.values())
    found.taken = take_published(published, whose.form, lines, names, whose.project.captions)
    found.findings += _other_names(published, whose)
    found.findings += found.taken.findings
    _read_statement(found, whose, published)
    return found


def _whose(project: Project, forms: _Forms, published: Published, options: ImportOptions) -> _Whose:
    """Agency, year and form of a report; raises NotAReport where they are not known for sure."""
    project, title, year = _title(project, forms, published, options)
    names = {each.id: tuple(each.names.values()) for each in project.agencies.values()}
    if title is not None and options.year and title.year != options.year:
        says = tell(
            "its title names {year}, but asked for is {other}; call the command with -y {year}",
            year=title.year,
            other=options.year,
        )
        raise NotAReport(says)
    agency = options.agency
    if not agency:
        agency = agency_named(title.agency, names) if title else ""
        agency = agency or agency_below(published, names)
    if not agency:
        says = tell("its title names no agency of this county; say which it is with --as")
        raise NotAReport(says)
    if not year:
        raise NotAReport(tell("its title names no year; say which it is with -y"))
    if agency not in project.agencies:
        says = tell(
            "{name} owes no {report}, as {file} says",
            name=project.all_agencies[agency].name,
            report=project.report.key,
            file=SETTINGS_FILE,
        )
        raise NotAReport(says)
    return _Whose(project, project.agencies[agency], year, forms.of(project, year), title)


def _title(
    project: Project, forms: _Forms, published: Published, options: ImportOptions
) -> tuple[Project, TitleFound | None, int]:
    """The title by the form of one of the reports and years it may be of, which, and the year."""
    keys = [options.report] if options.report else [each.key for each in project.reports]
    views = [project.about(project.report_called(key)) for key in keys]
    years = [options.year] if options.year else years_on_top(published)
    for year in years:
        for view in views:
            if view.report.kit_of(year):
                title = find_title(published, forms.of(view, year).title)
                if title is not None:
                    return view, title, title.year
    return views[0], None, options.year


def _other_names(published: Published, whose: _Whose) -> Iterator[Finding]:
    """A warning where the title names another agency than the one it is taken for."""
    if whose.title is None:
        says = tell(
            "no title like “{title}” was found",
            title=whose.form.title.format(**whose.township.names, year=whose.year),
        )
        yield Finding(Place(published.file), "heading-taken", says, Severity.WARNING)
        return
    names = {whose.township.id: tuple(whose.township.names.values())}
    # A title without a name is one that the form prints so.
    if whose.title.agency and not agency_named(whose.title.agency, names):
        says = tell(
            "the title names “{agency}”, and it was taken for {name}",
            agency=whose.title.agency,
            name=whose.township.name,
        )
        place = published.place(whose.title.spot)
        yield Finding(place, "heading-taken", says, Severity.WARNING)


def _read_statement(found: _ImportedReport, whose: _Whose, published: Published) -> None:
    """The filing that the report would give, and what is wrong with it, at the report's places."""
    text = filing_text(whose.form, _statement(found.taken), [])
    source = parse(text.encode(), published.file)
    filing, faults = read_filing(source, whose.form, whose.township.id, whose.year)
    places = _places(published, found.taken)
    # What is missing was told before, in words that do not speak of a file nobody has seen.
    faults = [each for each in faults if each.code != "missing"]
    filing, faults = at_its_source(filing, faults, places)
    found.filing = replace(filing, file=published.file)
    whole = Place(published.file)
    found.findings += [replace(each, place=whole) if each.place.line else each for each in faults]


def _places(published: Published, taken: TakenReport) -> Mapping[str, tuple[Place, ...]]:
    return {
        name: tuple(published.place(spot) for spot in spots) for name, spots in taken.spots.items()
    }


def _statement(taken: TakenReport) -> FilingStatement:
    return FilingStatement(taken.figures, taken.totals, taken.texts, taken.dates)


def _checked(found: _ImportedReport) -> Outcome:
    assert found.whose is not None
    outcome = outcome_of_check(_check(found))
    return replace(outcome, report=found.whose.project.report.key)


def _check(found: _ImportedReport) -> CheckedFiling:
    assert found.whose is not None and found.filing is not None
    whose = found.whose
    return check_read(whose.project, whose.form, whose.township, found.filing, found.findings)


def _not_taken(found: _ImportedReport) -> Outcome:
    return Outcome("", 0, tuple(found.findings), exit_code=ExitCode.FINDINGS)


def _finish(found: _ImportedReport, options: ImportOptions) -> Outcome:
    """Write the filing where every figure was found, and say what else there is to say."""
    whose = found.whose
    if whose is None:
        return _not_taken(found)
    findings = list(_check(found).findings) if options.check else sorted(found.findings)
    if any(each.code in _FIGURES_ARE_MISSING for each in found.findings):
        return _outcome(whose, findings)
    path = whose.project.filing_path(whose.township.id, whose.year)
    with alone_in(path.parent):  # where `docfill serve` writes, too
        return _write(found, whose, path, findings, options.force)


def _write(
    found: _ImportedReport, whose: _Whose, path: Path, findings: list[Finding], force: bool
) -> Outcome:
    kept: Comments | None = None
    if path.exists():
        source = read(path, display_path(path))
        if _says_so_already(found, source.root.place.file, path, whose):
            return _outcome(whose, findings, why=tell("the filing says so already"))
        trouble = in_the_way(path, source.findings, force)
        if trouble:
            return _outcome(whose, [*findings, trouble])
        kept = comments_of(source.root, path.read_text(encoding="utf-8-sig").splitlines())
    head = head_of(whose.form, whose.township, whose.year, path)
    text = filing_text(whose.form, _statement(found.taken), head, kept).encode()
    write_whole(path, text)
    remember(path, text, found.path, found.taken.spots)
    why = tell("imported from {file}", file=found.path.name)
    return _outcome(whose, findings, (path,), why)


# Left out, a figure would count as zero.
_FIGURES_ARE_MISSING = ("figure-not-found", "figure-not-read")


def _says_so_already(found: _ImportedReport, name: str, path: Path, whose: _Whose) -> bool:
    there, faults = read_filing(read(path, name), whose.form, whose.township.id, whose.year)
    own = found.filing
    return (
        own is not None and not faults and not found.taken.totals and _stated(there) == _stated(own)
    )


def _stated(filing: Filing) -> tuple[object, ...]:
    return (
        {name: cell.printed for name, cell in filing.cells.items()},
        {key: day for key, (day, _) in filing.dates.items()},
        {key: word for key, (word, _) in filing.words.items()},
        {
            name: [(each.text, each.heading) for each in prose.paragraphs]
            for name, prose in filing.prose.items()
        },
    )


def _outcome(
    whose: _Whose,
    findings: list[Finding],
    products: tuple[Path, ...] = (),
    why: Message | None = None,
) -> Outcome:
    blocked = any(each.blocking for each in findings)
    code = ExitCode.FINDINGS if blocked else ExitCode.WELL
    outcome = Outcome(whose.township.id, whose.year, tuple(findings), products, exit_code=code)
    outcome = replace(outcome, report=whose.project.report.key)
    return replace(outcome, why=why) if why else outcome
