"""Imports go downwards only, and through the doors; docs/tour.md shows every folder."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from here import ROOT

# A folder imports from those above it in this list.
FOLDERS = (
    "start",
    "base",
    "opc",
    "sources.yaml",
    "form",
    "filing",
    "word",
    "html",
    "pdf",
    "sources",
    "checks",
    "template.archive",
    "template.tags",
    "template.sandbox",
    "template.values",
    "template.markup",
    "template.compiling",
    "template",
    "office",
    "verify",
    "project",
    "build",
    "build.cluster",
    "build.mail_merge",
    "build.new_kit",
    "mail",
    "schedule",
    "county.exchange",
    "county.rollup",
    "county",
    "web.charts",
    "web.server",
    "web",
    "cli",
    "warm",
)
# What lies within `template` is its own affair: no one else may call it.
WITHIN_TEMPLATE = tuple(folder for folder in FOLDERS if folder.startswith("template."))
# Their modules are jobs, one a command or a step, each called by itself; the others have a door.
JOBS = (
    "start",
    "sources",
    "build",
    "build.cluster",
    "mail",
    "schedule",
    "county.exchange",
    "county.rollup",
    "county",
    "web.charts",
    "web.server",
    "web",
    "cli",
    "warm",
    *WITHIN_TEMPLATE,
)
# Rooms within a folder that have a door of their own, opened only where they are needed.
ROOMS_WITHIN = ("base.codes", "sources.yaml.repair")


def test_every_folder_stands_in_the_table(root: Path) -> None:
    folders = {folder for folder, _, _ in imports(root / "src" / "docfill")}
    assert sorted(folders - set(FOLDERS) - {"__main__"}) == []


def test_imports_go_downwards_and_through_doors(root: Path) -> None:
    assert list(wrong_imports(root / "src" / "docfill")) == []


def test_every_folder_says_its_job(root: Path) -> None:
    silent = []
    for folder in FOLDERS:
        door = root.joinpath("src", "docfill", *folder.split("."), "__init__.py")
        if not ast.get_docstring(ast.parse(door.read_text(encoding="utf-8"))):
            silent.append(folder)
    assert silent == []


def test_doors_name_what_they_open_to(root: Path) -> None:
    """Every door has `__all__`, and nothing else is imported there from its own folder."""
    for folder in set(FOLDERS) - set(JOBS):
        door = root.joinpath("src", "docfill", *folder.split("."), "__init__.py")
        assert "__all__" in door.read_text(encoding="utf-8"), folder


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        ("base/kinds.py", "from docfill.filing import Filing", "base imports filing"),
        ("mail/pack.py", "import docfill.cli.build", "mail imports cli"),
        ("verify/docx.py", "def f():\n    from docfill import cli", "verify imports cli"),
        ("sources/yaml/keys.py", "import docfill.sources.rows", "sources.yaml imports sources"),
        ("checks/case.py", "from docfill.form.form import Form", "checks passes by form's door"),
        ("lonely.py", "from docfill.base import Place", "lonely imports base"),
        (
            "build/fill.py",
            "from docfill.template.values import rich",
            "build imports template.values, which is template's own",
        ),
        (
            "template/tags/finder.py",
            "from docfill.template.markup import grids",
            "template.tags imports template.markup",
        ),
    ],
)
def test_the_guard_complains_when_it_should(
    tmp_path: Path, module: str, line: str, complaint: str
) -> None:
    path = tmp_path / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(line)
    assert [text for text, _ in wrong_imports(tmp_path)] == [complaint]


def test_class_names_are_unique(root: Path) -> None:
    """One name, one thing: a reader who met `FormRow` once knows what it is everywhere."""
    assert list(doubled_classes(root / "src" / "docfill")) == []


def test_a_class_name_given_twice_is_seen(tmp_path: Path) -> None:
    for module in ("one.py", "other.py"):
        (tmp_path / module).write_text("class Row:\n    pass\n")
    assert list(doubled_classes(tmp_path)) == ["Row"]


def doubled_classes(package: Path) -> Iterator[str]:
    """Each class name that more than one module gives, private ones too."""
    names = Counter(
        node.name
        for path in package.rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    yield from (name for name, times in names.items() if times > 1)


def wrong_imports(package: Path) -> Iterator[tuple[str, Path]]:
    """Each import that goes up or passes by a door, in words and where it stands."""
    for folder, target, path in imports(package):
        other = folder_of(target)
        if other == folder or folder == "__main__":
            continue
        if folder not in FOLDERS or FOLDERS.index(other) > FOLDERS.index(folder):
            yield f"{folder} imports {other}", path
        elif other in WITHIN_TEMPLATE and not folder.startswith("template"):
            yield f"{folder} imports {other}, which is template's own", path
        elif other not in JOBS and target not in (other, *ROOMS_WITHIN):
            yield f"{folder} passes by {other}'s door", path


def folder_of(module: str) -> str:
    """The folder of the table a module belongs to, `sources.yaml.keys` to `sources.yaml`."""
    parts = module.split(".")
    longest = ".".join(parts[:2])
    return longest if longest in FOLDERS else parts[0]


def imports(package: Path) -> Iterator[tuple[str, str, Path]]:
    """Importing folder, imported module and file, for every import within the package."""
    for path in sorted(package.rglob("*.py")):
        module = ".".join(path.relative_to(package).with_suffix("").parts)
        if module == "__init__":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _names(node):
                yield folder_of(module), name, path


def _names(node: ast.AST) -> list[str]:
    """The modules an import names, without the package's own name before them."""
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module == "docfill":
        modules = [f"docfill.{alias.name}" for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        modules = [node.module or ""]
    else:
        return []
    names = [module.partition(".")[2] for module in modules if module.startswith("docfill.")]
    return [name for name in names if not name.startswith("__")]


def test_the_tour_shows_every_folder_in_order() -> None:
    """A newcomer finds each folder in docs/tour.md, in the order in which they import."""
    tour = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    rows = [row.split("`")[1] for row in tour.splitlines() if row.startswith("| `")]
    assert rows == [folder.replace(".", "/") + "/" for folder in FOLDERS]
