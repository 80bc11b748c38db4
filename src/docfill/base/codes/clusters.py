"""Codes for the workers of a cluster, and for what ends them."""

from docfill.base.codes.code import firm, warning

CODES = (
    warning(
        "unfit-worker",
        "A worker of the cluster was given no work: its pages would differ, or it cannot write.",
        "Install there what the message names, in the same version as here; or end that worker.",
    ),
    firm(
        "ends-workers",
        "Workers of the cluster ended, one after the other, while they made this report.",
        "Build it alone, without --executor, to see why; the others are not held up by it.",
    ),
)
