"""Many filings checked side by side give what each gives alone."""

from pathlib import Path

import pytest

from county_made import make_county
from docfill.build import checking
from docfill.build.checking import check_all


def test_many_are_judged_as_few_are_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {f"n{number}": f"第{number}镇" for number in range(210)}
    project = make_county(tmp_path, names)
    for faulty in ("n3", "n4", "n209"):
        with (tmp_path / "data" / "2023" / f"{faulty}.yaml").open("a", encoding="utf-8") as filing:
            filing.write("strange: 1\n")
    townships = list(project.townships.values())
    many = list(check_all(project, townships, 2023))
    monkeypatch.setattr(checking, "_MANY", 1000)
    few = list(check_all(project, townships, 2023))
    assert many == few
    assert sum(outcome.exit_code > 0 for outcome in many) == 3
