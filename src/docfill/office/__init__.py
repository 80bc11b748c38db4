"""The door of the office: from a .docx to a PDF, through unoserver and LibreOffice.

Documents of older kinds become .docx by the same road.
"""

from typing import TYPE_CHECKING

from docfill.office.find import Installation, find_installation
from docfill.office.fonts.font_files import no_fonts_below
from docfill.office.fonts.font_set import Face, FontSet, font_set
from docfill.office.machine import BYTES_EACH, room_for_workers

if TYPE_CHECKING:
    from docfill.office.job_queue import Conversion
    from docfill.office.keeping import OfficeState, end_kept, look_at_kept, start_kept
    from docfill.office.pool import Office
    from docfill.office.render_copy import prepare
    from docfill.office.reopening import Reopener

__all__ = [
    "BYTES_EACH",
    "Conversion",
    "Face",
    "FontSet",
    "Installation",
    "Office",
    "OfficeState",
    "Reopener",
    "end_kept",
    "find_installation",
    "font_set",
    "look_at_kept",
    "no_fonts_below",
    "prepare",
    "room_for_workers",
    "start_kept",
]


def __getattr__(name: str) -> object:
    # The pool needs lxml and the HTTP client; those who only look for fonts do not.
    if name in ("Conversion", "Office"):
        from docfill.office import pool

        return getattr(pool, name)
    if name == "prepare":
        from docfill.office import render_copy

        return render_copy.prepare
    if name == "Reopener":
        from docfill.office import reopening

        return reopening.Reopener
    if name in ("OfficeState", "end_kept", "look_at_kept", "start_kept"):
        from docfill.office import keeping

        return getattr(keeping, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
