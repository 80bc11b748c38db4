"""What Jinja says of a tag it cannot read, in a clerk's words."""

import re
from collections.abc import Callable

from docfill.base import Message, tell

_SIGNS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "end of comment": "#}",
}


def syntax_words(said: str | None) -> Message:
    """Jinja's complaint about a tag, put plainly; an unknown one in its own words."""
    for pattern, worded in _KNOWN:
        if found := pattern.search(said or ""):
            return worded(*found.groups())
    return tell("in the program's own words: {said}", said=said)


def _token(name: str) -> str | Message:
    """What Jinja's name of a token is called here."""
    named = {
        "name": tell("a name"),
        "string": tell("a text"),
        "integer": tell("a number"),
        "float": tell("a number"),
        "end of template": tell("the end"),
    }
    return named.get(name) or _SIGNS.get(name, name)


def _instead(wanted: str, got: str) -> Message:
    return tell("{got} stands where {wanted} is wanted", got=_token(got), wanted=_token(wanted))


_KNOWN: tuple[tuple[re.Pattern[str], Callable[..., Message]], ...] = tuple(
    (re.compile(pattern), worded)
    for pattern, worded in (
        (r"expected token '(.+)', got '(.+)'", _instead),
        (r"Expected an expression, got '(.+)'",
            lambda got: tell("a name or value is missing before {got}", got=_token(got))),
        (r"unexpected char '(.+)' at",
            lambda sign: tell("{sign} has no meaning in a tag", sign=sign)),
        (r"^unexpected '(.+)'",
            lambda sign: tell("{sign} stands where it has no meaning", sign=_token(sign))),
        (r"Unexpected end of template.*The innermost block that needs to be closed is '(\w+)'",
            lambda name: tell("{{% {name} %}} is never ended", name=name)),
        (r"Encountered unknown tag '(\w+)'",
            lambda name: tell("{name} is no word a tag can begin with here", name=name)),
        (r"No (?:filter|test) named '(\w+)'",
            lambda name: tell("there is no filter or test named {name}", name=name)),
        (r"Tag name expected", lambda: tell("a word is missing behind {{%")),
        (r"Invalid character in identifier",
            lambda: tell("a name holds a sign that no name may have")),
        (r"can't assign to '(.+)'", lambda name: tell("{name} cannot be a name", name=name)),
        (r"Missing end of (\w+)", lambda name: tell("{name} is never ended", name=name)),
    )
)  # fmt: skip
