"""Reads one XML part: no entity is resolved, nothing is fetched, and there is an end to it."""

from typing import Any

from lxml import etree

from docfill.base import tell

# lxml makes a tree of twenty times the bytes, and a report has some 80 kB: 16 MB are a book.
MOST_XML = 16_000_000


class NotXml(ValueError):
    """A part cannot be read as XML, or should not be; the message says why."""


def parse_part(content: bytes) -> etree._Element:
    """The root element of a part; raises NotXml."""
    if len(content) > MOST_XML:
        raise NotXml(
            tell("it has {n} MB, more than {most}", n=_mega(len(content)), most=_mega(MOST_XML))
        )
    try:
        return read_xml(content)
    except (etree.XMLSyntaxError, LookupError) as trouble:
        raise NotXml(str(trouble)) from None


def read_xml(content: bytes, *, without_blanks: bool = False) -> etree._Element:
    """The root element of XML of any size; raises what lxml does, and NotXml for a document type.

    `without_blanks`: blanks between elements are left out, as python-docx does.
    """
    # A parser of its own each time: lxml's are not made to be shared by threads.
    parser = etree.XMLParser(
        remove_blank_text=without_blanks,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    root = etree.fromstring(content, parser)
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise NotXml(tell("it declares a document type, which no .docx needs"))
    return root


def _mega(number: int) -> str:
    return f"{number / 1_000_000:.0f}"
