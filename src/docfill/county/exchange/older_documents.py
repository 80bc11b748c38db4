"""Has LibreOffice save reports of older kinds as .docx, and says in words where it cannot."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from docfill.base import ConversionFailed, SomethingMissing, message_of, tell
from docfill.sources.published.model import NotAReport
from docfill.sources.published.reading import SaveAsDocx


@contextlib.contextmanager
def saving_as_docx(root: Path) -> Iterator[SaveAsDocx]:
    """What saves a document as .docx, with the fonts of a project; LibreOffice ends with it.

    It is looked for only when a report asks for it: most are read without.
    """
    with contextlib.ExitStack() as held:
        save: SaveAsDocx | None = None

        def as_docx(document: bytes, kind: str) -> bytes:
            nonlocal save
            try:
                if save is None:
                    from docfill.office import Reopener, font_set

                    save = held.enter_context(Reopener(lambda: font_set(root / "fonts"))).as_docx
                return save(document, kind)
            except (SomethingMissing, ConversionFailed) as trouble:
                says = tell(
                    "this is a document of an older kind (.doc, .wps or .rtf), and could not be "
                    "read: {why}; open it in Word or WPS, save it as .docx and import that",
                    why=message_of(trouble),
                )
                raise NotAReport(says) from None

        yield as_docx
