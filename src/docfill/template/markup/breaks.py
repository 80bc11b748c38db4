"""Line breaks, tabs, new paragraphs and pages in values, made into what Word calls them.

docxtpl's rules: a newline is a break, a tab a tab; a bell (from a listing) begins a new
paragraph and a form feed a new page, both with the paragraph's and the run's own format. Here
they hold beside text boxes too, and within content controls and links, which begin anew with
each paragraph.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# What kind of text stands in a part: Word's own, a drawing's, or nothing but text.
WORD, DRAWN, PLAIN = "word", "drawn", "plain"

_SPECIAL = re.compile("[\t\n\a\f]")
_EDGE = re.compile(r"<w:p(?: [^>]*)?(?<!/)>|</w:p>")
_TOKEN = re.compile(r"<(/?)([\w:.-]+)[^>]*?(/?)>|[\t\n\a\f]")
_DRAWN_RUN = re.compile(r"(<a:r>(?:(?!</a:r>).)*?<a:t>)([^<]*\n[^<]*)(</a:t></a:r>)", re.DOTALL)
_DRAWN_FORMAT = re.compile(r"<a:rPr\b[^>]*?(?:/>|>.*?</a:rPr>)", re.DOTALL)
_SECTION = re.compile(r"<w:sectPr(?: [^>]*)?(?<!/)>.*?</w:sectPr>", re.DOTALL)
_OPEN = '<w:t xml:space="preserve">'
_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


class _Element(NamedTuple):
    """An element that is open: its name, and where its opening tag begins and ends."""

    name: str
    start: int
    end: int


def has_special(text: str) -> bool:
    """Whether a text holds a character that is to become an element."""
    return "\n" in text or "\t" in text or "\a" in text or "\f" in text


def resolve_breaks(xml: str) -> str:
    """The XML with every special character inside a text made into its element."""
    if not has_special(xml):
        return xml
    pieces: list[str] = []
    done = 0
    for start, end in _paragraphs(xml):
        if _SPECIAL.search(xml, start, end):
            pieces += (xml[done:start], _Paragraph(xml[start:end]).resolved())
            done = end
    return "".join((*pieces, xml[done:]))


def resolve_breaks_as(kind: str, xml: str) -> str:
    """The XML of a part of this kind with its special characters made into what they are there.

    A drawing knows breaks, and so does a property, where they stay what they are.
    """
    if kind == WORD or not has_special(xml):
        return resolve_breaks(xml)
    xml = xml.replace("\a", "\n").replace("\f", "\n")
    return xml if kind == PLAIN else _DRAWN_RUN.sub(_in_drawn_run, xml)


def _in_drawn_run(found: re.Match[str]) -> str:
    opening, text, closing = found.groups()
    look = _DRAWN_FORMAT.search(opening)
    around = f"{closing}<a:br>{look[0] if look else ''}</a:br>{opening}"
    return around.join(f"{opening}{text}{closing}".split("\n"))


def _paragraphs(xml: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs begin and end that stand in no other."""
    depth = start = 0
    for edge in _EDGE.finditer(xml):
        if edge.group() != "</w:p>":
            start = start if depth else edge.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, edge.end()


def _one_section(xml: str) -> str:
    """Paragraphs that were one; where that ended a section, only the last of them does."""
    ends = list(_SECTION.finditer(xml))
    for end in reversed(ends[:-1]):
        xml = xml[: end.start()] + xml[end.end() :]
    return xml


class _Paragraph:
    """One paragraph and all in it, walked through once."""

    def __init__(self, xml: str):
        self.xml = xml
        self.open: list[_Element] = []
        # The properties of the paragraphs and runs that are open, by where these begin.
        self.formats: dict[int, str] = {}

    def resolved(self) -> str:
        """The paragraph with special characters made into elements."""
        pieces: list[str] = []
        done = 0
        for token in _TOKEN.finditer(self.xml):
            closing, name, empty = token.groups()
            if name is None:
                if self.open and self.open[-1].name == "w:t" and (becomes := self._as(token[0])):
                    pieces += (self.xml[done : token.start()], becomes)
                    done = token.end()
            elif closing:
                self._end(token.end())
            elif not empty:
                self.open.append(_Element(name, token.start(), token.end()))
        return _one_section("".join((*pieces, self.xml[done:])))

    def _end(self, at: int) -> None:
        if not self.open:
            return
        ended = self.open.pop()
        if self.open and f"{self.open[-1].name}Pr" == ended.name:
            self.formats.setdefault(self.open[-1].start, self.xml[ended.start : at])

    def _as(self, character: str) -> str:
        """What a character in the text that is open becomes; "" where it stands in no run."""
        inside = self._inside()
        run = next((n for n, element in enumerate(inside) if element.name == "w:r"), None)
        if run is None:
            return ""
        if character == "\n":
            return f"</w:t><w:br/>{_OPEN}"
        within = "".join(f"</{element.name}>" for element in reversed(inside[run:]))
        again = "".join(map(self._again, inside[run:]))
        if character == "\t":
            of_run = self.formats.get(inside[run].start, "")
            return f"{within}<w:r>{of_run}<w:tab/></w:r>{again}"
        around = "".join(f"</{element.name}>" for element in reversed(inside[:run]))
        of_paragraph = self.formats.get(self._paragraph().start, "")
        fresh = f"<w:p>{of_paragraph}{''.join(map(self._again, inside[:run]))}{again}"
        return f"{within}{around}</w:p>{_PAGE if character == chr(12) else ''}{fresh}"

    def _paragraph(self) -> _Element:
        return next(element for element in reversed(self.open) if element.name == "w:p")

    def _inside(self) -> list[_Element]:
        """What is open inside the innermost paragraph, from the outside in."""
        return self.open[self.open.index(self._paragraph()) + 1 :]

    def _again(self, element: _Element) -> str:
        """What opens an element anew; a content control brings its properties."""
        if element.name == "w:t":
            return _OPEN
        if element.name == "w:r":
            return f"<w:r>{self.formats.get(element.start, '')}"
        if element.name == "w:sdtContent":
            return ""
        end = element.end
        if element.name == "w:sdt":
            end = self.open[self.open.index(element) + 1].end
        return self.xml[element.start : end]
