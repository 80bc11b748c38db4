"""Everything found, with links to the agency's row and the figure's column."""

from collections.abc import Sequence

from docfill.base import Finding, tell
from docfill.county.rollup.book.plan import FIRST, BookPlan, height
from docfill.county.rollup.figures import AgencyFigures
from docfill.sources import addresses

_WIDTHS = (10, 18, 40, 100)


def write_findings(plan: BookPlan, findings: Sequence[Finding]) -> None:
    """A finding a row; where nothing was found, that is said."""
    sheet = plan.add_sheet(tell("findings"))
    for column, wide in enumerate(_WIDTHS):
        sheet.set_column(column, column, wide)
    plan.write_heads(sheet, 0, [tell("severity"), tell("code"), tell("place"), tell("finding")])
    look = plan.looks("fact")
    parts = {part.file: part for _, part in plan.lines}
    for row, finding in enumerate(findings, 1):
        message, place = str(finding.message), str(finding.place)
        sheet.set_row(row, max(height(message, _WIDTHS[3]), height(place, _WIDTHS[2])))
        sheet.write_string(row, 0, str(finding.severity.word), look)
        sheet.write_string(row, 1, finding.code, look)
        if target := _target(plan, parts, finding):
            sheet.write_url(row, 2, f"internal:{target}", plan.looks("link"), place)
        else:
            sheet.write_string(row, 2, place, look)
        sheet.write_string(row, 3, message, look)
    if findings:
        sheet.autofilter(0, 0, len(findings), 3)
    else:
        sheet.write_string(1, 3, str(tell("Nothing was found.")), look)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _target(plan: BookPlan, parts: dict[str, AgencyFigures], finding: Finding) -> str:
    """The cell in which the figure that is meant stands, or else the agency's row; "" for none."""
    part = parts.get(finding.place.file) or _taken_from(plan, finding)
    if part is None:
        return ""
    row = plan.rows[part.file]
    slots = [slot for table in plan.rollup.form.tables.values() for slot in table.slots]
    at = part.places.index(finding.place) if finding.place in part.places else None
    if at is None:
        sheet, column = next(iter(plan.sheets.values())), 0
    else:
        table = plan.rollup.form.tables[slots[at].name.partition(".")[0]]
        sheet = plan.sheets[table.key]
        column = FIRST + at - slots.index(table.slots[0])
    return f"'{sheet}'!{addresses.cell(row, column)}"


def _taken_from(plan: BookPlan, finding: Finding) -> AgencyFigures | None:
    """The agency whose figures stand there, where its filing came from a workbook or report."""
    return next((part for _, part in plan.lines if finding.place in part.places), None)
