"""What `--help` shows, in the reader's language; the English page is click's own."""

from collections.abc import Iterable, Iterator, Mapping

import click

from docfill.base import Message, pad, tell, translate, width

# What click writes behind an option for the kind of its value.
METAVARS = ("INTEGER RANGE", "FLOAT RANGE", "DIRECTORY", "FILE")
# What it adds to the words of an option.
EXTRAS = ("default: ", "(last year)", "required", "; ")
_MARGIN = "  "
_NONE: Mapping[str, str] = {}


class Command(click.Command):
    """A command whose help is shown in the language of the project."""

    def get_help(self, ctx: click.Context) -> str:
        return translated_help(self, ctx) or super().get_help(ctx)


def translated_help(
    command: click.Command, ctx: click.Context, below: Mapping[str, str] = _NONE
) -> str:
    """The page in the project's language, `below` the commands to list; "" where it is English."""
    from docfill.cli.options import speak_as_here

    speak_as_here()
    says = translate(command.help or "")
    if says == command.help:
        return ""
    return "\n".join(_page(command, ctx, says, below))


def usage_of(ctx: click.Context) -> Message:
    """How the command is to be written."""
    pieces = " ".join(map(translate, ctx.command.collect_usage_pieces(ctx)))
    return tell("Usage: {usage}", usage=f"{ctx.command_path} {pieces}")


def _page(
    command: click.Command, ctx: click.Context, says: str, below: Mapping[str, str]
) -> Iterator[str]:
    yield str(usage_of(ctx))
    yield f"\n{_MARGIN}{says}\n"
    yield str(tell("Options:"))
    yield from _table(_options(command, ctx))
    if commands := [(name, translate(first).partition("\n\n")[0]) for name, first in below.items()]:
        yield f"\n{tell('Commands:')}"
        yield from _table(commands)
    example = (command.epilog or "").removeprefix("Example: ")
    yield f"\n{_MARGIN}{tell('Example: {command}', command=example)}"


def _options(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Each option with its kind of value, and what it does."""
    for option in command.get_params(ctx):
        record = option.get_help_record(ctx)
        if isinstance(option, click.Option) and record:
            names, says = record
            kind = next((kind for kind in METAVARS if names.endswith(kind)), "")
            yield names.removesuffix(kind) + translate(kind), _described(option.help or "", says)


def _described(help_text: str, says: str) -> str:
    """What an option does, and its default and limits as click adds them."""
    extras = says.removeprefix(help_text).strip()
    for english in EXTRAS:
        extras = extras.replace(english, translate(english))
    return f"{translate(help_text)}{_MARGIN}{extras}".rstrip()


def _table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    rows = list(rows)
    columns = max(width(name) for name, _ in rows)
    for name, says in rows:
        yield f"{_MARGIN}{pad(name, columns)}{_MARGIN}{says}"
