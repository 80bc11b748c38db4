#!/usr/bin/env bash
# python-calamine 0.9.1: a cell whose formula shows an error (#REF!, #DIV/0!) is read as '', as a blank cell is, so
# a broken sum in a returned form looks like one that nobody filled in. openpyxl reads the error's text.
# Seen: calamine ['', '', 7.0], openpyxl ['#REF!', None, 7].
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check python-calamine==0.9.1 XlsxWriter==3.3.1 openpyxl==3.1.5
cat > "$work/try.py" <<'PY'
import sys

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

path = f"{sys.argv[1]}/book.xlsx"
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("figures")
    sheet.write_formula(0, 0, "=A9999999", None, "#REF!")
    sheet.write_blank(0, 1, None, book.add_format({"bold": True}))
    sheet.write_number(0, 2, 7)
calamine = CalamineWorkbook.from_path(path).get_sheet_by_name("figures").to_python()[0]
plain = openpyxl.load_workbook(path, data_only=True)["figures"]
other = [cell.value for cell in plain[1]]
print("calamine:", calamine, "openpyxl:", other)
sys.exit(not (calamine == ["", "", 7.0] and other == ["#REF!", None, 7]))
PY
"$work/venv/bin/python" "$work/try.py" "$work"
