"""Codes for templates: what the rooms that read, survey and fill a template.docx find."""

from docfill.base.codes.code import Code, firm, warning
from docfill.base.findings import Severity

CODES = (
    firm("template-unreadable", "The template cannot be read.", "Put it where the kit has it."),
    firm("not-docx", "The file is no Word document.", "Save it from Word or WPS as .docx."),
    firm(
        "unsafe",
        "The file holds what a template may not: macros, links to outside files, or far too much "
        "when unpacked.",
        "Save it as a plain .docx without macros.",
    ),
    firm(
        "template-broken",
        "The template cannot be used; only the library's own words tell why.",
        "Undo the last change of the template.",
    ),
    firm(
        "full-width-braces",
        "A tag is typed with full-width braces and would stay in the document as text.",
        "Type {{ }} and {% %} half-width.",
    ),
    firm("unclosed-tag", "A tag does not end in its paragraph.", "Close it there."),
    firm(
        "full-width-punctuation",
        "A tag holds full-width punctuation outside of quotes.",
        "Type it half-width.",
    ),
    Code(
        "curly-quotes",
        Severity.NOTE,
        "A tag holds curly quotes, which Word made of straight ones.",
        "They are read as straight ones; nothing needs to be done.",
    ),
    firm(
        "quoted-name",
        "A name in a tag stands in curly quotes, so that the tag would print the name itself.",
        "Delete the quotes, or write the word without a tag.",
    ),
    Code(
        "unused",
        Severity.NOTE,
        "No tag asks for a key of the data; with --strict nothing is made then.",
        "Correct the key or the tag, or delete the key.",
    ),
    firm("lost-text", "Text beside a tag would be lost.", "Give the tag a paragraph of its own."),
    firm("prefix-outside-table", "A row, column or cell tag stands in no table.", "Move it."),
    firm(
        "percent-in-prefixed-tag",
        "A row, column or cell tag holds a percent sign.",
        "Delete the percent sign.",
    ),
    firm("unknown-tag", "A tag's first word is not known.", "Correct the word."),
    firm("unknown-filter", "A tag uses a filter that there is not.", "Correct the filter's name."),
    firm("tag-syntax", "A tag cannot be read.", "Correct it as the message says."),
    firm("unbalanced", "A block ends what did not begin, or never ends.", "Add the other half."),
    firm(
        "tag-in-revision",
        "A tag stands in a tracked change, so that it may be there twice or not at all.",
        "Accept or reject the change in Word.",
    ),
    warning(
        "tag-in-field",
        "A tag stands in a field code, which keeps showing its old result.",
        "Move it into the text.",
    ),
    warning(
        "tag-in-hyperlink",
        "A tag stands in the text of a link, which leads to the same place whatever it prints.",
        "If it shall lead elsewhere, write a tag into its address, too; tags there are filled.",
    ),
    firm("crossing-tags", "Blocks begin and end across each other.", "Nest one in the other."),
    firm(
        "torn-control",
        "A block begins inside a content control and ends outside of it, or the reverse.",
        "Give each of its tags a control of its own, or put them outside of controls.",
    ),
    warning(
        "tracked-changes",
        "The template holds tracked changes nobody accepted, which may split tags.",
        "Accept or reject them in Word.",
    ),
    firm(
        "not-filled",
        "A tag stands where nothing is filled, such as a workbook inside the document.",
        "Move it into the text, or write there what is to stand there.",
    ),
    warning(
        "embedded-fonts",
        "The template carries fonts, and so does every document made from it.",
        "Switch embedding off in Word's options and save again.",
    ),
    Code(
        "slower",
        Severity.NOTE,
        "A part of the template cannot be compiled beforehand and is filled more slowly.",
        "Nothing needs to be done.",
    ),
    Code(
        "table-left-out",
        Severity.NOTE,
        "The data leave a table without any row, so it is left out of the document.",
        "Nothing needs to be done; a row outside of the loop, such as a caption, would keep it.",
    ),
    firm("no-value", "The template prints a name that has no value.", "Correct the name."),
    firm(
        "unsafe-tag", "A tag does what templates may not.", "Print values; leave the rest to data."
    ),
    firm(
        "template-runaway",
        "Filling a template takes more time or memory than a document is worth.",
        "Look for a loop, repeat or macro too many; `fill --timeout` gives it more seconds.",
    ),
    firm(
        "ill-formed",
        "Filled with these values, the document would be broken: a block ends in another place "
        "than it begins, or a value with |safe is no whole XML.",
        "Move the end of the block, or print the value without |safe.",
    ),
    firm("tag-failed", "A tag could not be carried out with these values.", "See the message."),
    firm("not-printable", "A value cannot be printed as text.", "Print a part of it."),
    firm(
        "out-of-place",
        "A value cannot stand where its tag stands: {{ x }} prints text, pictures and listings, "
        "{{r x }} takes rich text in place of a run, {{p x }} a document in place of a paragraph.",
        "Write the tag that the message names, or give the value as docs/filling.md shows.",
    ),
    firm(
        "control-character",
        "A value holds a control character, which no document can show.",
        "Delete it where it was written.",
    ),
    firm("bad-rich-value", "A value of rich text is not written right.", "See the message."),
    firm("bad-image", "An image named in the data cannot be used.", "Name a PNG or JPEG file."),
    firm("bad-subdocument", "A document named in the data cannot be used.", "Name a .docx file."),
    firm("no-docxcompose", "Subdocuments need docxcompose, which is missing.", "Install it."),
    firm(
        "not-printed-once",
        "A figure or date of the form is printed not once, but never or several times.",
        "Put its placeholder into its own cell, once.",
    ),
    firm("not-printed", "A piece of prose is never printed.", "Add its placeholder."),
    firm(
        "heading-lost",
        "A heading of the form is not in the template.",
        "Write it as the form has it.",
    ),
    firm("overwritten", "What is made would overwrite what it is made of.", "Name another file."),
    firm("not-in-form", "A placeholder is nothing the form states.", "Correct its name."),
    firm(
        "misplaced",
        "A figure stands under another caption than the form gives it, or beside other text in "
        "its cell, such as a unit.",
        "Move the placeholder, or correct the caption in template or form; a unit belongs into the "
        "caption.",
    ),
    warning(
        "stale-schema",
        "`filing.schema.json` of a kit is not what its form says, so that editors complete and "
        "mark keys of another form.",
        "Write it anew with `docfill schema`; the message shows how.",
    ),
)
