"""The languages of the generated pages."""

import contextlib
import os
from collections.abc import Iterator

from docfill.base.language import speak

# Each language with what a page's file name ends with.
LANGUAGES = {"en": ".md", "zh": ".zh-CN.md"}


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """docfill says everything in this language, whatever the project and the locale say."""
    before = os.environ.get("DOCFILL_LANG", "en")
    os.environ["DOCFILL_LANG"] = language  # `--help` looks here.
    speak(language)
    try:
        yield
    finally:
        os.environ["DOCFILL_LANG"] = before
        speak(before)
