"""The first page of a PDF as a small picture, for a page that needs no network."""

import base64
import io
from pathlib import Path

WIDTH = 420  # pixels: sharp at half the size on a fine screen, readable headings in print
_GREYS = 16


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
    made = io.BytesIO()
    image.quantize(_GREYS).save(made, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(made.getvalue()).decode("ascii")
