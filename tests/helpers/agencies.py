"""An agency of the county that tests in a browser share."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Agency:
    """An agency that no other test touches; `link` is the one its clerks were sent."""

    id: str
    name: str
    path: Path
    link: str

    @property
    def text(self) -> str:
        """Its filing, as it is on the disk."""
        return self.path.read_text(encoding="utf-8")
