"""Checks of single characters of prose: can they be set, and can they be searched?"""

import re
import unicodedata

from docfill.base import Finding, Message, Severity, as_written, in_a_row, tell
from docfill.checks.case import Case, Findings

# Control, format, surrogate, private use, unassigned (Unicode Standard, table 4-4).
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# What stands where text was broken on its way, and little pictures, which no face of ours has.
_BROKEN, _FIRST_PICTURE = "\ufffd", "\U0001f000"

# Characters kept only for older encodings: radicals, compatibility ideographs, ligatures, vertical
# and small forms of marks. Not among them: 12 ideographs that are ordinary ones in spite of their
# block, and the brackets ﹝﹞, of which the wording speaks.
_KEPT_FOR_OLD = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff"
    "\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe4f\ufe50-\ufe5c\ufe5f-\ufe6f\U0002f800-\U0002fa1f]"
)
# Radicals of simplified characters, which Unicode gives no normal form.
_SIMPLIFIED = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_WIDE = dict(zip(",.;:?!()", "，。；：？！（）", strict=True))


def characters_can_be_set(case: Case) -> Findings:
    """Prose holds no character that is invisible, private or not a character at all."""
    for prose in case.filing.prose.values():
        for offset, character in enumerate(prose.typed.text):
            if character != "\n" and _cannot_be_set(character):
                says = tell(
                    "the character U+{code:04X} cannot stand in a report; delete it",
                    code=ord(character),
                )
                yield Finding(prose.typed.place_at(offset), "character", says)


def characters_can_be_searched(case: Case) -> Findings:
    """No character only looks like another one, as those do that are copied out of a PDF."""
    for prose, paragraph in case.paragraphs:
        strange = list(_KEPT_FOR_OLD.finditer(paragraph.text))
        if strange:
            says = tell(
                "{pairs}: printed like another character, but nobody who searches for that one "
                "finds it; type it anew",
                pairs=in_a_row(", ", map(_told, dict.fromkeys(found[0] for found in strange))),
            )
            place = prose.place_at(paragraph, strange[0].start())
            yield Finding(place, "look-alike", says, Severity.WARNING)


def ordinary(character: str) -> str:
    """What a character kept for old encodings looks like; "" where nobody says.

    >>> ordinary("⽂"), ordinary("⻔"), ordinary("﹐"), ordinary("⺄")
    ('文', '门', '，', '')
    """
    plain = unicodedata.normalize("NFKC", character)
    return _SIMPLIFIED.get(character, "") if plain == character else _WIDE.get(plain, plain)


def _told(character: str) -> Message:
    meant = ordinary(character)
    sign = f"“{character}” (U+{ord(character):04X})"
    return tell("{sign} for “{meant}”", sign=sign, meant=meant) if meant else as_written(sign)


def _cannot_be_set(character: str) -> bool:
    category = unicodedata.category(character)
    is_picture = category == "So" and character >= _FIRST_PICTURE
    return category in _UNPRINTABLE or character == _BROKEN or is_picture
