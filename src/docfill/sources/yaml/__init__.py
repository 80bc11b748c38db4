"""YAML and JSON files as values that know their file, line and column; scalars stay text.

For whoever reads a file that people typed: form, filing, project and their settings. `repair` finds
the line to mend where a file could not be read.
"""

from docfill.sources.yaml.keys import Keys
from docfill.sources.yaml.nodes import Branch, Node, Scalar
from docfill.sources.yaml.reader import Source, read, read_plain, unknown_keys

__all__ = [
    "Branch",
    "Keys",
    "Node",
    "Scalar",
    "Source",
    "read",
    "read_plain",
    "unknown_keys",
]
