"""What Chinese text may hold and what it may not."""

import re
from collections.abc import Iterable

HAN = "一-鿿"
HALF_WIDTH_AFTER_HAN = re.compile(rf"[{HAN}][,.;:!?()]")
# What may be English in a Chinese line: quotations, paths, codes, the names of keys and programs.
SPARED = re.compile(r"“[^”]*”|\[[\w-]+\]|\S*[/.]\S*|docfill \w+ \w+( -y)?|pip install \w+")
ENGLISH = re.compile(r"[A-Za-z']{2,}(?: \d*[A-Za-z']+){2,}")


def english(lines: Iterable[str]) -> list[str]:
    """The lines in which an English sentence stands."""
    return [line for line in lines if ENGLISH.search(SPARED.sub(" ", line))]
