"""A kit proposed from an official .docx: tables and blanks found and named, to be corrected."""

from docfill.build.new_kit.proposing import propose_kit

__all__ = ["propose_kit"]
