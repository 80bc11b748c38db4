"""Writes the generated pages of docs/: findings.md from the catalogue of codes and the examples
the tests try, commands.md from the program's own help; each in English and in Chinese.

`python tools/docs.py` writes them, `python tools/docs.py --check` fails where one is stale.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ["DOCFILL_LANG"] = "en"

import commandpage
from examples import ROOT, Case, examples, found_in, kit
from findingwords import head, said, told
from speaking import LANGUAGES, speaking

from docfill.base.codes import (
    CATALOGUE,
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

DOCS = ROOT / "docs"

_HEAD = """\
# What docfill finds

<!-- Made by tools/docs.py from the catalogue of codes and tests/findings; do not edit. -->

A finding reads `file:line:column: severity [code] message`. An **error** blocks the report, a
**warning** wants a person's eye, a **note** only informs.

A county raises or lowers the severity of a code in `docfill.yaml`:

```yaml
severity:
  like-neighbour: note
  no-full-stop: error
```

One finding in one filing is waived with a reason, which is printed with it. `at` narrows the
waiver to a row, a cell, a date or a piece of prose; without it, it covers the whole filing:

```yaml
waive:
  - {code: date-late, at: signed, reason: 一月份网络中断，已向县里说明}
```

Codes about filings, projects and kits have an example, which the tests try; those of templates,
finished files and mail come of documents and servers, and have none here.

Codes marked *firm* can be neither lowered nor waived: no report can be made while they stand.
"""

_ROOMS = (
    ("How files are written", writing.CODES),
    ("What the checks find", reviewing.CODES),
    ("Workbooks", workbooks.CODES),
    ("The project and its settings", projects.CODES),
    ("Kits", kits.CODES),
    ("Templates", templates.CODES),
    ("Mail merge", merging.CODES),
    ("Finished files", proving.CODES),
    ("Mail", mailing.CODES),
)


def page(language: str) -> str:
    """The whole page; each example is tried, and what it finds is what the page shows."""
    return "\n".join(_page(language))


def _page(language: str) -> Iterator[str]:
    yield head(_HEAD, language)
    for title, codes in _ROOMS:
        yield f"## {said(title, language)}\n"
        for entry in codes:
            firm = said(", firm", language) if entry.firm else ""
            severity = entry.severity.word
            yield f"### {entry.code}\n\n*{severity}{firm}* — {told(entry, language)}\n"
            yield from _tried(entry.code, language)
    yield f"## {said('The form {decree}', language).format(decree=kit().decree)}\n"
    origin = "These codes come from the kit `{key}`: its identities, claims and phrases."
    yield f"{said(origin, language).format(key=kit().key)}\n"
    for code, (severity, says) in sorted(kit().codes.items()):
        if code not in CATALOGUE:
            yield f"### {code}\n\n*{severity.word}* — {says}。\n"
            yield from _tried(code, language)


def _tried(code: str, language: str) -> Iterator[str]:
    """The example of a code that has one."""
    example = examples().get(code)
    if example is None:
        return
    yield _block(example.finds)
    for finding in found_in(example.finds):
        yield f"> `{finding.place}`: {finding.severity.word} [{finding.code}] {finding.message}\n"
    beside = _block(example.passes)
    if beside:
        yield f"{said('Nothing is found in', language)}\n\n{beside}"
    else:
        yield f"{said('Nothing is found where it is there.', language)}\n"


def _block(case: Case) -> str:
    return f"```yaml\n{case.shown}```\n" if case.shown.strip() else ""


PAGES = {"findings": page, "commands": commandpage.page}


def main(arguments: list[str]) -> int:
    stale = 0
    for path, made in _made():
        if "--check" not in arguments:
            path.write_text(made, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != made:
            script = Path(__file__).relative_to(ROOT)
            print(f"{path.relative_to(ROOT)} is stale; run: python {script}")
            stale = 1
    return stale


def _made() -> Iterator[tuple[Path, str]]:
    """Each page in each language, and where it belongs."""
    for name, make in PAGES.items():
        for language, ending in LANGUAGES.items():
            with speaking(language):
                made = make(language)
            yield DOCS / f"{name}{ending}", made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
