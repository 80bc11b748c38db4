"""Codes for docfill.yaml and for what a command finds in the project's folders."""

from docfill.base.codes.code import error, firm, warning

CODES = (
    firm(
        "no-kit",
        "No kit in docfill.yaml serves the year.",
        "Add one under `kits`, with the first year it serves.",
    ),
    firm(
        "same-since",
        "Two kits in docfill.yaml begin in the same year: one of them would never be used.",
        "Correct the year from which one of them serves, or delete it.",
    ),
    firm(
        "same-kit",
        "Two reports in docfill.yaml name the same kit: whose a workbook or a published report is "
        "could not be told.",
        "Give each report a kit of its own; a copy of the folder under another name will do.",
    ),
    firm(
        "wrong-zone",
        "The time zone of docfill.yaml is none.",
        "Write a name such as Asia/Shanghai, or delete the line: that zone then holds.",
    ),
    firm(
        "wrong-id",
        "A township's id cannot name files and folders.",
        "Use a–z, 0–9, - and _, a letter first.",
    ),
    firm(
        "same-name",
        "Two townships have the same name or full name: their reports could not be told apart.",
        "Correct one of them.",
    ),
    warning(
        "same-mail",
        "Two townships have the same mail address.",
        "Correct one of them, unless one clerk writes both reports.",
    ),
    warning(
        "strange-name",
        "A township's full name is not that of its name; a line was perhaps copied and only half "
        "changed.",
        "Correct `name` or `full_name`: both are printed.",
    ),
    firm(
        "wrong-pattern",
        "A pattern cannot be read, or uses a name that is not known.",
        "Correct it as the message says.",
    ),
    firm(
        "long-file-name",
        "The files of a report would have a longer name than file systems take.",
        "Write a shorter `file_name` in docfill.yaml; `{name}{year}` tells them apart.",
    ),
    firm(
        "unknown-code",
        "A severity is chosen for a code that docfill and the kit do not know.",
        "Correct the code; `docs/findings.md` lists all of them.",
    ),
    firm(
        "firm-code",
        "A severity is chosen for a code that cannot be lowered: no report can be made while a "
        "finding with it stands.",
        "Delete the line.",
    ),
    firm(
        "already-there",
        "A new filing was asked for, and there is one; it is left as it is.",
        "Go on with the filing that is there, or move it away first.",
    ),
    error(
        "two-groups",
        "An agency is in two groups, so that it would be added twice.",
        "Leave it in one of them, under `groups` in docfill.yaml.",
    ),
    warning(
        "no-group",
        "An agency is in no group, so that no sum has its figures.",
        "Add it to a group in docfill.yaml, or lower this code where it is meant so.",
    ),
)
