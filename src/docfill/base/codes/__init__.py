"""The catalogue: every code docfill can give a finding, what it means and what to do.

Each room keeps its codes in a module of this package and is listed in `CATALOGUE`. A kit adds
the codes of its own identities, claims and phrases; those stand in its form.yaml and wording.yaml.
Codes of filings, projects and kits have an example in `examples/`, which `docfill explain` shows
and the tests try.
"""

from pathlib import Path

from docfill.base.codes import (
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
from docfill.base.codes.code import Code

CATALOGUE: dict[str, Code] = {
    code.code: code
    for room in (
        writing,
        reviewing,
        summing,
        workbooks,
        published,
        projects,
        kits,
        templates,
        merging,
        proving,
        clusters,
        mailing,
    )
    for code in room.CODES
}

# Of what only a county's own filing is looked at for.
SUM_CODES = frozenset(code.code for code in summing.CODES)

CODE_EXAMPLES = Path(__file__).parent / "examples"

__all__ = ["CATALOGUE", "CODE_EXAMPLES", "SUM_CODES", "Code"]
