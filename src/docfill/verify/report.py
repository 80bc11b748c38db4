"""Gathers what was found wrong with one file, and says it in the reader's words."""

from dataclasses import dataclass, field

from docfill.base import Finding, Message, Place, Severity, tell
from docfill.form import Form

_LONGEST = 40


@dataclass
class Comparison:
    """The findings about one file; captions come from the form where there is one."""

    name: str
    form: Form | None = None
    findings: list[Finding] = field(default_factory=list)

    def find(self, code: str, says: Message, severity: Severity = Severity.ERROR) -> None:
        finding = Finding(Place(self.name), code, says, severity)
        if finding not in self.findings:
            self.findings.append(finding)

    def doubt(self, code: str, says: Message) -> None:
        self.find(code, says, Severity.WARNING)

    def caption(self, name: str) -> str:
        """What the form calls a placeholder, with its table; else the placeholder itself."""
        if self.form is None or name not in self.form.cells:
            return name
        heading = self.heading(name)
        caption = self.form.caption(name)
        return f"{heading}／{caption}" if heading else caption

    def heading(self, name: str) -> str:
        """The heading of the section whose table holds a cell, or ""."""
        key = name.partition(".")[0]
        sections = self.form.sections if self.form else {}
        return sections[key].heading if key in sections else ""


def shorten_text(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def apart(found: str, expected: str) -> tuple[str, str]:
    """The parts of two texts that differ, with some of what stands around them."""
    start = 0
    for one, other in zip(found, expected, strict=False):
        if one != other:
            break
        start += 1
    end = 0
    shorter = min(len(found), len(expected)) - start
    while end < shorter and found[-1 - end] == expected[-1 - end]:
        end += 1
    return _window(found, start, end), _window(expected, start, end)


def _window(text: str, start: int, end: int) -> str:
    begin, stop = max(start - 8, 0), min(len(text) - end + 8, len(text))
    middle = text[begin:stop]
    if len(middle) > 2 * _LONGEST:
        middle = f"{middle[:_LONGEST]}…{middle[-_LONGEST:]}"
    return ("…" if begin else "") + middle.replace("\n", "⏎") + ("…" if stop < len(text) else "")


def display_text(text: str) -> str | Message:
    """A cell's text for a message; nothing is said to be nothing."""
    return shorten_text(text) if text.strip() else tell("nothing")
