"""Compares the blocks of a document with those expected, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from docfill.base import NOTHING, Message, tell
from docfill.verify.format_differences import differences
from docfill.verify.paragraphs import compare_paragraphs, same_text
from docfill.verify.report import Comparison, shorten_text
from docfill.verify.tables import compare_tables
from docfill.word import Block, Other, Paragraph, SectionEnd, Table, plain

Blocks = Sequence[Block]

# Two texts less alike than this are two paragraphs, not one that was changed.
_ALIKE = 0.5


def compare_blocks(
    report: Comparison, found: Blocks, expected: Blocks, where: Message = NOTHING
) -> None:
    """Report each block that is lost, added, moved or changed; `where` names a header or cell."""
    if found == expected:
        return
    matched = align_blocks(found, expected)
    for block in matched.moved:
        says = tell(
            "{where}“{text}” stands in another place than it should",
            where=where,
            text=shorten_text(plain(block)),
        )
        report.find("docx-moved", says)
    for block in matched.missing:
        _report_missing(report, block, where)
    for block in matched.extra:
        _report_extra(report, block, where)
    for mine, theirs in matched.pairs:
        if mine != theirs:
            _report_changed(report, mine, theirs, where)


@dataclass
class Aligned:
    """Blocks found and expected that belong together, and those that have no partner."""

    pairs: list[tuple[Block, Block]] = field(default_factory=list)
    moved: list[Block] = field(default_factory=list)
    missing: list[Block] = field(default_factory=list)
    extra: list[Block] = field(default_factory=list)


def align_blocks(found: Blocks, expected: Blocks) -> Aligned:
    """Which block found is which of those expected."""
    result = Aligned()
    gaps = []
    matcher = SequenceMatcher(None, _keys(expected), _keys(found), autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            result.pairs.extend(zip(found[c:d], expected[a:b], strict=True))
        else:
            gaps.append((list(found[c:d]), list(expected[a:b])))
    _take_moved(gaps, result)
    for mine, theirs in gaps:
        _pair_up(mine, theirs, result)
    return result


def _take_moved(gaps: list[tuple[list[Block], list[Block]]], result: Aligned) -> None:
    """Paragraphs that are gone in one place and there in another have moved."""
    for _, theirs in gaps:
        for block in list(theirs):
            home = next((mine for mine, _ in gaps if block in mine), None)
            if home is not None and plain(block).strip():
                home.remove(block)
                theirs.remove(block)
                result.moved.append(block)


def _keys(blocks: Blocks) -> list[tuple[str, str]]:
    """What tells blocks apart: paragraphs by their text, anything else by its kind."""
    return [
        (type(block).__name__, block.text if isinstance(block, Paragraph) else "")
        for block in blocks
    ]


def _pair_up(mine: Blocks, theirs: Blocks, result: Aligned) -> None:
    """Match each expected block with the likest of the found ones that follow."""
    at = 0
    for block in theirs:
        likeness = [_likeness(other, block) for other in mine[at:]]
        best = max(likeness, default=0.0)
        if best > _ALIKE or (best > 0 and len(mine) == len(theirs)):
            place = at + likeness.index(best)
            result.extra.extend(mine[at:place])
            result.pairs.append((mine[place], block))
            at = place + 1
        else:
            result.missing.append(block)
    result.extra.extend(mine[at:])


def _likeness(found: Block, expected: Block) -> float:
    if type(found) is not type(expected):
        return 0.0
    if not isinstance(found, Paragraph) or not isinstance(expected, Paragraph):
        return 1.0
    if same_text(found.text, expected.text):
        return 1.0
    return SequenceMatcher(None, found.text, expected.text, autojunk=False).ratio()


def _report_missing(report: Comparison, block: Block, where: Message) -> None:
    text = shorten_text(plain(block))
    if isinstance(block, Table):
        says = tell("{where}a table is missing: {text}", where=where, text=text)
        report.find("docx-missing", says)
    elif isinstance(block, SectionEnd):
        report.find("docx-section", tell("{where}the page settings are missing", where=where))
    else:
        says = tell("{where}the paragraph “{text}” is missing", where=where, text=text)
        report.find("docx-missing", says)


def _report_extra(report: Comparison, block: Block, where: Message) -> None:
    text = shorten_text(plain(block))
    if isinstance(block, Paragraph) and not text:
        says = tell("{where}there is an empty paragraph too many", where=where)
    elif isinstance(block, Paragraph):
        says = tell("{where}there is a paragraph too many: “{text}”", where=where, text=text)
    elif isinstance(block, Table):
        says = tell("{where}there is a table too many: {text}", where=where, text=text)
    else:
        says = tell("{where}there is something foreign: {what}", where=where, what=_kind(block))
    report.find("docx-extra", says)


def _kind(block: Block) -> str:
    return block.props[0] if isinstance(block, Other) else type(block).__name__


def _report_changed(report: Comparison, found: Block, expected: Block, where: Message) -> None:
    if isinstance(found, Paragraph) and isinstance(expected, Paragraph):
        compare_paragraphs(report, found, expected, where)
    elif isinstance(found, Table) and isinstance(expected, Table):
        compare_tables(report, found, expected, where, compare_blocks)
    elif isinstance(found, SectionEnd) and isinstance(expected, SectionEnd):
        _compare_sections(report, found, expected)
    else:
        says = tell("{where}there is something foreign: {what}", where=where, what=_kind(found))
        report.find("docx-extra", says)


def _compare_sections(report: Comparison, found: SectionEnd, expected: SectionEnd) -> None:
    if found.props != expected.props:
        how = differences(found.props, expected.props)
        report.find("docx-section", tell("the page settings differ: {how}", how=how))
    mine, theirs = dict(found.headers), dict(expected.headers)
    for kind in sorted(mine.keys() | theirs.keys()):
        if kind not in mine:
            report.find("docx-header", tell("the {kind} is missing", kind=kind))
        elif kind not in theirs:
            says = tell("there is a {kind} that the template has not", kind=kind)
            report.find("docx-header", says)
        else:
            compare_blocks(report, mine[kind], theirs[kind], tell("{kind}: ", kind=kind))
