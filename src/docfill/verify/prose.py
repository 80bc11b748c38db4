"""Compares the running text of a PDF with the paragraphs of the .docx."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher

from docfill.base import tell
from docfill.pdf import Character
from docfill.verify.report import Comparison, shorten_text
from docfill.word import Block, Faces, Paragraph, squeeze_spaces

_AROUND = 6


def compare_prose(
    report: Comparison,
    characters: Sequence[Character],
    blocks: Sequence[Block],
    faces: Faces | None,
) -> None:
    """Report each piece of text that the PDF lost, changed or added; spaces do not count.

    Where all of it is there, each run's font is looked at too.
    """
    found = "".join(character.text for character in characters)
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
    pieces = [
        squeeze_spaces(text.replace("\ufffc", "").replace("\u00ad", "")) for text in paragraphs
    ]
    expected = "".join(pieces)
    if found == expected:
        if faces is not None:
            _check_faces(report, characters, blocks, faces)
        return
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    is_numbered = any(_is_numbered(block) for block in blocks)
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal" or (what == "insert" and is_numbered):
            continue
        which = min(bisect_right(starts, a) - 1, len(pieces) - 1)
        if what != "insert" and starts[which] == a and starts[which + 1] <= b:
            says = tell(
                "the paragraph “{text}” is not in the PDF", text=shorten_text(paragraphs[which])
            )
            report.find("pdf-missing", says)
        else:
            _report_piece(report, expected[a:b], found[c:d], expected[max(a - _AROUND, 0) : a])


def _check_faces(
    report: Comparison, characters: Sequence[Character], blocks: Sequence[Block], faces: Faces
) -> None:
    at = 0
    for block in (block for block in blocks if isinstance(block, Paragraph)):
        for run in block.runs:
            own = characters[at : at + len(squeeze_spaces(run.text.replace("\u00ad", "")))]
            at += len(own)
            allowed = faces.of_run(block, run)
            wrong = [character for character in own if character.font not in allowed]
            if wrong:
                says = tell(
                    "“{text}” is set in {font} instead of the font asked for",
                    text=shorten_text("".join(character.text for character in wrong)),
                    font=wrong[0].font,
                )
                report.find("pdf-font", says)


def _is_numbered(block: Block) -> bool:
    """Word writes the numbers of lists itself, so they are in the PDF only."""
    return isinstance(block, Paragraph) and any(item[0] == "numPr" for item in block.props)


def _report_piece(report: Comparison, expected: str, found: str, before: str) -> None:
    if expected and not found and all(unicodedata.category(c)[0] == "P" for c in expected):
        says = tell("after “{before}” the PDF has lost “{mark}”", before=before, mark=expected)
        report.find("pdf-punctuation", says)
    elif not expected:
        says = tell(
            "after “{before}” the PDF has “{found}” too many",
            before=before,
            found=shorten_text(found),
        )
        report.find("pdf-text", says)
    else:
        says = tell(
            "after “{before}” the PDF shows {found}, should show “{expected}”",
            before=before,
            found=tell("“{text}”", text=shorten_text(found)) if found else tell("nothing"),
            expected=shorten_text(expected),
        )
        report.find("pdf-text", says)
