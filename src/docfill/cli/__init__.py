"""Arguments in, text and an exit code out; every command calls one function and prints."""

import gc
import importlib
import io
import os
import signal
import sys
from types import FrameType

import click

from docfill import __version__
from docfill.base import preferred_language, speak
from docfill.cli.help_text import translated_help

# Each command in the module of its name, imported only when it is asked for; so that the list
# of all needs none of them, its first words stand here too.
COMMANDS = {
    "build": "Make the reports of some townships, or of all: .docx and PDF; only what changed.",
    "verify": "Read finished .docx and PDF back and compare them with data, kit and receipt.",
    "html": "Make pages for the portal of finished reports: a page of its own, and a "
    "piece to paste.",
    "check": "Check filings, or reports as published: every fault with its place; nothing "
    "is written.",
    "explain": "Explain the code of a finding: meaning, remedy and an example.",
    "new": "Begin filings: every key with its caption, last year's stock and open cases filled in.",
    "sheet": "Write the form as a workbook for each agency, with what is known already filled in.",
    "take": "Take filled workbooks, or folders with them, as filings; every fault with "
    "sheet and cell.",
    "import": "Read published reports (.docx, .doc, .pdf, .html, .txt) as filings; "
    "tell every doubt.",
    "mail": "Mail to the county what is built, verified, current and not yet sent.",
    "status": "Show township by township: filing, findings, products, and what was sent to whom.",
    "rollup": "Add up the figures of all agencies, by group and whole; what is missing "
    "comes first.",
    "compare": "Compare two years: what changed at each agency and in sum, the largest "
    "change first.",
    "serve": "Let clerks fill in the form in a browser, and the county watch it fill.",
    "run": "Check, build, verify and mail last year's reports, and mail the operator a summary.",
    "schedule": "Print the timers of the yearly run, put them in place, or take them away.",
    "fill": "Fill any docxtpl template with data, or anew for each row of a list; see "
    "docs/filling.md.",
    "office": "Keep LibreOffice running between builds, end it, or show what is kept.",
    "kit": "Check kits, or all the project uses: form, template and a trial document.",
    "schema": "Print the JSON Schema of a filing, made from the form.",
    "doctor": "Look for LibreOffice, its Python, the fonts and faults in docfill.yaml; "
    "say what to do.",
}

# Objects made before Python looks for those that only refer to each other.
_OBJECTS_MADE = 50_000
# No module can bear the name of a word of Python's own.
_MODULES = {"import": "importing"}


class LazyGroup(click.Group):
    """Commands by name; also the one place that turns what stopped us into an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"docfill.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def get_help(self, ctx: click.Context) -> str:
        return translated_help(self, ctx, COMMANDS) or super().get_help(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        room = formatter.width - 6 - max(map(len, COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (n, click.Command(n, help=says).get_short_help_str(room))
                    for n, says in COMMANDS.items()
                ]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from docfill.cli.usage import no_such_command

            raise no_such_command(args[0], COMMANDS, ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        speak(preferred_language())
        # Who types no command asks for help: that is no wrong usage.
        return super().parse_args(ctx, args or ["--help"])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, click.ClickException, BrokenPipeError):
            raise
        except Exception as trouble:  # noqa: BLE001 - here all ends as a sentence and an exit code
            from docfill.cli.stopped import stop

            stop(ctx, trouble)
            return None


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: docfill build huashi -y 2023",
)
@click.version_option(__version__, prog_name="docfill")
def docfill() -> None:
    """Yearly reports from data: checked, as official .docx and PDF, proved and mailed."""


def main() -> None:
    """The program; an interrupt or a request to end leaves nothing running behind."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # whoever began us has closed it
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal in GBK has no ✓, and a file name may be no text at all.
            stream.reconfigure(errors="replace")
    # What is loaded stays; to look through it for rubbish again and again is a tenth of the time.
    gc.set_threshold(_OBJECTS_MADE)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _end)
    sys.exit(_exit_code())


def _exit_code() -> int:
    try:
        return int(docfill.main(standalone_mode=False) or 0)
    except click.ClickException as trouble:
        from docfill.cli.usage import show_usage

        show_usage(trouble)
        return trouble.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # Whoever read our output has gone; what is still buffered must not be written either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE


def _end(signum: int, frame: FrameType | None) -> None:
    sys.exit(128 + signum)
