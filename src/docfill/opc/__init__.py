"""An archive of XML parts opened without trust: limits on size, no entities, no surprises.

For word and sources, which read formats that are such archives.
"""

from docfill.opc.archive import MOST_BYTES, NotAZip, TooLarge, unpack_zip
from docfill.opc.xml import NotXml, parse_part

__all__ = [
    "MOST_BYTES",
    "NotAZip",
    "NotXml",
    "TooLarge",
    "parse_part",
    "unpack_zip",
]
