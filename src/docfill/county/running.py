"""One yearly run as it goes: what it says, what stopped it where, and how it will end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from docfill.base import (
    DocfillError,
    ExitCode,
    Finding,
    Message,
    as_refused,
    as_written,
    log_fault,
    refusal,
)
from docfill.county.status import Status, status_of
from docfill.mail.deliver import Clock
from docfill.project import Project, Township


@dataclass
class YearlyRun:
    """One run as it goes: its log, what stopped which report, and the gravest exit code so far."""

    project: Project
    year: int
    log: Callable[[str], None]
    clock: Clock
    code: ExitCode = ExitCode.WELL
    status: Status | None = None
    said: list[str] = field(default_factory=list)
    built: set[str] = field(default_factory=set)
    troubles: dict[str, list[Finding | Message]] = field(default_factory=dict)

    @property
    def townships(self) -> Sequence[Township]:
        return list(self.project.townships.values())

    def say(self, step: str, says: Message) -> None:
        """A line in the log, and in the summary."""
        self.log(f"{self.clock.now().isoformat(timespec='seconds')} {step}: {says}")
        self.said.append(f"{step}: {says}")

    def step(self, name: str, work: Callable[[], Message]) -> None:
        """Do one step and say what came of it; what stops it does not stop the run."""
        try:
            self.say(name, work())
        except DocfillError as trouble:
            self.worsen(trouble.exit_code)
            for line in str(trouble).splitlines():
                self.say(name, as_written(line))
        except Exception as trouble:  # noqa: BLE001 - a fault of ours must not stop the run
            if isinstance(refused := as_refused(trouble), OSError):
                self.worsen(ExitCode.REFUSED)
                self.say(name, refusal(refused))
                return
            self.worsen(ExitCode.PROGRAM)
            self.say(name, log_fault(trouble, self.project.root))

    def worsen(self, code: ExitCode) -> None:
        self.code = max(self.code, code)

    def look(self) -> Status:
        """Where every report stands now."""
        self.status = status_of(self.project, self.townships, self.year, self.clock.now())
        return self.status

    def note(self, township: str, trouble: Finding | Message) -> None:
        """Something that the operator should read about one township's report."""
        self.troubles.setdefault(township, []).append(trouble)
