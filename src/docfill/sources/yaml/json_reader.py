"""JSON to plain data for any template, with the place of what is wrong in it."""

import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, NoReturn

from docfill.base import Finding, Message, Place, TextSpot, number, tell
from docfill.sources.yaml.composer import DEEPEST

_TOKEN = re.compile(r'(?P<text>"(?:[^"\\]|\\.)*")(?P<colon>\s*:)?|[{}\[\]]', re.DOTALL)
# One that is never closed is taken whole, or it would be sought again behind each of its quotes.
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)', re.DOTALL)
_MOST_FAULTS = 100
_HALF = re.compile("[\ud800-\udfff]")


def read_json(text: str, name: str) -> tuple[dict[str, object], list[Finding]]:
    """The keys and values of a JSON text, or nothing where findings say why."""
    data, findings = read_value(text, name)
    if not findings and not isinstance(data, dict):
        says = tell("the file must hold keys and values, like “key: value”")
        findings = [Finding(Place(name, TextSpot(1)), "wrong-shape", says)]
    return ({} if findings else data), findings


def read_value(text: str, name: str) -> tuple[Any, list[Finding]]:
    """What a JSON text holds, whatever it is, or None where findings say why."""
    try:
        data = json.loads(text, parse_int=number, parse_float=number, parse_constant=_no_number)
    except json.JSONDecodeError as trouble:
        return None, [_fault(text, name, trouble)]
    except _NotANumber as trouble:
        bare = _TEXT.sub(lambda found: " " * len(found[0]), text)
        says = tell("{word} is no number; write the number, or a text in quotes", word=trouble)
        return None, [Finding(_place(name, text, bare.find(str(trouble))), "syntax", says)]
    except RecursionError:
        # So deep that Python gave up; how deep that is depends on its version.
        return None, list(islice(_double_keys(text, name), _MOST_FAULTS))
    findings = [*_faults(text, name)]
    return (None if findings else data), findings


def _faults(text: str, name: str) -> Iterator[Finding]:
    """What JSON itself lets pass, as many of them as somebody would mend at a time."""
    faults = chain(_double_keys(text, name), _half_characters(text, name))
    return islice(faults, _MOST_FAULTS)


def _too_deep() -> Message:
    return tell("too many levels stand one in the other here")


class _NotANumber(ValueError):
    """NaN or Infinity, which Python reads though JSON has none."""


def _no_number(word: str) -> NoReturn:
    raise _NotANumber(word)


def _double_keys(text: str, name: str) -> Iterator[Finding]:
    """Keys written twice in one place of a text that is JSON, and brackets too deep in others."""
    seen: list[dict[str, int]] = []  # where each key begins
    for token in _TOKEN.finditer(text):
        if token[0] in ("{", "["):
            seen.append({})
            if len(seen) > DEEPEST:
                yield Finding(_place(name, text, token.start()), "syntax", _too_deep())
                return
        elif token[0] in ("}", "]"):
            seen.pop()
        elif token["colon"]:
            key = json.loads(token["text"])
            if key in seen[-1]:
                line = _place(name, text, seen[-1][key]).line
                says = tell("{key} is already written in line {line}; keep one", key=key, line=line)
                yield Finding(_place(name, text, token.start()), "double-key", says)
            seen[-1].setdefault(key, token.start())


def _half_characters(text: str, name: str) -> Iterator[Finding]:
    r"""Halves of surrogate pairs: `\ud842` without what must follow."""
    for token in _TOKEN.finditer(text):
        if token["text"] and (half := _HALF.search(json.loads(token["text"]))):
            says = tell(
                "the character U+{code:04X} is half a character; write the whole",
                code=ord(half[0]),
            )
            yield Finding(_place(name, text, token.start()), "syntax", says)


def _fault(text: str, name: str, trouble: json.JSONDecodeError) -> Finding:
    """What json complains of, where it is to be mended: often before the place it stopped at."""
    before = max(len(text[: trouble.pos].rstrip()) - 1, 0)
    match trouble.msg:
        case "Expecting ',' delimiter":
            says = tell("behind this place a “,” is missing, or a bracket is not closed")
            return Finding(_place(name, text, before), "syntax", says)
        case "Expecting property name enclosed in double quotes" if text[before] == ",":
            says = tell("no key follows this comma; delete the comma, or write the key")
            return Finding(_place(name, text, before), "syntax", says)
    return Finding(_place(name, text, trouble.pos), "syntax", _in_plain_words(trouble.msg))


def _in_plain_words(problem: str) -> Message:
    match problem:
        case "Expecting value":
            return tell("a value is missing here; write a number, or a text in double quotes")
        case "Expecting property name enclosed in double quotes":
            return tell("a key is wanted here, in double quotes")
        case "Expecting ':' delimiter":
            return tell("a “:” is missing behind the key")
        case "Extra data":
            return tell("the data end before this place; one file holds one “{{…}}”")
        case "Unterminated string starting at":
            return tell("a quote is opened here and never closed")
        case "Invalid control character at":
            return tell("a line break or a tab stands within quotes; write \\n or \\t")
    if problem.startswith("Invalid \\"):
        return tell("“\\” begins a special character here; write “\\\\” for the sign itself")
    if problem.startswith("Illegal trailing comma"):
        return tell("no key follows this comma; delete the comma, or write the key")
    return tell("this line cannot be read as JSON (“{problem}”)", problem=problem)


def _place(name: str, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(name, TextSpot(before.count("\n") + 1, offset - before.rfind("\n")))
