"""Whether a township's report is built, verified and current, and if not, why."""

from dataclasses import dataclass
from pathlib import Path

from docfill.base import Finding, Message, Place, display_path, findings_of, tell
from docfill.build.staleness import Records
from docfill.form import Form
from docfill.project import Project, Township

_KINDS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class SendableReport:
    """A report that was verified and is what its data say today.

    `docx_hash` and `pdf_hash` are the SHA-256 of the files as they were verified; `page` is the
    page for the portal with its own, where there is one.
    """

    title: str
    docx: Path
    pdf: Path
    docx_hash: str
    pdf_hash: str
    page: tuple[Path, str] | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """What is sent."""
        return self.docx, self.pdf


@dataclass(frozen=True, slots=True)
class NotReady:
    """What stands in a report's way: `finding` says it in full, `reason` in a few words."""

    finding: Finding
    reason: Message


class Shelf:
    """The finished reports of a year; what they have in common is looked at once."""

    def __init__(self, project: Project, form: Form, year: int):
        self._project = project
        self._form = form
        self._year = year
        # Which LibreOffice made a PDF does not matter any more: it was verified then.
        self._records = Records(project, year, None, {}, _KINDS)

    def title(self, township: Township) -> str:
        """What the township's report is called."""
        return self._form.title.format(**township.names, year=self._year)

    def product(self, township: Township) -> SendableReport | NotReady:
        """The report that may be sent, or what stands in the way.

        A receipt is written only for a report that was verified; it holds as long as the data,
        the kit, the settings and the files are those it speaks of.
        """
        try:
            return self._product(township)
        except Exception as trouble:  # noqa: BLE001 - what fails here must not stop the others
            file = display_path(self._project.filing_path(township.id, self._year))
            fault = findings_of(trouble, self._project.root, file)[0]
            return NotReady(fault, fault.message)

    def _product(self, township: Township) -> SendableReport | NotReady:
        record = self._records.of(township)
        receipt = record.receipt
        if receipt is None or record.reason:
            return self._not_ready(township, record.reason)
        docx, pdf = (receipt.products[kind] for kind in _KINDS)
        page = receipt.products.get("html")
        return SendableReport(
            self.title(township),
            record.folder / docx.file,
            record.folder / pdf.file,
            docx.stamp.sha256,
            pdf.stamp.sha256,
            (record.folder / page.file, page.stamp.sha256) if page else None,
        )

    def _not_ready(self, township: Township, reason: Message) -> NotReady:
        path = self._project.filing_path(township.id, self._year)
        says = tell(
            "{title} cannot be sent: {reason}; run docfill build {id} -y {year}",
            title=self.title(township),
            reason=reason,
            id=self._project.report.asked_for(township.id),
            year=self._year,
        )
        return NotReady(Finding(Place(display_path(path)), "not-ready", says), reason)
