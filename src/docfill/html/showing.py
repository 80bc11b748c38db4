"""What a web page can show of a document: its text; whatever is more stands in the way."""

from collections.abc import Iterable, Iterator, Mapping

from docfill.base import Message, in_a_row, tell
from docfill.word import Block, Look, Other, Paragraph, Run, SectionEnd, attribute

_LONGEST = 20
# A page has no sheets and no columns, so that there is nothing to break.
_BREAKS = str.maketrans("\r", " ", "\f\v")
_PICTURES = ("drawing", "pict", "object", "AlternateContent")
_NOTES = ("footnoteReference", "endnoteReference")


class Unfit(ValueError):
    """A document holds what a web page cannot show; the message names each."""

    def __init__(self, says: Iterable[Message]):
        self.says = tuple(says)
        super().__init__(in_a_row("; ", self.says))


def shown_runs(paragraph: Paragraph) -> Iterator[Run]:
    """The runs that are seen, without the breaks of printed pages."""
    for run in paragraph.runs:
        if not _is_on(run.props, "vanish"):
            yield Run(run.props, run.text.translate(_BREAKS), run.thing)


def shown_text(paragraph: Paragraph) -> str:
    """The text that is seen; a line break is \\n, a tab \\t."""
    return "".join(run.text for run in shown_runs(paragraph))


def _is_on(props: Iterable[tuple[str, tuple[tuple[str, str], ...], object]], name: str) -> bool:
    return any(own == name and ("val", "0") not in attributes for own, attributes, _ in props)


def squeeze(text: str) -> str:
    """A text as a browser shows it that keeps no spaces: each row of them one, none at the ends.

    >>> squeeze("a  b \\n c\\u3000")
    'a b\\nc\\u3000'
    """
    lines = (
        " ".join(filter(None, line.replace("\t", " ").split(" "))) for line in text.split("\n")
    )
    return "\n".join(lines)


def unfit_in(blocks: Iterable[Block], looks: Mapping[str, Look]) -> Iterator[Message]:
    """What a web page cannot show of these blocks, each with the paragraph it stands in."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _unfit_in_paragraph(block, looks)
        elif isinstance(block, Other):
            yield tell(
                "there is something between paragraphs that is no text: {what}", what=block.props[0]
            )
        elif not isinstance(block, SectionEnd):
            for row in block.rows:
                for cell in row.cells:
                    yield from unfit_in(cell.blocks, looks)


def _unfit_in_paragraph(paragraph: Paragraph, looks: Mapping[str, Look]) -> Iterator[Message]:
    text = " ".join(shown_text(paragraph).split())
    where = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    look = looks.get(paragraph.style, Look()).under(Look(paragraph.props))
    if any(
        name == "numPr" and attribute(inner, "numId", "val") != "0"
        for name, _, inner in look.paragraph
    ):
        yield tell(
            "the paragraph “{text}” is numbered by Word, and its number would be lost", text=where
        )
    for run in shown_runs(paragraph):
        for name, _, _ in run.thing:
            yield _unfit_thing(
                name.rpartition("}")[2], attribute(run.thing, "field", "instr"), where
            )


def _unfit_thing(name: str, instruction: str, where: str) -> Message:
    if name in _PICTURES:
        return tell("there is a picture or text box at “{text}”", text=where)
    if name in _NOTES:
        return tell("there is a note at “{text}”", text=where)
    if name == "field":
        return tell("there is the field {field} at “{text}”", field=instruction, text=where)
    return tell("there is {what} at “{text}”", what=name, text=where)
