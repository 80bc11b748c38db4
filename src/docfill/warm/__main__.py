"""`python -m docfill.warm RECORD SECONDS < modules`: wait for commands as long as somebody comes.

The modules are those a command had loaded, one a line; they are loaded here before the first.
"""

import sys

from docfill.start.alike import circumstances, record_name


def main() -> None:
    """Serve, and in each image of this process do one command."""
    record, seconds = sys.argv[1], float(sys.argv[2])
    alike = circumstances()
    if not record.endswith(f"/{record_name(alike)}"):
        return  # whoever began us was begun with options of Python's that we do not have
    from docfill.warm.image import perform
    from docfill.warm.server import serve

    request = serve(record, alike, seconds, sys.stdin.read().split())
    if request is not None:
        perform(request)


if __name__ == "__main__":
    main()
