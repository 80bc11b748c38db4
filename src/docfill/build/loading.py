"""One township's filing and last year's, from the project's folders, read and checked."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docfill.base import (
    LONGEST_NAME,
    PROGRAM_FAULT,
    SETTINGS_FILE,
    Finding,
    Message,
    Place,
    Severity,
    display_path,
    findings_of,
    tell,
)
from docfill.base.codes import CATALOGUE, SUM_CODES
from docfill.build.neighbours import agency, copied_prose, peers_by_level
from docfill.checks import (
    CHECKS,
    FIGURE_CHECKS,
    NEIGHBOUR_CODES,
    Case,
    Check,
    Peers,
    Reviewer,
    apply_severities,
    apply_waivers,
    check,
    idle_waivers,
)
from docfill.filing import Filing, read_filing, title
from docfill.form import Form
from docfill.project import Project, Township
from docfill.sources.origin import from_its_source
from docfill.sources.yaml import SourceFile, read

_ENDINGS = (".yaml", ".yml", ".YAML", ".YML", ".yaml.txt", ".yml.txt")


@dataclass(frozen=True)
class CheckedFiling:
    """A filing and everything found about it; last year's as far as it was compared."""

    township: Township
    filing: Filing
    findings: tuple[Finding, ...]
    last_year: Filing | None = None

    @property
    def is_blocked(self) -> bool:
        """Whether an error stands against it, so that no document may be made."""
        return any(finding.blocking for finding in self.findings)

    @property
    def fault_of_ours(self) -> Finding | None:
        """What says that docfill itself failed at it, which is nothing its clerk could mend."""
        return next((found for found in self.findings if found.code == PROGRAM_FAULT), None)


def load(project: Project, form: Form, township: Township, year: int) -> CheckedFiling:
    """Read one filing and check it; whatever is found stands in the report."""
    filing, findings = _read(project, form, township, year)
    return _report(project, form, township, filing, findings, NEIGHBOUR_CODES | SUM_CODES)


class Sitting:
    """What is kept from one check of a filing that is being typed to the next."""

    def __init__(self) -> None:
        self.reviewer = Reviewer()
        self._before: tuple[bytes, tuple[Filing, list[Finding]]] | None = None

    def last_year(
        self, path: Path, read: Callable[[], tuple[Filing, list[Finding]]]
    ) -> tuple[Filing, list[Finding]]:
        """Last year's filing, read anew where its file is another."""
        text, before = path.read_bytes(), self._before
        if before is None or before[0] != text:
            before = self._before = (text, read())
        return before[1]


def load_source(
    project: Project,
    form: Form,
    township: Township,
    year: int,
    source: SourceFile,
    sitting: Sitting,
) -> CheckedFiling:
    """The filing that a text would be, once parsed, checked as if it lay in its place."""
    path = project.filing_path(township.id, year)
    name = display_path(path)
    try:
        filing, findings = read_filing(source, form, township.id, year)
        findings = [*findings, *_not_read(find_strays(project, township, year), path)]
    except Exception as trouble:  # noqa: BLE001 - what fails at one filing must not stop the others
        filing, findings = Filing(township.id, year, name, {}, {}, {}), []
        findings += findings_of(trouble, project.root, name)
    return _report(
        project, form, township, filing, findings, NEIGHBOUR_CODES | SUM_CODES, sitting=sitting
    )


def check_read(
    project: Project, form: Form, township: Township, filing: Filing, findings: list[Finding]
) -> CheckedFiling:
    """Check a filing that was read from somewhere else, such as a published report."""
    return _report(project, form, township, filing, findings, not_sought=NEIGHBOUR_CODES)


def load_figures(project: Project, form: Form, township: Township, year: int) -> CheckedFiling:
    """Read one filing and check its figures alone: what a sum of many needs to know."""
    filing, findings = _read(project, form, township, year)
    return _report(
        project, form, township, filing, findings, CATALOGUE.keys() | form.codes, FIGURE_CHECKS
    )


def load_beside_neighbours(
    project: Project, form: Form, townships: Iterable[Township], year: int
) -> Iterator[CheckedFiling]:
    """The same for several filings, their prose compared with that of all the county's."""
    townships = list(townships)
    yield from map(beside_neighbours(project, form, townships, year), townships)


def beside_neighbours(
    project: Project, form: Form, townships: Iterable[Township], year: int
) -> Callable[[Township], CheckedFiling]:
    """What checks each of these filings, now that they and all of the county's are read."""
    # The county's own report is compared with nobody's, and read only when it is asked for.
    all_of_them = {**project.townships, **{each.id: each for each in townships}}
    county = {each.id: _read(project, form, each, year) for each in all_of_them.values()}
    filed = [county[id][0] for id in project.townships]
    copied = copied_prose(project, form, filed)
    peers = peers_by_level(project, form, filed)

    def checked(township: Township) -> CheckedFiling:
        filing, findings = county[township.id]
        found = [*findings, *copied.get(township.id, ())]
        beside = peers.get(township.level)
        return _report(project, form, township, filing, found, SUM_CODES, peers=beside)

    return checked


def _report(
    project: Project,
    form: Form,
    township: Township,
    filing: Filing,
    findings: list[Finding],
    not_sought: Collection[str] = (),
    checks: Sequence[Check] = CHECKS,
    peers: Peers | None = None,
    sitting: Sitting | None = None,
) -> CheckedFiling:
    found, last_year = list(findings), None
    firm = any(each.code in CATALOGUE and CATALOGUE[each.code].firm for each in found)
    try:
        last_year, trouble = _last_year(project, form, township, filing.year, sitting)
        if not firm:
            case = Case(form, filing, last_year, agency(project, township.id), peers or Peers())
            doubts = sitting.reviewer.check(case) if sitting else check(case, checks)
            found = _judged(project, case, [*found, *trouble, *doubts], not_sought)
        found += _name_too_long(project, form, township, filing)
    except Exception as fault:  # noqa: BLE001 - what fails here must not stop the others
        found += findings_of(fault, project.root, filing.file)
    return CheckedFiling(township, filing, tuple(sorted(found)), last_year)


def _judged(
    project: Project, case: Case, findings: list[Finding], not_sought: Collection[str]
) -> list[Finding]:
    """These findings as county and filing want them taken, and waivers that waive nothing."""
    form, filing, severities = case.form, case.filing, project.severities
    idle = idle_waivers(form, filing, findings, not_sought)
    return [
        *apply_waivers(form, filing, apply_severities(findings, severities)),
        *apply_severities(idle, severities),
    ]


def _read(
    project: Project, form: Form, township: Township, year: int
) -> tuple[Filing, list[Finding]]:
    """A filing and what is wrong with its file; where docfill itself fails, that is found."""
    try:
        return _read_filing(project, form, township, year)
    except Exception as trouble:  # noqa: BLE001 - what fails here must not stop the others
        name = display_path(project.filing_path(township.id, year))
        nothing = Filing(township.id, year, name, {}, {}, {})
        return nothing, list(findings_of(trouble, project.root, name))


def _read_filing(
    project: Project, form: Form, township: Township, year: int
) -> tuple[Filing, list[Finding]]:
    path = project.filing_path(township.id, year)
    name = display_path(path)
    strays = find_strays(project, township, year)
    if path.exists():
        filing, findings = read_filing(read(path, name), form, township.id, year)
        filing, findings = from_its_source(path, filing, findings)
        return filing, [*findings, *_not_read(strays, path)]
    says = (
        tell_misnamed(strays[0], path)
        if strays
        else tell(
            "{name} has no filing for {year}; begin one with: docfill new {id} -y {year}",
            name=township.name,
            year=year,
            id=project.report.asked_for(township.id),
        )
    )
    return Filing(township.id, year, name, {}, {}, {}), [Finding(Place(name), "no-filing", says)]


def find_strays(project: Project, township: Township, year: int) -> list[Path]:
    """Files that were probably meant as this township's filing, but bear another name."""
    right = project.filing_path(township.id, year)
    found = [*_named_by_township(project, township, year), *_named_by_report(project, right)]
    # A file system that knows no capitals finds the right file under every spelling.
    return [path for path in found if not (right.exists() and path.samefile(right))]


def _named_by_township(project: Project, township: Township, year: int) -> list[Path]:
    """Where a first report's filing was put by mistake; those of others never stand there."""
    if not project.report.is_first:
        return []
    right = project.filing_path(township.id, year)
    short, *long = project.report.filing_paths(project.root, township.id, year)
    ids = (township.id, township.id.upper(), township.id.capitalize())
    names = [name for name in township.names.values() if name not in project.townships]
    files = [stem + ending for stem in (*ids, *names) for ending in _ENDINGS]
    # As texts, since dozens of names are looked for beside every filing of a county.
    folder, usual = os.fspath(short.parent), short.name
    fit = (file for file in files if file != usual and len(file.encode()) <= LONGEST_NAME)
    found = [short.parent / file for file in fit if os.path.isfile(f"{folder}/{file}")]  # noqa: PTH113
    return [*found, *(path for path in long if path != right and path.is_file())]


def _named_by_report(project: Project, right: Path) -> list[Path]:
    """Files in a township's own folder that are named by no report of the project."""
    if project.report.is_first or not right.parent.is_dir():
        return []
    known = [f"{report.key}.yaml" for report in project.reports]
    files = sorted(right.parent.iterdir())
    return [path for path in files if path.name not in known and path.name.endswith(_ENDINGS)]


def tell_misnamed(stray: Path, right: Path) -> Message:
    """What to do with a filing that bears another name."""
    return tell("{file} is there; rename it to {right}", file=display_path(stray), right=right.name)


def _not_read(strays: list[Path], right: Path) -> Iterator[Finding]:
    """A warning for each file beside the filing that somebody may take for it."""
    for stray in strays:
        says = tell(
            "this file is not read, but {right} is; delete the one that is out of date",
            right=right.name,
        )
        yield Finding(Place(display_path(stray)), "stray-filing", says, Severity.WARNING)


def _name_too_long(
    project: Project, form: Form, township: Township, filing: Filing
) -> Iterator[Finding]:
    """A file name that no usual file system takes, told before anything is made under it."""
    heading = title(form, filing, township.names)
    name = project.products(township.id, filing.year, heading).docx.name
    if (size := len(name.encode())) > LONGEST_NAME:
        says = tell(
            "the file name “{name}” has {size} bytes, {limit} are allowed (a Chinese character "
            "takes 3); write a shorter file_name in {file}",
            name=name,
            size=size,
            limit=LONGEST_NAME,
            file=SETTINGS_FILE,
        )
        yield Finding(project.report.places["file_name"], "long-file-name", says)


def _last_year(
    project: Project, form: Form, township: Township, year: int, sitting: Sitting | None
) -> tuple[Filing | None, list[Finding]]:
    """Last year's filing as far as it can be read, or None, and what keeps it from being read."""
    path = project.filing_path(township.id, year - 1)
    if not path.exists():
        return None, []

    def as_read() -> tuple[Filing, list[Finding]]:
        return read_filing(read(path, display_path(path)), form, township.id, year - 1)

    filing, findings = sitting.last_year(path, as_read) if sitting else as_read()
    if not findings:
        return filing, []
    says = tell(
        "last year's filing has {n} faults, so it was compared only in part; the first: {first}",
        n=len(findings),
        first=findings[0].message,
    )
    trouble = Finding(findings[0].place, "last-year-faulty", says, Severity.WARNING)
    return filing if filing.cells or filing.prose else None, [trouble]
