"""Filters and methods that make long texts: paid for before they are called, and after."""

from collections.abc import Callable, Sized
from functools import wraps
from typing import Any

from docfill.template.sandbox.allowance import pay, pay_for, size

# Those whose numbers say how long the result is, and those that put one text into another.
_BY_NUMBER = frozenset(
    [
        "batch",
        "center",
        "expandtabs",
        "indent",
        "ljust",
        "rjust",
        "slice",
        "tojson",
        "wordwrap",
        "zfill",
    ]
)
_REPEATING = frozenset(("join", "replace"))
LENGTHENING = _BY_NUMBER | _REPEATING


def charge(name: str, does: Callable[..., Any]) -> Callable[..., Any]:
    """The function, its calls paid for; Jinja finds on it what it notes on its filters."""

    own = [text] if isinstance(text := getattr(does, "__self__", None), str) else []

    @wraps(does)
    def called(*args: Any, **named: Any) -> Any:
        if name in LENGTHENING:
            args = _before(name, [*args], [*own, *args, *named.values()])
        return pay_for(does(*args, **named))

    return called


def _before(name: str, args: list[Any], given: list[Any]) -> tuple[Any, ...]:
    """Pay for what a call may make; its arguments, with a list for what could be read only once."""
    texts = [value for value in given if isinstance(value, str)]
    if name in _BY_NUMBER:
        numbers = [abs(value) for value in given if isinstance(value, int)]
        lines = sum(text.count("\n") + text.count("\t") for text in texts)
        pay(max(numbers, default=0) * (lines + 1))
        pay(sum(map(len, texts)) * (2 if name == "wordwrap" else 1))
    elif name == "replace":
        pay(_replaced(texts))
    else:
        args = [list(value) if _is_read_once(value) else value for value in args]
        pieces = max((len(value) for value in args if isinstance(value, Sized)), default=0)
        longest = max(map(len, texts), default=0)
        pay(pieces * longest + sum(map(size, args)))
    return tuple(args)


def _replaced(texts: list[str]) -> int:
    """How long a text may become: the longest holds the others, wherever they stand."""
    if len(texts) < 3:
        return 0
    text, old, new = texts[:3]
    return len(text) + len(new) * (text.count(old) if old else len(text) + 1)


def _is_read_once(value: object) -> bool:
    return hasattr(value, "__next__")
