"""What is loaded: the modules that commands need, and whether their files are as they were."""

import contextlib
import gc
import importlib
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import docfill

# A file's time of change may be that of the clock's last tick.
_TICK = 20_000_000


class ChangedMeanwhile(Exception):
    """A file was changed while it was loaded, so nobody knows what was."""


class Loaded:
    """The modules of this process, and what their files were when they were loaded."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[int, ...]] = {}
        # Words are loaded late, by images; Python itself was loaded early.
        self._add([sys.executable, *map(str, Path(docfill.__file__).parent.rglob("*.mo"))])

    def load(self, names: Iterable[str]) -> None:
        """Load modules, those that cannot be loaded left out; raises ChangedMeanwhile."""
        began = time.time_ns()
        for name in names:
            if name not in sys.modules and name.isprintable():
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)
        found = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
        new = [file for file in found if file and file not in self._files]
        self._add(new)
        if any(max(self._files[file][:2]) > began - _TICK for file in new):
            raise ChangedMeanwhile
        self.settle()

    def settle(self) -> None:
        """What is there stays: images need not look through it, and share it with us."""
        gc.collect()
        gc.freeze()

    def is_current(self) -> bool:
        """Whether every file is as it was."""
        return all(_state(file) == state for file, state in self._files.items())

    def _add(self, files: Iterable[str]) -> None:
        self._files.update((file, _state(file)) for file in files)


def _state(file: str) -> tuple[int, ...]:
    """What changes with a file; its time of change cannot be set by whoever writes it."""
    try:
        found = os.stat(file)  # noqa: PTH116 - hundreds of them before each command
    except OSError:
        return (0, 0)
    return (found.st_ctime_ns, found.st_mtime_ns, found.st_size, found.st_ino)
