"""A trial report made for no other end than that what only its kit decides is worked out after it.

What is worked out is remembered where it is worked out, by the content of the kit's files, and
what is made of this process afterwards, by fork, remembers it too.
"""

from docfill.base import FORM_FILE, TEMPLATE_FILE, display_path, temporary
from docfill.build.kit_check import fit_template
from docfill.build.kit_trial import NAMES, trial_filing
from docfill.build.loading import check_read
from docfill.filing import print_values
from docfill.form import open_form
from docfill.office import prepare
from docfill.project import Project
from docfill.verify import verify_docx


def practise(project: Project, kit: str) -> None:
    """Fill and prove a trial document of a kit; raises what a build with it would raise."""
    folder = project.templates / kit
    form = open_form(folder, display_path(folder / FORM_FILE))
    template = fit_template(form, display_path(folder))
    filing = trial_filing(form)
    agency = next(iter(project.all_agencies.values()))
    check_read(project, form, agency, filing, [])
    values = print_values(form, filing, NAMES, project.captions)
    with temporary("docfill-practice-") as room:
        docx = room / "trial.docx"
        docx.write_bytes(template.fill(values))
        verify_docx(docx, folder / TEMPLATE_FILE, values, form)
        prepare(docx)
