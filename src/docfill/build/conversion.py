"""LibreOffice and its fonts, as a build wants them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docfill.base import NOTHING, Message, tell

if TYPE_CHECKING:
    from docfill.office import FontSet, Office


@dataclass(frozen=True)
class Options:
    """What a build does; `workers` 0 means one per core, `office` is a unoserver's HOST:PORT.

    Data may name files in the folders of `allow_files` and in their own.
    """

    pdf: bool = True
    pdfa: bool = False
    workers: int = 0
    deadline: float = 120.0
    out: Path | None = None
    office: str = ""
    force: bool = False
    png: bool = False
    html: bool = False
    allow_files: tuple[Path, ...] = ()
    filling_seconds: float = 10.0


def fonts_of(root: Path | None, options: Options) -> "FontSet | None":
    """The fonts LibreOffice will see; those of an office elsewhere are not known."""
    from docfill.office import font_set

    return None if options.office else font_set(root / "fonts" if root else None)


def open_office(
    fonts: "FontSet | None", options: Options, documents: int, keep: float | None = None
) -> "Office":
    """LibreOffice, starting in the background while documents are filled.

    One for each core, but never more than there are documents, or than there is memory for.
    For `keep`, in seconds, they stay for the next build; see `docfill.office.Office`.
    """
    from docfill.office import Office, find_installation, room_for_workers

    if options.office or fonts is None:
        return Office.at(options.office, deadline=options.deadline)
    workers = min(options.workers or room_for_workers(), room_for_workers(), documents)
    return Office(find_installation(), fonts, workers=workers, deadline=options.deadline, keep=keep)


def note_on_workers(options: Options) -> Message:
    """What to tell whoever asked for more LibreOffices at once than there will be; else ""."""
    from docfill.office import BYTES_EACH, room_for_workers

    if options.office or options.workers <= (room := room_for_workers()):
        return NOTHING
    return tell(
        "{n} LibreOffices at once instead of {asked}: each takes a core and {memory} MB of memory",
        n=room,
        asked=options.workers,
        memory=BYTES_EACH // 2**20,
    )


def list_formats(options: Options) -> tuple[str, ...]:
    """The kinds of file a build is to leave behind."""
    return ("docx", "pdf") if options.pdf else ("docx",)
