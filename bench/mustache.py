"""The official template rewritten for programs that know `{name}` and `{#list}…{/list}`.

Paragraph tags of docxtpl become paragraphs of their own. A chain of conditions becomes one
section per branch, whose flag the data then hold: such templates have no `else`.
"""

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
_VALUE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_NAME = re.compile(r"\w+")
_TAG = re.compile(r"\{%p\s+(.*?)\s*%\}")
# What a branch asks -> the flag a block carries.
_FLAGS = {
    "{item}.heading": "is_heading",
    "{item}.latin": "latin",
    "{item}.kept": "kept",
    "{item}.kept_latin": "kept_latin",
    "": "otherwise",
}


class Untranslated(ValueError):
    """A tag of the template that has no translation; the comparison would not be fair."""


@dataclass
class Translation:
    """A rewritten template, the names it prints, and the flags each list's blocks must carry."""

    docx: bytes = b""
    names: set[str] = field(default_factory=set)
    flags: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class _State:
    """Where the translation stands: the loop it is in, and the section of it that is open."""

    result: Translation
    item: str = ""
    over: str = ""
    flag: str = ""


def translated(template: bytes) -> Translation:
    """The template in the other programs' language; raises Untranslated for what it cannot say."""
    state = _State(Translation())
    parts = {}
    for name, content in _parts(template):
        if name == BODY or b"{{" in content:
            root = etree.fromstring(content)
            _translate(root, state)
            content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        parts[name] = content
    state.result.docx = zipped(parts)
    return state.result


def flat(values: Mapping[str, object], flags: Mapping[str, list[str]]) -> dict[str, object]:
    """The values under their dotted names, each block with the flags its sections ask for.

    What is true or false stands there the other way round too, for the branch of an `else`.
    """
    found = dict(_leaves("", values))
    found |= {_otherwise(name): not v for name, v in found.items() if isinstance(v, bool)}
    for name, asked in flags.items():
        blocks = found[name]
        assert isinstance(blocks, list)
        found[name] = [_flagged(block, asked) for block in blocks]
    return found


def with_tables(template: bytes, times: int) -> bytes:
    """The template with each of its tables standing there so many times."""
    parts = dict(_parts(template))
    root = etree.fromstring(parts[BODY])
    body = root.find(W + "body")
    assert body is not None
    for table in body.findall(W + "tbl"):
        for _ in range(times - 1):
            table.addnext(copy.deepcopy(table))
            table.addnext(etree.Element(W + "p"))
    parts[BODY] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(parts)


def paragraphs(docx: bytes) -> list[str]:
    """The text of every paragraph of a document that has any, in order."""
    root = etree.fromstring(dict(_parts(docx))[BODY])
    texts = ("".join(map(str, p.itertext(W + "t"))) for p in root.iter(W + "p"))
    return [text for text in texts if text]


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of these parts, in this order."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return into.getvalue()


def _parts(docx: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def _translate(root: etree._Element, state: _State) -> None:
    """Rewrite every text of a part; tags that stand for a paragraph first."""
    for paragraph in list(root.iter(W + "p")):
        texts = list(paragraph.iter(W + "t"))
        tag = _TAG.fullmatch("".join(text.text or "" for text in texts).strip())
        if tag:
            for new in _sections(tag[1], state):
                _insert_before(paragraph, new)
            holder = paragraph.getparent()
            assert holder is not None
            holder.remove(paragraph)
        else:
            for text in texts:
                _rename(text, state)
    for element in root.iter():
        if isinstance(element.tag, str) and not element.tag.startswith(W):
            _rename(element, state)
    left = re.search(r"\{[{%].{0,40}", etree.tostring(root, encoding="unicode"))
    if left:
        raise Untranslated(left[0])


def _rename(element: etree._Element, state: _State) -> None:
    """Rewrite the values printed in one text."""
    if not element.text or "{{" not in element.text:
        return
    item, result = state.item, state.result

    def renamed(found: re.Match[str]) -> str:
        name = found[1]
        if item and name.startswith(f"{item}."):
            result.names.add(f"{state.over}[].{name.removeprefix(item + '.')}")
            return "{" + name.removeprefix(item + ".") + "}"
        result.names.add(name)
        return "{" + name + "}"

    element.text = _VALUE.sub(renamed, element.text)


def _sections(tag: str, state: _State) -> list[str]:
    """The tags that stand for one paragraph tag of docxtpl."""
    word, _, rest = tag.partition(" ")
    if word == "for" and not state.over:
        state.item, _, state.over = (part.strip() for part in rest.partition(" in "))
        state.result.names.add(state.over)
        state.result.flags[state.over] = []
        return ["{#" + state.over + "}"]
    if word == "endfor":
        closing, state.over, state.item = state.over, "", ""
        return ["{/" + closing + "}"]
    closed = ["{/" + state.flag + "}"] if state.flag else []
    if word == "endif":
        state.flag = ""
        return closed
    if not state.over and (word == "else" or (word == "if" and _NAME.fullmatch(rest))):
        state.flag = rest or _otherwise(state.flag)
        state.result.names.add(state.flag)
        return [*closed, "{#" + state.flag + "}"]
    condition = rest.replace(f"{state.item}.", "{item}.")
    if word not in ("if", "elif", "else") or condition not in _FLAGS or not state.over:
        raise Untranslated(tag)
    state.flag = _FLAGS[condition]
    state.result.flags[state.over].append(state.flag)
    state.result.names.add(f"{state.over}[].{state.flag}")
    return [*closed, "{#" + state.flag + "}"]


def _otherwise(name: str) -> str:
    return f"not_{name}"


def _insert_before(paragraph: etree._Element, tag: str) -> None:
    new = etree.Element(W + "p")
    etree.SubElement(etree.SubElement(new, W + "r"), W + "t").text = tag
    paragraph.addprevious(new)


def _leaves(prefix: str, values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _leaves(f"{prefix}{key}.", value)
        else:
            yield prefix + key, value


def _flagged(block: Mapping[str, object], flags: list[str]) -> dict[str, object]:
    """The block with exactly one of the flags up, the first that holds."""
    holds = {**block, "is_heading": block["heading"], "otherwise": True}
    up = next((flag for flag in flags if holds[flag]), "")
    return {**block, **{flag: flag == up for flag in flags}}
