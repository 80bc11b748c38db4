"""Pages of a PDF as pictures, without another program."""

from io import BytesIO
from pathlib import Path

from docfill.base import write_whole

_POINTS_PER_INCH = 72


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
