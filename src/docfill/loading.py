"""One township's filing and last year's, from the project's folders, read and checked."""

from dataclasses import dataclass

from docfill.checks import check, judged
from docfill.filing import Filing, read_filing
from docfill.findings import Finding, Place
from docfill.form import Form
from docfill.project import Project, Township
from docfill.source import read
from docfill.words import tell


@dataclass(frozen=True)
class Report:
    """A filing and everything found about it."""

    township: Township
    filing: Filing
    findings: tuple[Finding, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether an error stands against it, so that no document may be made."""
        return any(finding.blocking for finding in self.findings)


def load(project: Project, form: Form, township: Township, year: int) -> Report:
    """Read one filing and check it; whatever is found stands in the report."""
    filing, findings = _this_year(project, form, township, year)
    if not any(finding.blocking for finding in findings):
        last_year = _last_year(project, form, township, year)
        findings.extend(check(form, filing, last_year, township.level))
    return Report(township, filing, tuple(sorted(judged(findings, project.severities))))


def _this_year(
    project: Project, form: Form, township: Township, year: int
) -> tuple[Filing, list[Finding]]:
    path = project.filing_path(township.id, year)
    name = project.shown(path)
    if path.exists():
        return read_filing(read(path, name), form, township.id, year)
    says = tell(
        "{name} has no filing for {year}; begin one with: docfill new {id} -y {year}",
        name=township.name,
        year=year,
        id=township.id,
    )
    return Filing(township.id, year, name, {}, {}, {}), [Finding(Place(name), "no-filing", says)]


def _last_year(project: Project, form: Form, township: Township, year: int) -> Filing | None:
    """Last year's filing as far as it can be read, or None where there is none."""
    path = project.filing_path(township.id, year - 1)
    if not path.exists():
        return None
    filing, _ = read_filing(read(path, project.shown(path)), form, township.id, year - 1)
    return filing
