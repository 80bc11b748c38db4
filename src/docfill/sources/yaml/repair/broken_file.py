"""A file that YAML's parser gave up: its lines, what was read of them, and the complaint."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docfill.base import Message
from docfill.sources.yaml.repair.trace import TextPosition, Trace, YamlToken, spot, trace_tokens

NO_COLON = "could not find expected ':'"
COLON_TOO_MANY = "mapping values are not allowed in this context"
NO_BEGINNING = "found character that cannot start any token"
NO_ENTRY = "did not find expected '-' indicator"
NO_LIST = "block sequence entries are not allowed in this context"
NO_KEY = ("did not find expected key", NO_ENTRY, "did not find expected <document start>")
QUOTES = ("'", '"')
TEXT_SIGNS = ("|", ">")


@dataclass(frozen=True, slots=True)
class Culprit:
    """Where to mend, and what is wrong there."""

    spot: TextPosition
    says: Message


@dataclass(frozen=True, slots=True)
class Wreck:
    """The parser stopped `at` a place, busy with what began `since` another."""

    lines: tuple[str, ...]
    trace: Trace
    problem: str
    context: str
    at: TextPosition
    since: TextPosition

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @property
    def sign(self) -> str:
        """The character the parser stopped at."""
        return self.after[:1]

    @property
    def before(self) -> str:
        """What stands before it in its line."""
        return self.line(self.at.line)[: self.at.column - 1]

    @property
    def after(self) -> str:
        """The rest of its line."""
        return self.line(self.at.line)[self.at.column - 1 :]

    def column(self, number: int) -> int:
        """The column in which a line begins; 0 where there is no such line."""
        line = self.line(number)
        return len(line) - len(line.lstrip()) + 1 if line else 0

    def beginning(self, number: int) -> TextPosition:
        """The place where a line begins."""
        return TextPosition(number, self.column(number))

    def written(self, first: int, last: int) -> Iterator[int]:
        """The numbers of the lines between that are neither blank nor comments."""
        for number in range(first, last + 1):
            line = self.line(number).strip(" ")
            if line and not line.startswith("#"):
                yield number

    def text_before(self, number: int) -> YamlToken | None:
        """The block of text that ends just before a line."""
        last = self.trace.last
        if last is None or last.style not in TEXT_SIGNS or last.start.line >= number:
            return None
        return None if list(self.written(last.last_line + 1, number - 1)) else last


def wreck_of(text: str, loader: Any, trouble: Any = None) -> Wreck | None:
    """What a text is to the parser that gave it up; None where it did not.

    `trouble` is a complaint of the reader's own, about what the parser let pass.
    """
    trace, complaint = trace_tokens(text, loader)
    trouble = trouble or complaint
    if getattr(trouble, "problem_mark", None) is None:
        return None
    at = spot(trouble.problem_mark)
    return Wreck(
        lines=tuple(text.splitlines()),
        trace=trace,
        problem=trouble.problem or "",
        context=trouble.context or "",
        at=at,
        since=spot(trouble.context_mark) if trouble.context_mark else at,
    )


Rule = Callable[[Wreck], Culprit | None]
