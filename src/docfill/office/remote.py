"""A unoserver that somebody else runs, at an address.

Documents are sent to it and PDFs come back over the connection, so it may run on another
machine or in a container. Its fonts and its LibreOffice's line-breaking list are its own affair:
start it with `FONTCONFIG_FILE` and a profile like ours, or lines will break elsewhere. What
docfill does before and after (the translated copy, the canonical PDF) is the same.
"""

import xmlrpc.client

from docfill.base import ConversionTimedOut, SomethingMissing, tell
from docfill.office.client import Client
from docfill.office.lost import WorkerLost
from docfill.pdf import PdfOptions


class Remote:
    """The unoserver at `HOST:PORT`, as a converter for `Office`."""

    def __init__(self, address: str, *, deadline: float):
        host, _, port = address.rpartition(":")
        if not host or not port.isdecimal():
            raise SomethingMissing(
                tell("{address} is no address: write HOST:PORT", address=address)
            )
        self.address, self.deadline = address, deadline
        self._client = Client(address, deadline=deadline)

    def export(self, docx: bytes, options: PdfOptions) -> bytes:
        """The PDF as that LibreOffice wrote it.

        Raises SomethingMissing when nobody answers there, else what `Worker.export` raises.
        """
        try:
            return self._client.convert_bytes(docx, options.filter_options())
        except WorkerLost as lost:
            match lost.__cause__:
                case ConnectionRefusedError() as refused:
                    raise SomethingMissing(
                        tell("no unoserver answers at {address}", address=self.address)
                    ) from refused
                case xmlrpc.client.Fault(faultString=said) if "TimeoutError" in said:
                    # unoserver has a deadline of its own, --conversion-timeout.
                    raise ConversionTimedOut(str(lost)) from lost
            raise

    def has_started(self) -> bool:
        """Yes: whoever started it looks after it."""
        return True

    def is_worn(self) -> bool:
        """Never: whoever started it looks after it."""
        return False

    def kill(self) -> None:
        """Close the connection; the server is not ours to end."""
        self._client.close()

    def stop(self) -> None:
        """Close the connection; the server is not ours to end."""
        self._client.close()
