"""docxtpl, or rust-docxtpl under the same name, as documented: one object per document."""

import io
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Any

from docxtpl import DocxTemplate


def version() -> str:
    """What was installed."""
    try:
        return version_of("rust-docxtpl")
    except PackageNotFoundError:
        return version_of("docxtpl")


class Filler:
    """Fills one template again and again."""

    def __init__(self, template: str):
        self.template = template

    def fill(self, values: dict[str, Any]) -> bytes:
        """The bytes of the document these values make."""
        document = DocxTemplate(self.template)
        document.render(values, autoescape=True)
        into = io.BytesIO()
        document.save(into)
        return into.getvalue()
