"""A template that is compiled once and filled many times: values in, the bytes of a .docx out."""

import re
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from itertools import count
from pathlib import Path

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateError

from docfill.base import (
    LARGEST_TEMPLATE,
    Faulty,
    Finding,
    PartSpot,
    Place,
    Severity,
    read_regular,
    tell,
    why,
)
from docfill.template.archive.zipping import extend_prefix, finish_zip, pack
from docfill.template.compiling import cache as disk
from docfill.template.compiling.record import (
    Compiled,
    Details,
    PartRecord,
    Placeholder,
    details_from,
    plain,
    restore_compiled,
)
from docfill.template.markup.breaks import resolve_breaks_as
from docfill.template.markup.emptied import mend_emptied
from docfill.template.markup.unique_ids import renumber_controls
from docfill.template.sandbox.allowance import SECONDS, Allowance, printed_together
from docfill.template.sandbox.environment import environment
from docfill.template.sandbox.unfit import NotPrintable
from docfill.template.tags.context import holds_markup_in_text
from docfill.template.values.scan_values import find_refused, survey, with_newlines

_DRAWING_ID = re.compile(r'(<wp:docPr\b[^>]*?\sid=")[^"]*(")')
_FIRST_DRAWING = 1001


# Whatever a program somebody else wrote may end with; a template is such a program.
_FAULTS = (
    TemplateError,
    NotPrintable,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RuntimeError,
    AssertionError,
    MemoryError,
)


class Template:
    """A .docx template with docxtpl tags; `Template.open` makes one."""

    def __init__(self, path: str, data: bytes, compiled: Compiled, cache: bool):
        self.path = path
        self.sha256 = sha256(data).hexdigest()
        self.data = data
        self.prefix = compiled.prefix
        self.constant = compiled.constant
        self.slowed_by = compiled.reasons
        self._parts = compiled.parts
        self._cache = cache

    @classmethod
    def open(cls, path: str | Path, cache: bool = True) -> "Template":
        """The template in a file, compiled; with `cache` kept on disk for the next process.

        Raises `Faulty` with every finding when the file cannot be used as a template.
        """
        data = _read(path)
        kept = disk.load(data, "compiled") if cache else None
        if kept is not None:
            return cls(str(path), data, restore_compiled(kept), cache)
        made = _compile(path, data)
        if cache:
            disk.store(data, "compiled", plain(made))
        return cls(str(path), data, made, cache)

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """Every name the template asks for, part by part in the order of the tags."""
        return self.details.placeholders

    @cached_property
    def details(self) -> Details:
        """Where the tags stand and what they ask for; found out when it is first wanted."""
        kept = disk.load(self.data, "details") if self._cache else None
        if kept is not None:
            return details_from(kept)
        from docfill.template.compiling.compiled import details

        made = details(self.data)
        if self._cache:
            disk.store(self.data, "details", plain(made))
        return made

    @cached_property
    def is_blocked(self) -> bool:
        """Whether `template_faults` finds an error in it, though it can be filled.

        That look takes as long as a report, so it is taken once for the same bytes.
        """
        kept = disk.load(self.data, "blocked") if self._cache else None
        if kept is None:
            from docfill.template.faults import template_findings

            found = template_findings(self.path, self.data)
            kept = (any(finding.blocking for finding in found),)
            if self._cache:
                disk.store(self.data, "blocked", kept)
        return bool(kept[0])

    def is_known_to_fit(self, form: str) -> bool:
        """Whether `note_fit` was told of this very form, for the same bytes."""
        return self._cache and disk.load(self.data + form.encode(), "fit") is not None

    def note_fit(self, form: str) -> None:
        """Remember that the template prints what a form prescribes, in whatever words it says so.

        To find that out takes as long as a report.
        """
        if self._cache:
            disk.store(self.data + form.encode(), "fit", (True,))

    def fill(
        self,
        values: Mapping[str, object],
        data: str = "",
        notes: list[Finding] | None = None,
        seconds: float = SECONDS,
    ) -> bytes:
        """The .docx these values make; the same values give the same bytes.

        Findings say what to write in the file named `data`, where one is named; what was left
        out of the document is added to the `notes`.
        Raises `Faulty` naming every value that is missing or may not be printed, or the tag
        behind which the result is no XML, or the one that is not done after these `seconds`.
        """
        with Allowance(seconds):
            return self._filled(values, data, notes)

    def _filled(
        self, values: Mapping[str, object], data: str, notes: list[Finding] | None
    ) -> bytes:
        values, objects = self._looked_over(values)
        if objects:
            from docfill.template.values.rich import is_rich

            if is_rich(objects):
                from docfill.template.objects import fill_with_objects

                return fill_with_objects(self, values, data, notes)
        members = [
            pack(
                part.name, self.printed(part, program, values, bool(objects), data, notes).encode()
            )
            for part, program in self.programs
        ]
        return finish_zip(extend_prefix(self.prefix, members))

    def _looked_over(
        self, values: Mapping[str, object]
    ) -> tuple[Mapping[str, object], list[object]]:
        """The values as they may be printed, and what in them is no plain data."""
        objects: list[object] = []
        if not survey(values, objects):
            values, objects = with_newlines(values), []
            if not survey(values, objects):
                raise Faulty([self._refusal(*found) for found in find_refused(values)])
        return values, objects

    @cached_property
    def programs(self) -> list[tuple[PartRecord, JinjaTemplate]]:
        """Each part that is filled, and its compiled code ready to run."""
        shared = environment()
        return [
            (part, JinjaTemplate.from_code(shared, part.code, shared.globals))
            for part in self._parts
        ]

    def printed(
        self,
        part: PartRecord,
        program: JinjaTemplate,
        values: Mapping[str, object],
        doubtful: bool,
        data: str = "",
        notes: list[Finding] | None = None,
    ) -> str:
        """One part with the values in it, well-formed."""
        try:
            xml = printed_together(program.root_render_func(program.new_context(dict(values))))
        except _FAULTS as fault:
            from docfill.template.failures import explain_failure

            raise Faulty(explain_failure(self, part, program, values, fault, data)) from fault
        if doubtful and holds_markup_in_text(xml):
            from docfill.template.misplaced_values import find_values_in_text

            if findings := find_values_in_text(self, part, values):
                raise Faulty(findings)
        xml = resolve_breaks_as(part.kind, xml)
        if (doubtful or not part.proven) and not _is_well_formed(xml):
            from docfill.template.ill_formed import ill_formed

            raise Faulty(ill_formed(self, part, program, values))
        return self._finished(part, xml, doubtful, [] if notes is None else notes)

    def _finished(self, part: PartRecord, xml: str, doubtful: bool, notes: list[Finding]) -> str:
        """The well-formed part with its grids fitted and its drawings numbered."""
        if part.drawings or (part.main and doubtful):
            numbers = count(_FIRST_DRAWING)
            xml = _DRAWING_ID.sub(lambda m: f"{m[1]}{next(numbers)}{m[2]}", xml)
        if part.controls:
            xml = renumber_controls(xml, part.name)
        if part.empties:
            xml, left_out = mend_emptied(xml)
            notes += [_left_out(self.path, part.name, number) for number in left_out]
        if part.grids:
            from docfill.template.markup.grids import fit_grids

            xml = _with_declaration(fit_grids(xml.encode(), everywhere=not part.proven))
        return xml

    def _refusal(self, name: str, character: str) -> Finding:
        return Finding(
            Place(self.path),
            "control-character",
            tell(
                "{name} holds the character {character}, which a document cannot show; remove it",
                name=name,
                character=character,
            ),
        )


def _left_out(path: str, part: str, table: int) -> Finding:
    """That a table of the template is not in the document."""
    message = tell("a table has no row left and is left out")
    return Finding(
        Place(path, PartSpot(part, table or None)), "table-left-out", message, Severity.NOTE
    )


def _is_well_formed(xml: str) -> bool:
    from xml.parsers import expat

    try:
        expat.ParserCreate(namespace_separator=" ").Parse(xml.encode(), True)
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return True


def _read(path: str | Path) -> bytes:
    try:
        return read_regular(path, LARGEST_TEMPLATE)
    except OSError as fault:
        message = tell("the template cannot be read: {fault}", fault=why(fault))
        raise Faulty([Finding(Place(str(path)), "template-unreadable", message)]) from fault


def _compile(path: str | Path, data: bytes) -> Compiled:
    """The compiled template; raises `Faulty` with all that is wrong with it."""
    from lxml.etree import XMLSyntaxError

    from docfill.template.archive.package import Unusable
    from docfill.template.compiling.compiled import compile_template

    try:
        return compile_template(data)
    except (Unusable, XMLSyntaxError, TemplateError, UnicodeDecodeError) as fault:
        from docfill.template.faults import blocking_faults

        raise Faulty(blocking_faults(str(path), data, fault)) from fault


def _with_declaration(xml: str) -> str:
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + xml
