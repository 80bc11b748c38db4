"""Keys of the data that no tag asks for are noted with their place, or refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from docfill.base import Faulty, Finding, Severity
from docfill.build.any_filling import fill_any
from docfill.build.conversion import Options
from docfill.cli import docfill
from docx_making import docx, paragraph
from letters import filled, told


def noted(
    folder: Path, tags: str, text: str, strict: bool = False, name: str = "a.yaml"
) -> list[tuple[int, str]]:
    """The line of each note about a key, and the key."""
    (folder / "t.docx").write_bytes(docx(paragraph(tags)))
    (folder / name).write_text(text, encoding="utf-8")
    notes = fill_any(folder / "t.docx", folder / name, folder / "o.docx", Options(), strict=strict)
    assert all(note.code == "unused" and note.severity is Severity.NOTE for note in notes)
    return [(note.place.line, _key(note)) for note in notes]


def _key(note: Finding) -> str:
    return str(note.message).rpartition(" ")[2]


@pytest.mark.parametrize(
    ("tags", "data", "found"),
    [
        ("{{ a }}", "a: 1\nb: 2\nc: {d: 1}\n", [(2, "b"), (3, "c")]),
        ("{{ p.a }}", "p:\n  a: 1\n  b: 2\n", [(3, "p.b")]),
        ("{% if p %}{{ p.a }}{% endif %}", "p: {a: 1, b: 2}\n", [(1, "p.b")]),
        (
            "{% for l in ls %}{{ l.a }}{% endfor %}",
            "ls:\n- {a: 1}\n- a: 2\n  b: 3\n",
            [(4, "ls[].b")],
        ),
        ("{{ 'x' }}", "a: 1\n", [(1, "a")]),
        # What goes through a group or hands it on may use all of it.
        ("{% for k, v in p.items() %}{{ v }}{% endfor %}", "p: {a: 1, b: 2}\n", []),
        ("{{ p['a'] }}{{ p[key] }}", "p: {a: 1, b: 2}\nkey: b\n", []),
        ("{% set q = p %}{{ q.a }}", "p: {a: 1, b: 2}\n", []),
        ("{{ ls | sum(attribute='n') }}", "ls: [{n: 1, m: 2}]\n", []),
        (
            "{% for l in ls | sort(attribute=“n”) %}{{ l.a }}{% endfor %}",
            "ls: [{a: 1, n: 2, m: 3}]\n",
            [(1, "ls[].m")],
        ),
        ("{% for g in ls | batch(2) %}{{ g[0].a }}{% endfor %}", "ls: [{a: 1}]\n", []),
        ("{{ a | default('-') }}{% if b is defined %}{% endif %}", "a: 1\nb: 2\n", []),
        ("{% if a %}{% endif %}", "a: {$listing: x}\n", []),
    ],
)
def test_a_key_nobody_asks_for_is_noted_where_it_is_written(
    tmp_path: Path, tags: str, data: str, found: list[tuple[int, str]]
) -> None:
    assert noted(tmp_path, tags, data) == found


def test_json_names_the_file(tmp_path: Path) -> None:
    assert noted(tmp_path, "{{ a }}", '{"a": 1, "b": 2}', name="a.json") == [(0, "b")]


def test_strict_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as caught:
        noted(tmp_path, "{{ a }}", "a: 1\nb: 2\n", strict=True)
    assert [(f.code, f.place.line, f.blocking) for f in caught.value.findings] == [
        ("unused", 2, True)
    ]
    assert not (tmp_path / "o.docx").exists()
    assert noted(tmp_path, "{{ a }}", "a: 1\n", strict=True) == []
    assert (tmp_path / "o.docx").exists()


@pytest.mark.parametrize(
    ("tags", "name", "where", "code"),
    [
        ("{{ a }}", "{a}", (), 1),
        ("{{ a }}", "{b}", (), 0),
        ("{{ a }}", "{a}", ("--where", "b!=3"), 0),
        ("{{ row.a }}{{ row.b }}", "{a}", (), 0),
        ("{% for k, v in row.items() %}{{ v }}{% endfor %}", "{a}", (), 0),
    ],
)
def test_strict_looks_at_the_columns_of_a_list(
    tmp_path: Path, tags: str, name: str, where: tuple[str, ...], code: int
) -> None:
    (tmp_path / "t.docx").write_bytes(docx(paragraph(tags)))
    (tmp_path / "rows.csv").write_text("a,b\nx,1\ny,2\n", encoding="utf-8")
    files = (str(tmp_path / "t.docx"), str(tmp_path / "rows.csv"))
    done = CliRunner().invoke(
        docfill, ["fill", *files, "-o", f"{tmp_path}/{name}.docx", "--strict", *where]
    )
    assert done.exit_code == code, done.output
    assert ("asks for b" in done.output) == bool(code)


def test_a_name_in_curly_quotes_is_not_printed_as_a_word(tmp_path: Path) -> None:
    says = told(tmp_path, "{{ “name” }}", "name: N\n")
    assert says.startswith("[quoted-name] word/document.xml, paragraph 1 ({{ “name” }})")
    torn = "<w:p><w:r><w:t>{{ “na</w:t></w:r><w:r><w:t>me” }}</w:t></w:r></w:p>"
    assert told(tmp_path, torn, "name: N\n").startswith("[quoted-name]")
    tags = "{{ “是” if name else “否” }}{{ x | default(“无”) }}{{ “、”.join([name]) }}"
    assert filled(tmp_path, "letter.yaml", tags) == "是无N"
