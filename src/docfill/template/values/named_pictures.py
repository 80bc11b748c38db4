"""Putting pictures in place of those a template has, found by their name, title or description.

The frame keeps its place; the new picture fits into it without losing its shape, and only the
pictures asked for change, where docxtpl overwrites a file others may show as well.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

from docfill.base import Faulty, Finding, Place, tell
from docfill.template.archive.package import parse
from docfill.template.values.rich import Replacement

_NAMES = ("name", "title", "descr")


class Shown(NamedTuple):
    """A picture that stands in a part, and what it is called."""

    element: etree._Element
    names: tuple[str, ...]


def replacements_in(value: Any) -> Iterator[Replacement]:
    """The pictures the values put in place of others, in their order."""
    if isinstance(value, Replacement):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from replacements_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from replacements_in(inner)


def replace_pictures(
    parts: Mapping[str, bytes], stories: Mapping[str, Any], wanted: list[Replacement], file: str
) -> dict[str, bytes]:
    """The parts that show other pictures now; python-docx's `stories` get the relationships.

    Raises `Faulty` with a finding in the data's file for each title no picture bears.
    """
    if not wanted:
        return {}
    trees = {name: parse(xml) for name, xml in parts.items() if b"docPr" in xml}
    shown = [(name, picture) for name, tree in trees.items() for picture in pictures(tree)]
    changed: dict[str, bytes] = {}
    findings: list[Finding] = []
    for want in wanted:
        meant = [(name, one) for name, one in shown if want.title in one.names]
        if not meant:
            known = ", ".join(dict.fromkeys(n for _, one in shown for n in one.names)) or "-"
            says = tell(
                "no picture is called {title}; there are: {known}", title=want.title, known=known
            )
            findings.append(Finding(Place(file), "bad-image", says))
        for name, one in meant:
            _replace(one.element, want, stories[name])
            changed[name] = etree.tostring(
                trees[name], xml_declaration=True, encoding="UTF-8", standalone=True
            )
    if findings:
        raise Faulty(findings)
    return changed


def pictures(tree: etree._Element) -> Iterator[Shown]:
    """The pictures a part holds as files, with all they are called."""
    for element in tree.iter("{*}pic"):
        if _embedded(element) is None:
            continue
        called = [element.find(".//{*}cNvPr")]
        frame = _frame(element)
        if frame is not None:
            called.append(frame.find("{*}docPr"))
        names = (one.get(key, "") for one in called if one is not None for key in _NAMES)
        yield Shown(element, tuple(dict.fromkeys(filter(None, names))))


def _embedded(picture: etree._Element) -> tuple[etree._Element, str] | None:
    """The element that shows a file of the package, and its attribute that names it."""
    for blip in picture.iter("{*}blip"):
        for key in map(str, blip.attrib):
            if key.endswith("}embed"):
                return blip, key
    return None


def _frame(picture: etree._Element) -> etree._Element | None:
    """What holds the picture in its text, if it holds nothing else."""
    frame = next(picture.iterancestors("{*}inline", "{*}anchor"), None)
    if frame is None or len(list(frame.iter("{*}pic", "{*}wgp", "{*}wpc"))) > 1:
        return None
    return frame


def _replace(picture: etree._Element, want: Replacement, story: Any) -> None:
    """Let the picture show another file, within its frame."""
    shows = _embedded(picture)
    if shows is None:
        return
    name, image = story.get_or_add_image(str(want.path))
    blip, key = shows
    blip.set(key, name)
    # The drawing of the old picture as SVG, which would be shown instead; how that was cropped.
    for old in (*blip.findall("{*}extLst"), *picture.findall("{*}blipFill/{*}srcRect")):
        parent = old.getparent()
        if parent is not None:
            parent.remove(old)
    _fit(picture, image.width, image.height)


def _fit(picture: etree._Element, width: int, height: int) -> None:
    """Make the picture and its frame no larger than they are, in the shape of the new one."""
    frame = _frame(picture)
    sizes = [picture.find("{*}spPr/{*}xfrm/{*}ext")]
    if frame is not None:
        sizes.append(frame.find("{*}extent"))
    for size in sizes:
        if size is not None:
            room = int(size.get("cx", "0")), int(size.get("cy", "0"))
            scale = min(room[0] / width, room[1] / height)
            size.set("cx", str(round(width * scale)))
            size.set("cy", str(round(height * scale)))
