"""The catalogue: every code docfill can give a finding, what it means and what to do.

Each room keeps its codes in a module of this package and is listed in `CATALOGUE`. A kit adds
the codes of its own identities, claims and phrases; those stand in its form.yaml and wording.yaml.
"""

from docfill.base.codes import (
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
from docfill.base.codes.code import Code

CATALOGUE: dict[str, Code] = {
    code.code: code
    for room in (
        writing,
        reviewing,
        workbooks,
        projects,
        kits,
        templates,
        merging,
        proving,
        mailing,
    )
    for code in room.CODES
}

__all__ = ["CATALOGUE", "Code"]
