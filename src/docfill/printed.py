"""A filing as the strings a template prints: every number, date and heading already text."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from docfill.filing import Filing, Prose
from docfill.form import Form
from docfill.kinds import numeral, print_date

# A web or mail address and the like: a line that ends before it has much to fill.
_LONG_LATIN = re.compile("[!-~]{12,}")


def printed(
    form: Form, filing: Filing, names: Mapping[str, str], captions: Mapping[str, str]
) -> dict[str, object]:
    """The values of all placeholders, nested by the parts of their dotted names.

    `names` are the township's own (`name`, `full_name`); `captions` a county's wording of
    sub-headings by part, such as `{"overview.proactive": "…"}`. Prose becomes a list of blocks
    with `heading` or `text`; the other of the two is empty. `latin` says that the text holds a
    Latin word so long that justified lines around it would gape.
    """
    values: dict[str, object] = {
        "title": title(form, filing, names),
        "headline": _headline(form, filing, names),
        "agency": names["full_name"],
        "year": str(filing.year),
        "headings": {},
    }
    for key, (day, _) in filing.dates.items():
        _put(values, key, print_date(day))
    for name, cell in filing.cells.items():
        _put(values, name, cell.printed)
    for section in form.sections.values():
        for part in section.parts:
            numbering = _arabic if section.in_parts else _bracketed
            _put(values, part.key, _blocks(filing.prose.get(part.key), numbering))
        numbered = [part for part in section.parts if part.numbered]
        for number, part in enumerate(numbered, 1):
            caption = captions.get(part.key, part.caption)
            _put(values, f"headings.{part.key}", _bracketed(number) + caption)
    return values


def title(form: Form, filing: Filing, names: Mapping[str, str]) -> str:
    """The report's title, as the form patterns it."""
    return form.title.format(**names, year=filing.year)


def _headline(form: Form, filing: Filing, names: Mapping[str, str]) -> str:
    """The title as it stands on the page: too long for a line, it is divided before the year."""
    whole = title(form, filing, names)
    agency, year, _ = form.title.partition("{year}")
    if not form.title_line or not agency or not year or _width(whole) <= form.title_line:
        return whole
    first = agency.format(**names)
    return f"{first}\n{whole.removeprefix(first)}"


def _width(text: str) -> float:
    """How many characters wide a text is; a digit or Latin letter is half of one."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _blocks(prose: Prose | None, numbering: Callable[[int], str]) -> list[dict[str, str | bool]]:
    blocks: list[dict[str, str | bool]] = []
    number = 0
    for paragraph in prose.paragraphs if prose else ():
        if paragraph.heading:
            number += 1
            heading = numbering(number) + paragraph.text
            blocks.append({"heading": heading, "text": "", "latin": False})
        else:
            latin = _LONG_LATIN.search(paragraph.text) is not None
            blocks.append({"heading": "", "text": paragraph.text, "latin": latin})
    return blocks


def _bracketed(number: int) -> str:
    return f"（{numeral(number)}）"


def _arabic(number: int) -> str:
    return f"{number}."


def _put(values: dict[str, object], name: str, value: object) -> None:
    *branches, leaf = name.split(".")
    for branch in branches:
        values = values.setdefault(branch, {})  # type: ignore[assignment]
    values[leaf] = value
