"""How a wrong command line is told, in the reader's language as far as click lets us."""

from collections.abc import Iterable

import click

from docfill.cli.options import nearest
from docfill.project import language_of
from docfill.words import preferred_language, speak, tell


def show_usage(trouble: click.ClickException) -> None:
    """What is wrong with a command line, after how it should be written."""
    _speak_as_here()
    context = trouble.ctx if isinstance(trouble, click.UsageError) else None
    if context is not None:
        pieces = " ".join(context.command.collect_usage_pieces(context))
        click.echo(tell("Usage: {usage}", usage=f"{context.command_path} {pieces}"), err=True)
        click.echo(tell("For more: {command} --help", command=context.command_path), err=True)
    click.echo(tell("Error: {why}", why=_why(trouble)), err=True)


def no_such_command(name: str, known: Iterable[str], context: click.Context) -> click.UsageError:
    """What to raise for a command that docfill has not."""
    _speak_as_here()
    says = tell("there is no command {name}; there are: {known}", name=name, known=", ".join(known))
    return click.UsageError(says, context)


def _speak_as_here() -> None:
    """Speak the language of the project this folder belongs to: none was opened yet."""
    root = nearest()
    if root is not None:
        speak(preferred_language(language_of(root)))


def _why(trouble: click.ClickException) -> str:
    """Our words for what click says most often, else its own."""
    if isinstance(trouble, click.NoSuchOption):
        near = " / ".join(trouble.possibilities or ())
        hint = tell("; did you mean {near}?", near=near) if near else ""
        return tell("there is no option {name}", name=trouble.option_name) + hint
    if isinstance(trouble, click.BadParameter) and trouble.param and trouble.ctx:
        name = trouble.param.get_error_hint(trouble.ctx)
        if isinstance(trouble, click.MissingParameter):
            return tell("{name} is missing", name=name)
        return tell("{name} cannot be so: {why}", name=name, why=trouble.message)
    return trouble.format_message()
