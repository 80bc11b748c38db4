#!/usr/bin/env bash
# docxtpl 0.20.2 (python-docx 1.2.0): rendering makes a table's grid as wide as its widest row counts cells, and
# takes no notice of w:gridBefore and w:gridAfter. A table of four columns whose rows all leave the last one out
# comes back with three columns of another width, though no tag stands in it. Seen: 4 x 2160 becomes 3 x 2880.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0
cat > "$work/try.py" <<'PY'
import sys

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

folder = sys.argv[1]
document = Document()
table = document.add_table(rows=2, cols=4)
for column in table._tbl.tblGrid.iterchildren():
    column.set(qn("w:w"), "2160")
for row in table.rows:
    row._tr.remove(row._tr.tc_lst[-1])
    after = OxmlElement("w:gridAfter")
    after.set(qn("w:val"), "1")
    row._tr.get_or_add_trPr().append(after)
document.save(f"{folder}/in.docx")
template = DocxTemplate(f"{folder}/in.docx")
template.render({})
template.save(f"{folder}/out.docx")


def grid(path):
    return [column.get(qn("w:w")) for column in Document(path).tables[0]._tbl.tblGrid]


before, after = grid(f"{folder}/in.docx"), grid(f"{folder}/out.docx")
print("before:", before, "after:", after)
sys.exit(not (before == ["2160"] * 4 and after == ["2880"] * 3))
PY
"$work/venv/bin/python" "$work/try.py" "$work"
