"""How a command can end, and the few exceptions that end one."""

from collections.abc import Sequence
from enum import IntEnum

from docfill.base.findings import Finding


class ExitCode(IntEnum):
    """What a command's exit code says; 1 to 9 are the promises of `docs/commands.md`."""

    WELL = 0
    FINDINGS = 1
    USAGE = 2
    MISSING = 3
    CONVERSION_FAILED = 4
    TIMED_OUT = 5
    MISMATCH = 6
    MAIL = 7
    REFUSED = 8
    PROGRAM = 9


class DocfillError(Exception):
    """Something that stops the work at hand; `cli` alone turns it into text and an exit code."""

    exit_code = ExitCode.USAGE


class Faulty(DocfillError):
    """A file people wrote cannot be used at all; its findings say why."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, findings: Sequence[Finding]):
        super().__init__("\n".join(map(str, findings)))
        self.findings = tuple(findings)


class SomethingMissing(DocfillError):
    """LibreOffice, its Python or a font is not on this machine; the message says what to do."""

    exit_code = ExitCode.MISSING


class ConversionFailed(DocfillError):
    """LibreOffice could not make a PDF of a document."""

    exit_code = ExitCode.CONVERSION_FAILED


class ConversionTimedOut(ConversionFailed):
    """LibreOffice did not answer within the deadline."""

    exit_code = ExitCode.TIMED_OUT


class MailFailed(DocfillError):
    """Mail was refused, could not be sent, or may not be sent; the message says why."""

    exit_code = ExitCode.MAIL
