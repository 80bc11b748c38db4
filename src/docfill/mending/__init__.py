"""The line to mend where YAML could not be read, which is often not where its parser gave up."""

from docfill.mending.others import culprits
from docfill.mending.wreck import Culprit, Wreck, wreck_of

__all__ = ["Culprit", "Wreck", "culprits", "wreck_of"]
