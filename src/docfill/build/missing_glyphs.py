"""Whether the fonts at hand can print what a filing says, before a document shows boxes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from docfill.base import Finding, tell
from docfill.build.loading import CheckedFiling
from docfill.filing import Filing

if TYPE_CHECKING:
    from docfill.office import FontSet


def check_glyphs(report: CheckedFiling, fonts: "FontSet | None") -> CheckedFiling:
    """The report, with a finding for each character that no font can print."""
    if fonts is None or report.is_blocked:
        return report
    found = list(_missing_glyphs(report.filing, fonts))
    return replace(report, findings=tuple(sorted([*report.findings, *found]))) if found else report


def _missing_glyphs(filing: Filing, fonts: "FontSet") -> Iterator[Finding]:
    for prose in filing.prose.values():
        text = prose.typed.text
        for character in sorted(fonts.uncovered(text, "")):
            says = tell(
                "no font here can print “{character}” (U+{code:04X}); write it otherwise, "
                "or put a font that has it into fonts/",
                character=character,
                code=ord(character),
            )
            yield Finding(prose.typed.place_at(text.index(character)), "no-glyph", says)
