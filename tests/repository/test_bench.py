"""The bench's arithmetic, its page, and that every program is given the whole form to fill."""

import datetime
import io
import zipfile
from pathlib import Path

import clerks
import imports
import pytest
import run
from check import YEAR, many
from clerks import saving
from field import TEMPLATE
from figure_places import FigurePlace, count_right
from lxml import etree
from machine import Failed
from mustache import BODY, Untranslated, W, flat, paragraphs, translated, with_tables, zipped
from plan import QUICK
from report import Goal, Report
from run import Bench
from serving import HttpClerk
from spread import Pairs, Spread, paired, spread

from county import contexts, make_project
from docfill.build.checking import form_of
from docfill.build.loading import load
from docfill.template import Template


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    return contexts(make_project(tmp_path_factory.mktemp("bench") / "county", 3))


def test_the_median_lies_between_the_quartiles() -> None:
    assert spread([1, 2, 3, 4, 100]) == Spread(median=3, low=2, high=4, count=5)
    assert spread([7]) == Spread(7, 7, 7, 1)


def test_ratios_are_made_within_each_pair() -> None:
    """A slow moment of the machine meets both of a pair, so it does not tell."""
    pairs = Pairs(ours=(1.0, 10.0, 1.0), theirs=(4.0, 40.0, 4.0))
    assert pairs.speed_up == Spread(4, 4, 4, 3)
    assert pairs.share == Spread(0.25, 0.25, 0.25, 3)


def test_the_two_of_a_pair_take_turns_at_being_first() -> None:
    called = []

    def ours() -> float:
        called.append("ours")
        return 1.0

    def theirs() -> float:
        called.append("theirs")
        return 2.0

    assert paired(ours, theirs, 3) == Pairs((1.0,) * 3, (2.0,) * 3)
    assert called == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]


@pytest.mark.parametrize(
    ("median", "at_least", "is_reached"),
    [(2.0, True, True), (1.9, True, False), (2.0, False, True), (2.1, False, False)],
)
def test_a_goal_is_reached_by_the_median(median: float, at_least: bool, is_reached: bool) -> None:
    goal = Goal("faster", 2.0, Spread(median, 0, 9, 5), at_least=at_least)
    assert goal.is_reached is is_reached
    assert goal.row.endswith("| yes |" if is_reached else "| **no** |")


def test_the_page_shows_what_was_asked_measured_and_missed() -> None:
    report = Report("2 cores", {"docfill": "0.1.0"})
    report.goals.append(Goal("filling", 25, Spread(40.2, 39.1, 123.4, 15), at_least=True))
    report.goals.append(Goal("unchanged", 1, Spread(0.5, 0.25, 0.75, 7), "s"))
    report.others.append(("one by one", Spread(4.5, 4, 5, 3)))
    report.counts.append(("reader, .docx", 150, 200))
    report.unmeasured.append("county: it broke")
    text = report.text(datetime.date(2024, 1, 11))
    for line in (
        "2024-01-11: 2 cores.",
        "docfill 0.1.0.",
        "| filling | ≥ 25.0 × | 40.2 × (39.1 to 123, 15) | yes |",
        "| unchanged | ≤ 1.00 s | 0.50 s (0.25 to 0.75, 7) | yes |",
        "| one by one | 4.50 × (4.00 to 5.00, 3) |",
        "- county: it broke",
        "| reader, .docx | 150 of 200 |",
    ):
        assert line in text.splitlines()
    assert "quick" not in text
    assert "quick" in Report("", {}, is_quick=True).text(datetime.date(2024, 1, 11))


def test_clerks_save_at_a_server_of_their_own(tmp_path: Path) -> None:
    found = saving(tmp_path, clerks=2, seconds=3)
    assert (found.count, found.lost, found.with_findings) == (3, 0, 3)
    assert found.cpu_each > 0
    assert 0 < found.within(0.5) <= found.within(0.99) < 30


def test_a_save_that_was_answered_and_is_nowhere_is_counted_as_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class ClerkWhoIsToldALie(HttpClerk):
        def save(self, **figures: str) -> dict[str, object]:
            return super().save(**figures) | {"digest": "of what nobody kept"}

    monkeypatch.setattr(clerks, "HttpClerk", ClerkWhoIsToldALie)
    assert saving(tmp_path, clerks=1, seconds=1).lost == 1


def test_what_is_measured_alone_needs_no_peer_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The official form is laid out, and everybody made to fill it, once a measurement asks."""
    monkeypatch.setattr(run, "described", lambda: "2 cores")
    monkeypatch.setattr(run, "prove_equal_work", lambda field: {"docfill": field.folder.name})
    bench = Bench(QUICK, tmp_path, is_quick=True)
    assert list(tmp_path.iterdir()) == []
    assert bench.field is bench.field
    assert bench.report.versions == {"docfill": "form"}


def test_a_reader_that_is_not_installed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "PEERS", tmp_path)
    with pytest.raises(Failed, match="markitdown is not installed"):
        imports._read("markitdown", [])


def test_figures_moved_to_the_side_are_not_in_their_places() -> None:
    """Also where the figure that came to stand there is the same."""
    places = [
        FigurePlace("0", 2, "two", 1, is_above=False),
        FigurePlace("7", 3, "two", 1, is_above=False),
        FigurePlace("5", 0, "head", 0, is_above=True),
    ]
    rows = [["", "one", "1", "2"], ["", "two", "0", "7"], ["head"], ["5"]]
    assert count_right(places, rows) == 3
    assert count_right(places, [["two", "0", "0", "7"], ["", "head"], ["", "5"]]) == 0


def test_the_rewritten_template_prints_every_placeholder() -> None:
    asked = {placeholder.name for placeholder in Template.open(TEMPLATE, cache=False).placeholders}
    translation = translated(TEMPLATE.read_bytes())
    assert asked <= translation.names
    with zipfile.ZipFile(io.BytesIO(translation.docx)) as package:
        text = package.read("docProps/core.xml").decode()
    text += "".join(paragraphs(translation.docx))
    assert "{{" not in text
    assert "{%" not in text
    for name in asked:
        printed = name.partition("[].")[2] or name
        assert f"{{{printed}}}" in text or f"{{#{printed}}}" in text


def test_the_flat_values_hold_every_name_that_is_printed(values: list[dict[str, object]]) -> None:
    translation = translated(TEMPLATE.read_bytes())
    for filing in values:
        found = flat(filing, translation.flags)
        for name in translation.names:
            over, _, inner = name.partition("[].")
            if not inner:
                assert name in found
            else:
                blocks = found[over]
                assert isinstance(blocks, list)
                assert all(inner in block for block in blocks)


def test_each_block_is_printed_by_one_branch_alone(values: list[dict[str, object]]) -> None:
    translation = translated(TEMPLATE.read_bytes())
    found = flat(values[0], translation.flags)
    ups = [
        sum(bool(block[flag]) for flag in flags)
        for name, flags in translation.flags.items()
        for block in found[name]  # type: ignore[attr-defined]
    ]
    assert ups and set(ups) == {1}


@pytest.mark.parametrize("tag", ["{{ title|upper }}", "{%p set a = 1 %}", "{% if year %}"])
def test_a_tag_that_has_no_translation_stops_the_bench(tag: str) -> None:
    with zipfile.ZipFile(TEMPLATE) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[BODY] = parts[BODY].replace(b"{{ headline }}", tag.encode(), 1)
    with pytest.raises(Untranslated):
        translated(zipped(parts))


def test_ten_times_the_tables_print_ten_times_the_figures(values: list[dict[str, object]]) -> None:
    large = with_tables(TEMPLATE.read_bytes(), 10)
    assert _tables(large) == 10 * _tables(TEMPLATE.read_bytes())
    assert translated(large).names == translated(TEMPLATE.read_bytes()).names


def test_the_made_up_filings_are_in_order_and_all_different(
    values: list[dict[str, object]], tmp_path: Path
) -> None:
    assert len({str(filing["requests"]) for filing in values}) == len(values)
    assert len({filing["agency"] for filing in values}) == len(values)
    assert contexts(make_project(tmp_path / "again", 3)) == values


def _tables(docx: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return len(list(etree.fromstring(archive.read(BODY)).iter(W + "tbl")))


def test_the_example_over_and_over_is_one_project_without_an_error(tmp_path: Path) -> None:
    """Each of its agencies bears a name of its own, as docfill.yaml asks for."""
    project = many(tmp_path, 30)
    form = form_of(project, YEAR)
    reports = [load(project, form, each, YEAR) for each in project.townships.values()]
    assert len(reports) == 30
    assert not any(report.is_blocked for report in reports)
