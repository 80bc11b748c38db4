"""What the XML of a sheet says of its cells, however long the sheet is."""

import pytest

from docfill.sources.rows import sheetxml
from docfill.sources.rows.sheetxml import CellMarks, marks_of

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = f'<Relationship Type="{_REL}/%s" Id="r1" Target="%s"/>'
SHEET = f"""<worksheet xmlns="{_MAIN}"><sheetData>
<row r="2" hidden="1"><c r="B2"><f>1/0</f><v>#DIV/0!</v></c></row>
<row><c t="e"><v>#REF!</v></c><c><f>A1</f></c></row>
<row r="9"><c r="D9" s="1"><v>1.5</v></c></row>
</sheetData></worksheet>"""
PARTS = {
    "_rels/.rels": "<Relationships>"
    f"{_LINK % ('officeDocument', 'xl/workbook.xml')}</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
    '<sheet name="one" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f"<Relationships>{_LINK % ('worksheet', 'one.xml')}"
    f"{_LINK % ('styles', 'styles.xml')}</Relationships>",
    "xl/one.xml": SHEET,
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts><numFmt numFmtId="170" '
    'formatCode="0.000"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>',
}


@pytest.mark.parametrize("is_long", [False, True])
def test_a_sheet_says_the_same_read_at_once_and_row_by_row(
    is_long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_long:
        monkeypatch.setattr(sheetxml, "_LONG", 0)
    marks: CellMarks = marks_of({name: part.encode() for name, part in PARTS.items()}, "one")
    assert sorted(marks.faults) == [(2, 0), (2, 1)]
    assert marks.formulas == {(1, 1), (2, 1)}
    assert marks.formats == {(8, 3): "0.000"}
    assert marks.hidden == [1]
