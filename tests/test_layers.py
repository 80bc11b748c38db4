"""Imports go downwards only: the table of the design's third section, compared with the source."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LEVELS = {
    0: (
        "findings",
        "errors",
        "words",
        "words_zh",
        "syntax",
        "mending",
        "files",
        "workshop",
        "columns",
        "codes",
        "opc",
    ),
    1: (
        "kinds",
        "numerals",
        "patterns",
        "gaps",
        "typed",
        "jsonfile",
        "nodes",
        "reader",
        "source",
        "unknown",
        "keys",
        "wordorder",
    ),
    2: ("wording", "wordingfile", "form", "claimfile", "formfile"),
    3: ("cells", "filing", "misshapen", "filingfile", "printed", "schema", "skeleton"),
    4: (
        "checks",
        "template",
        "office",
        "verify",
        "mail",
        "schedule",
        "project",
        "sources",
        "receipt",
        "preview",
    ),
    5: (
        "loading",
        "captions",
        "kit",
        "doctor",
        "records",
        "proving",
        "delivery",
        "converting",
        "glyphs",
    ),
    6: ("pipeline", "beginning", "filler", "inspection", "exchange", "county"),
    7: ("cli",),
}
LEVEL_OF = {room: level for level, rooms in LEVELS.items() for room in rooms}
# Rooms of this level do not import one another; elsewhere a level's modules may, without circles.
ROOMS = 4


def test_every_module_stands_in_the_table(root: Path) -> None:
    rooms = {room for room, _, _ in imports(root / "src" / "docfill")}
    assert sorted(rooms - set(LEVEL_OF) - {"__main__"}) == []


def test_imports_go_downwards(root: Path) -> None:
    assert list(wrong_imports(root / "src" / "docfill")) == []


def test_no_two_rooms_import_each_other(root: Path) -> None:
    graph: dict[str, set[str]] = {}
    for room, target, _ in imports(root / "src" / "docfill"):
        if room != target:
            graph.setdefault(room, set()).add(target)
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        ("kinds.py", "from docfill.filing.filing import Filing", "kinds imports filing"),
        ("mail/pack.py", "import docfill.template.filling", "mail imports template"),
        ("verify.py", "def f():\n    from docfill import cli", "verify imports cli"),
    ],
)
def test_the_guard_complains_when_it_should(
    tmp_path: Path, module: str, line: str, complaint: str
) -> None:
    path = tmp_path / module
    path.parent.mkdir(exist_ok=True)
    path.write_text(line)
    assert [text for text, _ in wrong_imports(tmp_path)] == [complaint]


def test_the_guard_sees_a_circle() -> None:
    with pytest.raises(CycleError):
        TopologicalSorter({"form": {"wording"}, "wording": {"form"}}).prepare()


def wrong_imports(package: Path) -> Iterator[tuple[str, Path]]:
    """Each import that goes up, or across between rooms, in words and where it stands."""
    for room, target, path in imports(package):
        own, other = LEVEL_OF.get(room, 99), LEVEL_OF.get(target, 99)
        if room != target and (other > own or own == other == ROOMS):
            yield f"{room} imports {target}", path


def imports(package: Path) -> Iterator[tuple[str, str, Path]]:
    """Importing room, imported room and file, for every import within the package."""
    for path in sorted(package.rglob("*.py")):
        relative = path.relative_to(package)
        room = relative.parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _names(node):
                yield room, name, path


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module == "docfill":
        modules = [f"docfill.{alias.name}" for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        modules = [node.module or ""]
    else:
        return []
    parts = [module.split(".") for module in modules]
    names = [part[1] for part in parts if part[0] == "docfill" and len(part) > 1]
    return [name for name in names if not name.startswith("__")]


def test_the_tour_shows_every_room() -> None:
    """A newcomer finds each room, at its level, in docs/tour.md."""
    tour = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    for level, rooms in LEVELS.items():
        rows = "\n".join(row for row in tour.splitlines() if row.startswith(f"| {level} |"))
        assert [room for room in rooms if f"`{room}" not in rows] == []
