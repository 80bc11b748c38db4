"""docfill's commands as a clerk gives them, and the documents they leave behind."""

from pathlib import Path

from click.testing import CliRunner, Result

from docfill.cli import docfill


def run(*words: str) -> Result:
    """The command given; what it does not expect is raised, not hidden in the result."""
    return CliRunner().invoke(docfill, words, catch_exceptions=False)


def products(county: Path) -> dict[str, bytes]:
    """The sample report's documents by their names."""
    folder = county / "out" / "2023" / "huashi"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.docx"))}
