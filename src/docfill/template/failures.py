"""Saying why a template could not be filled with some values: which name, and where it stands."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from jinja2 import Template as JinjaTemplate
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from docfill.base import NOTHING, Finding, Message, PartSpot, Place, in_a_row, tell
from docfill.template.compiling.record import PartRecord, Placeholder
from docfill.template.complaints import explain_missing, plain_words
from docfill.template.lookup import find_missing, found_at, names_of
from docfill.template.misplaced_values import describe_misplaced
from docfill.template.sandbox.allowance import Runaway
from docfill.template.sandbox.environment import DICT_METHODS
from docfill.template.sandbox.unfit import NotPrintable
from docfill.template.tag_at import TagAt, tag_on
from docfill.template.tags.context import OutOfPlace
from docfill.template.values.rich import RICH_WORDS, BadImage

if TYPE_CHECKING:
    from docfill.template.filling import Template

_DOTTED = re.compile(r"([^\W\d][\w.]*)\.(\w+)\b(?!\s*\()")
# What a dictionary can do that a loop may want.
_GOES_THROUGH = ("items", "keys", "values")


def explain_failure(
    template: "Template",
    part: PartRecord,
    program: JinjaTemplate,
    values: Mapping[str, object],
    fault: Exception,
    data: str = "",
) -> list[Finding]:
    """The findings behind an exception that ended the filling of a part; never none.

    With the name of the file that holds the `data`, they say what to write there.
    """
    at = _tag_at(template, part, program, fault)
    spot = at.spot
    place = Place(template.path, spot)
    if isinstance(fault, OutOfPlace):
        names = names_of(template.placeholders, spot, values, fault.value)
        return [describe_misplaced(template.path, spot, names, fault.value, fault.where)]
    if isinstance(fault, UndefinedError):
        asked = list(find_missing(template.placeholders, values))
        if asked:
            return [
                Finding(Place(template.path, one.spot), "no-value", _no_value(one, values, data))
                for one in asked
            ]
        code = "no-value"
        message = plain_words(fault)
    elif isinstance(fault, NotPrintable):
        names = names_of(template.placeholders, spot, values, fault.value)
        code, message = "not-printable", _not_printable(at, names, fault.value)
    elif isinstance(fault, BadImage):
        code = "bad-image"
        message = tell("the image cannot be put there: {fault}", fault=fault)
    elif isinstance(fault, Runaway | RecursionError | MemoryError):
        code = "template-runaway"
        says = fault.says if isinstance(fault, Runaway) else _endless()
        message = tell("the tag cannot be filled: {fault}", fault=says)
    elif isinstance(fault, SecurityError):
        code = "unsafe-tag"
        says = plain_words(fault)
        message = tell("the tag may not do that: {fault}", fault=says)
    else:
        code = "tag-failed"
        says = plain_words(fault)
        message = tell("the tag cannot be filled: {fault}", fault=says)
        if "builtin_function_or_method" in str(fault):
            message = _method(spot) or message
    return [Finding(place, code, message)]


def _endless() -> Message:
    return tell("it calls itself without end; look for a macro or loop that does")


def _no_value(asked: Placeholder, values: Mapping[str, object], data: str) -> Message:
    """That a name has no value, and the line that gives it one which prints nothing."""
    message = tell("there is no value for {name}", name=asked.name)
    parent, _, key = asked.name.rpartition(".")
    if not data or key.endswith("[]"):
        return message
    if any(isinstance(found, str) for found in found_at(values, parent)):
        return in_a_row(": ", (message, explain_missing("str", key)))
    key = f'"{key}"' if data.lower().endswith(".json") else key
    line = f"{key}: {'[]' if asked.kind == 'loop' else chr(34) * 2}"
    if not parent:
        return message + tell("; write {line} in {data} to print nothing", line=line, data=data)
    return message + tell(
        "; write {line} under {parent} in {data} to print nothing",
        line=line,
        parent=parent,
        data=data,
    )


def _not_printable(at: TagAt, names: str, value: object) -> Message:
    spot = at.spot
    facts = {"name": names or at.expression or "?"}
    if value is None:
        return tell('{name} is blank; state a value for it, or "" to print nothing', **facts)
    if isinstance(value, bool):
        return tell(
            "{name} is yes or no, which a tag can test but not print; "
            'write {{{{ "yes" if {name} else "no" }}}}',
            **facts,
        )
    if callable(value) and (message := _method(spot)):
        return message
    message = tell("{name} is no text or number that could be printed", **facts)
    meant = [word for word in RICH_WORDS if isinstance(value, Mapping) and word[1:] in value]
    if meant:
        message += tell("; write {right} for {found}", right=meant[0], found=meant[0][1:])
    return message


def _method(spot: PartSpot) -> Message:
    """That a name in the tags of a paragraph is a dictionary's own; "" where there is none."""
    for found in _DOTTED.finditer(spot.text):
        if found[2] in DICT_METHODS:
            facts = {"name": found.group(), "key": found[2]}
            right = f"{found[1]}['{found[2]}']"
            message = tell(
                "{name} is something every group of keys can do; for the key {key} write {right}",
                right=right,
                **facts,
            )
            if found[2] in _GOES_THROUGH:
                message += tell("; to go through all of them write {name}()", **facts)
            return message
    return NOTHING


def _tag_at(
    template: "Template", part: PartRecord, program: JinjaTemplate, fault: Exception
) -> TagAt:
    """The tag in which an exception arose, and where it stands."""
    line, trace = 0, fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == part.name:
            line = program.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return tag_on(template, part, line)
