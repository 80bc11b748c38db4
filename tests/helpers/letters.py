"""One paragraph of tags filled with a file of data: what it prints, or what is found."""

import re
from pathlib import Path

import pytest

from docfill.base.errors import Faulty
from docfill.build.any_filling import fill_any
from docfill.build.conversion import Options
from docx_making import docx, paragraph, unzipped


def filled(folder: Path, data: str, tags: str) -> str:
    """The text that the template's one paragraph, or its whole body, becomes."""
    body = tags if tags.startswith("<w:") else paragraph(tags)
    (folder / "template.docx").write_bytes(docx(body))
    fill_any(folder / "template.docx", folder / data, folder / "out.docx", Options())
    document = unzipped((folder / "out.docx").read_bytes())["word/document.xml"].decode()
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)", document))


def told(folder: Path, tags: str, text: str, name: str = "letter.yaml") -> str:
    """The one finding about a template and its data."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        filled(folder, name, tags)
    [finding] = caught.value.findings
    return f"[{finding.code}] {finding.place.spot}: {finding.message}"
