"""A row's document, or what is wrong with the row."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from docfill.base import WHOLE, Faulty, Finding, tell
from docfill.sources.rows import ListRow
from docfill.template import Template, find_refused, rich


class Filler:
    """Fills the template with one row after the other.

    A row's own values come before those that all `share`.
    """

    def __init__(
        self,
        template: Template,
        data: Path,
        share: Mapping[str, object],
        allow_files: Sequence[Path] = (),
        seconds: float = 10.0,
    ):
        self._template, self._data, self._share = template, data, share
        self._allow_files, self._seconds = allow_files, seconds
        self._filled: dict[str, object] = {}

    def values(self, row: ListRow) -> dict[str, object]:
        """What the template and the file's name may print for a row; `row` is all of it."""
        return {"row": row.values, **self._share, **row.values}

    def fill(self, row: ListRow, values: dict[str, object]) -> tuple[bytes, list[Finding]]:
        """The .docx for a row, and notes about it; raises `Faulty` with findings about the row."""
        notes: list[Finding] = []
        try:
            if any(isinstance(value, dict | list) for value in row.values.values()):
                values = self.values_with_objects(row)
            document = self._template.fill(values, notes=notes, seconds=self._seconds)
        except Faulty as fault:
            own = _characters(row) or [self._of_row(row, finding) for finding in fault.findings]
            raise Faulty(own) from fault
        self._filled = row.values
        return document, [_about(row, note) for note in notes]

    def values_with_objects(self, row: ListRow) -> dict[str, object]:
        """The same with pictures and the like in place of what names them."""
        made = rich(row.values, self._data, self._allow_files)
        return {"row": made, **self._share, **made}

    def _of_row(self, row: ListRow, finding: Finding) -> Finding:
        """A finding about the template as one about the row that it was to be filled with."""
        if finding.place.file == row.place.file:
            return finding if finding.place.spot != WHOLE else _of_value(row, finding)
        return _about(row, finding, self._blamed(row))

    def _blamed(self, row: ListRow) -> str:
        """The one column that keeps the template from being filled; "" where that is not clear.

        With the value of a row that went well in its place, the rest can be filled.
        """
        found = [column for column in row.values if self._goes_without(row, column)]
        return found[0] if len(found) == 1 else ""

    def _goes_without(self, row: ListRow, column: str) -> bool:
        if column not in self._filled:
            return False
        mended = {**row.values, column: self._filled[column]}
        try:
            self._template.fill({"row": mended, **self._share, **mended})
        except Faulty:
            return False
        return True


def _about(row: ListRow, finding: Finding, column: str = "") -> Finding:
    """A finding about the template as one about a row, or the value in a column."""
    says = tell("{place}: {message}", place=finding.place, message=finding.message)
    return row.finding(finding.code, says, column, finding.severity)


def _characters(row: ListRow) -> list[Finding]:
    """Findings for values with characters that no document can show."""
    return [
        row.finding(
            "control-character",
            tell(
                "it holds the character {character}, which a document cannot show; remove it",
                character=character,
            ),
            re.split(r"[.\[]", name)[0],
        )
        for name, character in find_refused(row.values)
    ]


def _of_value(row: ListRow, finding: Finding) -> Finding:
    """A finding about a value that was found by its name, with the value's place."""
    column = re.split(r"[.:\[]", str(finding.message))[0]
    return row.finding(finding.code, finding.message, column if column in row.values else "")
