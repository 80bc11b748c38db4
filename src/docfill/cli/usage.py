"""How a wrong command line is told, in the reader's language as far as click lets us."""

import re
from collections.abc import Callable, Iterable

import click

from docfill.base import NOTHING, Message, as_written, tell
from docfill.cli.help_text import usage_of
from docfill.cli.options import speak_as_here


def show_usage(trouble: click.ClickException) -> None:
    """What is wrong with a command line, after how it should be written."""
    speak_as_here()
    context = trouble.ctx if isinstance(trouble, click.UsageError) else None
    if context is not None:
        click.echo(usage_of(context), err=True)
        click.echo(tell("For more: {command} --help", command=context.command_path), err=True)
    click.echo(tell("Error: {why}", why=_why(trouble)), err=True)


def no_such_command(name: str, known: Iterable[str], context: click.Context) -> click.UsageError:
    """What to raise for a command that docfill has not."""
    speak_as_here()
    says = tell("there is no command {name}; there are: {known}", name=name, known=", ".join(known))
    return click.UsageError(str(says), context)


def _why(trouble: click.ClickException) -> Message:
    """Our words for what click says, else its own."""
    if isinstance(trouble, click.NoSuchOption):
        near = " / ".join(trouble.possibilities or ())
        hint = tell("; did you mean {near}?", near=near) if near else NOTHING
        return tell("there is no option {name}", name=trouble.option_name) + hint
    if isinstance(trouble, click.BadParameter) and trouble.param and trouble.ctx:
        name = trouble.param.get_error_hint(trouble.ctx)
        if isinstance(trouble, click.MissingParameter):
            return tell("{name} is missing", name=name)
        return tell("{name} cannot be so: {why}", name=name, why=_in_our_words(trouble.message))
    if isinstance(trouble, click.BadParameter) and isinstance(trouble.param_hint, str):
        return tell("{name} cannot be so: {why}", name=trouble.param_hint, why=trouble.message)
    return _in_our_words(trouble.format_message())


def _in_our_words(says: str) -> Message:
    """One of click's sentences in the reader's language; the sentence itself if we know it not.

    click tells what is wrong in no other way than in its English.
    """
    for pattern, words in _CLICK_SAYS:
        if found := pattern.fullmatch(says):
            return words(*found.groups())
    return as_written(says)


_CLICK_SAYS: tuple[tuple[re.Pattern[str], Callable[..., Message]], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"'(.*)' is not a valid integer(?: range)?\.",
            lambda value: tell("“{value}” is no whole number", value=value),
        ),
        (
            r"'(.*)' is not a valid float(?: range)?\.",
            lambda value: tell("“{value}” is no number", value=value),
        ),
        (
            r"(.*) is not in the range (.*)\.",
            lambda value, limits: tell(
                "{value} is not within {limits}", value=value, limits=limits
            ),
        ),
        (
            r"'(.*)' is not one of (.*)\.",
            lambda value, choices: tell(
                "“{value}” is none of {choices}", value=value, choices=choices.replace("'", "")
            ),
        ),
        (
            r"(?:File|Directory|Path) '(.*)' does not exist\.",
            lambda path: tell("there is no “{path}”", path=path),
        ),
        (
            r"(?:File|Directory|Path) '(.*)' is a file\.",
            lambda path: tell("“{path}” is a file", path=path),
        ),
        (
            r"(?:File|Directory|Path) '(.*)' is a directory\.",
            lambda path: tell("“{path}” is a folder", path=path),
        ),
        (
            r"(?:File|Directory|Path) '(.*)' is not readable\.",
            lambda path: tell("“{path}” may not be read", path=path),
        ),
        (
            r"Got unexpected extra arguments? \((.*)\)",
            lambda words: tell("{words} is too much", words=words),
        ),
        (
            r"Option (.*) requires an argument\.",
            lambda option: tell("{option} needs a value", option=option),
        ),
        (
            r"Option (.*) does not take a value\.",
            lambda option: tell("{option} takes no value", option=option),
        ),
    )
)
