"""The file that makes a folder a project, and the language it asks for, read without the rest."""

import re
from pathlib import Path

from docfill.base.regular_files import LARGEST_FILE, read_regular

SETTINGS_FILE = "docfill.yaml"
# Whatever is not surely a time counts as none.
_KEEP_NOTHING = re.compile(r"""\bkeep["']?\s*:(?!\s*["']?[1-9])""")
_LANGUAGE = re.compile(r"""^language:[ \t]+["']?([^\s"'#]+)""", re.MULTILINE)


def nearest_project() -> Path | None:
    """The folder of the project this folder belongs to."""
    here = Path.cwd()
    return next((f for f in (here, *here.parents) if (f / SETTINGS_FILE).exists()), None)


def language_of(root: Path) -> str:
    """The language docfill.yaml asks for, right or wrong; nothing where it asks for none.

    Looked up in the bare text, so that what is wrong with the file is said in its language too.
    """
    asked = _LANGUAGE.search(_text_in(root))
    return asked[1] if asked else ""


def forbids_keeping(root: Path) -> bool:
    """Whether docfill.yaml may say that nothing is kept from one command to the next."""
    return _KEEP_NOTHING.search(_text_in(root)) is not None


def _text_in(root: Path) -> str:
    """The file as it is written; nothing where it cannot be read, as opening the project says."""
    try:
        return read_regular(root / SETTINGS_FILE, LARGEST_FILE).decode(errors="replace")
    except OSError:
        return ""
