"""Reads the runs of a paragraph: its characters by their look, its fields by instruction."""

from lxml import etree

from docfill.word.blocks import Props, Run
from docfill.word.package import W, tags
from docfill.word.properties import element, properties
from docfill.word.styles import Styles

_AT = len(W)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Spelling marks, bookmarks, old page breaks: what an editor leaves without changing the document.
MARKS = tags(
    "proofErr bookmarkStart bookmarkEnd permStart permEnd lastRenderedPageBreak "
    "commentRangeStart commentRangeEnd moveFromRangeStart moveFromRangeEnd "
    "moveToRangeStart moveToRangeEnd annotationRef del moveFrom delText"
)
# Wrappers whose content counts as if they were not there.
WRAPPERS = tags("ins moveTo smartTag customXml sdtContent hyperlink")
_CHARACTERS = tags("tab br cr noBreakHyphen softHyphen")


class Runs:
    """The runs of one paragraph, joined where they look alike."""

    def __init__(self, styles: Styles):
        self.runs: list[Run] = []
        self._styles = styles
        self._depth = 0
        self._instruction: list[str] = []

    def read(self, container: etree._Element) -> None:
        for child in container:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag == f"{W}fldSimple":
                self._field((), child.get(f"{W}instr", ""))
            elif tag == f"{W}sdt" or tag in WRAPPERS:
                self.read(content(child))
            elif tag not in MARKS and tag != f"{W}pPr" and isinstance(tag, str):
                self._add(Run((), thing=(element(child, self._styles),)))

    def _run(self, run: etree._Element) -> None:
        props: tuple[Props, ...] = ()
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                text = child.text or ""
                self._text(props, text if child.get(_SPACE) == "preserve" else text.strip())
            elif tag == f"{W}rPr":
                props = properties(list(child), self._styles)
            elif tag == f"{W}fldChar":
                self._mark(props, child.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText":
                self._instruction.append(child.text or "")
            elif tag in _CHARACTERS:
                self._text(props, _character(child))
            elif tag not in MARKS and isinstance(tag, str) and not self._depth:
                self._add(Run(props, thing=(element(child, self._styles),)))

    def _text(self, props: tuple[Props, ...], text: str) -> None:
        if self._depth or not text:
            return
        last = self.runs[-1] if self.runs else None
        if last is not None and not last.thing and last.props == props:
            self.runs[-1] = Run(props, last.text + text)
        else:
            self.runs.append(Run(props, text))

    def _mark(self, props: tuple[Props, ...], kind: str) -> None:
        """A field counts by its instruction; what it last showed is for Word to work out."""
        if kind == "begin":
            self._depth += 1
        elif kind == "end" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._field(props, "".join(self._instruction))
                self._instruction = []

    def _field(self, props: tuple[Props, ...], instruction: str) -> None:
        words = instruction.replace("\\* MERGEFORMAT", "").replace("\\* Arabic", "").split()
        self._add(Run(props, thing=(("field", (("instr", " ".join(words)),), ()),)))

    def _add(self, run: Run) -> None:
        self.runs.append(run)


def _character(child: etree._Element) -> str:
    if child.tag == f"{W}br":
        return {"page": "\f", "column": "\v"}.get(child.get(f"{W}type", ""), "\n")
    return {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}.get(child.tag[_AT:], "\u00ad")


def content(wrapper: etree._Element) -> etree._Element:
    """Where the content of a wrapper stands."""
    inner = wrapper.find(f"{W}sdtContent")
    return wrapper if inner is None else inner
