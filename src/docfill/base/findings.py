"""What was found, where, and how grave it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from docfill.base.language import Message, message_from, tell
from docfill.base.places import Place, place_from


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

    def as_data(self) -> dict[str, object]:
        """Plain texts and numbers, for JSON and other records; `finding_from` reads them."""
        return {
            "place": self.place.as_data(),
            "code": self.code,
            "said": self.message.as_data(),
            "severity": self.severity,
            "source": self.source,
        }


def finding_from(data: Mapping[str, Any]) -> Finding:
    """The finding that `Finding.as_data` made into plain data; KeyError, TypeError or ValueError
    where it is none."""
    severity = Severity(data["severity"])
    message = message_from(data["said"])
    return Finding(place_from(data["place"]), data["code"], message, severity, data["source"])


_BY_GRAVITY = list(Severity)


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then warnings, then notes; each kind in the order it was in."""
    return sorted(findings, key=lambda finding: _BY_GRAVITY.index(finding.severity))
