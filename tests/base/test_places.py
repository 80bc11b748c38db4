"""Places: what they are called, in which order they come, and how they outlive a receipt."""

import json
import pickle
import random

import pytest

from docfill.base import (
    Finding,
    PageSpot,
    ParagraphSpot,
    PartSpot,
    Place,
    SheetSpot,
    Spot,
    TableSpot,
    TextSpot,
    place_from,
    tell,
    use_language,
)
from docfill.cli.finding_formats import sarif
from here import ROOT

# In the order in which findings of one file are told.
SPOTS = [
    Spot(),
    TextSpot(9, 12),
    TextSpot(10, 1),
    SheetSpot("一"),
    SheetSpot("一", "Z2"),
    SheetSpot("一", "AA2"),
    SheetSpot("一", "B9:C9"),
    SheetSpot("一", "B10"),
    SheetSpot("二", "A1"),
    PageSpot(9),
    PageSpot(10),
    ParagraphSpot(3),
    TableSpot(1, 10, 2),
    TableSpot(2, 1, 1),
    PartSpot("a.xml", paragraph=2, text="t"),
    PartSpot("a.xml", 1, 1, 2, 1, "t"),
]
WORDS = [
    (Spot(), "a", "a"),
    (TextSpot(3, 8), "a:3:8", "a:3:8"),
    (SheetSpot("一", "B9:C9"), "a 一!B9:C9", "a 一!B9:C9"),
    (PageSpot(2), "a page 2", "a 第2页"),
    (ParagraphSpot(7), "a paragraph 7", "a 第7段"),
    (
        PartSpot("word/document.xml", paragraph=3, text="{{ name }}"),
        "a word/document.xml, paragraph 3 ({{ name }})",
        "a word/document.xml，第3段（{{ name }}）",
    ),
    (
        PartSpot("c.xml", 2, 3, 4, 1),
        "a c.xml, table 2, row 3, cell 4",
        "a c.xml，第2个表格第3行第4个单元格",
    ),
    (PartSpot("c.xml", 2), "a c.xml, table 2", "a c.xml，第2个表格"),
    (TableSpot(1, 6, 2), "a table 1, row 6, column 2", "a 表1第6行第2列"),
]


@pytest.mark.parametrize(("spot", "english", "chinese"), WORDS)
def test_a_place_is_called_what_a_person_looks_for(spot: Spot, english: str, chinese: str) -> None:
    place = Place("a", spot)
    assert str(place) == english
    with use_language("zh"):
        assert str(place) == chinese


def test_places_come_as_a_person_reads_them() -> None:
    """By file; in it by line, by sheet and row, by page or paragraph, as numbers."""
    places = [Place(file, spot) for file in ("a", "b") for spot in SPOTS]
    assert sorted(random.Random(1).sample(places, len(places))) == places


@pytest.mark.parametrize("spot", SPOTS, ids=repr)
def test_a_place_is_the_same_after_json_and_another_process(spot: Spot) -> None:
    place = Place("a", spot)
    assert place_from(json.loads(json.dumps(place.as_data()))) == place
    assert pickle.loads(pickle.dumps(place)) == place
    assert hash(pickle.loads(pickle.dumps(place))) == hash(place)


def test_sarif_names_the_file_alone_and_the_cell_in_keys_of_its_own() -> None:
    found = Finding(Place("a.xlsx", SheetSpot("表三", "D6")), "blank", tell("it is blank"))
    runs = json.loads(json.dumps(sarif([found])))["runs"]
    (location,) = runs[0]["results"][0]["locations"]
    assert location == {
        "physicalLocation": {"artifactLocation": {"uri": "a.xlsx"}},
        "logicalLocations": [{"fullyQualifiedName": "表三!D6"}],
        "properties": {"sheet": "表三", "cell": "D6"},
    }


def test_every_kind_of_spot_is_a_place_of_the_receipts_schema() -> None:
    text = (ROOT / "docs" / "receipt.schema.json").read_text("utf-8")
    known = json.loads(text)["$defs"]["finding"]["properties"]["place"]["properties"]
    assert {key for spot in SPOTS for key in Place("a", spot).as_data()} == set(known)
