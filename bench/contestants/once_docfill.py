"""A process that fills one document with docfill: template, values and the file to write."""

import json
import sys
from pathlib import Path

from docfill.template import Template

template, values, out = map(Path, sys.argv[1:])
filled = Template.open(template).fill(json.loads(values.read_text(encoding="utf-8"))[0])
out.write_bytes(filled)
