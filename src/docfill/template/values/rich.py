"""Rich values that plain data name: pictures, rich text, listings, documents inside documents.

logo: {$image: logo.png, width_mm: 40}
note: {$rich: [{text: important, bold: true, color: FF0000}, " and plain"]}
page: {$rich: {text: our page, link: "https://example.org"}}
text: {$paragraphs: ["plain", {style: Quote, pieces: [{text: said, italic: true}]}]}
logo: {$picture: {title: logo, file: new.png}}
list: {$listing: "one\\ntwo"}
part: {$subdoc: part.docx}
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from docfill.base import Faulty, Finding, Place, in_a_row, message_of, tell
from docfill.template.tags.context import BLOCK, RUN, TEXT
from docfill.template.values.links import Linked, address, mark
from docfill.template.values.near_files import NotForData, near_file
from docfill.template.values.scan_values import with_newlines

_COLOR = re.compile(r"#?[0-9A-Fa-f]{6}")
_FLAGS = ("bold", "italic", "strike", "subscript", "superscript")
_UNDERLINES = ("single", "double", "thick", "dotted", "dash", "dotDash", "dotDotDash", "wave")
_NAMES = ("style", "font", "lang")
_KEYS = {
    "$image": {"width_mm", "height_mm"},
    "$picture": set[str](),
    "$rich": set[str](),
    "$paragraphs": set[str](),
    "$listing": set[str](),
    "$subdoc": set[str](),
}
RICH_WORDS = tuple(_KEYS)
_RICH_KEYS = {"text", "link", "color", "highlight", "size", "underline", *_FLAGS, *_NAMES}


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that stands in a line of text; sizes in millimetres, one keeps the shape."""

    path: Path
    width_mm: float | None = None
    height_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """A picture in place of one the template has, which bears this title."""

    title: str
    path: Path


@dataclass(frozen=True, slots=True)
class SubDocument:
    """A .docx whose content is put in place of the tag."""

    path: Path


@dataclass(frozen=True, slots=True)
class Fragment:
    """XML that is put into the document as it is, and what it stands as there.

    `rich` makes them: rich text is runs, a listing the text of one.
    """

    xml: str
    stands_as: str

    def __html__(self) -> str:
        return self.xml


class BadImage(ValueError):
    """A picture that cannot stand where a tag asks for it, or is none."""


class _Fault(ValueError):
    """One rich value that cannot be used."""


class _Near(NamedTuple):
    """The file of the data, and the folders besides its own whose files it may name."""

    data: Path
    allowed: Sequence[Path]


def rich(data: Mapping[str, Any], file: Path, allowed: Sequence[Path] = ()) -> dict[str, Any]:
    """The data with rich values in place of what names them; paths count from the data's file.

    They lead to files beneath its folder, or the other folders that are `allowed`.

    Raises `Faulty` with a finding for every one that cannot be used.
    """
    findings: list[Finding] = []
    made = _walk(data, "", _Near(file, allowed), findings)
    if findings:
        raise Faulty(findings)
    return dict(made)


def _walk(value: Any, name: str, near: _Near, findings: list[Finding]) -> Any:
    if isinstance(value, Mapping):
        if any(isinstance(key, str) and key.startswith("$") for key in value):
            try:
                return _made(value, near)
            except _Fault as fault:
                says = message_of(fault)
                message = in_a_row(": ", (name, says)) if name else says
                findings.append(Finding(Place(str(near.data)), "bad-rich-value", message))
                return None
        return {
            key: _walk(inner, f"{name}.{key}" if name else str(key), near, findings)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_walk(v, f"{name}[{n}]", near, findings) for n, v in enumerate(value)]
    return value


def _made(value: Mapping[str, Any], near: _Near) -> object:
    """The rich value a mapping names; raises `_Fault`."""
    kinds = [key for key in value if key.startswith("$")]
    if len(kinds) != 1 or kinds[0] not in _KEYS:
        known = ", ".join(_KEYS)
        raise _Fault(tell("{found} is none of {known}", found=", ".join(kinds), known=known))
    kind = kinds[0]
    _refuse_others(set(value) - {kind}, _KEYS[kind], kind)
    content = value[kind]
    if kind == "$image":
        sizes = [_millimetres(value.get(key), key) for key in ("width_mm", "height_mm")]
        return Image(_file(content, near), *sizes)
    if kind == "$subdoc":
        return SubDocument(_file(content, near))
    if kind == "$listing":
        return Fragment(escape(_text(content, kind)), TEXT)
    if kind == "$picture":
        return _replacement(content, near)
    links: list[str] = []
    if kind == "$rich":
        return _fragment(_runs(content, links), RUN, links)
    blocks = "".join(_paragraph(block, links) for block in _listed(content))
    return _fragment(blocks, BLOCK, links)


def _fragment(xml: str, stands_as: str, links: list[str]) -> Fragment | Linked:
    return Linked(xml, stands_as, tuple(links)) if links else Fragment(xml, stands_as)


def _replacement(content: object, near: _Near) -> Replacement:
    if not isinstance(content, Mapping) or set(content) != {"title", "file"}:
        raise _Fault(tell("$picture wants a title and a file"))
    return Replacement(_text(content["title"], "title"), _file(content["file"], near))


def _refuse_others(found: set[str], known: set[str], kind: str) -> None:
    if unknown := sorted(found - known):
        raise _Fault(
            tell(
                "{kind} knows no {unknown}; it knows: {known}",
                kind=kind,
                unknown=", ".join(unknown),
                known=", ".join(sorted(known)) or "-",
            )
        )


def _file(content: object, near: _Near) -> Path:
    if not isinstance(content, str) or not content:
        raise _Fault(tell("the name of a file is wanted"))
    try:
        return near_file(content, near.data.parent, near.allowed)
    except NotForData as fault:
        raise _Fault(message_of(fault)) from fault


def _millimetres(value: object, key: str) -> float | None:
    if value is None:
        return None
    try:
        size = float(value) if isinstance(value, int | float | str) else 0.0
    except ValueError:
        size = 0.0
    if isinstance(value, bool) or not 0 < size <= 2000:
        raise _Fault(tell("{key} is {value}, not a length in millimetres", key=key, value=value))
    return size


def _text(content: object, kind: str) -> str:
    if isinstance(content, bool) or not isinstance(content, str | int | float):
        raise _Fault(tell("{kind} wants a text", kind=kind))
    text: str = with_newlines(str(content))
    if found := re.search("[\x00-\x06\x08\x0b\x0d-\x1f\ud800-\udfff\ufffe\uffff]", text):
        code = f"U+{ord(found.group()):04X}"
        raise _Fault(tell("{kind} holds the character {code}, remove it", kind=kind, code=code))
    return text


def _listed(content: object) -> Sequence[object]:
    return content if isinstance(content, list | tuple) else [content]


def _paragraph(block: object, links: list[str]) -> str:
    """One paragraph: a text, a list of pieces, or both with the style of the paragraph."""
    from docxtpl import RichText, RichTextParagraph

    style = None
    if isinstance(block, Mapping) and "pieces" in block:
        _refuse_others(set(block), {"pieces", "style"}, "$paragraphs")
        style = escape(_text(block["style"], "style")) if "style" in block else None
        block = block["pieces"]
    text, made = RichText(), RichTextParagraph()
    text.xml = _runs(block, links)
    made.add(text, parastyle=style)
    return str(made)


def _runs(content: object, links: list[str]) -> str:
    return "".join(_run(piece, links) for piece in _listed(content))


def _link(typed: object, links: list[str]) -> str:
    """What stands for the link to an address, which goes to the others."""
    found = address(_text(typed, "link"))
    if not found:
        raise _Fault(tell("link begins with https:, http: or mailto:, unlike {typed}", typed=typed))
    links.append(found)
    return mark(len(links) - 1)


def _run(piece: object, links: list[str]) -> str:
    """One run of rich text, with the properties docxtpl knows."""
    if not isinstance(piece, Mapping):
        piece = {"text": piece}
    _refuse_others(set(piece), _RICH_KEYS, "$rich")
    properties: dict[str, Any] = {
        key: piece[key] for key in _FLAGS if key in piece and _flag(piece[key], key)
    }
    for key in ("color", "highlight"):
        if key in piece:
            if not _COLOR.fullmatch(str(piece[key])):
                raise _Fault(tell("{key} is six hexadecimal digits, such as FF0000", key=key))
            properties[key] = str(piece[key]).lstrip("#")
    for key in _NAMES:
        if key in piece:
            properties[key] = escape(_text(piece[key], key))
    if "size" in piece:
        properties["size"] = _half_points(piece["size"])
    if "underline" in piece:
        properties["underline"] = _underline(piece["underline"])
    if "link" in piece:
        properties["url_id"] = _link(piece["link"], links)
    from docxtpl import RichText

    return str(RichText(_text(piece.get("text", ""), "text") or None, **properties))


def _flag(value: object, key: str) -> bool:
    if str(value).lower() in ("true", "false"):
        return str(value).lower() == "true"
    raise _Fault(tell("{key} is true or false, not {value}", key=key, value=value))


def _half_points(value: object) -> int:
    """The size as docxtpl counts it, in half points."""
    if re.fullmatch(r"[1-9]\d{0,3}", str(value)):
        return int(str(value))
    raise _Fault(tell("size counts half points, such as 32; not {value}", value=value))


def _underline(value: object) -> str | bool:
    if str(value) in _UNDERLINES:
        return str(value)
    return _flag(value, "underline")


def is_rich(values: Sequence[object]) -> bool:
    """Whether any of these objects adds files or relationships to the document."""
    return any(isinstance(value, Image | Linked | Replacement | SubDocument) for value in values)
