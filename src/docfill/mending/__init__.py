"""The line to mend where YAML could not be read, which is often not where its parser gave up."""

from docfill.mending.others import culprits, culprits_in_one_text
from docfill.mending.wreck import Culprit, Wreck, wreck_of

__all__ = ["Culprit", "Wreck", "culprits", "culprits_in_one_text", "wreck_of"]
