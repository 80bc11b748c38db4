"""The folder where docfill keeps what it can make again."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from docfill.start.places import cache_path


def cache_folder() -> Path:
    """`$DOCFILL_CACHE`, else `$XDG_CACHE_HOME/docfill`, else `~/.cache/docfill`; may not exist."""
    return Path(cache_path())


def is_private(folder: Path) -> bool:
    """Whether a folder is this user's and nobody else may look or write there."""
    found = folder.lstat()
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.geteuid()
        and stat.S_IMODE(found.st_mode) & 0o077 == 0
    )


def forget_oldest(entries: Iterable[Path], most: int) -> None:
    """Keep a cache small: of its entries, those written last stay."""
    for entry in sorted(entries, key=lambda each: each.stat().st_mtime_ns)[:-most]:
        entry.unlink(missing_ok=True)
