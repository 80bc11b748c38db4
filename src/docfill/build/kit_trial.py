"""A kit tried: a document of made-up data is filled, converted and proved as every report is."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docfill.base import (
    FORM_FILE,
    TEMPLATE_FILE,
    DocfillError,
    Finding,
    Place,
    Severity,
    SomethingMissing,
    display_path,
    message_of,
    read_prose,
    tell,
    workshop,
)
from docfill.build.conversion import Options, fonts_of, open_office
from docfill.build.proof import prove
from docfill.build.trial_faults import faults_of_pages, faults_of_tables
from docfill.filing import Filing, Prose, TableFigure, print_values, work_out
from docfill.form import Form, open_form
from docfill.project import Project
from docfill.sources.yaml import Scalar
from docfill.template import Template

if TYPE_CHECKING:
    from docfill.office import FontSet

_YEAR = 2024
NAMES = {"name": "试排镇", "full_name": "试排县试排镇人民政府"}
# Latin letters are set in a face of their own; a paragraph of several lines reaches both margins.
_PROSE = (
    "本段文字用于试排，检查字体、页边距和分页。数字128件、字母WPS和网址www.example.cn也在其中，"
    "因为西文字体同样要查。这一段比一行长，以便看到换行以后左右两边是否都在版心以内。\n\n"
    "## 小标题\n\n"
    "小标题下还有一段，写到能看出首行缩进和行距为止。\n"
)
_FIGURE = 128
_WORD = "试排 Trial"


def tried(project: Project, kit: Path, out: Path | None) -> list[Finding]:
    """What a trial document of a kit shows; in `out`, where a folder is named, it stays."""
    shown = display_path(kit / TEMPLATE_FILE)
    form = open_form(kit, display_path(kit / FORM_FILE))
    try:
        fonts = fonts_of(project.root, Options())
    except SomethingMissing as trouble:
        return [Finding(Place(shown), "untried", message_of(trouble), Severity.WARNING)]
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        return try_kit(form, shown, out, fonts, project.captions)
    with workshop(project.root / "out") as folder:
        return try_kit(form, shown, folder, fonts, project.captions)


def try_kit(
    form: Form,
    shown: str,
    folder: Path,
    fonts: "FontSet | None",
    captions: Mapping[str, str],
) -> list[Finding]:
    """For what a report of this kit would be refused, though form and template agree.

    The trial document and its PDF stay in `folder`; `shown` is what findings call the template.
    """
    docx, pdf = folder / "trial.docx", folder / "trial.pdf"
    values = print_values(form, trial_filing(form), NAMES, captions)
    docx.write_bytes(Template.open(form.folder / TEMPLATE_FILE).fill(values))
    place = Place(shown)
    if found := list(faults_of_tables(docx, place)):
        # What hangs over the edge makes a hundred other findings.
        return found
    try:
        _convert(docx, pdf, fonts)
    except SomethingMissing as trouble:
        return [Finding(place, "untried", message_of(trouble), Severity.WARNING)]
    except DocfillError as trouble:
        says = tell("a trial document could not be converted: {why}", why=message_of(trouble))
        return [Finding(place, "untried", says, Severity.ERROR)]
    proof = prove(form, values, docx, pdf, fonts, (shown, shown))
    return list(faults_of_pages(proof.findings, docx, place))


def trial_filing(form: Form) -> Filing:
    """A filing that states something everywhere, and zero where only some levels state anything."""
    place = Place(TEMPLATE_FILE)
    cells: dict[str, TableFigure] = {}
    for table in form.tables.values():
        stated = [slot for slot in table.slots if not slot.terms]
        known = {slot.name: 0 if slot.row.levels else _FIGURE for slot in stated}
        for name, value in work_out(table, known).items():
            cells[name] = TableFigure(name, value, str(value), place)
    prose = Prose(read_prose(_PROSE), Scalar(_PROSE, place))
    days = [key for key, field in form.fields.items() if field.is_date]
    words = {
        key: (field.choices[0] if field.choices else _WORD, place)
        for key, field in form.fields.items()
        if not field.is_date
    }
    return Filing(
        township="trial",
        year=_YEAR,
        file=TEMPLATE_FILE,
        cells=cells,
        dates={key: (datetime.date(_YEAR + 1, 1, 11), place) for key in days},
        prose=dict.fromkeys(form.parts, prose),
        words=words,
    )


def _convert(docx: Path, pdf: Path, fonts: "FontSet | None") -> None:
    from docfill.pdf import PdfOptions

    with open_office(fonts, Options(workers=1), 1) as office:
        made = PdfOptions(date=datetime.date(_YEAR + 1, 1, 11))
        office.submit(docx, pdf, made, docx.name).result()
