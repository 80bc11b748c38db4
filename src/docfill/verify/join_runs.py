"""Puts each tag of a template into one run, though Word may have split it over several."""

from dataclasses import replace

from docfill.word import Block, Paragraph, Row, Run, SectionEnd, Table


def join_runs(block: Block) -> Block:
    """The block with its tags whole; what a tag prints looks like the run it begins in."""
    if isinstance(block, Table):
        return Table(block.props, block.grid, tuple(_glued_row(row) for row in block.rows))
    if isinstance(block, SectionEnd):
        headers = ((kind, tuple(map(join_runs, blocks))) for kind, blocks in block.headers)
        return SectionEnd(block.props, tuple(headers))
    if isinstance(block, Paragraph) and "{" in block.text:
        return Paragraph(block.style, block.props, _glued_runs(block.runs))
    return block


def _glued_row(row: Row) -> Row:
    cells = (replace(cell, blocks=tuple(map(join_runs, cell.blocks))) for cell in row.cells)
    return Row(row.props, tuple(cells))


def _glued_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """docxtpl drops what stands between the parts of a tag, so the rest of its run comes along."""
    whole: list[Run] = []
    for run in runs:
        if whole and not run.thing and _is_open(whole[-1].text):
            whole[-1] = Run(whole[-1].props, whole[-1].text + run.text)
        else:
            whole.append(run)
    return tuple(whole)


def _is_open(text: str) -> bool:
    """Whether a tag begins here and does not end."""
    begun = max(text.rfind("{{"), text.rfind("{%"), text.rfind("{#"))
    ended = max(text.rfind("}}"), text.rfind("%}"), text.rfind("#}"))
    return text.endswith("{") or begun > ended
