"""What one process cannot take over from another, so that both must have been begun alike."""

import os
import sys
from binascii import crc32

import docfill

# What an interpreter, its libraries and their encodings look at when they begin.
_READ_AT_FIRST = ("PYTHON", "LC_", "LANG", "LD_")
_SPACES = ("mnt", "pid", "net", "user")


def circumstances() -> str:
    """Interpreter, docfill, user, limits and what of the environment is read but once."""
    environment = os.environ
    first = sorted((n, environment[n]) for n in environment if n.startswith(_READ_AT_FIRST))
    python = (sys.executable, sys.version, sys.flags, sys.warnoptions, sorted(sys._xoptions))
    user = (os.getuid(), os.getgid(), os.getgroups(), os.getpriority(os.PRIO_PROCESS, 0))
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else ()
    spaces = [_namespace(name) for name in _SPACES]
    return repr((python, docfill.__file__, user, cores, _limits(), spaces, first))


def record_name(alike: str) -> str:
    """What the record of a docfill is called that waits under these circumstances."""
    return f"docfill-{crc32(alike.encode(errors='surrogateescape')):08x}"


def _limits() -> str:
    try:
        with open("/proc/self/limits", encoding="ascii") as file:  # noqa: PTH123 - see places.py
            return file.read()
    except OSError:
        return ""


def _namespace(name: str) -> str:
    try:
        return os.readlink(f"/proc/self/ns/{name}")  # noqa: PTH115 - see places.py
    except OSError:
        return ""
