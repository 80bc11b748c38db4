"""From finished documents to PDFs: docfill's pool beside the other ways, each from cold."""

import sys
from collections.abc import Callable
from pathlib import Path

from building import CONTESTANTS, Soffice, emptied
from machine import Failed, whole
from plan import Plan
from spread import Pairs, paired


def ways_to_pdf(
    documents: list[Path], soffice: Soffice, plan: Plan, folder: Path
) -> dict[str, Pairs]:
    """Seconds of docfill's office and of each other way, for all the documents."""
    paths = [str(document) for document in documents]

    def by(script: str, *arguments: object) -> Callable[[], float]:
        def seconds() -> float:
            out = emptied(folder / script)
            command = [sys.executable, CONTESTANTS / script, *map(str, arguments), out, *paths]
            took = whole(command, soffice.environment, one_core=False)
            if len(list(out.glob("*.pdf"))) != len(paths):
                raise Failed(f"{script} did not convert every document")
            return took

        return seconds

    def one_by_one() -> float:
        out = emptied(folder / "one-by-one")
        return sum(soffice.convert([document], out) for document in documents)

    def all_at_once() -> float:
        return soffice.convert(documents, emptied(folder / "at-once"))

    ours = by("pdfs_docfill.py")
    others = {
        "soffice, one call per file": one_by_one,
        "soffice, one call for all files": all_at_once,
        "one unoserver and its client": by("pdfs_unoserver.py", soffice.installation.python),
    }
    return {name: paired(ours, other, plan.pdf_rounds) for name, other in others.items()}
