"""A LibreOffice that an earlier command left running, as a converter for `Office`."""

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from docfill.base import ConversionFailed, ConversionTimedOut
from docfill.office.cache import stamp
from docfill.office.exchange import convert_through, is_stopped, is_worn_out
from docfill.office.find import Installation, program_of, unoserver_folder
from docfill.office.fonts.font_set import FontSet
from docfill.office.lost import WorkerLost
from docfill.office.records import KeptOffice, Lease, OfficeIdentity, list_records, read_record
from docfill.office.tasks import OfficeTask, pdf_task

if TYPE_CHECKING:
    from docfill.pdf import PdfOptions

# One that is well answers within milliseconds.
_SECONDS_TO_ANSWER = 3.0


class KeptWorker:
    """The kept LibreOffice of a lease; not safe for use by several threads at once."""

    def __init__(self, kept: KeptOffice, lease: Lease, *, deadline: float):
        self.deadline = deadline
        self._kept, self._lease = kept, lease
        self._is_lost = self._has_worked = False
        self._documents = 0
        # Here, as most commands find none that is kept.
        from docfill.office.client import Client

        self._client = Client(
            "localhost", deadline=deadline, path=kept.secret, door=str(lease.socket)
        )

    def is_well(self) -> bool:
        """Whether it answers at once and may go on."""
        if not self._kept.is_alive() or is_stopped(self._kept.libreoffice):
            return False
        try:
            self._documents = self._client.served(deadline=_SECONDS_TO_ANSWER)
        except ConversionFailed:
            return False
        return not self.is_worn()

    def export(self, docx: bytes, options: "PdfOptions") -> bytes:
        """The PDF of the document as LibreOffice wrote it; raises what `Worker.export` raises."""
        return self.convert(docx, pdf_task(options.filter_options()))

    def convert(self, document: bytes, task: OfficeTask) -> bytes:
        """The document as LibreOffice wrote it; raises what `Worker.convert` raises."""
        self._documents += 1
        home = Path(self._kept.home)
        try:
            made = convert_through(self._client, home, document, task)
        except FileNotFoundError as gone:
            # It may have ended just as we came.
            self._is_lost = True
            raise WorkerLost(str(gone)) from gone
        except (WorkerLost, ConversionTimedOut):
            self._is_lost = True
            raise
        self._has_worked = True
        return made

    def has_started(self) -> bool:
        """Whether it has worked for us: what it does not do at first is no document's fault."""
        return self._has_worked

    def is_worn(self) -> bool:
        """Whether a fresh one should take over."""
        return is_worn_out(self._documents, self._kept.libreoffice)

    def kill(self) -> None:
        """End it from another thread; a call it is busy with fails."""
        self._is_lost = True
        self._kept.end()

    def stop(self) -> None:
        """Leave it to others, or end it where it is of no use any more; may be called twice."""
        self._client.close()
        if self._lease.lock < 0:
            return
        if self._is_lost or self.is_worn():
            self._kept.end()
            self._lease.forget()
        else:
            self._lease.give_back()


def identity(installation: Installation, fonts: FontSet) -> OfficeIdentity:
    """What a kept LibreOffice must have been started with to be used now."""
    room = files("docfill.office")
    beside = [room.joinpath("profile/registrymodifications.xcu")]
    beside += sorted(
        (one for one in room.joinpath("server").iterdir() if one.name.endswith(".py")),
        key=lambda one: one.name,
    )
    program = hashlib.sha256()
    for word in (
        stamp(program_of(installation.soffice)),
        str(installation.python),
        stamp(unoserver_folder() / "unoserver" / "converter.py"),
    ):
        program.update(f"{word}\n".encode())
    for file in beside:
        program.update(file.read_bytes())
    seen = hashlib.sha256(fonts.config.read_bytes())
    for name, digest in sorted(fonts.hashes.items()):
        seen.update(f"{name}\n{digest}\n".encode())
    soffice = str(installation.soffice)
    return OfficeIdentity(soffice, installation.version, program.hexdigest(), seen.hexdigest())


def take(wanted: OfficeIdentity, *, deadline: float) -> KeptWorker | None:
    """A kept LibreOffice that is well and gives the same pages, leased; None if there is none.

    Those that are out of date, dead or frozen are ended on the way.
    """
    for path in list_records():
        lease = Lease.of(path)
        if lease is None:
            continue
        kept = read_record(path)
        if kept is None:
            lease.forget()  # whoever began to write it was killed
            continue
        if (
            kept.identity == wanted
            and (worker := KeptWorker(kept, lease, deadline=deadline)).is_well()
        ):
            return worker
        if kept.identity == wanted or _is_out_of_date(kept, wanted) or not kept.is_alive():
            kept.end()
            lease.forget()
        else:
            lease.give_back()
    return None


def _is_out_of_date(kept: KeptOffice, wanted: OfficeIdentity) -> bool:
    was = kept.identity
    return was.soffice == wanted.soffice and was.program != wanted.program
