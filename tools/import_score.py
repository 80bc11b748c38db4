"""How much of damaged reports is taken, how much of it is right, and how much of it is doubted.

`python tools/import_score.py` prints the table of docs/import.md, `--zh` that of the Chinese page.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "helpers"))

from damaged_reports import DAMAGES, FORMATS
from docfill.county.exchange.importing import ImportOptions, import_reports
from docfill.project import open_project
from docfill.sources.published.wordfile import read_docx
from published import docx_of, filing_in, stated, written
from workbooks import EXAMPLES, copy_of

AGENCY, YEAR = "liulin", 2023
HEAD = {
    "en": ("damage", "recall, precision; findings"),
    "zh": ("损坏", "查全率、查准率；发现"),
}
CHINESE = {
    "numbers of headings lost": "标题序号丢失",
    "numbers of headings wrong": "标题序号错误",
    "headings only bold": "标题只有加粗",
    "blanks for zeros": "零为空白",
    "strokes for zeros": "零为“/”",
    "full-width digits": "全角数字",
    "notes in cells": "单元格里有说明",
    "heads of columns lost": "表头丢失",
    "tables and prose divided by pages": "表格和文字被分页，表头重复，夹着页码",
    "menus, annexes and spaces around": "前后有网页菜单、附件，字间有空格",
}


def main(language: str) -> None:
    """Print a row for each kind of damage."""
    first, others = HEAD[language]
    print(f"| {first} | " + " | ".join(f".{shape} {others}" for shape in FORMATS) + " |")
    print("|---" * (len(FORMATS) + 1) + "|")
    for damage in DAMAGES:
        name = CHINESE[damage] if language == "zh" else damage
        print(f"| {name} | " + " | ".join(_scores(damage)) + " |", flush=True)


def _scores(damage: str) -> Iterator[str]:
    full = open_project(EXAMPLES)
    whole = list(read_docx(docx_of(full, AGENCY, YEAR), "report").blocks)
    wanted = stated(filing_in(full, AGENCY, YEAR))
    for shape, write in FORMATS.items():
        with tempfile.TemporaryDirectory() as folder:
            county = copy_of(EXAMPLES, Path(folder) / "county")
            shutil.rmtree(county.root / "data")
            path = written(Path(folder), f"report.{shape}", write(DAMAGES[damage](whole)))
            (outcome,) = import_reports(county, [path], ImportOptions())
            found = stated(filing_in(county, AGENCY, YEAR)) if outcome.products else {}
            codes = [each.code for each in outcome.findings]
        yield f"{_share(wanted, found)}, {_share(found, wanted)}; {len(codes)}"


def _share(of: Mapping[str, object], among: Mapping[str, object]) -> str:
    """How much of what one says the other says, too, of figures, days and paragraphs."""
    if not of:
        return "–"
    return f"{_percent(among.get(name) == value for name, value in of.items())} %"


def _percent(each: Iterable[bool]) -> str:
    told = list(each)
    return f"{100 * sum(told) / len(told):.4g}"


if __name__ == "__main__":
    main("zh" if "--zh" in sys.argv[1:] else "en")
