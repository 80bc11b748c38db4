"""The file that makes a folder a project, and the language it asks for, read without the rest."""

import re
from pathlib import Path

from docfill.base.regular_files import LARGEST_FILE, read_regular

SETTINGS_FILE = "docfill.yaml"
_LANGUAGE = re.compile(r"""^language:[ \t]+["']?([^\s"'#]+)""", re.MULTILINE)


def nearest_project() -> Path | None:
    """The folder of the project this folder belongs to."""
    here = Path.cwd()
    return next((f for f in (here, *here.parents) if (f / SETTINGS_FILE).exists()), None)


def language_of(root: Path) -> str:
    """The language docfill.yaml asks for, right or wrong; nothing where it asks for none.

    Looked up in the bare text, so that what is wrong with the file is said in its language too.
    """
    try:
        text = read_regular(root / SETTINGS_FILE, LARGEST_FILE).decode(errors="replace")
    except OSError:
        # Opening the project says why.
        return ""
    asked = _LANGUAGE.search(text)
    return asked[1] if asked else ""
