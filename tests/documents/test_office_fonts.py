"""Faces, their choice, and the fontconfig file; with tiny fonts, without LibreOffice."""

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTCollection, TTFont

from docfill.base.errors import ExitCode, SomethingMissing
from docfill.office import font_set
from docfill.office.fonts.faces import with_half_width_ascii
from docfill.office.fonts.fontconfig import Rule, fontconfig
from office_fonts import ASCII, tiny_font

HANZI = "镇政府信息公开“”—"


@pytest.fixture
def free(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with a tiny free set and its derived faces; no font is installed on the system."""
    monkeypatch.setenv("DOCFILL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", "")
    return Path(shutil.copytree(made_once, tmp_path / "cache"))


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("cache")
    for kind in ("Fang", "Kai", "Hei", "Song"):
        tiny_font(cache / "fonts" / f"Fandol{kind}-Regular.otf", f"Fandol{kind}", HANZI)
    for file, family in (
        ("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
        ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC"),
        ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
    ):
        tiny_font(cache / "fonts" / file, family, f"{HANZI}堃𠮷", cff=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCFILL_CACHE", str(cache))
        patch.setenv("PATH", "")
        font_set()
    return cache


def test_ascii_is_exactly_half_an_em_and_within_it(tmp_path: Path) -> None:
    source = tiny_font(tmp_path / "source.otf", "Source", HANZI)
    letters = tiny_font(tmp_path / "letters.otf", "Letters", "", wide=400)
    made = tmp_path / "made.ttf"
    made.write_bytes(with_half_width_ascii(source, letters, "Docfill Test"))
    font = TTFont(made)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    assert "glyf" in font
    assert {font["hmtx"][names[ord(one)]][0] for one in ASCII} == {500}
    assert {font["hmtx"][names[ord(one)]][0] for one in HANZI} == {1000}
    for one in ASCII[1:]:
        bounds = BoundsPen(glyphs)
        glyphs[names[ord(one)]].draw(bounds)
        assert bounds.bounds[0] >= 0
        assert bounds.bounds[2] <= 500
    assert {str(name) for name in font["name"].names if name.nameID == 1} == {"Docfill Test"}
    assert font["name"].getDebugName(6) == "DocfillTest-Regular"


def test_a_face_comes_out_the_same_every_time(tmp_path: Path) -> None:
    source = tiny_font(tmp_path / "source.otf", "Source", HANZI)
    assert len({with_half_width_ascii(source, source, "Docfill Test") for _ in range(3)}) == 1


def test_a_face_made_like_another_has_no_more_characters_than_that(tmp_path: Path) -> None:
    """The title's face comes from one with 44,000 characters, which LibreOffice would all see."""
    source = tiny_font(tmp_path / "source.otf", "Source", f"{HANZI}堃𠮷")
    like = tiny_font(tmp_path / "like.otf", "Like", f"{HANZI}喆")
    made = tmp_path / "made.ttf"
    made.write_bytes(with_half_width_ascii(source, source, "Docfill Test", like=like))
    font = TTFont(made)
    assert set(font.getBestCmap()) == {ord(one) for one in [*ASCII, *HANZI]}
    assert len(font.getGlyphOrder()) == 1 + len([*ASCII, *HANZI])
    assert {font["hmtx"][font.getBestCmap()[ord(one)]][0] for one in ASCII} == {500}


def test_a_dash_of_two_marks_has_no_gap_in_it(tmp_path: Path) -> None:
    """In Noto a mark is .93 em wide, and a feature joins two; here each is one em, as in 小标宋."""
    source = tiny_font(tmp_path / "source.otf", "Source", HANZI)
    narrow = TTFont(source)
    dash = narrow.getBestCmap()[ord("—")]
    narrow["hmtx"][dash] = (928, 50)
    narrow["CFF "].cff.topDictIndex[0].CharStrings[dash].width = 928
    narrow.save(source)
    like = tiny_font(tmp_path / "like.otf", "Like", HANZI)
    made = tmp_path / "made.ttf"
    made.write_bytes(with_half_width_ascii(source, source, "Docfill Test", like=like))
    font = TTFont(made)
    assert font["hmtx"][font.getBestCmap()[ord("—")]][0] == 1000


def test_of_a_collection_the_face_asked_for_is_taken(tmp_path: Path) -> None:
    families = {"Source JP": "镇", "Source SC": HANZI}
    collection = TTCollection()
    collection.fonts = [
        TTFont(tiny_font(tmp_path / f"{family}.ttf", family, characters, cff=False))
        for family, characters in families.items()
    ]
    source = tmp_path / "source.ttc"
    collection.save(source)
    made = tmp_path / "made.ttf"
    made.write_bytes(with_half_width_ascii(source, source, "Docfill Test", face="Source SC"))
    assert set(TTFont(made).getBestCmap()) == {ord(one) for one in [*ASCII, *HANZI]}


def test_rare_characters_of_a_title_come_from_the_whole_face(free: Path) -> None:
    fonts = font_set()
    assert fonts.uncovered("镇堃𠮷", "方正小标宋简体") == set()
    assert fonts.uncovered("喆", "方正小标宋简体") == {"喆"}


def test_free_faces_stand_in_for_all_official_names(free: Path) -> None:
    fonts = font_set()
    for name in ("仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"):
        assert not fonts.faces[name].is_real
    assert fonts.faces["仿宋_GB2312"].family == "Docfill FangSong"
    assert fonts.faces["仿宋_GB2312"].pdf_names == {"DocfillFangSong-Regular"}
    assert fonts.faces["方正小标宋简体"].family == "Docfill XiaoBiaoSong"
    assert fonts.hashes.keys() >= {"DocfillHeiTi-Regular", "NotoSansCJKSC"}
    assert {len(each) for each in fonts.hashes.values()} == {64}
    assert fonts.config.is_relative_to(free)


def test_a_font_the_county_drops_into_its_folder_is_used_first(free: Path, tmp_path: Path) -> None:
    own = tmp_path / "fonts"
    real = tiny_font(own / "simfang" / "FANG.TTF", "仿宋_GB2312", "镇", cff=False)
    (own / "README.md").write_text("put fonts here")
    (own / "broken.ttf").write_text("no font")
    fonts = font_set(own)
    face = fonts.faces["仿宋_GB2312"]
    assert (face.file, face.family, face.is_real) == (real, "仿宋_GB2312", True)
    assert fonts.faces["FangSong_GB2312"].file == real
    assert not fonts.faces["黑体"].is_real
    assert f"<dir>{real.parent}</dir>" in fonts.config.read_text()
    assert font_set().faces["仿宋_GB2312"].family == "Docfill FangSong"


def test_what_no_font_of_the_chain_can_print_is_told(free: Path) -> None:
    fonts = font_set()
    assert fonts.uncovered("镇府abc 12.5%\t\n\u3000\u200b", "仿宋_GB2312") == set()
    assert fonts.uncovered("堃𠮷", "仿宋_GB2312") == set()
    assert fonts.uncovered("镇😀喆", "仿宋_GB2312") == {"😀", "喆"}
    assert fonts.uncovered("镇喆", "some font nobody knows") == {"喆"}


def test_the_fonts_allowed_in_a_pdf_are_those_of_the_chains_asked_for(free: Path) -> None:
    allowed = font_set().allowed_in_pdf(["黑体"])
    assert "DocfillHeiTi-Regular" in allowed
    assert "NotoSansCJKSC" in allowed
    assert "DocfillFangSong-Regular" not in allowed


def test_a_missing_free_font_is_named_with_what_to_do(free: Path) -> None:
    (free / "fonts" / "NotoSansCJK-Regular.ttc").unlink()
    with pytest.raises(SomethingMissing, match=r"NotoSansCJK-Regular\.ttc.*make setup") as missing:
        font_set()
    assert missing.value.exit_code is ExitCode.MISSING


def test_a_damaged_free_font_is_named(free: Path) -> None:
    (free / "fonts" / "FandolHei-Regular.otf").write_bytes(b"cut off")
    with pytest.raises(SomethingMissing, match=r"FandolHei-Regular\.otf"):
        font_set()


def test_the_second_time_no_font_is_opened(free: Path) -> None:
    script = (
        "from docfill.office import font_set; import sys; "
        "print(font_set().uncovered('镇😀', '黑体'), 'fontTools' in sys.modules)"
    )
    run = [sys.executable, "-c", script]
    first, second = (subprocess.run(run, capture_output=True, text=True, check=True) for _ in "ab")
    assert first.stdout.split()[-1] == "True"
    assert second.stdout.split() == ["{'😀'}", "False"]


def test_the_fontconfig_file_sees_nothing_but_its_folders() -> None:
    text = fontconfig(
        [Path("/a & b")],
        [Path("/a & b/hidden.otf")],
        [Rule(("仿宋_GB2312", "FangSong_GB2312"), ("One", "Two")), Rule(("题",), ("Bold",), True)],
        ("Three",),
        Path("/cache"),
    )
    root = ElementTree.fromstring(text)
    assert [one.text for one in root.findall("dir")] == ["/a & b"]
    assert [one.text for one in root.iter("glob")] == ["/a & b/hidden.otf"]
    assert list(root.iter("include")) == []
    rules = root.findall("match")
    assert [one.findtext("test/string") for one in rules[:3]] == [
        "仿宋_GB2312",
        "FangSong_GB2312",
        "题",
    ]
    assert [one.text for one in rules[0].findall("edit/string")] == ["One", "Two"]
    assert [one.find("edit[@name='weight']") is not None for one in rules[:3]] == [
        False,
        False,
        True,
    ]
    assert rules[-1].findtext("edit/string") == "Three"
