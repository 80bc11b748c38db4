"""Reads what each agency filed, as far as it can be added up."""

from docfill.base import Figure
from docfill.build.loading import CheckedFiling, load_figures
from docfill.county.rollup.figures import AgencyFigures, InSum
from docfill.filing import Filing
from docfill.form import Form
from docfill.project import Project, Township


def figures_of(project: Project, form: Form, agency: Township, year: int) -> AgencyFigures:
    """One agency's figures for a year, and how they stand."""
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
