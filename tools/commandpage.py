"""The page of commands, from what each `--help` says."""

from collections.abc import Iterator

import click

from docfill.cli import COMMANDS, docfill
from docfill.errors import ExitCode

_HEAD = """\
# Commands

<!-- Made by tools/docs.py from the program itself; do not edit. -->

Years default to last year, townships to all; `new` and `mail --settle` want them named. Results go
to stdout, talk and progress to stderr; `--json` prints the same results as objects. The project is
the folder with `docfill.yaml`, this one or one above, or what `--project` or `DOCFILL_PROJECT`
names. Messages and `--help` are Chinese or English: `DOCFILL_LANG`, else `language` in
`docfill.yaml`, else the locale.

| exit code | what it says |
|---|---|
"""

_CODES = {
    ExitCode.WELL: "all is well",
    ExitCode.FINDINGS: "findings that block",
    ExitCode.USAGE: "wrong usage",
    ExitCode.MISSING: "LibreOffice or a font is missing; the message says what to install",
    ExitCode.CONVERSION_FAILED: "a conversion failed",
    ExitCode.TIMED_OUT: "a conversion took too long",
    ExitCode.MISMATCH: "a product does not match its data",
    ExitCode.MAIL: "mail was refused or is unsent",
    ExitCode.REFUSED: "the system refused a file or folder: no permission, a full disk, a file "
    "where a folder belongs; the message says which, and what to do",
}

_TAIL = """\

Where several reports end differently, the gravest code counts. After Ctrl-C it is 130, after
SIGTERM 143.
"""


def page() -> str:
    """The whole page."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    rows = [f"| {int(code)} | {_CODES[code]} |" for code in ExitCode]
    yield _HEAD + "\n".join(rows) + "\n" + _TAIL
    for name in COMMANDS:
        context = click.Context(docfill, info_name="docfill", max_content_width=100)
        context.terminal_width = 100
        command = docfill.get_command(context, name)
        assert command is not None
        below = click.Context(command, info_name=name, parent=context)
        below.terminal_width = 100
        yield f"## docfill {name}\n\n```text\n{command.get_help(below)}\n```\n"
