"""What `make torture` stands on: damages that damage, losses that are seen, a table."""

import json
import time
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from torture.damages import OF_BYTES, OF_TEXTS, damaged
from torture.ground import Quarry
from torture.page import PAGES, written
from torture.standing import digests_of, faults_of, litter_in
from torture.tally import End, Says, Tally

OLD, NEW, HALF = b"the old report", b"the new report", b"the new"


@pytest.mark.parametrize("way", OF_TEXTS)
def test_each_damage_is_one(way: object) -> None:
    assert damaged(Random(1), b"one: 1\ntwo: 2\n", (way,)) != b"one: 1\ntwo: 2\n"  # type: ignore[arg-type]
    assert set(OF_BYTES) <= set(OF_TEXTS)


def county_with(root: Path, content: bytes | None, receipt_of: bytes | None = None) -> Path:
    folder = root / "out" / "2023" / "huashi"
    folder.mkdir(parents=True)
    if content is not None:
        (folder / "report.docx").write_bytes(content)
    if receipt_of is not None:
        stamp = {"sha256": sha256(receipt_of).hexdigest()}
        receipt = {"products": {"docx": {"file": "report.docx", "stamp": stamp}}}
        (folder / "receipt.json").write_text(json.dumps(receipt))
    return root


@pytest.mark.parametrize(
    ("content", "receipt_of", "fault"),
    [
        (OLD, OLD, None),
        (NEW, NEW, None),
        (NEW, None, None),
        (HALF, None, "neither"),
        (None, None, "gone"),
        (NEW, OLD, "receipt"),
    ],
)
def test_only_the_old_report_or_the_new_one_is_no_loss(
    tmp_path: Path, content: bytes | None, receipt_of: bytes | None, fault: str | None
) -> None:
    allowed = [
        digests_of(county_with(tmp_path / name, each)) for name, each in (("o", OLD), ("n", NEW))
    ]
    found = faults_of(county_with(tmp_path / "county", content, receipt_of), allowed)
    assert [fault] == [fault if fault and fault in one else one for one in found or [None]]


def test_what_a_killed_run_left_is_seen(tmp_path: Path) -> None:
    (tmp_path / ".x.docx.part").touch()
    (tmp_path / ".workshop-1").mkdir()
    (tmp_path / "x.docx").touch()
    assert len(litter_in(tmp_path)) == 2


def test_rounds_end_with_their_time_but_one_is_made() -> None:
    quarry = Quarry.__new__(Quarry)
    quarry.until = time.monotonic() - 1
    assert list(quarry.rounds(5)) == [0]
    quarry.until = time.monotonic() + 600
    assert list(quarry.rounds(5, kinds=2)) == [0, 1, 2, 3, 4]


def test_a_loss_stands_out_in_the_table() -> None:
    tally = Tally(Says("kills", "终止"), 1200)
    tally.ended(End.MADE, 1199)
    assert tally.row("en") == "| kills | 1,200 | 1,199 made | 0 |"
    tally.lost.append("a report")
    assert tally.row("zh").endswith("| 1,199 做成 | **1** |")


@pytest.mark.parametrize("language", PAGES)
def test_the_table_stands_between_its_markers(language: str) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    assert "| new |" in written(page, "| new |\n")
    with pytest.raises(ValueError, match="markers"):
        written(page.replace("<!-- /torture -->", ""), "")
