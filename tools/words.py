"""The words of docfill's languages: gathers every sentence docfill can say, keeps each language's
`src/docfill/locale/<language>/LC_MESSAGES/docfill.po` in step with them, and compiles it.

`python tools/words.py` renews them: new sentences stand there untranslated, others go. `--check`
fails where that would change anything. A new language begins with its empty folder.
"""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from docfill.base.codes import CATALOGUE
from docfill.base.language import DOMAIN, LOCALE
from docfill.cli import COMMANDS, docfill
from docfill.cli.help_text import EXTRAS, METAVARS

SOURCE = LOCALE.parent
CODES = "base/codes"
HELP = "cli"
Sentence = str | tuple[str, str]

# The same sentences give the same file on any day.
_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_HEAD = "# What docfill says. Made by tools/words.py; translate behind msgstr."


def sentences() -> dict[Sentence, list[str]]:
    """Every sentence docfill can say, one with a plural as a pair, and the files it stands in."""
    found: dict[Sentence, list[str]] = {}
    for sentence, where in (*_in_source(), *_in_help(), *_in_codes()):
        places = found.setdefault(sentence, [])
        if where not in places:
            places.append(where)
    return found


def _in_source() -> Iterator[tuple[Sentence, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for _, told in calls(ast.parse(path.read_text(encoding="utf-8"))):
            yield from ((sentence, path.relative_to(SOURCE).as_posix()) for sentence in told)


def _in_help() -> Iterator[tuple[Sentence, str]]:
    """What the commands say of themselves, and click of their options."""
    yield from ((text, HELP) for text in (*METAVARS, *EXTRAS))
    above = click.Context(docfill, info_name=DOMAIN)
    for command in (docfill, *(docfill.get_command(above, name) for name in COMMANDS)):
        assert command is not None and command.help
        context = click.Context(command, parent=above)
        options = [each for each in command.get_params(context) if isinstance(each, click.Option)]
        texts = (
            command.help,
            *command.collect_usage_pieces(context),
            *(each.help for each in options),
        )
        yield from ((text, HELP) for text in texts if text)


def _in_codes() -> Iterator[tuple[Sentence, str]]:
    for code in CATALOGUE.values():
        yield from ((text, CODES) for text in (code.meaning, code.remedy))


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, list[Sentence]]]:
    """Each call of `tell` or `tell_count` with the sentences it may say."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match getattr(node.func, "id", getattr(node.func, "attr", "")):
                case "tell":
                    yield node, list(_literals(node.args[0]))
                case "tell_count":
                    (one,), (many,) = _literals(node.args[0]), _literals(node.args[1])
                    yield node, [(one, many)]


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts an expression may be; TypeError where that cannot be read from it."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp():
            yield from _literals(node.body)
            yield from _literals(node.orelse)
        case _:
            raise TypeError(f"line {node.lineno}: {ast.unparse(node)} is no literal")


def languages() -> list[str]:
    return sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def catalogue_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def catalogue(language: str) -> Catalog:
    """What is translated into a language so far."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(language, domain=DOMAIN, project=DOMAIN, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def renewed(language: str) -> tuple[bytes, bytes]:
    """The catalogue with these sentences and no others, as .po and compiled."""
    before = catalogue(language)
    after = Catalog(
        language,
        domain=DOMAIN,
        header_comment=_HEAD,
        project=DOMAIN,
        version="1",
        copyright_holder=DOMAIN,
        msgid_bugs_address=DOMAIN,
        creation_date=_DAY,
        revision_date=_DAY,
        last_translator=DOMAIN,
        language_team=DOMAIN,
        fuzzy=False,
    )
    for sentence, places in sentences().items():
        said = before.get(sentence if isinstance(sentence, str) else sentence[0])
        string = said.string if said else ""
        after.add(sentence, string, locations=[(place, 0) for place in places])
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, after, width=100, include_lineno=False, sort_by_file=True)
    write_mo(compiled, after)
    return text.getvalue(), compiled.getvalue()


def main(arguments: list[str]) -> int:
    stale = 0
    for language in languages():
        path = catalogue_path(language)
        for file, made in zip((path, path.with_suffix(".mo")), renewed(language), strict=True):
            if "--check" not in arguments:
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(made)
            elif not file.exists() or file.read_bytes() != made:
                print(f"{file.relative_to(SOURCE.parent.parent)} is stale; run: make docs")
                stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
