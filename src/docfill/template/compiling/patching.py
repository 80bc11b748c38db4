"""A part's XML as docxtpl patches it; what its patterns only step over is out of their way.

docxtpl searches a part about twenty times, and most of what it walks through are the properties
of cells, rows, paragraphs and runs. One tag stands for them meanwhile: where they are copied,
moved or dropped it is too, and no pattern could have begun or ended inside them.
"""

import re

from docxtpl import DocxTemplate

from docfill.template.tags.blanks import plain_blanks
from docfill.template.tags.quoted_names import refuse_quoted_names

_PROPERTIES = re.compile(r"(<w:(tc|tr|p|r)Pr>)(.+?)(</w:\2Pr>)", re.DOTALL)
# What some pattern looks for or rewrites: tags' own characters and the quotes and escapes in
# them, text, merged and shaded cells, and the elements that values stand in.
_SOUGHT = re.compile(
    r"[{}%#&\n“”‘’]|>[^<]|<w:(?:gridSpan|shd)\b|</?w:(?:r|p|t|tr|tc)[\s/>]", re.DOTALL
)
# A paragraph's or run's own opening tag does not begin as a text's does; the others' do.
_TEXT_LIKE = re.compile(r"<w:t")
_STANDING = re.compile("<\ue0f6(\\d+)>")


def patch_part(xml: str) -> str:
    """What docxtpl itself makes of a part's XML before it hands it to Jinja.

    Raises `TemplateSyntaxError` for a name in curly quotes, which docxtpl would print.
    """
    refuse_quoted_names(xml)
    short, properties = mask(plain_blanks(xml))
    return unmask(DocxTemplate(None).patch_xml(short), properties)


def mask(xml: str) -> tuple[str, list[str]]:
    """The XML with a tag in place of inert properties, and these properties by number."""
    numbers: dict[str, int] = {}

    def shorter(found: re.Match[str]) -> str:
        opening, of, inner, closing = found.groups()
        if inner not in numbers:
            if _SOUGHT.search(inner) or (of in "pr" and _TEXT_LIKE.search(inner)):
                return found[0]
            numbers[inner] = len(numbers)
        return f"{opening}<\ue0f6{numbers[inner]}>{closing}"

    return _PROPERTIES.sub(shorter, xml), list(numbers)


def unmask(xml: str, properties: list[str]) -> str:
    """The XML with the properties in their places again."""
    return _STANDING.sub(lambda found: properties[int(found[1])], xml)
