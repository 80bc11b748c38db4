"""Reports of the example county as their readers get them, and what their filings say."""

from pathlib import Path

from docfill.filing.filing import Filing
from docfill.filing.reader import read_filing
from docfill.filing.template_values import print_values
from docfill.form.form import Form
from docfill.form.reader import open_form
from docfill.html import write_pages
from docfill.project import Project
from docfill.sources.yaml.reader import read
from docfill.template import Template
from docfill.word import read_document


def form_for(project: Project, year: int) -> Form:
    return open_form(project.kit_path(year))


def filing_in(project: Project, agency: str, year: int) -> Filing:
    filing, _ = read_filing(
        read(project.filing_path(agency, year)), form_for(project, year), agency, year
    )
    return filing


def docx_of(project: Project, agency: str, year: int) -> bytes:
    """The report that a filing gives."""
    filing, form = filing_in(project, agency, year), form_for(project, year)
    names = project.townships[agency].names
    template = Template.open(form.folder / "template.docx", cache=False)
    return template.fill(print_values(form, filing, names, project.captions))


def stated(filing: Filing) -> dict[str, object]:
    """Each figure as printed, each day, each paragraph."""
    return {
        **{name: cell.printed for name, cell in filing.cells.items()},
        **{key: day for key, (day, _) in filing.dates.items()},
        **{
            f"{name} {number}": (paragraph.text, paragraph.heading)
            for name, prose in filing.prose.items()
            for number, paragraph in enumerate(prose.paragraphs)
        },
    }


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def page_of(project: Project, agency: str, year: int) -> bytes:
    """The report as the piece that goes into a portal's editor."""
    return write_pages(read_document(docx_of(project, agency, year))).fragment
