"""The Chinese of the catalogue: meaning and remedy of every code, for the manual page.

docfill itself says only a code and its message, so nothing loads this but who makes the page.
"""

from docfill.words_zh.codes import (
    kits,
    mailing,
    merging,
    projects,
    proving,
    reviewing,
    templates,
    workbooks,
    writing,
)

ROOMS = (writing, reviewing, workbooks, projects, kits, templates, merging, proving, mailing)

CODES: dict[str, tuple[str, str]] = {
    code: told for room in ROOMS for code, told in room.CODES.items()
}
