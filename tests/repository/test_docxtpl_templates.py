"""tools/docxtpl_templates.py: a folder like docxtpl's tests, filled twice and compared."""

import subprocess
import sys
from pathlib import Path

from docx_making import docx, paragraph
from here import ROOT

SCRIPT = """from docxtpl import DocxTemplate, InlineImage, RichText
tpl = DocxTemplate("templates/{name}_tpl.docx")
tpl.render({context})
tpl.save("output/{name}.docx")
"""


def compared(folder: Path, body: str, context: str) -> list[str]:
    """What the tool says of one template."""
    (folder / "templates").mkdir()
    (folder / "templates" / "one_tpl.docx").write_bytes(docx(body))
    (folder / "one.py").write_text(SCRIPT.format(name="one", context=context), encoding="utf-8")
    tool = [sys.executable, str(ROOT / "tools" / "docxtpl_templates.py"), str(folder)]
    done = subprocess.run(tool, cwd=folder, capture_output=True, text=True, check=True)
    assert sorted(path.name for path in folder.iterdir()) == ["one.py", "templates"]
    return done.stdout.splitlines()


def test_the_same_part_is_said_to_be_the_same(tmp_path: Path) -> None:
    said = compared(tmp_path, paragraph("{{ a }}") + paragraph("{{r b }}"),
                    "{'a': 'x', 'b': RichText('y', bold=True)}")  # fmt: skip
    assert said == ["one.py: one_tpl.docx: same"]


def test_another_part_is_shown(tmp_path: Path) -> None:
    """docxtpl does not escape unless it is told to."""
    said = compared(tmp_path, paragraph("{{ a }}"), "{'a': 'x&amp;'}")
    assert said[0] == "one.py: one_tpl.docx: other"
    assert [line.split()[-1] for line in said[1:]] == ["x&", "x&amp;"]


def test_a_refusal_is_said_with_its_finding(tmp_path: Path) -> None:
    said = compared(tmp_path, paragraph("{{ a|mine }}"), "{'a': 'x'}")
    assert said[0] == "one.py: one_tpl.docx: refused by both"
    assert said[1].startswith("    [unknown-filter] word/document.xml, paragraph 1")
    assert "TemplateAssertionError" in said[2]
