"""What is left empty when its tags print nothing: cells, notes and boxes without a paragraph,
tables without rows, content controls without content. Word calls the first corrupt; the others
are not seen, only in the way.
"""

import re

MARK = "docfill-table"
_MARK = re.compile(rf"<\?{MARK} \d+\?>")
# What holds blocks, of which the last is a paragraph.
HOLD_BLOCKS = ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment")
_EMPTY_CONTROLS = ("<w:sdtContent/>", "<w:sdtContent></w:sdtContent>")


def mend_emptied(xml: str) -> tuple[str, list[int]]:
    """The part with a paragraph in what would have none, without bare tables and controls.

    Of each table left out comes its number in the template, 0 where it is not known.
    """
    if not _is_suspect(xml):
        return _MARK.sub("", xml), []
    from docfill.template.markup.bare import clothe_bare

    return clothe_bare(xml)


def _is_suspect(xml: str) -> bool:
    """Whether anything ends otherwise than with a paragraph or row; counting is quick."""
    return any(control in xml for control in _EMPTY_CONTROLS) or any(
        xml.count(f"</w:{name}>") != sum(xml.count(f"{last}</w:{name}>") for last in lasts)
        for name, lasts in (
            *((name, ("</w:p>", "<w:p/>")) for name in HOLD_BLOCKS),
            ("tbl", ("</w:tr>",)),
            ("tr", ("</w:tc>",)),
        )
    )
