"""The status as one HTML page that needs nothing else: no network, no other file."""

from dataclasses import dataclass

from docfill.base import Finding, Message, Severity, tell
from docfill.county.status import Stage, Status, StatusRow, describe_status
from docfill.county.status_figures import StatusFigures
from docfill.county.status_table import stage_name
from docfill.mail.notices import days_left
from docfill.pdf import first_page
from docfill.web.sums import shown_sums

HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One township as the page shows it; `order` sorts by urgency."""

    id: str
    name: str
    title: str
    stage: str
    stage_name: Message
    order: int
    standing: Message
    filing: bool
    errors: int
    warnings: int
    docx: bool
    pdf: bool
    verified: bool
    sent_at: str
    sent_to: str
    picture: str
    outdated: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many reports are at a stage, and how much of the whole that is."""

    stage: str
    name: Message
    count: int
    percent: float


def page(status: Status, language: str, figures: StatusFigures | None = None) -> str:
    """The page as text, in `tell`'s language; `language` is one of `LANGUAGES`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("docfill.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    lines = sorted(map(_line, status.rows), key=lambda line: line.order)
    return pages.get_template("status.html").render(
        language=HTML_LANGUAGES[language],
        words=_words(status),
        lines=lines,
        shares=_shares(status),
        sent=status.stages[Stage.SENT],
        total=len(status.rows),
        days_left=status.days_left,
        urgent=status.is_urgent,
        severity_names=_severity_names(),
        sums=shown_sums(figures) if figures else None,
    )


def _line(row: StatusRow) -> StatusLine:
    return StatusLine(
        id=row.township.id,
        name=row.township.name,
        title=row.title,
        stage=str(row.stage),
        stage_name=stage_name(row.stage),
        order=list(Stage).index(row.stage),
        standing=describe_status(row),
        filing=row.has_filing,
        errors=row.count(Severity.ERROR) if row.has_filing else 0,
        warnings=row.count(Severity.WARNING) if row.has_filing else 0,
        docx=row.docx is not None,
        pdf=row.pdf is not None,
        verified=row.product is not None,
        sent_at=f"{row.sent.changed:%Y-%m-%d %H:%M}" if row.sent else "",
        sent_to=", ".join(row.sent.recipients) if row.sent else "",
        picture=first_page(row.pdf) if row.pdf else "",
        outdated=row.pdf is not None and row.product is None,
        findings=row.report.findings,
    )


def _shares(status: Status) -> list[Share]:
    """The stages that occur, the finished ones first, as a bar is read."""
    total = len(status.rows) or 1
    return [
        Share(str(stage), stage_name(stage), n, round(100 * n / total, 3))
        for stage in reversed(Stage)
        if (n := status.stages[stage])
    ]


def _severity_names() -> dict[str, str]:
    return {str(severity): str(severity.word) for severity in Severity}


def _words(status: Status) -> dict[str, str]:
    made = f"{status.made:%Y-%m-%d %H:%M}"
    whose = " ".join(filter(None, (status.county, status.report)))
    words = {
        "title": tell(
            "{county}, reports of {year}: where they stand", county=whose, year=status.year
        ),
        "county": whose,
        "heading": tell("Reports of {year}: where they stand", year=status.year),
        "made": tell("As of {when}", when=made),
        "sent_of_all": tell("sent to the county"),
        "days_left": days_left(status.deadline, status.made.date()),
        "days": tell("days left") if status.days_left >= 0 else tell("days too late"),
        "deadline": tell("deadline {day}", day=status.deadline),
        "filter": tell("Show only"),
        "all": tell("all"),
        "table": tell("Township by township"),
        "sort": tell("A click on a heading sorts the table."),
        "township": tell("township"),
        "status": tell("status"),
        "filing": tell("filing"),
        "errors": tell("errors"),
        "warnings": tell("warnings"),
        "verified": tell("verified"),
        "sent": tell("sent"),
        "to": tell("to"),
        "yes": tell("yes"),
        "no": tell("no"),
        "reports": tell("Reports and findings"),
        "first_page": tell("first page"),
        "no_picture": tell("no PDF yet"),
        "outdated": tell("an earlier build, not what would be sent"),
        "nothing_found": tell("Nothing was found."),
        "findings": tell("Findings"),
        "to_table": tell("back to the table"),
        "sums": tell("Figures, added up"),
        "figure": tell("figure"),
        "total": tell("total"),
    }
    return {name: str(word) for name, word in words.items()}
