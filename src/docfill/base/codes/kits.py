"""Codes for faults of a kit: form.yaml and wording.yaml."""

from docfill.base.codes.code import firm

CODES = (
    firm(
        "dangling-name",
        "A name in a kit leads nowhere: no such row, column, cell, table or piece of prose.",
        "Correct the name; the message lists those that are known.",
    ),
    firm(
        "wrong-claim",
        "A claim says not exactly one thing about its figure, or its pattern has no group for it.",
        "Give it one of equals, zero, share, change, at_most, multiple_of and agrees, and the "
        "groups that one needs.",
    ),
    firm(
        "taken-code",
        "A kit gives a finding a code that docfill itself uses.",
        "Choose another code.",
    ),
)
