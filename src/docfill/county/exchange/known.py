"""What is known when a workbook goes out: the filing as far as it is, or what last year leaves."""

from docfill.base import Finding, display_path
from docfill.filing import Filing, carry_over, read_filing
from docfill.form import Form
from docfill.project import Project, Township
from docfill.sources.excel.contents import Contents, contents_of
from docfill.sources.yaml import read

# What a filing that is still being written has, and a workbook shows by its colours.
_STILL_TO_WRITE = ("blank", "missing")


def collect_known(
    project: Project, form: Form, township: Township, year: int, last_year: Filing | None
) -> tuple[Contents, list[Finding]]:
    """What stands in the filing, and what of it could not be read; without a filing, its start."""
    path = project.filing_path(township.id, year)
    if not path.exists():
        return Contents(_start(form, township, last_year)), []
    filing, findings = read_filing(read(path, display_path(path)), form, township.id, year)
    wrong = [each for each in findings if each.code not in _STILL_TO_WRITE]
    return contents_of(filing), wrong


def last_years(project: Project, form: Form, township: Township, year: int) -> Filing | None:
    """Last year's filing, as far as it can be read."""
    path = project.filing_path(township.id, year - 1)
    if not path.exists():
        return None
    filing, _ = read_filing(read(path, display_path(path)), form, township.id, year - 1)
    return filing if filing.cells else None


def _start(form: Form, township: Township, last_year: Filing | None) -> dict[str, str]:
    """Figures last year hands over, and zeros in rows reserved for other levels."""
    zeros = {
        slot.name: "0"
        for table in form.tables.values()
        for slot in table.slots
        if slot.row.levels and township.level not in slot.row.levels
    }
    return zeros | carry_over(form, last_year)
