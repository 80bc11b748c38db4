"""Compiling a template once: docxtpl patches each part, Jinja compiles it, the rest is packed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import nodes

from docfill.base import NOTHING, Message, message_of, tell
from docfill.template.archive.package import Unusable, open_template_package, refuse_too_deep
from docfill.template.archive.zipping import Member, Prefix, extend_prefix, order, pack
from docfill.template.compiling.placeholders import placeholders
from docfill.template.compiling.proof import SyntaxProof, Unproven
from docfill.template.compiling.record import Compiled, Details, PartRecord
from docfill.template.compiling.risk import walk_nodes
from docfill.template.compiling.sources import DECLARATION, TemplateSource, sources
from docfill.template.compiling.unfilled import refuse_unfilled
from docfill.template.markup.breaks import WORD, resolve_breaks_as
from docfill.template.markup.emptied import MARK as EMPTIED
from docfill.template.markup.emptied import mend_emptied
from docfill.template.markup.grids import MARK, fit_grids
from docfill.template.sandbox.allowance import mark_rounds
from docfill.template.sandbox.environment import environment
from docfill.template.tags.context import ADDRESS, LINE, mark_plain, mark_standing
from docfill.template.tags.controls import root_of

# How a template spells braces that are to be printed.
_SPELLED = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
# A comment in place of a cell.
_CELL_GONE = re.compile(r"(?:</w:tc>|<w:tr(?: [^>]*)?>|</w:trPr>)\s*\{#")
_DRAWING = "<wp:docPr"


class _Part(NamedTuple):
    record: PartRecord
    reason: Message


def compile_template(data: bytes) -> Compiled:
    """The template these bytes are, ready to be filled.

    Raises `Unusable` for what is no safe .docx, `lxml.etree.XMLSyntaxError` for broken XML and
    `jinja2.TemplateSyntaxError` for a tag Jinja cannot read; `faults` tells all of them.
    """
    package = open_template_package(data)
    # Parts without values that are nevertheless other than they were: comments, spelled braces.
    constant: dict[str, Member] = {}
    parts: list[_Part] = []
    for source in sources(package):
        with refuse_too_deep():
            tree = parse_source(source)
        main = source.name == package.main
        text = _static_text(tree)
        if text and not (main and _DRAWING in text):
            text = resolve_breaks_as(source.kind, text)
            if text != source.restored(source.text):
                constant[source.name] = pack(source.name, _tidied(text, main).encode())
        else:
            with refuse_too_deep():
                parts.append(_compile(source, tree, main=main))
            if not parts[-1].record.proven and parts[-1].record.controls:
                _refuse_torn_controls(source.name, package.parts[source.name])
    refuse_unfilled(package)
    filled = {part.record.name for part in parts}
    members = [constant.get(m.name, m) for m in package.members if m.name not in filled]
    return Compiled(
        extend_prefix(Prefix(), sorted(members, key=lambda member: order(member.name))),
        tuple(part.record for part in parts),
        tuple(constant),
        tuple(part.reason for part in parts if part.reason),
    )


def _tidied(text: str, main: bool) -> str:
    """A part without values after its comments have taken cells and paragraphs with them."""
    text, _ = mend_emptied(text)
    return DECLARATION + fit_grids(text.encode(), everywhere=True) if main else text


def details(data: bytes) -> Details:
    """Where the tags of a template stand and what they ask for; raises as `compiled` does."""
    found = list(sources(open_template_package(data), locate=True))
    return Details(
        {source.name: source.spots for source in found},
        tuple(asked for source in found for asked in placeholders(parse_source(source), source)),
    )


def parse_source(source: TemplateSource) -> nodes.Template:
    """The syntax tree of a part, its static text as it is to be printed.

    docxtpl spells braces in the finished document, data included; only the template is meant.
    """
    tree = environment().parse(source.text)
    for node in walk_nodes(tree):
        if isinstance(node, nodes.TemplateData):
            node.data = source.restored(node.data)
            for spelled, meant in _SPELLED:
                node.data = node.data.replace(spelled, meant)
    return tree


def _static_text(tree: nodes.Template) -> str:
    """The text of a part without any tag; empty when there are tags."""
    found = list(_outputs(tree))
    if all(isinstance(node, nodes.TemplateData) for node in found):
        return "".join(node.data for node in found if isinstance(node, nodes.TemplateData))
    return ""


def _outputs(tree: nodes.Template) -> Iterator[nodes.Node]:
    """What a part prints or does, in order."""
    for node in tree.body:
        if isinstance(node, nodes.Output):
            yield from node.nodes
        else:
            yield node


def _compile(source: TemplateSource, tree: nodes.Template, *, main: bool) -> _Part:
    proof, reason = SyntaxProof(), NOTHING
    controls = _holds(source, "<w:sdtContent")
    try:
        proof.show(tree)
        proven, empties = True, proof.holders.may_empty or controls
        grids = _mark_tables(proof, main, _lost_cells(source))
        if grids:
            reason = tell(
                "the columns of a table depend on the values, so its grid is fitted each time"
            )
    except Unproven as doubt:
        proven, empties, grids = False, True, main
        reason = tell("each document is parsed, because {reason}", reason=message_of(doubt))
    drawings = main and _holds(source, _DRAWING)
    if source.kind == WORD:
        mark_standing(tree)
    else:
        mark_plain(tree, ADDRESS if source.name.endswith(".rels") else LINE)
    mark_rounds(tree)
    code = environment().compile(tree, source.name, source.name)
    record = PartRecord(
        source.name,
        code,
        source.lines,
        proven,
        grids,
        drawings,
        main,
        empties,
        controls,
        source.kind,
    )
    says = tell("{part}: {fault}", part=source.name, fault=reason) if reason else NOTHING
    return _Part(record, says)


def _refuse_torn_controls(name: str, xml: bytes) -> None:
    """Raise `Unusable` when a block of tags begins in a content control it does not end in."""
    from docfill.template.compiling.tagfaults import blocks_are_balanced, part_of

    for finding in blocks_are_balanced(part_of("", name, root_of(xml))):
        if finding.code == "torn-control":
            raise Unusable(finding.code, finding.message)


def _holds(source: TemplateSource, what: str) -> bool:
    return any(what in text for text in (source.text, *source.aside))


def _lost_cells(source: TemplateSource) -> bool:
    """Whether comments have taken cells with them, which leaves columns to a table."""
    return "{#" in source.text and _CELL_GONE.search(source.restored(source.text)) is not None


def _mark_tables(proof: SyntaxProof, main: bool, lost_cells: bool) -> bool:
    """Mark the tables that may lose their rows, with their numbers, and those in the main part
    whose grid depends on the values; say whether there are any of these.
    """
    varying = False
    for number, table in reversed(list(enumerate(proof.tables, 1))):
        marks = f"<?{EMPTIED} {number}?>" if table.may_empty else ""
        if main and (lost_cells or not table.steady):
            varying = True
            marks += f"<?{MARK}?>"
        data, at = table.node.data, table.offset
        table.node.data = f"{data[:at]}{marks}{data[at:]}"
    return varying
