"""The table of docs/reliability.md, in both languages, between its markers."""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

from torture.tally import Says, Tally

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = {"en": DOCS / "reliability.md", "zh": DOCS / "reliability.zh-CN.md"}
_BETWEEN = re.compile(r"(?<=<!-- torture -->\n).*?(?=<!-- /torture -->)", re.DOTALL)
_HEAD = Says(
    "| what was tried | how often | how it ended | lost |",
    "| 试了什么 | 次数 | 结果 | 损失 |",
)
_WHEN = Says(
    "{day}, docfill {version}, LibreOffice {office}, {minutes:.0f} minutes, chance {seed}.",
    "{day}，docfill {version}，LibreOffice {office}，历时 {minutes:.0f} 分钟，随机种子 {seed}。",
)


def written(text: str, table: str) -> str:
    """The page with this table in place of what stood between the markers."""
    page, count = _BETWEEN.subn(lambda _: table, text)
    if count != 1:
        raise ValueError("the page needs one pair of markers for the table")
    return page


def table(tallies: Sequence[Tally], language: str, **facts: object) -> str:
    """The table and when it was made; no machine and no folder is named."""
    lines = [
        getattr(_WHEN, language).format(day=datetime.date.today(), **facts),
        "",
        getattr(_HEAD, language),
        "|---|---|---|---|",
        *(tally.row(language) for tally in tallies),
    ]
    return "\n".join(lines) + "\n"


def write(tallies: Sequence[Tally], **facts: object) -> None:
    """Both pages with the new table."""
    for language, path in PAGES.items():
        page = written(path.read_text(encoding="utf-8"), table(tallies, language, **facts))
        path.write_text(page, encoding="utf-8")
