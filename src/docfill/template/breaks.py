"""Line breaks, tabs, new paragraphs and pages in values, made into what Word calls them.

docxtpl's rules: a newline is a break, a tab a tab; a bell (from a listing) begins a new
paragraph and a form feed a new page, both with the paragraph's and the run's own format.
"""

import re

_SPECIAL = re.compile("[\t\n\a\f]")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
_PARAGRAPH_FORMAT = re.compile(r"<w:pPr>.*?</w:pPr>")
_RUN_FORMAT = re.compile(r"<w:rPr>.*?</w:rPr>")
_OPEN = '<w:t xml:space="preserve">'


def has_special(text: str) -> bool:
    """Whether a text holds a character that is to become an element."""
    return "\n" in text or "\t" in text or "\a" in text or "\f" in text


def resolved(xml: str) -> str:
    """The XML with every special character inside a text made into its element."""
    if not has_special(xml):
        return xml
    return _PARAGRAPH.sub(_in_paragraph, xml)


def _in_paragraph(found: re.Match[str]) -> str:
    paragraph = found.group()
    if not _SPECIAL.search(paragraph):
        return paragraph
    of_paragraph = _first(_PARAGRAPH_FORMAT, paragraph)
    return _RUN.sub(lambda run: _in_run(run.group(), of_paragraph), paragraph)


def _in_run(run: str, of_paragraph: str) -> str:
    if not _SPECIAL.search(run):
        return run
    of_run = _first(_RUN_FORMAT, run)
    close = "</w:t></w:r>"
    reopen = f"<w:r>{of_run}{_OPEN}"
    fresh = f"<w:p>{of_paragraph}{reopen}"
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    becomes = {
        "\t": f"{close}<w:r>{of_run}<w:tab/></w:r>{reopen}",
        "\n": f"</w:t><w:br/>{_OPEN}",
        "\a": f"{close}</w:p>{fresh}",
        "\f": f"{close}</w:p>{page}{fresh}",
    }
    return _TEXT.sub(lambda t: _SPECIAL.sub(lambda c: becomes[c.group()], t.group()), run)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group() if found else ""
