"""Codes for how a file is written: what source, keys and filing find."""

from docfill.base.codes.code import error, firm

CODES = (
    firm(
        "file",
        "The file cannot be read: it is not there, a folder stands in its place, it may not be "
        "opened, or it is far too large for a data file.",
        "Put the file where the message looks for it.",
    ),
    firm(
        "encoding",
        "The file is not in UTF-8; on Windows it was perhaps saved as GBK (ANSI).",
        "Save it again with encoding UTF-8.",
    ),
    firm("empty", "The file says nothing.", "Begin it with `docfill new`, or put it back."),
    firm(
        "syntax",
        "A line cannot be read as YAML: a tab, a full-width colon or space, a quote or bracket "
        "that is never closed, a text that is not indented, a control character, a tag. The "
        "place is that of the slip, which may be lines before the one that cannot be read.",
        "Correct the line; keys end with “:” and a space, and lines are indented with spaces.",
    ),
    firm(
        "alias",
        "A value refers to another one (`*name`), which data files may not do.",
        "Write the value itself.",
    ),
    firm("double-key", "A key is written twice in one place.", "Keep one of the two."),
    firm(
        "unknown-key",
        "A key is not one of those the file may hold, often a slip of the pen.",
        "Correct the key; the message names the nearest one.",
    ),
    firm("missing", "A key that must be there is not.", "Add it."),
    firm(
        "blank",
        "A key has nothing behind it. Blank is not zero: nobody can tell it from forgotten.",
        "Write the figure or the text; write 0 where there is nothing to count.",
    ),
    firm(
        "wrong-shape",
        "A single value stands where keys and values belong, or the other way round.",
        "Write it in the shape that `docfill new` shows.",
    ),
    firm(
        "wrong-choice",
        "A word is not one of the few that may stand here.",
        "Choose one of those the message lists.",
    ),
    firm(
        "not-a-count",
        "A count is not a whole number in plain digits: `010`, `3.0`, `1e3`, `３`, `-1`, `yes`.",
        "Write a whole number from 0 up, in half-width digits, without notes or separators.",
    ),
    firm(
        "not-an-amount",
        "An amount is not a number in plain digits.",
        "Write digits, with a decimal point where needed; decimals are kept as typed.",
    ),
    firm(
        "not-a-date",
        "A date is not written year-month-day, or there is no such day.",
        "Write it like 2024-01-11.",
    ),
    error(
        "total",
        "A total that was typed is not the sum of what was typed beside it.",
        "Correct a figure, or leave the total out: docfill works it out.",
    ),
)
