"""Pages of a PDF as pictures, without another program."""

import base64
from io import BytesIO
from pathlib import Path

from docfill.base import write_whole

_POINTS_PER_INCH = 72
WIDTH = 420  # pixels: sharp at half the size on a fine screen, readable headings in print
_GREYS = 16


def write_pages(pdf: Path, folder: Path, dots_per_inch: int = 100) -> list[Path]:
    """Each page as `page-1.png` and so on in a folder; pages of an older, longer PDF go.

    Not for two threads at once: PDFium.
    """
    import pypdfium2

    written = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            picture = document[number].render(scale=dots_per_inch / _POINTS_PER_INCH).to_pil()
            buffer = BytesIO()
            picture.save(buffer, "PNG", optimize=False)
            path = folder / f"page-{number + 1}.png"
            write_whole(path, buffer.getvalue())
            written.append(path)
    for old in folder.glob("page-*.png"):
        if old not in written:
            old.unlink()
    return written


def count_pages(pdf: Path) -> int:
    """How many pages there are. Not for two threads at once: PDFium."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_picture(pdf: Path, number: int, dots_per_inch: int = 100) -> bytes | None:
    """One page, from 1, as a PNG made in no time; None where there is none of this number.

    Not for two threads at once: PDFium.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= number <= len(document):
            return None
        bitmap = document[number - 1].render(scale=dots_per_inch / _POINTS_PER_INCH)
        made = BytesIO()
        bitmap.to_pil().save(made, "PNG", compress_level=1)
        return made.getvalue()


def first_page(pdf: Path) -> str:
    """The first page as a data URI of a PNG in greys; empty if the file is no readable PDF."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[0]
            bitmap = page.render(scale=WIDTH / page.get_width(), grayscale=True)
            image = bitmap.to_pil().convert("L")
    except (pypdfium2.PdfiumError, OSError):
        return ""  # the page shows that there is no picture; verifying says what is wrong
    made = BytesIO()
    image.quantize(_GREYS).save(made, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(made.getvalue()).decode("ascii")
