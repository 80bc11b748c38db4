"""Whether a file is a workbook that may be opened at all, and its parts.

Whatever comes by mail is looked at before any library reads it: what it really is, how much it
holds unpacked, and that it brings no programs and no links to other files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docfill.base import Message, message_of, tell
from docfill.opc import TYPES, NotAZip, NotXml, OpcPackage, TooLarge, unpack_zip
from docfill.sources.compound import SIGNATURE, read_compound
from docfill.sources.yaml import why_unreadable

LARGEST = 50_000_000  # bytes of the file


class WorkbookRefused(Exception):
    """The file cannot be taken; the message says why, and what to do."""

    code = "not-taken"


class WorkbookUnreadable(WorkbookRefused):
    """The file is no workbook that could be read, whatever for."""

    code = "workbook"


@dataclass(frozen=True)
class WorkbookPackage(OpcPackage):
    """A workbook's bytes, and its parts by their names, each unpacked within limits."""

    data: bytes
    parts: Mapping[str, bytes]


def open_package(path: Path) -> WorkbookPackage:
    """The workbook in a file; raises WorkbookRefused with what is in the way."""
    try:
        if (size := path.stat().st_size) > LARGEST:
            says = tell("the workbook holds {mb} MB; is it the right file?", mb=size // 10**6)
            raise WorkbookUnreadable(says)
        data = path.read_bytes()
    except OSError as trouble:
        raise WorkbookUnreadable(why_unreadable(trouble)) from trouble
    if not data.startswith(b"PK"):
        raise WorkbookUnreadable(_no_workbook(data))
    try:
        parts = unpack_zip(data).parts
    except TooLarge as trouble:
        raise WorkbookUnreadable(message_of(trouble)) from trouble
    except NotAZip as trouble:
        raise WorkbookUnreadable(tell_damaged()) from trouble
    package = WorkbookPackage(data, parts)
    try:
        _refuse_what_it_brings(package)
    except NotXml as trouble:
        raise WorkbookUnreadable(tell_damaged()) from trouble
    return package


def _refuse_what_it_brings(package: WorkbookPackage) -> None:
    names = [name.casefold() for name in package.parts]
    if TYPES not in package.parts:
        raise WorkbookUnreadable(_other_kind() if "mimetype" in package.parts else tell_damaged())
    if any(package.programs()):
        says = tell(
            "the workbook holds macros; save it as .xlsx, which has none, and send it again"
        )
        raise WorkbookRefused(says)
    if any("externallinks/" in name for name in names):
        says = tell(
            "the workbook holds links to other files; paste the figures as values and save it again"
        )
        raise WorkbookRefused(says)
    if b"spreadsheetml" not in package.parts[TYPES] or any(
        name.endswith("workbook.bin") for name in names
    ):
        raise WorkbookUnreadable(_other_kind())


def _no_workbook(data: bytes) -> Message:
    """What a file is that is no package."""
    if not data:
        return tell("the file is empty")
    if data.startswith(SIGNATURE):
        if read_compound(data).is_word:
            return tell(
                "this is a document of Word or WPS and no workbook; docfill import makes filings "
                "of published reports"
            )
        if "EncryptedPackage".encode("utf-16-le") in data:
            return tell("the workbook has a password; take it off and save the workbook again")
        return tell(
            "this is a workbook of the old kind (.xls or .et); open it and save it as .xlsx: "
            "File, Save As, Excel Workbook (*.xlsx)"
        )
    return _other_kind()


def _other_kind() -> Message:
    return tell("this is no workbook in .xlsx; open it and save it as Excel Workbook (*.xlsx)")


def tell_damaged() -> Message:
    """What to do with a workbook that cannot be read."""
    return tell("the workbook is damaged; open it, save it again, and send it anew")
