"""Patterns with named gaps, such as `{name}{year}`: is every gap one that will be filled?"""

import string
from collections.abc import Set as AbstractSet


def unknown_gaps(pattern: str, gaps: AbstractSet[str]) -> tuple[str, ...]:
    """What stands in braces in the pattern and is not a gap; a stray brace counts too.

    >>> unknown_gaps("{name} {year}", {"name", "year"})
    ()
    >>> unknown_gaps("{name.__class__} {nmae}", {"name"})
    ('name.__class__', 'nmae')
    """
    try:
        pieces = list(string.Formatter().parse(pattern))
    except ValueError:
        return ("{",)
    named = [(gap, spec, conversion) for _, gap, spec, conversion in pieces if gap is not None]
    return tuple(gap for gap, spec, conversion in named if gap not in gaps or spec or conversion)
