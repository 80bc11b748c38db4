"""What every room may use, importing no other: findings, errors, languages, files, figures.

Its modules are small and stand alone; whoever reads, checks, makes or sends begins here.
"""

from docfill.base.codes import CATALOGUE, CODE_EXAMPLES
from docfill.base.errors import (
    ConversionFailed,
    ConversionTimedOut,
    DocfillError,
    ExitCode,
    Faulty,
    MailFailed,
    SomethingMissing,
)
from docfill.base.files import LONGEST_NAME, alone_in, move_whole, naming, shown, write_whole
from docfill.base.findings import Finding, Place, Severity
from docfill.base.format_fields import unknown_gaps
from docfill.base.kinds import (
    HEADING,
    READERS,
    Figure,
    Paragraph,
    Unreadable,
    amount_in,
    invisible,
    numeral,
    plain,
    print_date,
    print_figure,
    read_count,
    read_date,
    read_prose,
    visible,
)
from docfill.base.language import (
    LANGUAGES,
    NOTHING,
    Message,
    as_written,
    in_a_row,
    message_from,
    message_of,
    preferred_language,
    speak,
    tell,
    tell_count,
    translated,
)
from docfill.base.litter import Held, held_folder, temporary
from docfill.base.numerals import (
    NUMBER,
    PERCENTAGE,
    half_width,
    read_number,
    read_percentage,
    years_in,
)
from docfill.base.regular_files import open_regular, read_regular, too_large
from docfill.base.scratch import workshop
from docfill.base.system_errors import in_plain_words, refusal, why
from docfill.base.text_width import padded, width
from docfill.base.typed_numbers import Number, number, rounded

__all__ = [
    "CATALOGUE",
    "CODE_EXAMPLES",
    "HEADING",
    "LANGUAGES",
    "LONGEST_NAME",
    "NOTHING",
    "NUMBER",
    "PERCENTAGE",
    "READERS",
    "ConversionFailed",
    "ConversionTimedOut",
    "DocfillError",
    "ExitCode",
    "Faulty",
    "Figure",
    "Finding",
    "Held",
    "MailFailed",
    "Message",
    "Number",
    "Paragraph",
    "Place",
    "Severity",
    "SomethingMissing",
    "Unreadable",
    "alone_in",
    "amount_in",
    "as_written",
    "half_width",
    "held_folder",
    "in_a_row",
    "in_plain_words",
    "invisible",
    "message_from",
    "message_of",
    "move_whole",
    "naming",
    "number",
    "numeral",
    "open_regular",
    "padded",
    "plain",
    "preferred_language",
    "print_date",
    "print_figure",
    "read_count",
    "read_date",
    "read_number",
    "read_percentage",
    "read_prose",
    "read_regular",
    "refusal",
    "rounded",
    "shown",
    "speak",
    "tell",
    "tell_count",
    "temporary",
    "too_large",
    "translated",
    "unknown_gaps",
    "visible",
    "why",
    "width",
    "workshop",
    "write_whole",
    "years_in",
]
