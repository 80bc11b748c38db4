"""What docfill says of itself: to who asks for help, and to who types nothing at all."""

from click.testing import CliRunner, Result

from docfill.cli import docfill


def run(*words: str) -> Result:
    return CliRunner().invoke(docfill, words, catch_exceptions=False)


def test_docfill_alone_shows_its_help_as_an_answer_not_as_an_error() -> None:
    alone, asked = run(), run("--help")
    assert (alone.exit_code, alone.stderr) == (0, "")
    assert alone.stdout == asked.stdout
    assert "build" in alone.stdout
