"""The same fault in row after row: told of some times, then counted."""

from collections import Counter
from collections.abc import Iterator

from docfill.base import Finding, tell

MOST = 10


class Repeats:
    """Findings of a long list, those that are all alike but for their row told `MOST` times."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._last: dict[str, Finding] = {}

    def is_news(self, finding: Finding, label: str) -> bool:
        """Whether to tell of a finding; `label` is what in its message names the row."""
        alike = f"{finding.code} {str(finding.message).removeprefix(label)}"
        self._seen[alike] += 1
        self._last[alike] = finding
        return self._seen[alike] <= MOST

    def rest(self) -> Iterator[Finding]:
        """For each fault that was not told of any more: how often, and where it was last."""
        for alike, count in self._seen.items():
            if count > MOST:
                last = self._last[alike]
                says = tell(
                    "the same in {n} rows more; the last: {message}",
                    n=count - MOST,
                    message=last.message,
                )
                yield Finding(last.place, last.code, says, last.severity)
