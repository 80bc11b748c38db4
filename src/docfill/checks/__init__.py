"""What a county reviewer would find in a filing: a list of functions, each one doubt."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from docfill.base import Finding
from docfill.checks.agencies import no_other_agency_is_named, the_agency_calls_itself_right
from docfill.checks.case import Agency, Case, Peers, Sentence, peers_of
from docfill.checks.characters import characters_can_be_searched, characters_can_be_set
from docfill.checks.claims import claims_agree, figures_told_twice_agree
from docfill.checks.dates import (
    dates_are_in_time,
    periods_are_whole,
    years_are_meant,
    years_have_four_digits,
)
from docfill.checks.figures import (
    identities_hold,
    last_year_is_there,
    rows_reserved_for_other_levels,
)
from docfill.checks.headings import (
    bold_type_is_not_asked_for,
    no_text_is_cut_off,
    sub_headings_are_marked,
    sub_headings_are_marked_right,
    sub_headings_are_not_numbered,
    sub_headings_have_a_text,
    sub_headings_have_no_stop,
)
from docfill.checks.lines import lines_are_not_joined_unawares, lists_have_no_bullets
from docfill.checks.listing import (
    listed_parts_add_up,
    parts_are_listed_once,
    percentages_are_shares,
)
from docfill.checks.outliers import PEER_CODES, figures_are_of_usual_size
from docfill.checks.phrases import (
    fixed_phrases_are_exact,
    prose_is_not_nearly_empty,
    prose_is_not_too_long,
    sections_are_counted_right,
    what_must_be_said_is_said,
    words_to_avoid_are_avoided,
)
from docfill.checks.punctuation import (
    marks_are_not_doubled,
    no_spaces_stand_in_chinese,
    paragraphs_end_with_a_stop,
    punctuation_is_full_width,
    quotes_and_brackets_are_paired,
    words_are_not_doubled,
)
from docfill.checks.similarity import (
    COPIED_CODES,
    Neighbour,
    copied_from_neighbours,
    prose_is_not_last_years,
)
from docfill.checks.statements import Statement, statements
from docfill.checks.verdict import apply_severities, apply_waivers, idle_waivers

# What may be found only where the filings of the county's other agencies are read, too.
NEIGHBOUR_CODES = COPIED_CODES | PEER_CODES

Check = Callable[[Case], Iterator[Finding]]

# The tables alone, which take a twentieth of the time.
FIGURE_CHECKS: tuple[Check, ...] = (
    last_year_is_there,
    identities_hold,
    rows_reserved_for_other_levels,
    figures_are_of_usual_size,
)

# The prose against the tables.
CLAIM_CHECKS: tuple[Check, ...] = (claims_agree,)

# What is found in them is the same whatever the tables say.
WORDING_CHECKS: tuple[Check, ...] = (
    # prose against itself
    figures_told_twice_agree,
    listed_parts_add_up,
    parts_are_listed_once,
    percentages_are_shares,
    # wording
    fixed_phrases_are_exact,
    words_to_avoid_are_avoided,
    what_must_be_said_is_said,
    prose_is_not_nearly_empty,
    prose_is_not_too_long,
    sections_are_counted_right,
    no_other_agency_is_named,
    the_agency_calls_itself_right,
    prose_is_not_last_years,
    # typing
    no_text_is_cut_off,
    sub_headings_are_marked_right,
    bold_type_is_not_asked_for,
    lists_have_no_bullets,
    lines_are_not_joined_unawares,
    sub_headings_are_marked,
    sub_headings_are_not_numbered,
    sub_headings_have_a_text,
    sub_headings_have_no_stop,
    characters_can_be_set,
    characters_can_be_searched,
    words_are_not_doubled,
    marks_are_not_doubled,
    no_spaces_stand_in_chinese,
    quotes_and_brackets_are_paired,
    punctuation_is_full_width,
    paragraphs_end_with_a_stop,
    # days and years
    dates_are_in_time,
    years_are_meant,
    years_have_four_digits,
    periods_are_whole,
)

CHECKS: tuple[Check, ...] = (*FIGURE_CHECKS, *CLAIM_CHECKS, *WORDING_CHECKS)


def check(case: Case, checks: Iterable[Check] = CHECKS) -> list[Finding]:
    """Everything the checks find, each thing once, sorted by place."""
    return sorted({finding for each in checks for finding in each(case)})


class Reviewer:
    """Checks a filing again and again while it is typed; its wording only where that changed."""

    def __init__(self) -> None:
        self._last: tuple[Case, list[Finding]] | None = None

    def check(self, case: Case) -> list[Finding]:
        """All that `check` finds."""
        wording, last = case.without_figures(), self._last
        if last is None or last[0] != wording:
            last = self._last = (wording, check(wording, WORDING_CHECKS))
        read, found = last
        beside_figures = replace(case, reading=read.reading)
        of_figures = (each(beside_figures) for each in (*FIGURE_CHECKS, *CLAIM_CHECKS))
        return sorted({*found, *chain.from_iterable(of_figures)})


__all__ = [
    "CHECKS",
    "CLAIM_CHECKS",
    "FIGURE_CHECKS",
    "NEIGHBOUR_CODES",
    "WORDING_CHECKS",
    "Agency",
    "Case",
    "Check",
    "Neighbour",
    "Peers",
    "Sentence",
    "Statement",
    "apply_severities",
    "apply_waivers",
    "check",
    "claims_agree",
    "copied_from_neighbours",
    "idle_waivers",
    "peers_of",
    "statements",
]
