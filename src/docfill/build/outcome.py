"""How the work on one township's report ended, and that no report's trouble is another's."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from docfill.base import (
    NOTHING,
    DocfillError,
    ExitCode,
    Faulty,
    Finding,
    Message,
    as_refused,
    display_path,
    message_of,
    program_fault,
    refusal,
)

if TYPE_CHECKING:
    from docfill.project import Project

Made = TypeVar("Made")


@dataclass(frozen=True)
class Outcome:
    """How the work on one township's report ended.

    `trouble` says what stopped it, `why` for what reason it was made or left alone. What is found
    in docfill.yaml belongs to no `township`. `report` is the key of one among several.
    """

    township: str
    year: int
    findings: tuple[Finding, ...] = ()
    products: tuple[Path, ...] = ()
    trouble: Message = NOTHING
    exit_code: ExitCode = ExitCode.WELL
    why: Message = NOTHING
    is_unchanged: bool = False
    report: str = ""

    @property
    def called(self) -> str:
        """Whose report of which year it is about; which, where there are several."""
        return " ".join(filter(None, (self.township, str(self.year), self.report)))


def attempt_report(
    project: "Project", township: str, year: int, work: "Callable[[], Made]"
) -> "Made | Outcome":
    """What the work makes, or how it failed: one report's trouble is not another's."""
    return attempt(project.root, project.filing_path(township, year), township, year, work)


def attempt(
    root: Path, filing: Path, township: str, year: int, work: "Callable[[], Made]"
) -> "Made | Outcome":
    """The same where the project is not open yet."""
    try:
        return work()
    except Faulty as trouble:
        return Outcome(township, year, trouble.findings, exit_code=trouble.exit_code)
    except DocfillError as trouble:
        return Outcome(township, year, trouble=message_of(trouble), exit_code=trouble.exit_code)
    except Exception as trouble:  # noqa: BLE001 - a fault of ours must not stop the others
        if isinstance(refused := as_refused(trouble), OSError):
            return Outcome(township, year, trouble=refusal(refused), exit_code=ExitCode.REFUSED)
        found = program_fault(trouble, root, display_path(filing))
        return Outcome(township, year, (found,), exit_code=ExitCode.PROGRAM)
