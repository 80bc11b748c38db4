"""docs/filling.md, in both languages, keeps its word: every example prints what the page says."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image as Picture

from docfill.build.any_filling import fill_any
from docfill.build.conversion import Options
from docfill.cli import docfill
from docfill.template.values.rich import RICH_WORDS
from docx_making import docx, paragraph, unzipped, zipped
from here import ROOT
from whole_documents import with_logos

_EXAMPLE = re.compile(r"```text\n(.*?)```\n\n```yaml\n(.*?)```\n\n> ([^\n]*)\n", re.DOTALL)
_MERGE = re.compile(
    r"```text\n([^`]*)```\n\n```csv\n([^`]*)```\n\n```sh\n([^`]*)```\n\n((?:>[^\n]*\n)+)"
)
DOCS = ROOT / "docs"
PAGES = [(DOCS / name).read_text(encoding="utf-8") for name in ("filling.md", "filling.zh-CN.md")]
EXAMPLES = [example for page in PAGES for example in _EXAMPLE.findall(page)]
MERGES = [merge for page in PAGES for merge in _MERGE.findall(page)]


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_the_page_belongs_to_an_example(page: str) -> None:
    examples, merges = _EXAMPLE.findall(page), _MERGE.findall(page)
    assert page.count("```") == 4 * len(examples) + 6 * len(merges)
    assert examples and merges


@pytest.mark.parametrize("page", PAGES)
def test_every_kind_of_rich_value_has_an_example(page: str) -> None:
    data = "".join(data for _, data, _ in _EXAMPLE.findall(page))
    assert [word for word in RICH_WORDS if word not in data] == []


def test_the_pages_are_in_step() -> None:
    """The same sections, each with as many examples, rows of tables and options as in English."""
    english, chinese = (list(map(in_outline, page.split("\n## "))) for page in PAGES)
    assert english == chinese


def in_outline(section: str) -> tuple[object, ...]:
    """What a section has that is the same in every language."""
    rows = len(re.findall(r"^\|", section, re.MULTILINE))
    points = len(re.findall(r"^- ", section, re.MULTILINE))
    words = set(re.findall(r"`(--[a-z-]+|\$[a-z]+|[a-z_]+_[a-z]+|\.[a-z]+|%-?\w+)", section))
    return len(_EXAMPLE.findall(section)), len(_MERGE.findall(section)), rows, points, words


@pytest.mark.parametrize(("tags", "data", "prints"), EXAMPLES)
def test_an_example_prints_what_the_page_says(
    tmp_path: Path, tags: str, data: str, prints: str
) -> None:
    if "$subdoc" in data:
        pytest.importorskip("docxcompose")
    Picture.new("RGB", (40, 20)).save(tmp_path / "stamp.png")
    (tmp_path / "annex.docx").write_bytes(docx(paragraph("from the annex")))
    (tmp_path / "letter.docx").write_bytes(letter(tags, "logo" if "$picture" in data else ""))
    (tmp_path / "letter.yaml").write_text(data, encoding="utf-8")
    fill_any(tmp_path / "letter.docx", tmp_path / "letter.yaml", tmp_path / "out.docx", Options())
    document = unzipped((tmp_path / "out.docx").read_bytes())["word/document.xml"].decode()
    assert "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", document)).strip() == prints
    assert ("<w:drawing>" in document) == ("$image" in data or "$picture" in data)


def letter(tags: str, title: str) -> bytes:
    """A letter of these lines, above a picture where its title is given."""
    lines = "".join(map(paragraph, tags.splitlines()))
    if not title:
        return docx(lines)
    files = unzipped(with_logos(title))
    name = "word/document.xml"
    body = files[name].replace(b"<w:body>", b"<w:body>" + lines.encode())
    return zipped({**files, name: body})


@pytest.mark.parametrize(("tags", "rows", "command", "prints"), MERGES)
def test_a_list_makes_the_documents_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tags: str, rows: str, command: str, prints: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.docx").write_bytes(docx(*map(paragraph, tags.splitlines())))
    Path("people.csv").write_text(rows, encoding="utf-8")
    program, *words = shlex.split(command)
    assert program == "docfill"
    result = CliRunner().invoke(docfill, words)
    assert result.exit_code == 0
    made = []
    for name in result.stdout.splitlines():
        document = unzipped(Path(name).read_bytes())["word/document.xml"].decode()
        text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", document))
        made.append(f"> {name}: {text}")
    assert made == [line for line in prints.splitlines() if line != ">"]


def test_the_letters_of_the_example_are_all_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    monkeypatch.chdir(root / "examples" / "letters")
    words = ["fill", "letter.docx", "people.csv", "--common", "common.yaml"]
    result = CliRunner().invoke(docfill, [*words, "-o", f"{tmp_path}/{{序号}}-{{name}}.docx"])
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 4)
    assert (tmp_path / "01-王小溪.docx").is_file()
