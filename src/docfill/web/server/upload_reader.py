"""Reads an uploaded file in a process of its own, with limits; its answer is one line of JSON.

What a stranger sends may make any reader take all memory, or no end: then this process ends alone.
"""

import json
import resource
import sys
from pathlib import Path

from docfill.base import Finding, Severity, speak, tell

SECONDS = 30  # of the processor
# Documents before .docx are opened by a LibreOffice, which inherits the limits and needs more.
_OLDER = (".doc", ".wps", ".rtf")
_LIMITS_OF_OLDER = {resource.RLIMIT_AS: 4 << 30, resource.RLIMIT_NOFILE: 512}
_LIMITS = {
    resource.RLIMIT_AS: 1 << 30,
    resource.RLIMIT_CPU: SECONDS,
    resource.RLIMIT_FSIZE: 64 << 20,
    resource.RLIMIT_NOFILE: 128,
    resource.RLIMIT_CORE: 0,
}


def main(root: str, year: str, agency: str, file: str, language: str) -> None:
    """Print the filing that the file gives, and what was found in it, in the reader's language."""
    more = _LIMITS_OF_OLDER if file.endswith(_OLDER) else {}
    for limit, most in (_LIMITS | more).items():
        resource.setrlimit(limit, (most, most))
    from docfill.county.exchange.inbox import read_alone
    from docfill.project import open_project

    speak(language)
    project = open_project(Path(root))
    outcome, text = read_alone(project, Path(file), agency, int(year))
    notes = [_note(each) for each in outcome.findings]
    if not text and outcome.township and outcome.township != agency:
        whose = project.agencies[outcome.township].name
        says = tell("this is the workbook of {name} for {year}", name=whose, year=outcome.year)
        notes.append({"severity": "error", "word": str(Severity.ERROR.word), "says": str(says)})
    print(json.dumps({"text": text.decode(), "notes": notes}))


def _note(found: Finding) -> dict[str, str]:
    says = f"{found.place}: {found.message}"
    return {"severity": str(found.severity), "word": str(found.severity.word), "says": says}


if __name__ == "__main__":
    main(*sys.argv[1:])
