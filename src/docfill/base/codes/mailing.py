"""Codes for mail: its settings in docfill.yaml, and what became of a message."""

from docfill.base.codes.code import firm, warning

CODES = (
    firm("mail-address", "An address is none.", "Write it like clerk@county.example."),
    firm("mail-header", "A header line of a message cannot be sent as written.", "Correct it."),
    firm("mail-host", "The mail server has no usable name.", "Write its host name."),
    firm("mail-port", "The port is none.", "Write a number from 1 to 65535."),
    firm("mail-user", "The user name is missing or cannot be used.", "Correct it."),
    firm(
        "mail-password",
        "A password stands in docfill.yaml, where everybody reads it.",
        "Delete it; it comes from the environment or from `server.password_file`.",
    ),
    warning(
        "mail-plain-password",
        "The password would be sent without encryption.",
        "Set the server's security to tls or starttls.",
    ),
    warning(
        "mail-no-password",
        "The mail server wants a password, and this machine or the timer has none.",
        "Put it into a file that only you can read (chmod 600), and name that as "
        "`server.password_file`.",
    ),
    firm("wrong-number", "A number among the settings is out of range.", "See the message."),
    firm(
        "mail-too-large",
        "The message is larger than the limit.",
        "Make the report smaller, or raise `size_limit_mb` if the county's mail server takes more.",
    ),
    firm("mail-unfit", "The report cannot be mailed as it is.", "See the message."),
    firm("mail-refused", "The mail server refused the message.", "See the server's answer."),
    firm("mail-unsent", "The message was not sent.", "Run `docfill mail` again."),
    firm(
        "mail-uncertain",
        "Nobody knows whether the message was sent: docfill was stopped while sending.",
        "Ask the receiver; then say so with `docfill mail --settle sent` or `unsent`.",
    ),
    firm(
        "no-mail",
        "Nothing says how to mail.",
        "Add a section `mail` to docfill.yaml, as docs/delivery.md shows.",
    ),
    firm(
        "not-ready",
        "A report cannot be sent: it is not built, not verified, or no longer what its data say.",
        "Run `docfill build`.",
    ),
    warning(
        "no-address",
        "A township that owes its report could not be reminded.",
        "Write its address behind `mail` in its line of docfill.yaml.",
    ),
    firm("wrong-day", "A day of the schedule is none.", "Write month and day, like 01-15."),
    firm("wrong-time", "A time of the schedule is none.", "Write it like 08:00."),
)
