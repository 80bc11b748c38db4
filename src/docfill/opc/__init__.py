"""An archive of XML parts opened without trust: limits on size, no entities, no surprises.

For word and sources, which read formats that are such archives.
"""

from docfill.opc.archive import MOST_BYTES, NotAZip, TooLarge, unpacked
from docfill.opc.xml import NotXml, parsed

__all__ = [
    "MOST_BYTES",
    "NotAZip",
    "NotXml",
    "TooLarge",
    "parsed",
    "unpacked",
]
