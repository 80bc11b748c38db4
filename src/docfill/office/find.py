"""Where LibreOffice is, which Python can talk to it, and which version it is."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from docfill.base import SomethingMissing, cache_folder, tell, temporary
from docfill.office.cache import recall, remember, stamp

INSTALL = "apt-get install --no-install-recommends libreoffice-writer python3-uno"

_PROBE = "import sys, uno; assert sys.version_info >= (3, 8); print('uno')"
_PROBE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Installation:
    """One LibreOffice on this machine: the program, a Python with its `uno` module, its version."""

    soffice: Path
    python: Path
    version: str


def find_installation() -> Installation:
    """The LibreOffice to use; `DOCFILL_SOFFICE` and `DOCFILL_UNO_PYTHON` override the search.

    Asking the programs takes most of a second, so answers are kept in the cache until one of
    the files changes. Raises SomethingMissing, with what to install.
    """
    soffice = _soffice()
    candidates = _pythons(soffice)
    note = _note(soffice, *candidates)
    key = "\n".join(stamp(path) for path in (soffice, program_of(soffice), *candidates))
    if isinstance(known := recall(note, key), dict):
        return Installation(soffice, Path(known["python"]), known["version"])
    found = Installation(soffice, _python_with_uno(candidates), _version(soffice))
    remember(note, key, {"python": str(found.python), "version": found.version})
    return found


def _note(*asked: Path) -> Path:
    """Where the answers of these programs are kept: each virtual environment has its own Python."""
    name = hashlib.sha256("\n".join(map(str, asked)).encode()).hexdigest()[:16]
    return cache_folder() / "facts" / f"installation-{name}.json"


def unoserver_folder() -> Path:
    """The folder the `unoserver` package lies in, to be put on the uno Python's path."""
    from importlib.util import find_spec

    spec = find_spec("unoserver")
    if spec is None or not spec.submodule_search_locations:
        raise SomethingMissing(tell("the Python package unoserver is not installed: make setup"))
    return Path(next(iter(spec.submodule_search_locations))).parent


def _soffice() -> Path:
    chosen = os.environ.get("DOCFILL_SOFFICE")
    names = [chosen] if chosen else ["soffice", "libreoffice"]
    places = [found for name in names if (found := shutil.which(name))]
    if not chosen:
        places += sorted(map(str, Path("/opt").glob("libreoffice*/program/soffice")), reverse=True)
    for place in places:
        # Links are followed, because its helpers lie beside the real file.
        return Path(place).resolve()
    if chosen:
        raise SomethingMissing(
            tell("DOCFILL_SOFFICE names {path}, which is no program", path=chosen)
        )
    raise SomethingMissing(
        tell("LibreOffice is not installed. As root: {command}", command=INSTALL)
    )


def program_of(soffice: Path) -> Path:
    """The program behind the start script, which changes when LibreOffice is upgraded."""
    behind = soffice.with_name("soffice.bin")
    return behind if behind.exists() else soffice


def _pythons(soffice: Path) -> list[Path]:
    """The Pythons that may have `uno`, the likeliest first; symbolic links are kept as they are."""
    if chosen := os.environ.get("DOCFILL_UNO_PYTHON"):
        found = shutil.which(chosen)
        if found is None:
            raise SomethingMissing(
                tell("DOCFILL_UNO_PYTHON names {path}, which is no program", path=chosen)
            )
        return [Path(found)]
    likely = [soffice.with_name("python"), Path("/usr/bin/python3"), Path(sys.executable)]
    on_path = shutil.which("python3")
    return [path for path in dict.fromkeys([*likely, Path(on_path or "")]) if path.is_file()]


def _python_with_uno(candidates: list[Path]) -> Path:
    for python in candidates:
        try:
            answer = subprocess.run(
                [python, "-c", _PROBE],
                capture_output=True,
                timeout=_PROBE_SECONDS,
                check=False,
                env=_plain_environment(),
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if answer.returncode == 0 and answer.stdout.strip() == b"uno":
            return python
    raise SomethingMissing(
        tell(
            "no Python here has LibreOffice's uno module (tried: {tried}). As root: {command}",
            tried=", ".join(map(str, candidates)) or "-",
            command=INSTALL,
        )
    )


def _version(soffice: Path) -> str:
    with temporary("docfill-version-") as folder:
        command: list[str | Path] = [
            soffice,
            f"-env:UserInstallation={folder.as_uri()}",
            "--version",
        ]
        try:
            answer = subprocess.run(
                command, capture_output=True, timeout=_PROBE_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as trouble:
            raise SomethingMissing(
                tell("{soffice} does not start: {trouble}", soffice=soffice, trouble=trouble)
            ) from trouble
    said = answer.stdout.decode(errors="replace")
    version = re.search(r"\d+(?:\.\d+)+", said)
    if version is None:
        said = (said + answer.stderr.decode(errors="replace")).strip()
        raise SomethingMissing(
            tell("{soffice} does not start: {trouble}", soffice=soffice, trouble=said[:300])
        )
    return version.group()


def _plain_environment() -> dict[str, str]:
    """The environment without what ties it to the Python docfill runs on."""
    ties = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in ties}
