"""The levels of government that reports come from."""

from docfill.base.language import Message, as_written, tell

LEVELS = ("township", "department", "county", "city", "province", "ministry")
"""Whose report it is: a township or street, a department of the county, or a government above."""


def level_in_words(level: str) -> Message:
    """A level of government in the reader's words."""
    match level:
        case "township":
            return tell("township or street")
        case "department":
            return tell("department")
        case "county":
            return tell("county")
        case "city":
            return tell("city")
        case "province":
            return tell("province")
        case "ministry":
            return tell("ministry")
    return as_written(level)
