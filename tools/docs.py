"""Writes the generated pages of docs/: findings.md from the catalogue of codes, commands.md
from the program's own help; each in English and in Chinese.

`python tools/docs.py` writes them, `python tools/docs.py --check` fails where one is stale.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

os.environ["DOCFILL_LANG"] = "en"

import commandpage
from examples import ROOT, kit
from findingwords import head, said
from speaking import LANGUAGES, speaking

from docfill.base.codes import (
    CATALOGUE,
    Code,
    clusters,
    kits,
    mailing,
    merging,
    projects,
    proving,
    published,
    reviewing,
    summing,
    templates,
    workbooks,
    writing,
)
from docfill.base.language import translate

DOCS = ROOT / "docs"

_HEAD = """\
# What docfill finds

<!-- Made by tools/docs.py from the catalogue of codes; do not edit. -->

A finding reads `file:line:column: severity [code] message`. An **error** blocks the report, a
**warning** wants a person's eye, a **note** only informs. `docfill explain CODE` tells about one
code and, where it is about filings, projects or kits, shows an example of it.

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

Codes marked *firm* can be neither lowered nor waived: no report can be made while they stand.
"""

_ROOMS = (
    ("How files are written", writing.CODES),
    ("What the checks find", reviewing.CODES),
    ("The county's own report", summing.CODES),
    ("Workbooks", workbooks.CODES),
    ("Published reports", published.CODES),
    ("The project and its settings", projects.CODES),
    ("Kits", kits.CODES),
    ("Templates", templates.CODES),
    ("Mail merge", merging.CODES),
    ("Finished files", proving.CODES),
    ("Clusters", clusters.CODES),
    ("Mail", mailing.CODES),
)


def page(language: str) -> str:
    """The whole page in a language, which docfill must be speaking."""
    return "\n".join(_page(language))


def _page(language: str) -> Iterator[str]:
    yield head(_HEAD, language)
    for title, codes in _ROOMS:
        yield f"## {said(title, language)}\n"
        yield _table(
            language,
            ("code", "severity", "meaning", "remedy"),
            (
                (
                    entry.code,
                    _severity(entry, language),
                    translate(entry.meaning),
                    translate(entry.remedy),
                )
                for entry in codes
            ),
        )
    yield f"## {said('The form {decree}', language).format(decree=kit().decree)}\n"
    origin = "These codes come from the kit `{key}`: its identities, claims and phrases."
    yield f"{said(origin, language).format(key=kit().key)}\n"
    own = (
        (code, str(severity.word), f"{says}。")
        for code, (severity, says) in sorted(kit().codes.items())
        if code not in CATALOGUE
    )
    yield _table(language, ("code", "severity", "what must hold"), own)


def _severity(entry: Code, language: str) -> str:
    return f"{entry.severity.word}{said(', firm', language) if entry.firm else ''}"


def _table(language: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table with a row for each code."""
    lines = [[said(head, language) for head in heads], ["---"] * len(heads)]
    lines += [[f"`{code}`", *texts] for code, *texts in rows]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


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
