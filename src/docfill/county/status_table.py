"""The status as a table for a terminal, and as objects for JSON."""

from pathlib import Path
from typing import TYPE_CHECKING

from docfill.base import Message, Severity, display_path, pad, tell, width
from docfill.county.status import Stage, Status, StatusRow, describe_status
from docfill.mail.ledger import Entry
from docfill.mail.notices import days_left

if TYPE_CHECKING:
    from docfill.county.status_figures import StatusFigures

YES, NO = "✓", "–"


def stage_name(stage: Stage) -> Message:
    """The stage in one or two words."""
    return {
        Stage.MISSING: tell("no filing"),
        Stage.FAILED: tell("docfill failed"),
        Stage.FAULTY: tell("errors"),
        Stage.UNCERTAIN: tell("uncertain"),
        Stage.REFUSED: tell("refused"),
        Stage.TO_BUILD: tell("to build"),
        Stage.CHANGED: tell("changed"),
        Stage.READY: tell("ready"),
        Stage.SENT: tell("sent"),
    }[stage]


def as_table(status: Status) -> list[tuple[Stage | None, str]]:
    """Heading, a line for each township with its stage, the counts, the deadline."""
    head = (
        tell("township"),
        tell("filing"),
        tell("errors"),
        tell("warnings"),
        ".docx",
        "PDF",
        tell("verified"),
        tell("status"),
    )
    cells = [tuple(map(str, head)), *(_cells(row) for row in status.rows)]
    widths = [max(width(line[n]) for line in cells) for n in range(len(head) - 1)]
    lines = ["  ".join([*map(pad, line, widths), line[-1]]) for line in cells]
    stages: list[Stage | None] = [None, *(row.stage for row in status.rows)]
    counts = [f"{stage_name(stage)} {n}" for stage in Stage if (n := status.stages[stage])]
    foot = [", ".join(counts), str(days_left(status.deadline, status.made.date()))]
    return [*zip(stages, lines, strict=True), *((None, line) for line in foot)]


def as_objects(status: Status, figures: "StatusFigures | None" = None) -> dict[str, object]:
    """The status as `--json` prints it."""
    from docfill.county.status_figures import as_object

    return {
        "county": status.county,
        "year": status.year,
        **({"report": status.report} if status.report else {}),
        "made": status.made.isoformat(timespec="seconds"),
        "deadline": status.deadline.isoformat(),
        "days_left": status.days_left,
        "townships": [_as_object(row) for row in status.rows],
        "figures": as_object(figures) if figures else None,
    }


def _cells(row: StatusRow) -> tuple[str, ...]:
    errors, warnings = row.count(Severity.ERROR), row.count(Severity.WARNING)
    marks = (row.docx, row.pdf, row.product)
    return (
        f"{row.township.name} ({row.township.id})",
        YES if row.has_filing else NO,
        str(errors or NO) if row.has_filing else NO,
        str(warnings or NO) if row.has_filing else NO,
        *(YES if mark else NO for mark in marks),
        str(describe_status(row)),
    )


def _as_object(row: StatusRow) -> dict[str, object]:
    return {
        "township": row.township.id,
        "name": row.township.name,
        "full_name": row.township.full_name,
        "title": row.title,
        "stage": str(row.stage),
        "standing": str(describe_status(row)),
        "filing": row.has_filing,
        "errors": row.count(Severity.ERROR),
        "warnings": row.count(Severity.WARNING),
        "findings": [str(finding) for finding in row.report.findings],
        "docx": _path(row.docx),
        "pdf": _path(row.pdf),
        "verified": row.product is not None,
        "lacks": str(row.lacks),
        "sent": _sent(row.sent),
    }


def _path(path: Path | None) -> str | None:
    return display_path(path) if path else None


def _sent(entry: Entry | None) -> dict[str, object] | None:
    if entry is None:
        return None
    return {
        "at": entry.changed.isoformat(timespec="seconds"),
        "to": list(entry.recipients),
        "subject": entry.subject,
        "answer": entry.answer,
    }
