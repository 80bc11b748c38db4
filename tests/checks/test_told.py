"""Sentences beside the tables they speak of: contradictions are found, right ones are let be."""

import pytest

from here import TESTS
from told import Told, score, told_in

PROSE = TESTS / "prose"


MENDED_IN = ("tables.yaml", "read.yaml", "structure.yaml")
MENDED_WITH = [told for name in MENDED_IN for told in told_in(PROSE / name)]


@pytest.mark.parametrize("told", MENDED_WITH, ids=str)
def test_a_sentence_is_found_only_where_the_tables_contradict_it(told: Told) -> None:
    found = [finding.code for finding in told.found()]
    assert (told.code in found) if told.code else (found == [])


KEPT_APART = [told for file in sorted(PROSE.glob("heldout*.yaml")) for told in told_in(file)]


@pytest.mark.parametrize("told", KEPT_APART, ids=str)
def test_no_right_sentence_is_an_error(told: Told) -> None:
    assert told.code or not [each for each in told.found() if each.severity.name == "ERROR"]


@pytest.mark.parametrize(
    ("names", "least_found", "most_alarms"),
    [
        (("heldout.yaml", "heldout_2.yaml", "heldout_3.yaml"), 0.9, 0.02),
        (("heldout_4.yaml",), 0.9, 0.03),
        (("heldout_5.yaml",), 0.8, 0.05),
        (("heldout_6.yaml",), 0.9, 0.04),
    ],
)
def test_of_sentences_kept_apart_most_faults_are_found(
    names: tuple[str, ...], least_found: float, most_alarms: float
) -> None:
    counts = score([told for name in names for told in told_in(PROSE / name)]).values()
    found, faults, alarms, right = (sum(column) for column in zip(*counts, strict=True))
    assert found / faults >= least_found
    assert alarms / right <= most_alarms
