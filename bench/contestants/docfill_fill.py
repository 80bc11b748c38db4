"""docfill, and the bare cost that nothing built on Jinja goes below."""

import zlib
from functools import cached_property
from typing import Any

from jinja2 import Environment
from jinja2 import Template as JinjaTemplate

from docfill import __version__
from docfill.template import Template
from docfill.template.archive.zipping import LEVEL


def version() -> str:
    """What was installed."""
    return __version__


class Filler:
    """Fills one template again and again."""

    def __init__(self, template: str):
        self.template = Template.open(template)
        self.path = template
        self.filled = 0

    def fill(self, values: dict[str, Any]) -> bytes:
        """The bytes of the document these values make."""
        return self.template.fill(values)

    def fill_new(self, values: dict[str, Any]) -> bytes:
        """A document unlike any before, so that whatever is kept of documents adds up."""
        self.filled += 1
        return self.template.fill({**values, "agency": f"{values['agency']}{self.filled}"})

    def bare(self, values: dict[str, Any]) -> bytes:
        """Only the compiled parts, executed and compressed as docfill does."""
        for _, program in self.template.programs:
            xml = "".join(program.root_render_func(program.new_context(values)))
            packed = zlib.compress(xml.encode(), LEVEL)
        return packed

    def plain(self, values: dict[str, Any]) -> bytes:
        """Only the body, executed by Jinja without a sandbox and compressed as docfill does."""
        return zlib.compress(self._plain.render(values).encode(), LEVEL)

    @cached_property
    def _plain(self) -> JinjaTemplate:
        """The body as docxtpl hands it to Jinja, compiled in Jinja's plainest environment."""
        from docxtpl import DocxTemplate

        document = DocxTemplate(self.path)
        document.init_docx()
        body = document.patch_xml(document.get_xml())
        return Environment(autoescape=True).from_string(body)
