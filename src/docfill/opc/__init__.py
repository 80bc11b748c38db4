"""An archive of XML parts opened without trust: limits on size, no entities, no surprises.

For word, sources, office and template, which open formats that are such archives.
"""

from docfill.opc.archive import (
    OF_A_LIST,
    OF_A_REPORT,
    OF_A_TEMPLATE,
    Limits,
    NotAZip,
    OddZip,
    TooLarge,
    key,
    unpack_zip,
)
from docfill.opc.package import (
    CONTENT_TYPES,
    RELATIONSHIPS,
    TYPES,
    ContentTypes,
    OpcPackage,
    Relationship,
    owner_of,
    relationships_in,
    relationships_part,
    types_in,
)
from docfill.opc.xml import NotXml, parse_part, read_xml

__all__ = [
    "CONTENT_TYPES",
    "OF_A_LIST",
    "OF_A_REPORT",
    "OF_A_TEMPLATE",
    "RELATIONSHIPS",
    "TYPES",
    "ContentTypes",
    "Limits",
    "NotAZip",
    "NotXml",
    "OddZip",
    "OpcPackage",
    "Relationship",
    "TooLarge",
    "key",
    "owner_of",
    "parse_part",
    "read_xml",
    "relationships_in",
    "relationships_part",
    "types_in",
    "unpack_zip",
]
