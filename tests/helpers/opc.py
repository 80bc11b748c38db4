"""What a package says by its relationships and content types, read without docfill's own reader."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

_TYPES = "[Content_Types].xml"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R = re.compile(r"\{[^}]*/relationships\}")


def types_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The content type of every part; a part without one is not among them."""
    root = etree.fromstring(files[_TYPES])
    ends = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root}
    named = {
        unquote(e.get("PartName", "")).lower(): e.get("ContentType", "")
        for e in root
        if e.get("PartName")
    }
    found = {
        name: named.get("/" + unquote(name).lower()) or ends.get(name.rpartition(".")[2].lower())
        for name in files
        if name != _TYPES
    }
    return {name: kind for name, kind in found.items() if kind}


def relations_of(files: Mapping[str, bytes]) -> dict[str, dict[str, tuple[str, str]]]:
    """What each part points to: by id, the kind and the member meant, or the address outside."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for name, content in files.items():
        if name.endswith(".rels"):
            part = join(dirname(dirname(name)), basename(name).removesuffix(".rels"))
            found[part] = {
                e.get("Id", ""): (e.get("Type", ""), _meant(part, e, files))
                for e in etree.fromstring(content)
            }
    return {part: related for part, related in found.items() if related}


def _meant(part: str, relation: etree._Element, files: Mapping[str, bytes]) -> str:
    target = relation.get("Target", "")
    if relation.get("TargetMode") == "External":
        return "external:" + target
    path = normpath(join("/" + dirname(part), target)).lstrip("/")
    same = {unquote(name).lower(): name for name in files}
    return same.get(unquote(path).lower(), path)


def breaches(files: Mapping[str, bytes]) -> list[str]:
    """All that a reader of the package would stumble over; empty for a sound one."""
    return [*_of_parts(files), *_of_relations(files), *_of_drawings(files)]


def _of_parts(files: Mapping[str, bytes]) -> Iterator[str]:
    types = types_of(files)
    yield from (f"{name} has no content type" for name in files if name not in {*types, _TYPES})
    reached = {target for part in relations_of(files).values() for _, target in part.values()}
    for name in files:
        if name not in reached and name != _TYPES and not name.endswith(".rels"):
            yield f"nothing points to {name}"


def _of_relations(files: Mapping[str, bytes]) -> Iterator[str]:
    relations = relations_of(files)
    for part, found in relations.items():
        if part and part not in files:
            yield f"{part} has relationships and is not there"
        for name, (_, target) in found.items():
            if target not in files and not target.startswith("external:"):
                yield f"{name} of {part} points to {target}, which is not there"
    for name, content in files.items():
        if name.endswith(".xml") and name != _TYPES:
            for element in etree.fromstring(content).iter():
                for key, value in element.items():
                    if _R.match(str(key)) and value and value not in relations.get(name, {}):
                        yield f"{name} names {value!s}, which is no relationship of it"


def _of_drawings(files: Mapping[str, bytes]) -> Iterator[str]:
    ids: Counter[str] = Counter()
    for name, content in files.items():
        if name.startswith("word/") and name.endswith(".xml"):
            found = etree.fromstring(content).iter(_WP + "docPr")
            ids.update(element.get("id", "") for element in found)
    yield from (f"{n} drawings have the id {each}" for each, n in ids.items() if n > 1)
