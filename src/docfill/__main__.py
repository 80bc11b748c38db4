"""The program, `docfill` or `python -m docfill`: done by a docfill that waits, or else here."""

import sys

from docfill.start.asking import ask


def main() -> None:
    """Do the command of this process's arguments, and end with its exit code."""
    code = ask(sys.argv)
    if code is not None:
        sys.exit(code)
    from docfill.cli import main as begin

    begin()


if __name__ == "__main__":
    main()
