"""What was found, where, and how grave it is."""

from dataclasses import dataclass
from enum import StrEnum

from docfill.base.language import Message, tell
from docfill.base.places import Place


class Severity(StrEnum):
    """An error blocks the report; a warning wants a person's eye; a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def word(self) -> Message:
        """The severity as readers call it."""
        match self:
            case Severity.ERROR:
                return tell("error")
            case Severity.WARNING:
                return tell("warning")
            case Severity.NOTE:
                return tell("note")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault or doubt about data, kit or product.

    `code` is stable; the message may change with language and version. `source` names the
    rule a finding comes from, such as an article of a decree, and may be empty.
    """

    place: Place
    code: str
    message: Message
    severity: Severity = Severity.ERROR
    source: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.severity.word} [{self.code}] {self.message}"

    @property
    def blocking(self) -> bool:
        """Whether no report may be built while this stands."""
        return self.severity is Severity.ERROR
