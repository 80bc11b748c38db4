"""Writes files so that a half-written one never bears its final name."""

import errno
import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path

from docfill.base.litter import clear_files

LONGEST_NAME = 255  # bytes in UTF-8: what the usual file systems take
_HERE, _EXCHANGE = -100, 2  # of renameat2(2): AT_FDCWD, RENAME_EXCHANGE
# Fewer files are synced one by one: the one call has everything else written, too.
_WORTH_ONE_SYNC = 8
# Where people are shown paths from, if not from the current directory.
_standpoint: ContextVar[str] = ContextVar("standpoint", default="")


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, sync, rename; whatever stood at `path` stays until the new file is complete."""
    with _written_beside(path, data) as beside:
        beside.replace(path)


def write_all_whole(files: Mapping[Path, bytes]) -> None:
    """The same for several files, which are synced at once; what fails leaves all as they were.

    Only the system's refusal to rename comes between two of them.
    """
    if len(files) < _WORTH_ONE_SYNC:
        for path, data in files.items():
            write_whole(path, data)
        return
    with ExitStack() as written:
        parts = [
            (written.enter_context(_written_beside(path, data, is_synced=False)), path)
            for path, data in files.items()
        ]
        for trouble in move_all_whole(parts).values():
            raise trouble


def swap_whole(path: Path, data: bytes) -> bytes | None:
    """The same; what comes back is what stood at `path` at the very moment, None for nothing.

    Whoever looked before cannot know it: an editor asks nobody when it writes.
    """
    with _written_beside(path, data) as beside:
        while not _exchanged(beside, path):
            try:
                os.link(beside, path)
            except FileExistsError:
                continue  # made meanwhile
            beside.unlink()
            return None
        was = beside.read_bytes()
        beside.unlink()
        return was


@contextmanager
def _written_beside(path: Path, data: bytes, *, is_synced: bool = True) -> Iterator[Path]:
    """A finished file beside `path`, on the disk; it is gone where the block fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beginning = f".{path.name[:40]}."
    clear_files(path.parent, beginning, ".part")
    beside = path.with_name(f"{beginning}{os.urandom(6).hex()}.part")
    # Made with the rights it will have: asking for the umask would change it for other threads.
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    try:
        with os.fdopen(handle, "wb") as file, name_in_errors(path):
            # Held until it has its name, or another program would take it for left behind.
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(data)
            file.flush()
            if is_synced:
                os.fsync(file.fileno())
            yield beside
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _exchanged(one: Path, other: Path) -> bool:
    """Let two files change their names at once; False where there is no other."""
    import ctypes  # slow to load, and rarely needed

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    names = (os.fsencode(one), os.fsencode(other))
    if call and call(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno() if call else errno.ENOSYS
    if number == errno.ENOENT:
        return False
    if number not in (errno.ENOSYS, errno.EINVAL):
        raise OSError(number, os.strerror(number), os.fspath(other))
    # Some file systems cannot: then there is a moment in which nobody may write.
    if not other.exists():
        return False
    was = other.read_bytes()
    one.replace(other)
    one.write_bytes(was)
    return True


@contextmanager
def name_in_errors(path: Path) -> Iterator[None]:
    """Let what the system refuses within be said of this path, where it names none itself."""
    try:
        yield
    except OSError as trouble:
        if trouble.filename is None:
            trouble.filename = os.fspath(path)
        raise


def move_whole(made: Path, path: Path) -> None:
    """Move a finished file to its final name on the same file system, synced before."""
    # Neither a file object nor a look at the folder: a mail merge does this thousands of times.
    handle = os.open(made, os.O_RDWR | os.O_CLOEXEC)
    try:
        with name_in_errors(path):
            os.fsync(handle)
    finally:
        os.close(handle)
    try:
        made.replace(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.replace(path)


def move_all_whole(files: Iterable[tuple[Path, Path]]) -> dict[Path, OSError]:
    """Move finished files of one folder to their final names, synced before, all at once.

    What the system refused, by the final name: the others are moved all the same.
    """
    files = list(files)
    is_synced = _sync_file_system(files[0][0].parent) if files else True
    refused = {}
    for made, path in files:
        try:
            if is_synced:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.replace(path)
            else:
                move_whole(made, path)
        except OSError as trouble:
            # Of the two names the made one is nobody's business.
            trouble.filename, trouble.filename2 = os.fspath(path), None
            refused[path] = trouble
    return refused


def _sync_file_system(folder: Path) -> bool:
    """Have everything in the folder's file system on the disk; False where that is not sure.

    One call for a hundred files takes a tenth of the time of one call for each.
    """
    import ctypes  # slow to load, and rarely needed

    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        return False
    held = os.open(folder, os.O_RDONLY)
    try:
        return bool(call(held) == 0)
    finally:
        os.close(held)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk: of a file that was renamed, only its bytes are."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def display_path(path: Path | str) -> str:
    """A path as people are shown it: from where they stand, when that is shorter."""
    text, here = os.fspath(path), standpoint()
    if text.startswith(os.sep) and f"{os.sep}." not in text and text != here:
        for folder, way in ((here, ""), (os.path.dirname(here), "../")):  # noqa: PTH120
            if text.startswith(f"{folder}{os.sep}"):
                return f"{way}{text[len(folder) + 1 :]}"
        return text
    relative = os.path.relpath(text, here)
    return relative if not relative.startswith("../..") else text


@contextmanager
def show_paths_from(folder: Path) -> Iterator[None]:
    """Within, and in this thread only, paths are shown from this folder."""
    before = _standpoint.set(os.fspath(folder))
    try:
        yield
    finally:
        _standpoint.reset(before)


def standpoint() -> str:
    """The folder that paths are shown from."""
    return _standpoint.get() or os.getcwd()  # noqa: PTH109 - asked of every file of a county
