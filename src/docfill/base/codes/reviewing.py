"""Codes for what the checks find in a filing, its last year, its neighbours and its prose."""

from docfill.base.codes.code import Code, error, firm, warning
from docfill.base.findings import Severity

CODES = (
    error(
        "level",
        "A row that only higher levels of government may fill is not zero.",
        "Write 0; if the township's level is wrong, correct it in docfill.yaml.",
    ),
    warning(
        "no-last-year",
        "There is no filing for the year before, so nothing that carries over could be compared.",
        "Put last year's filing into its folder, or waive it with the reason.",
    ),
    warning(
        "last-year-faulty",
        "Last year's filing cannot be read as a whole. What is blank or unreadable there is "
        "neither compared nor carried over; blank is not zero.",
        "Correct last year's file where the message points; write 0 where there was nothing.",
    ),
    warning(
        "parts",
        "Parts listed in prose do not add up to the whole stated before them.",
        "Correct the whole or a part.",
    ),
    warning(
        "part-twice",
        "One part stands twice in a list of parts.",
        "Put its figures together, or correct the name of one.",
    ),
    warning(
        "share",
        "A percentage in prose is not the share of its part in the whole, as far as it is rounded.",
        "Correct the percentage or the figures.",
    ),
    warning(
        "year",
        "Another year than the report's stands where it can hardly be meant, as after copying "
        "last year's text; or a year has a digit too many.",
        "Write the report's year, or say in the sentence why another one is meant.",
    ),
    error(
        "period",
        "The period of the statistics is not the one the form prescribes.",
        "Write the first and the last day of the report's year.",
    ),
    error(
        "other-agency",
        "The name of another agency of the same level stands in the prose.",
        "Write the own name; waive it where the other agency is truly meant.",
    ),
    warning(
        "self-name",
        "The text calls the agency by a kind it is not.",
        "Write the kind of agency this is.",
    ),
    warning(
        "doubled",
        "A word, or a comma, stop or the like, stands twice in a row.",
        "Delete one; a county can allow a pair of words in wording.yaml.",
    ),
    warning(
        "space",
        "A space, of whatever width, stands between Chinese characters, or between them and a "
        "figure; it would be printed. In a text without “|”, YAML makes one of every line break.",
        "Delete it; begin a text of several lines in the line after “|”.",
    ),
    warning(
        "look-alike",
        "A character is printed like another one, but is kept only for old encodings: ⽂ for 文, "
        "as texts copied out of a PDF have them. Who searches the report for 文 does not find it.",
        "Type the character anew; the message names the ordinary one where it is known.",
    ),
    warning(
        "unpaired",
        "A quotation mark or bracket is opened and not closed, or closed and not opened.",
        "Add the other half.",
    ),
    warning(
        "cut-off",
        "Before or behind a text that begins in its key's line, or without “|”, stands a #: what "
        "follows is a comment for YAML and is not printed.",
        "Begin the text in the line after “|”; move a comment that is meant to a line of its own.",
    ),
    error(
        "heading-sign",
        "A line of prose begins with another number of # than two, with a full-width ＃, or has "
        "no words behind the signs, so that the signs would be printed. A warning is given for "
        "words between asterisks, such as **一是**, and for lines that begin with a hyphen or "
        "bullet, which are printed too.",
        "Write a sub-heading as “## 标题”; in other text begin the line with another word. "
        "Delete asterisks, hyphens and bullets.",
    ),
    warning(
        "joined-lines",
        "Lines without a blank line between them become one paragraph, and one of them looks as "
        "if it was to begin a new one: the line before ends a sentence, or it begins with a "
        "number such as （一）, 1. or 一是. Lines wrapped in mid-sentence are joined rightly.",
        "Leave a blank line between two paragraphs; begin a text of several in the line after “|”.",
    ),
    warning(
        "unmarked-heading",
        "A line looks like a sub-heading, but is not marked as one, so it is set as text.",
        "Write it as “## 标题” without its number; docfill numbers sub-headings. If it is none, "
        "end the sentence with a full stop.",
    ),
    error(
        "numbered-heading",
        "A sub-heading begins with a number, and docfill numbers it, too.",
        "Take the number out: write “## 标题”.",
    ),
    warning(
        "bare-heading",
        "Below a sub-heading stands no text: another one follows, or nothing.",
        "Write its text, or delete the sub-heading.",
    ),
    warning(
        "heading-stop",
        "A sub-heading ends with a full stop or another mark.",
        "Delete the mark; a sentence that is no sub-heading is written without “##”.",
    ),
    warning(
        "half-width",
        "Half-width punctuation, or the point ． for a full stop, stands in Chinese text.",
        "Write the full-width mark, and 。 for a full stop.",
    ),
    warning(
        "no-full-stop",
        "A paragraph ends without a full stop.",
        "Add it, or finish the sentence.",
    ),
    warning(
        "short",
        "A piece of prose is so short that it can hardly say what it must.",
        "Add facts and figures of this year; the least length stands in wording.yaml.",
    ),
    warning(
        "long",
        "Pieces of prose have together more characters than the county wants; it looks for that "
        "only where `longest` in wording.yaml says so.",
        "Shorten the text, or raise `longest`.",
    ),
    warning(
        "sections-counted",
        "The text says how many sections the report has, and lists another number of them.",
        "List every section, or correct the number.",
    ),
    warning(
        "like-last-year",
        "Too much of a text stands word for word in last year's filing.",
        "Write what happened this year; the limit stands in wording.yaml.",
    ),
    warning(
        "like-neighbour",
        "Too much of a text stands word for word in another agency's filing of the same year.",
        "Write it in the agency's own words; the limit stands in wording.yaml.",
    ),
    warning(
        "far-from-last-year",
        "A figure is a hundred times last year's or more, or a hundredth of it or less. Small "
        "figures are not looked at.",
        "Look which of the two is wrong, this year's or last year's, and correct it; waive it "
        "where both are right. The limits stand in wording.yaml.",
    ),
    warning(
        "far-from-peers",
        "A figure is a hundred times or more what most agencies of the same level have that state "
        "any, and there is none of last year to compare it with. Small figures are not looked at.",
        "Look for a digit too many or another line's figure; waive it where the figure is right. "
        "The limits stand in wording.yaml.",
    ),
    warning(
        "wrong-unit",
        "An amount seems to be typed in a smaller unit than the form's, such as yuan for tens "
        "of thousands: last year's figure, the other agencies' or the usual amounts of its level "
        "say so.",
        "Write the amount in the form's unit; waive it where it is right. The limits stand in "
        "wording.yaml.",
    ),
    warning("date-late", "A date is after the last day for it.", "Correct it if it is wrong."),
    error(
        "date-year",
        "A date is not in the year after the one reported on: before that year was over, which "
        "cannot be, or, as a warning, later than the year after it.",
        "Write the year after the one reported on, or correct the folder the filing stands in.",
    ),
    firm(
        "character",
        "Prose holds a character that is invisible, private, a little picture or none at all.",
        "Delete it; it often comes along when text is copied from a web page.",
    ),
    firm(
        "waiver-reason",
        "A waiver gives no reason.",
        "Write after `reason:` why the finding may stand; it is printed with it.",
    ),
    firm(
        "waiver-code",
        "A waiver names no code, or one that cannot be waived, or a place that there is not.",
        "Correct the code or the name.",
    ),
    warning(
        "waiver-unused",
        "A waiver waives nothing: what it was written for is not found any more.",
        "Delete it.",
    ),
    Code(
        "no-filing",
        Severity.ERROR,
        "A township listed in docfill.yaml has no filing for the year.",
        "Begin one with `docfill new`; where the message names a file, rename that.",
        firm=True,
    ),
    warning(
        "stray-filing",
        "A file beside the township's filing bears nearly its name, or the township's; it is not "
        "read.",
        "Keep one of the two, under the name that is read.",
    ),
)
