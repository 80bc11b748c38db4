"""What trials came to: how often each was made, how it ended, and everything that was lost."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Says(NamedTuple):
    """A text of the page in its two languages."""

    en: str
    zh: str


class End(Enum):
    """How a try may rightly end, with the number of times before it."""

    MADE = Says("made", "做成")
    TOLD = Says("refused or told, with what to do", "说明原因和办法")
    FOUND = Says("found", "查出")
    HARMLESS = Says("no harm to the content", "内容未受影响")
    CUT_SHORT = Says("ended by the system, what was finished stands", "被系统终止，已完成的不变")
    STOOD = Says("what was finished stood", "已完成的不变")
    OUTLASTED = Says("outlasted", "未受影响")
    SENT = Says("sent", "报送")
    UNCERTAIN = Says("listed as uncertain", "列为送达不明")


@dataclass
class Tally:
    """One kind of trial; `lost` says of each loss what it was."""

    what: Says
    tries: int = 0
    ends: Counter[End] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    skipped: Says | None = None

    def ended(self, end: End, times: int = 1) -> None:
        """Count an end that is no loss."""
        self.ends[end] += times

    def row(self, language: str) -> str:
        """The line of the table."""
        if self.skipped:
            return f"| {getattr(self.what, language)} | – | {getattr(self.skipped, language)} | – |"
        between = "; " if language == "en" else "；"
        ends = between.join(
            f"{times:,} {getattr(end.value, language)}" for end, times in self.ends.items() if times
        )
        lost = f"**{len(self.lost):,}**" if self.lost else "0"
        return f"| {getattr(self.what, language)} | {self.tries:,} | {ends} | {lost} |"
