"""Saying why a filled part is no XML, and which tag of the template made it so."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from jinja2 import Template as JinjaTemplate

from docfill.base import Finding, Place, tell
from docfill.template.compiling.record import PartRecord
from docfill.template.tag_at import TAG, TagAt, tag_on

if TYPE_CHECKING:
    from docfill.template.filling import Template


def ill_formed(
    template: "Template", part: PartRecord, program: JinjaTemplate, values: Mapping[str, object]
) -> list[Finding]:
    """What is wrong with the template's tags, or else the tag after which no XML follows."""
    from docfill.template.faults import template_findings

    known = template_findings(template.path, template.data)
    if blocking := [finding for finding in known if finding.blocking]:
        return blocking
    at = _last_tag(template, part, program, values)
    message = tell(
        "behind {tag} the document would be broken, because what it prints or leaves out "
        "is not whole; print the value without |safe, and end a block in the cell and paragraph "
        "it begins in",
        tag=_suspect(at) or tell("this place"),
    )
    return [Finding(Place(template.path, at.spot), "ill-formed", message)]


def _suspect(at: TagAt) -> str:
    """The tag to blame: one that prints what it is given as it is, else the last."""
    unescaped = [tag for tag in TAG.findall(at.spot.text) if "safe" in tag]
    return unescaped[0] if unescaped else at.tag


def _last_tag(
    template: "Template", part: PartRecord, program: JinjaTemplate, values: Mapping[str, object]
) -> TagAt:
    """The tag that was carried out last when the XML broke."""
    parser = expat.ParserCreate(namespace_separator=" ")
    # Jinja's render functions are generators, whose frames know their lines.
    pieces: Any = program.root_render_func(program.new_context(dict(values)))
    line = 0
    try:
        for piece in pieces:
            line = program.get_corresponding_lineno(pieces.gi_frame.f_lineno)
            parser.Parse(piece.encode(), False)
    except (expat.ExpatError, UnicodeEncodeError):
        pass  # the line is what is wanted
    return tag_on(template, part, line)
