"""Regular expressions that people write in a kit, with named words to put together."""

import re
from collections.abc import Mapping

from docfill.base import NUMBER, PERCENTAGE

NOTHING = re.compile("(?!)")

_BUILT_IN = {
    "n": rf"\s*(?P<n>{NUMBER})\s*",
    "percent": rf"\s*(?P<percent>{PERCENTAGE})",
    "number": NUMBER,
}
_NAME = re.compile(r"\{([a-z][a-z_0-9]*)\}")


class WrongPattern(ValueError):
    """The pattern cannot be read; the message says why."""


def compile_pattern(text: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """The pattern with every `{name}` replaced by the kit's word of that name.

    `{n}` is a number as group `n`, `{percent}` a percentage as group `percent`, `{number}` a
    number alone. Raises WrongPattern.

    >>> compile_pattern("{open}{n}件", {"open": "(?:公开|提供)"}).search("提供 12 件")["n"]
    '12'
    """
    known = {**_BUILT_IN, **words}
    for _ in range(5):  # A word may hold words; five levels are plenty, and a circle ends.
        for name in set(_NAME.findall(text)):
            if name not in known:
                raise WrongPattern(f"{{{name}}}: {', '.join(sorted(known))}")
            text = text.replace(f"{{{name}}}", known[name])
    if _NAME.search(text):
        raise WrongPattern(text)
    try:
        return re.compile(text)
    except re.error as trouble:
        raise WrongPattern(str(trouble)) from None
