"""Names that stand in curly quotes, so that a tag would print the name itself."""

import re

from jinja2 import TemplateSyntaxError

_XML_TAG = re.compile(r"\{(?:<[^>]*>)*[{%].*?[%}](?:<[^>]*>)*\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_NAME = r"[“”‘’]\s*(?P<name>[^\W\d][\w.]*)\s*[“”‘’]"
# A name alone or before a filter; a text such as “是” if x is none.
_QUOTED = re.compile(
    rf"\{{\{{-?(?:(?:tr|tc|p|r)\s)?\s*{_NAME}\s*-?(?:\}}\}}|\|)"
    rf"|\{{%-?(?:(?:tr|tc|p|r)\s)?\s*(?:el)?if\s*{_NAME.replace('name', 'tested')}"
    r"\s*(?:-?%\}|and\b|or\b)"
    rf"|\{{%-?(?:(?:tr|tc|p|r)\s)?\s*for\b[^“”‘’]*\bin\s*{_NAME.replace('name', 'looped')}"
    r"\s*(?:-?%\}|\||if\b)"
)


def find_quoted_name(tag: str) -> str:
    """The name a tag has in curly quotes where a name is meant; "" for none.

    >>> find_quoted_name("{{ “name” }}"), find_quoted_name("{% for x in ‘xs’ %}")
    ('name', 'xs')
    >>> find_quoted_name("{{ “是” if x else “否” }}"), find_quoted_name("{{ x|default(“-”) }}")
    ('', '')
    """
    found = _QUOTED.match(tag)
    return next(filter(None, found.groups())) if found else ""


def refuse_quoted_names(xml: str) -> None:
    """Raise `TemplateSyntaxError` where a tag of a part has a name in curly quotes."""
    for found in _XML_TAG.finditer(xml):
        if re.search("[“”‘’]", found[0]) and (name := find_quoted_name(_MARKUP.sub("", found[0]))):
            raise TemplateSyntaxError(f"{name} stands in quotes", 1)
