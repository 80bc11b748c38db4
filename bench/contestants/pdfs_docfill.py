"""A process that converts documents with docfill's office: a folder for PDFs, then documents."""

import datetime
import sys
from pathlib import Path

from docfill.office import Office, find_installation, font_set
from docfill.pdf import PdfOptions

if __name__ == "__main__":
    folder, *documents = map(Path, sys.argv[1:])
    options = PdfOptions(date=datetime.date(2024, 1, 11))
    with Office(find_installation(), font_set()) as office:
        promised = [office.submit(d, folder / f"{d.stem}.pdf", options) for d in documents]
        for promise in promised:
            promise.result()
