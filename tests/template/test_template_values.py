"""Rich values that data name: what is made of them, and what is refused."""

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Picture

from docfill.base.errors import Faulty
from docfill.template import Template
from docfill.template.values.rich import rich
from docx_making import docx, paragraph, unzipped


def printed(folder: Path, tag: str, data: dict[str, Any]) -> str:
    path = folder / "t.docx"
    path.write_bytes(docx(paragraph(tag)))
    values = rich(data, folder / "data.yaml")
    made = Template.open(path, cache=False).fill(values)
    return unzipped(made)["word/document.xml"].decode()


def test_plain_data_stay_as_they_are(tmp_path: Path) -> None:
    data = {"a": [1, {"b": None, "c": "$image"}], "d": {"price$": "1"}}
    assert rich(data, tmp_path / "x") == data


def test_rich_text_is_escaped(tmp_path: Path) -> None:
    data = {"x": {"$rich": ["<&>", {"text": "b", "bold": True, "font": 'a"b'}]}}
    xml = printed(tmp_path, "{{r x }}", data)
    assert "&lt;&amp;&gt;" in xml
    assert "<w:b/>" in xml


@pytest.mark.parametrize(
    ("tag", "value", "named"),
    [
        ("前{{r x }}后", "text", "{{ x }}"),
        ("前{{r x }}后", 7, "$rich"),
        ("{{p x }}", "text", "$subdoc"),
        ("{{p x }}", {"$rich": "text"}, "{{r x }}"),
        ("{{p x }}", {"$listing": "a"}, "{{ x }}"),
        ("前{{r x }}后", {"$listing": "a"}, "{{ x }}"),
        ("前{{r x }}后", {"$image": "p.png"}, "{{ x }}"),
        ("前{{ x }}后", {"$rich": "text"}, "{{r x }}"),
    ],
)
def test_a_value_that_cannot_stand_in_place_of_its_tag_is_refused_with_the_tag_that_is_right(
    tmp_path: Path, tag: str, value: Any, named: str
) -> None:
    Picture.new("RGB", (40, 20)).save(tmp_path / "p.png")
    with pytest.raises(Faulty) as caught:
        printed(tmp_path, tag, {"x": value})
    [finding] = caught.value.findings
    assert finding.code == "out-of-place"
    assert tag.strip("前后") in str(finding.message)
    assert named in str(finding.message)


def test_a_document_in_place_of_a_run_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("docxcompose")
    (tmp_path / "p.docx").write_bytes(docx(paragraph("inner")))
    for tag in ("前{{r x }}后", "前{{ x }}后"):
        with pytest.raises(Faulty) as caught:
            printed(tmp_path, tag, {"x": {"$subdoc": "p.docx"}})
        assert [finding.code for finding in caught.value.findings] == ["out-of-place"]


def test_a_document_may_follow_a_bookmark(tmp_path: Path) -> None:
    pytest.importorskip("docxcompose")
    (tmp_path / "p.docx").write_bytes(docx(paragraph("inner")))
    mark = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
    (tmp_path / "t.docx").write_bytes(docx(paragraph("x"), mark, paragraph("{{p x }}")))
    values = rich({"x": {"$subdoc": "p.docx"}}, tmp_path / "data.yaml")
    made = Template.open(tmp_path / "t.docx", cache=False).fill(values)
    assert "inner" in unzipped(made)["word/document.xml"].decode()


@pytest.mark.parametrize("tag", ["前{{r x }}后", "{{p x }}"])
def test_an_empty_text_prints_nothing_anywhere(tmp_path: Path, tag: str) -> None:
    made = printed(tmp_path, tag, {"x": ""})
    assert re.findall(r"<w:t[^>]*>([^<]+)<", made) == re.findall("[前后]", tag)


def test_rich_text_in_a_loop_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as caught:
        printed(tmp_path, "{%r for x in xs %}{{r x.y }}{%r endfor %}", {"xs": [{"y": "plain"}]})
    [finding] = caught.value.findings
    assert "xs[].y" in str(finding.message)


def test_a_listing_breaks_lines(tmp_path: Path) -> None:
    xml = printed(tmp_path, "{{ x }}", {"x": {"$listing": "a<\nb"}})
    assert "a&lt;</w:t><w:br/><w:t" in xml


def test_pictures_keep_their_shape(tmp_path: Path) -> None:
    Picture.new("RGB", (40, 20)).save(tmp_path / "p.png")
    xml = printed(tmp_path, "{{ x }}", {"x": {"$image": "p.png", "width_mm": 20}})
    assert 'cx="720000" cy="360000"' in xml


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ({"$image": "none.png"}, "none.png"),
        ({"$image": ""}, "file"),
        ({"$image": "p.png", "width": 3}, "width"),
        ({"$image": "p.png", "width_mm": "wide"}, "width_mm"),
        ({"$image": "p.png", "width_mm": -1}, "width_mm"),
        ({"$picture": "p.png"}, "$picture"),
        ({"$image": "p.png", "$rich": []}, "$image"),
        ({"$subdoc": "none.docx"}, "none.docx"),
        ({"$listing": ["a"]}, "$listing"),
        ({"$listing": "\x00"}, "U+0000"),
        ({"$rich": [{"text": "a", "colour": "red"}]}, "colour"),
        ({"$rich": [{"text": "a", "color": "red"}]}, "color"),
        ({"$rich": [{"text": "a", "size": "big"}]}, "size"),
        ({"$rich": [{"text": "a", "bold": "maybe"}]}, "bold"),
        ({"$rich": [None]}, "text"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(tmp_path: Path, value: Any, word: str) -> None:
    (tmp_path / "p.png").write_bytes(b"")
    with pytest.raises(Faulty) as caught:
        rich({"a": [{"b": value}], "c": value}, tmp_path / "data.yaml")
    first, second = caught.value.findings
    assert str(first.message).startswith("a[0].b: ")
    assert str(second.message).startswith("c: ")
    assert word in str(first.message)
    assert first.place.file == str(tmp_path / "data.yaml")


def test_a_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_text("no picture")
    with pytest.raises(Faulty) as caught:
        printed(tmp_path, "{{ x }}", {"x": {"$image": "p.png"}})
    assert [finding.code for finding in caught.value.findings] == ["bad-image"]


def test_a_picture_in_a_footnote_is_refused(tmp_path: Path) -> None:
    """docxtpl cannot put one there."""
    Picture.new("RGB", (40, 20)).save(tmp_path / "p.png")
    note = f'<w:footnote w:id="1">{paragraph("{{ x }}")}</w:footnote>'
    (tmp_path / "t.docx").write_bytes(docx(paragraph("x"), footnotes=note))
    values = rich({"x": {"$image": "p.png"}}, tmp_path / "data.yaml")
    with pytest.raises(Faulty) as caught:
        Template.open(tmp_path / "t.docx", cache=False).fill(values)
    [finding] = caught.value.findings
    assert finding.code == "bad-image"
    assert str(finding.place.spot).startswith("word/footnotes.xml, paragraph 1")


def test_a_sub_document_that_is_none_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("docxcompose")
    (tmp_path / "p.docx").write_text("no document")
    with pytest.raises(Faulty) as caught:
        printed(tmp_path, "{{p x }}", {"x": {"$subdoc": "p.docx"}})
    assert [finding.code for finding in caught.value.findings] == ["bad-subdocument"]
