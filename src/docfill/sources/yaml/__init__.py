"""YAML and JSON files as values that know their file, line and column; scalars stay text.

For whoever reads a file that people typed: form, filing, project and their settings. `repair` finds
the line to mend where a file could not be read.
"""

from docfill.sources.yaml.json_reader import read_value
from docfill.sources.yaml.keys import Keys
from docfill.sources.yaml.nodes import Branch, Node, Scalar, Series
from docfill.sources.yaml.reader import (
    SourceFile,
    parse,
    parse_any,
    plain,
    read,
    read_plain,
    unknown_keys,
    why_unreadable,
)

__all__ = [
    "Branch",
    "Keys",
    "Node",
    "Scalar",
    "Series",
    "SourceFile",
    "parse",
    "parse_any",
    "plain",
    "read",
    "read_plain",
    "read_value",
    "unknown_keys",
    "why_unreadable",
]
