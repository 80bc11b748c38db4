"""Links in rich text: their addresses become relationships of the part they are printed in."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

_SCHEMES = ("https", "http", "mailto")
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_SPACES = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
# Quotes in a text are escaped, so no text reads like this.
_MARK = re.compile(r'r:id="link (\d+)"')


@dataclass(frozen=True, slots=True)
class Linked:
    """Markup with numbered links to addresses, and what it stands as in a document."""

    xml: str
    stands_as: str
    addresses: tuple[str, ...]


def relate_links(value: Linked, document: Any) -> str:
    """The markup, its addresses related to the part that docxtpl's document prints."""
    part, space = document.current_rendering_part, _SPACES[document.is_strict]

    def named(found: re.Match[str]) -> str:
        target = value.addresses[int(found[1])]
        return f'xmlns:r="{space}" r:id="{part.relate_to(target, _KIND, is_external=True)}"'

    return _MARK.sub(named, value.xml)


def mark(number: int) -> str:
    """What stands in markup for the relationship of a link."""
    return f"link {number}"


def address(typed: str) -> str:
    """The address as a file states it; "" for one that leads to no page and no mailbox."""
    try:
        found = urlsplit(typed.strip())
    except ValueError:
        return ""
    named = found.path if found.scheme == "mailto" else found.netloc
    if found.scheme not in _SCHEMES or not named:
        return ""
    return quote(typed.strip(), safe="%/:=&?~#+!$,;'@()*[]")
