"""The lines prose is typed in, and checks of them: which were meant to begin a paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docfill.base import Finding, Place, ProseParagraph, Severity, tell, width
from docfill.checks.case import Case, Findings
from docfill.checks.marks import (
    begins_item,
    bullet,
    ends_sentence,
    is_like_a_title,
    title_by_hand,
)
from docfill.filing import Prose

# Lines wrapped by an editor are equally wide, but for a word or mark that did not fit.
_SLACK = 6


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A typed line of a paragraph; `place` and `end` are of its first and its last character.

    `before` is the line before it in its paragraph, `after` the next one of the prose that is no
    marked heading.
    """

    text: str
    place: Place
    end: Place
    before: str = ""
    after: str = ""

    @property
    def title(self) -> str:
        """What it says where it looks like a sub-heading numbered by hand, or nothing."""
        begins = not self.before or ends_sentence(self.before) or is_like_a_title(self.before)
        return title_by_hand(self.text, self.after) if begins else ""

    @property
    def is_lone_title(self) -> bool:
        """Whether it may be a sub-heading without a number, if it is a paragraph of its own."""
        return bool(self.after) and is_like_a_title(self.text)


def typed_lines(prose: Prose) -> Iterator[tuple[TypedLine, ...]]:
    """The lines of each paragraph that is no sub-heading."""
    texts = [() if each.heading else _texts(each) for each in prose.paragraphs]
    for nth, (paragraph, lines) in enumerate(zip(prose.paragraphs, texts, strict=True)):
        following = texts[nth + 1][:1] if nth + 1 < len(texts) else ()
        if lines:
            yield tuple(
                TypedLine(
                    text,
                    prose.place_at(paragraph, start),
                    prose.place_at(paragraph, start + len(text) - 1),
                    before,
                    after,
                )
                for (start, _), text, before, after in zip(
                    paragraph.pieces,
                    lines,
                    ("", *lines),
                    (*lines[1:], *(following or ("",))),
                    strict=False,
                )
            )


def _texts(paragraph: ProseParagraph) -> tuple[str, ...]:
    starts = [start for start, _ in paragraph.pieces]
    return tuple(
        paragraph.text[start:end].strip()
        for start, end in zip(starts, [*starts[1:], len(paragraph.text)], strict=True)
    )


def lines_are_not_joined_unawares(case: Case) -> Findings:
    """No line break or blank line is lost that was meant to begin a paragraph."""
    for prose in case.filing.prose.values():
        if prose.typed.style != "|":
            yield from _blank_lines_lost(prose)
            continue
        for lines in typed_lines(prose):
            for before, line in _breaks_meant(lines):
                if not _has_its_own_finding(before, line):
                    says = tell(
                        "“{end}” and “{begin}” are joined into one paragraph; "
                        "leave a blank line between them for a new paragraph",
                        end=before.text[-8:],
                        begin=line.text[:8],
                    )
                    yield Finding(line.place, "joined-lines", says, Severity.WARNING)


def lists_have_no_bullets(case: Case) -> Findings:
    """No line begins with a hyphen or another sign that other programs make a list of."""
    for prose in case.filing.prose.values():
        for lines in typed_lines(prose):
            for line in lines:
                if sign := bullet(line.text):
                    says = tell(
                        "“{sign}” would be printed as it is; delete it, and leave a blank line "
                        "before each item that is to be a paragraph",
                        sign=sign,
                    )
                    yield Finding(line.place, "heading-sign", says, Severity.WARNING)


def _blank_lines_lost(prose: Prose) -> Findings:
    """YAML takes a blank line of a text without `|` for a line break."""
    if any(len(lines) > 1 for lines in typed_lines(prose)):
        says = tell(
            "the paragraphs of this text are joined into one; begin the text in the line after "
            "“|”, with a blank line between paragraphs"
        )
        yield Finding(prose.place, "joined-lines", says, Severity.WARNING)


def _has_its_own_finding(before: TypedLine, line: TypedLine) -> bool:
    """Whether the lines look like a heading or a list, of which other checks speak."""
    is_heading = before.title or line.title or before.text[0] in "#＃"
    return bool(is_heading or bullet(line.text))


def _breaks_meant(lines: Sequence[TypedLine]) -> list[tuple[TypedLine, TypedLine]]:
    """The lines on both sides of each break that looks like a paragraph's end.

    A line as wide as others that surely end in mid-sentence was wrapped by an editor, unless a
    sentence ends there and an item begins.
    """
    breaks = list(pairwise(lines))
    meant = [pair for pair in breaks if _is_paragraph_meant(*pair)]
    full = max((width(b.text) for b, line in breaks if (b, line) not in meant), default=10**9)
    return [
        (before, line)
        for before, line in meant
        if width(before.text) < full - _SLACK
        or (ends_sentence(before.text) and begins_item(line.text, before.text))
    ]


def _is_paragraph_meant(before: TypedLine, line: TypedLine) -> bool:
    if ends_sentence(before.text) or before.title or bullet(line.text):
        return True
    return begins_item(line.text, before.text) or _heads(before, line)


def _heads(before: TypedLine, line: TypedLine) -> bool:
    """Whether a line looks like a heading above a text, not like the first of wrapped lines."""
    begins = not before.before or ends_sentence(before.before)
    is_far_shorter = 3 * width(before.text) < 2 * width(line.text)
    return begins and is_far_shorter and is_like_a_title(before.text) and not line.text[0].isascii()
