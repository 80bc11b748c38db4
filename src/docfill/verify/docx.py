"""Proves a finished .docx: reopens it and compares it with its template and data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from docfill.base import Finding, Message, Severity, message_of, tell
from docfill.form import Form
from docfill.verify.cellmap import misplaced_cells
from docfill.verify.compare_blocks import compare_blocks
from docfill.verify.expected_document import DocumentPattern
from docfill.verify.parts import (
    check_foreign,
    compare_properties,
    compare_settings,
    compare_styles,
)
from docfill.verify.report import Comparison, shorten_text
from docfill.verify.soundness import check_soundness
from docfill.verify.tags import Unprovable, find_left_over, look_up, names_in, unprovable_note
from docfill.word import (
    Block,
    Document,
    NotADocument,
    Package,
    W,
    faults_of_tables,
    open_package,
    read_document,
)


@dataclass(frozen=True)
class _Skeleton:
    """What only the template decides, worked out once."""

    document: Document
    patterns: Mapping[str, DocumentPattern]
    unprovable: str
    _misplaced: dict[int, tuple[Form, tuple[Message, ...]]] = field(default_factory=dict)

    def misplaced(self, form: Form) -> tuple[Message, ...]:
        """Placeholders of the template at another cell's captions; worked out once for a form."""
        known = self._misplaced.get(id(form))
        if known is None or known[0] is not form:
            known = (form, tuple(misplaced_cells(self.document.body, form)))
            self._misplaced[id(form)] = known
        return known[1]


def verify_docx(
    data: bytes | Path,
    template: Path,
    values: Mapping[str, object],
    form: Form | None = None,
    name: str = "",
) -> list[Finding]:
    """Everything in which a .docx is not its template filled with these values; best, nothing.

    It is read as zip and XML, without docxtpl, and compared by meaning: a file that Word or
    WPS saved again gives a finding only for what somebody changed. Each finding's place is
    `name`; captions come from the form.
    """
    report = Comparison(name or (str(data) if isinstance(data, Path) else "docx"), form)
    skeleton = _skeleton_of(template)
    try:
        document = read_document(data)
    except NotADocument as trouble:
        report.find("docx-unreadable", message_of(trouble))
        _say_what_is_broken(report, data, skeleton)
        return report.findings
    check_soundness(report, document.package, skeleton.document.package)
    _compare(report, document, skeleton, values)
    if form is not None:
        for says in skeleton.misplaced(form):
            report.find("docx-cell", says)
    return report.findings


def _say_what_is_broken(report: Comparison, data: bytes | Path, skeleton: _Skeleton) -> None:
    try:
        check_soundness(report, open_package(data), skeleton.document.package)
    except NotADocument:
        # Not even a package; that much is reported already.
        return


def _compare(
    report: Comparison, document: Document, skeleton: _Skeleton, values: Mapping[str, object]
) -> None:
    for says in (*document.faults, *faults_of_tables(document.body)):
        report.find("docx-structure", says)
    expected: dict[str, tuple[Block, ...]] = {}
    unknown: list[str] = []
    try:
        if skeleton.unprovable:
            raise Unprovable(skeleton.unprovable)
        for part, pattern in skeleton.patterns.items():
            expected[part] = pattern.expected(values, unknown)
    except Unprovable as tag:
        unknown.append(str(tag))
        _values_are_somewhere(report, document.package, skeleton, values)
    for part, blocks in expected.items():
        compare_blocks(report, document.blocks.get(part, ()), blocks)
    if unknown:
        report.find("docx-unproved", unprovable_note(unknown), Severity.NOTE)
    package, template = document.package, skeleton.document.package
    _nothing_left_over(report, package, expected)
    compare_styles(report, package, template)
    compare_settings(report, package, template)
    compare_properties(report, package, template, values)
    check_foreign(report, package, template)


def _skeleton_of(template: Path) -> _Skeleton:
    state = template.stat()
    return _read_skeleton(template, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _read_skeleton(template: Path, changed: int, size: int) -> _Skeleton:
    document = read_document(template)
    try:
        patterns = {part: DocumentPattern(blocks) for part, blocks in document.blocks.items()}
        return _Skeleton(document, patterns, "")
    except Unprovable as tag:
        return _Skeleton(document, {}, str(tag))


def _text_of(root: etree._Element) -> str:
    """All of a part's text, a line for each paragraph."""
    paragraphs = root.iter(f"{W}p")
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs)


def _texts(package: Package) -> Mapping[str, str]:
    roots = ((part, package.sound_tree(part)) for part in package.parts if part.endswith(".xml"))
    return {
        part: _text_of(root) for part, root in roots if root is not None and root.tag.startswith(W)
    }


def _nothing_left_over(
    report: Comparison, package: Package, expected: Mapping[str, tuple[Block, ...]]
) -> None:
    """No trace of a tag, unless the data themselves hold one and were printed as they are."""
    if expected and not report.findings:
        return
    for part, text in _texts(package).items():
        if trace := find_left_over(text):
            says = tell(
                "{part}: a tag was left unfilled: {trace}", part=part, trace=shorten_text(trace)
            )
            report.find("docx-left-over", says)


def _values_are_somewhere(
    report: Comparison, package: Package, skeleton: _Skeleton, values: Mapping[str, object]
) -> None:
    """The least that can be proved: each value that a plain placeholder prints is in the file."""
    text = "\n".join(_texts(package).values())
    for pattern in _texts(skeleton.document.package).values():
        for name in names_in(pattern):
            value = look_up(name, values)
            if isinstance(value, (str, int)) and str(value) not in text:
                says = tell(
                    "{name}: “{value}” is nowhere in the file",
                    name=report.caption(name),
                    value=shorten_text(str(value)),
                )
                report.find("docx-text", says)
