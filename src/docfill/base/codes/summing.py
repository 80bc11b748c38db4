"""Codes for the county's own report, which adds up those of its agencies."""

from docfill.base.codes.code import error, warning

CODES = (
    error(
        "sum",
        "A figure of the county's own filing is not the sum of its agencies' filings.",
        "Look at the agencies the message names; correct the county's figure, or have the agency "
        "correct its filing. `docfill rollup --into county` writes the sums.",
    ),
    warning(
        "sum-stock",
        "A stock, such as documents in force, is less in the county's filing than its agencies' "
        "filings add up to: something that several of them made together is perhaps in each one's.",
        "Have only the leading agency count it, or leave the county's figure as it is.",
    ),
    error(
        "sum-told",
        "The county's prose tells a figure of an agency that is not what that agency filed.",
        "Correct the figure, or have the agency correct its filing.",
    ),
    error(
        "sum-of-others",
        "The county's filing has the figures of other groups of agencies than it says it adds up, "
        "such as those of its office alone.",
        "Correct the figures, or `scope` of `county_report` in docfill.yaml.",
    ),
)
