"""One command done in an image of the docfill that waits, from taking it over to its exit code."""

import atexit
import os
import sys
from typing import NoReturn

from docfill.start.asking import BEGUN, DONE
from docfill.warm.request import answer, take_over
from docfill.warm.server import Accepted

_FLUSH_FAILED = 120  # as Python itself ends where its output cannot be written


def perform(accepted: Accepted) -> NoReturn:
    """Do the command and tell its exit code; what it has loaded is told to the server."""
    known = set(sys.modules)
    take_over(accepted.request)
    answer(accepted.request.caller, BEGUN, os.getpid())
    code = _run()
    atexit._run_exitfuncs()
    code = _flushed(code)
    accepted.report(set(sys.modules) - known)
    answer(accepted.request.caller, DONE, code)
    os._exit(code)


def _run() -> int:
    """The command done as in a process of its own."""
    from docfill.cli import main

    try:
        main()
    except SystemExit as end:
        return _code_of(end)
    except BaseException:  # noqa: BLE001 - told as Python tells what nobody has caught
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def _code_of(end: SystemExit) -> int:
    if end.code is None:
        return 0
    if isinstance(end.code, int):
        return end.code & 0xFF
    print(end.code, file=sys.stderr)
    return 1


def _flushed(code: int) -> int:
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            code = _FLUSH_FAILED
    return code
