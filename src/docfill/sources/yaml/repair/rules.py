"""The rules that find the line to mend, in the order they are tried."""

from docfill.base import in_plain_words
from docfill.sources.yaml.repair import indentation, lines, pairs
from docfill.sources.yaml.repair.broken_file import Culprit, Rule, Wreck

_ABOUT_A_SIGN = (
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a directive",
)
_RULES: tuple[Rule, ...] = (
    lines.tab,
    pairs.quote,
    pairs.bracket,
    pairs.behind_closing,
    indentation.list_among_keys,
    lines.row_without_brackets,
    lines.dash_for_zero,
    lines.find_slip,
    indentation.first_key_alone,
    indentation.between_others,
    indentation.further_than_neighbour,
    indentation.of_no_level,
)


def culprit(wreck: Wreck) -> Culprit:
    """The place to mend; the parser's own where nothing better is known."""
    for rule in _RULES:
        if found := rule(wreck):
            return found
    spot = wreck.since if wreck.context in _ABOUT_A_SIGN else wreck.at
    return Culprit(spot, in_plain_words(wreck.problem, wreck.context, wreck.sign))
