"""A process that fills documents with docxtpl: template, values, folder to write to, count."""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate

template, values, folder, count = sys.argv[1:]
filings = json.loads(Path(values).read_text(encoding="utf-8"))
for number, filing in enumerate(filings[: int(count)]):
    document = DocxTemplate(template)
    document.render(filing, autoescape=True)
    document.save(str(Path(folder) / f"{number:05}.docx"))
