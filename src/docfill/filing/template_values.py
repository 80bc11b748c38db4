"""A filing as the strings a template prints: every number, date and heading already text."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from docfill.base import numeral, print_date
from docfill.filing.filing import Filing, Prose
from docfill.filing.words import print_word
from docfill.form import Form

# A web or mail address and the like: a line that ends before it has much to fill.
_LONG_LATIN = re.compile("[!-~]{12,}")
# What is kept together with what follows it may leave so much of a page empty: six lines.
_KEPT = 6 * 28
# A longer agency does not fit between the middle of the line and its end.
_AGENCY = 14
# Where a long name can be parted: after the place it belongs to.
_PLACE = re.compile("(?<=[省市县区州盟旗])(?<!城市)(?![场政容]|$)")


def print_values(
    form: Form, filing: Filing, names: Mapping[str, str], captions: Mapping[str, str]
) -> dict[str, object]:
    """The values of all placeholders, nested by the parts of their dotted names.

    `names` are the township's own (`name`, `full_name`); `captions` a county's wording of
    sub-headings by part, such as `{"overview.proactive": "…"}`. Prose becomes a list of blocks
    with `heading` or `text`; the other of the two is empty. `latin` says that the text holds a
    Latin word so long that justified lines around it would gape; `kept` that it is the last of its
    part and short enough to be kept with what follows, `kept_latin` that it is both.
    """
    values: dict[str, object] = {
        "title": title(form, filing, names),
        "headline": _headline(form, filing, names),
        "agency": names["full_name"],
        "agency_long": _width(names["full_name"]) > _AGENCY,
        "year": str(filing.year),
        "headings": {},
    }
    for key, field in form.fields.items():
        if key in filing.dates:
            _put(values, key, print_date(filing.dates[key][0]))
        elif not field.is_date:
            word, _ = filing.words.get(key, ("", None))
            _put(values, key, print_word(field, word))
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
    """The title as it stands on the page: too long for a line, it is divided before the year,
    and before that, where need be, after the place that an agency belongs to."""
    whole = title(form, filing, names)
    agency, year, _ = form.title.partition("{year}")
    if not form.title_line or not agency or not year or _width(whole) <= form.title_line:
        return whole
    first = agency.format(**names)
    return f"{_divided(first, form.title_line)}\n{whole.removeprefix(first)}"


def _divided(name: str, line: int) -> str:
    """A name on one line, or on two of about one length where it has a place to be parted."""
    parts = ((name[: at.start()], name[at.start() :]) for at in _PLACE.finditer(name))
    fitting = [pair for pair in parts if max(map(_width, pair)) <= line]
    if _width(name) <= line or not fitting:
        return name
    return "\n".join(min(fitting, key=lambda pair: max(map(_width, pair))))


def _width(text: str) -> float:
    """How many characters wide a text is; a digit or Latin letter is half of one."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _blocks(prose: Prose | None, numbering: Callable[[int], str]) -> list[dict[str, str | bool]]:
    blocks: list[dict[str, str | bool]] = []
    number = 0
    paragraphs = prose.paragraphs if prose else ()
    for paragraph in paragraphs:
        heading, text = "", paragraph.text
        if paragraph.heading:
            number += 1
            heading, text = numbering(number) + text, ""
        latin = _LONG_LATIN.search(text) is not None
        kept = paragraph is paragraphs[-1] and 0 < len(text) <= _KEPT
        blocks.append(
            {
                "heading": heading,
                "text": text,
                "latin": latin,
                "kept": kept and not latin,
                "kept_latin": kept and latin,
            }
        )
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
