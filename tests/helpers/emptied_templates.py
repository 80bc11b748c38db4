"""A kit's template as the authority sends it out, before anybody made a kit of it."""

import re
from pathlib import Path

from docx_making import unzipped, zipped

_LOOP = re.compile(r"<w:p(?: [^>]*)?>(?:(?!</w:p>).)*\{%p[^<]*%\}(?:(?!</w:p>).)*</w:p>")


def emptied(template: Path) -> bytes:
    """The template without its placeholders and loops."""
    parts = unzipped(template.read_bytes())
    text = re.sub(r"\{\{[^{}<]*\}\}", "", parts["word/document.xml"].decode())
    return zipped(parts | {"word/document.xml": _LOOP.sub("", text).encode()})
