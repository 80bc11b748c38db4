"""The pages of a finished report as pictures, beside it."""

from collections.abc import Iterable
from pathlib import Path


def show_pages(products: Iterable[Path]) -> None:
    """The pages of a report's PDF as pictures, in the folder `pages` beside it."""
    from docfill.pdf import write_pages

    for path in products:
        if path.suffix == ".pdf":
            write_pages(path, path.parent / "pages")
