"""The line to mend where YAML could not be read, which is often not where its parser gave up."""

from docfill.sources.yaml.repair.broken_file import Culprit, Wreck, wreck_of
from docfill.sources.yaml.repair.culprits import culprits, culprits_in_one_text
from docfill.sources.yaml.repair.halfwidth import (
    half_width_row,
    is_a_key_with_its_figure,
    wide_signs,
)
from docfill.sources.yaml.repair.slips import wide_colon, wide_sign

__all__ = [
    "Culprit",
    "Wreck",
    "culprits",
    "culprits_in_one_text",
    "half_width_row",
    "is_a_key_with_its_figure",
    "wide_colon",
    "wide_sign",
    "wide_signs",
    "wreck_of",
]
