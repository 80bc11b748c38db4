"""The line to mend where YAML could not be read, which is often not where its parser gave up."""

from docfill.sources.yaml.repair.broken_file import Culprit, Wreck, wreck_of
from docfill.sources.yaml.repair.other_lines import culprits, culprits_in_one_text

__all__ = ["Culprit", "Wreck", "culprits", "culprits_in_one_text", "wreck_of"]
