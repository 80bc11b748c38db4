"""Where what is kept between commands is found, looked up without anything loaded."""

import os
from stat import S_ISDIR

# The longest path that a Unix socket may have, less the zero byte at its end.
LONGEST_SOCKET = 107


def cache_path() -> str:
    """`$DOCFILL_CACHE`, else `$XDG_CACHE_HOME/docfill`, else `~/.cache/docfill`; may not exist."""
    if chosen := os.environ.get("DOCFILL_CACHE"):
        return os.path.abspath(chosen)  # noqa: PTH100 - pathlib takes as long to load as all of this
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification lets a relative path be ignored.
    return f"{base if base.startswith('/') else _home() + '/.cache'}/docfill"


def run_path() -> str:
    """Where records and sockets of this user lie: that of the user's session, if there is one."""
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    return f"{session}/docfill" if session.startswith("/") else f"{cache_path()}/run"


def is_ours_alone(folder: str) -> bool:
    """Whether it is a folder of this user, into which nobody else can look."""
    try:
        state = os.lstat(folder)
    except OSError:
        return False
    return S_ISDIR(state.st_mode) and state.st_uid == os.getuid() and not state.st_mode & 0o077


def _home() -> str:
    return os.path.expanduser("~")  # noqa: PTH111 - as above
