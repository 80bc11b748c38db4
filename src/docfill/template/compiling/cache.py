"""Compiled templates kept on disk for the next process: only what this user wrote is believed.

An entry is named after the template's bytes and the programs that compiled it. It is signed
with a key only this user can read, so that nobody else's code is ever run; an entry that is
torn, stale or forged is as good as none.
"""

import hmac
import marshal
import os
import stat
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from docfill.base import cache_folder, forget_oldest, is_private

_SIGNATURE = 32
# The folders of docfill that have a say in what is found out about a template.
_FOLDERS = ("base", "build", "filing", "form", "opc", "template", "verify", "word")
MOST_ENTRIES = 64


def folder() -> Path:
    """Where compiled templates are kept."""
    return cache_folder() / "templates"


def load(data: bytes, kind: str) -> tuple[Any, ...] | None:
    """What was kept of one kind for the bytes of a template, if this user has kept it."""
    try:
        here = folder()
        if not is_private(here):
            return None
        content = (here / _name(data, kind)).read_bytes()
        signature, payload = content[:_SIGNATURE], content[_SIGNATURE:]
        if not hmac.compare_digest(signature, _signature(here, payload)):
            return None
    except (OSError, RuntimeError):
        return None
    kept: tuple[Any, ...] = marshal.loads(payload)
    return kept


def store(data: bytes, kind: str, kept: tuple[Any, ...]) -> None:
    """Keep something about a template; where that is not possible or not safe, do without."""
    with suppress(OSError, RuntimeError):
        here = folder()
        here.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_private(here):
            return
        payload = marshal.dumps(kept)
        _write(here / _name(data, kind), _signature(here, payload) + payload)
        forget_oldest((each for each in here.glob("*.*") if len(each.stem) == 64), MOST_ENTRIES)


def _name(data: bytes, kind: str) -> str:
    return f"{sha256(data + _programs()).hexdigest()}.{kind}"


@cache
def _programs() -> bytes:
    """What the result depends on besides the template: Python, Jinja, docxtpl, docfill itself."""
    docfill = Path(__file__).parents[2]
    files = sorted(file for name in _FOLDERS for file in (docfill / name).rglob("*.py"))
    for package, names in (
        ("docxtpl", ("template.py", "__init__.py")),
        ("jinja2", ("compiler.py", "parser.py", "lexer.py", "nodes.py", "runtime.py")),
    ):
        spec = find_spec(package)
        if spec and spec.origin:
            files += (Path(spec.origin).parent / name for name in names)
    states = [(str(file), (s := file.stat()).st_size, s.st_mtime_ns) for file in files]
    return repr((sys.implementation.cache_tag, sys.version, states)).encode()


def _signature(here: Path, payload: bytes) -> bytes:
    return hmac.digest(_key(here), payload, "sha256")


def _key(here: Path) -> bytes:
    """This user's key; made on first use. Of two processes that make one, both use the first."""
    path = here / "key"
    with suppress(FileNotFoundError):
        return _owned_key(path)
    beside = _beside(path)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(os.urandom(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink()
    return _owned_key(path)


def _owned_key(path: Path) -> bytes:
    """The key in a file that is this user's alone; raises `PermissionError` for any other."""
    found = path.lstat()
    private = found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) & 0o077 == 0
    key = path.read_bytes() if stat.S_ISREG(found.st_mode) and private else b""
    if len(key) != 32:
        raise PermissionError(f"{path} is no key of this user")
    return key


def _write(path: Path, content: bytes) -> None:
    """Write a file beside its name and rename it, readable by this user alone."""
    beside = _beside(path)
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            # Not synced: an entry that is torn does not bear its signature, and is made again.
            file.write(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """A name beside a file that nobody else uses."""
    return path.with_name(f"{path.name}.{os.urandom(8).hex()}")
