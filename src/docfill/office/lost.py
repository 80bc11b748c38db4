"""That a LibreOffice is of no use any more."""

from docfill.base import ConversionFailed


class WorkerLost(ConversionFailed):
    """LibreOffice crashed, was killed or went away; another may still convert the document."""
