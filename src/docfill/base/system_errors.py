"""What the YAML parser and the system complain of, in words that say what to do."""

import errno
import os
import shutil
from pathlib import Path

from docfill.base.files import display_path
from docfill.base.language import NOTHING, Message, as_written, in_a_row, tell
from docfill.base.regular_files import NotOrdinary


def in_plain_words(problem: str, context: str = "", sign: str = "") -> Message:
    """What is wrong with a line, from libyaml's words for it; `sign` is where it stopped.

    >>> print(in_plain_words("could not find expected ':'"))
    this line has no “:” behind its key; write it like “key: value”
    """
    for words in (_of_signs, _of_structure, _of_escapes):
        if says := words(problem, context, sign):
            return says
    return tell(
        "this line cannot be read; look at its indentation, colon, quotes and brackets "
        "(“{problem}”)",
        problem=problem,
    )


def _of_signs(problem: str, context: str, sign: str) -> Message:
    """About a value or line that begins with a sign that YAML gives a meaning."""
    if "directive" in context or "%" in problem or "YAML document" in problem:
        return tell("a line cannot begin with “%”; indent it, or put the value in quotes")
    if context in ("while scanning a tag", "while parsing a tag", "while parsing a node"):
        return tell("a value cannot begin with “{sign}”; put the value in quotes", sign="!")
    match problem:
        case "found character that cannot start any token":
            return tell("a value cannot begin with “{sign}”; put the value in quotes", sign=sign)
        case "did not find expected alphabetic or numeric character":
            first = "*" if context == "while scanning an alias" else "&"
            return tell("a value cannot begin with “{sign}”; put the value in quotes", sign=first)
        case "block sequence entries are not allowed in this context":
            return tell(
                "“- ” begins a list, which cannot stand here; begin it in a line of its own, "
                "or put the value in quotes"
            )
        case "mapping keys are not allowed in this context":
            return tell("a value cannot begin with “{sign}”; put the value in quotes", sign="? ")
        case (
            "did not find expected comment or line break"
            | "found an indentation indicator equal to 0"
        ):
            return tell("nothing may stand behind “|”; begin the text in the next line, indented")
    return NOTHING


def _of_structure(problem: str, _context: str, _sign: str) -> Message:
    """About keys, values, brackets and indentation."""
    match problem:
        case "mapping values are not allowed in this context":
            return tell(
                "a “:” stands here where none belongs; indent the line like its neighbours, "
                "or put a text that holds “: ” in quotes"
            )
        case "could not find expected ':'":
            return tell("this line has no “:” behind its key; write it like “key: value”")
        case (
            "did not find expected key"
            | "did not find expected '-' indicator"
            | "did not find expected <document start>"
        ):
            return tell(
                "no key begins here; indent the line like those it belongs to, "
                "and write nothing behind a closing quote or bracket"
            )
        case "did not find expected ',' or '}'" | "did not find expected ',' or ']'":
            return tell("a bracket is not closed, or a “,” is missing before this place")
        case "did not find expected node content" | "found unexpected ':'":
            return tell("a value is missing here; write it, or put brackets in quotes")
        case "nested too deeply":
            return tell("too many levels stand one in the other here")
    if "tab character" in problem:
        return tell("a tab stands in this line; indent with spaces")
    return NOTHING


def _of_escapes(problem: str, _context: str, _sign: str) -> Message:
    """About quotes and what stands between them."""
    match problem:
        case "found unexpected end of stream" | "found unexpected document indicator":
            return tell("a quote is opened here and never closed")
        case (
            "found unknown escape character"
            | "did not find expected hexdecimal number"
            | "found invalid Unicode character escape code"
        ):
            return tell("“\\” means something else in double quotes; use single quotes")
    return NOTHING


def as_refused(trouble: Exception) -> Exception:
    """The same, but a lack of memory or threads as what it is: something the system refuses."""
    if isinstance(trouble, MemoryError) or str(trouble) == "can't start new thread":
        return OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
    return trouble


def why(trouble: OSError) -> Message:
    """Why the system refused, in words; its own where nothing better is known."""
    if isinstance(trouble, NotOrdinary):
        return trouble.says
    match trouble.errno:
        case errno.ENOENT:
            return tell("there is no such file")
        case errno.EISDIR:
            return tell("this is a folder, not a file")
        case errno.EACCES | errno.EPERM:
            return tell("the permission is lacking")
        case errno.EEXIST | errno.ENOTDIR:
            return tell("a file stands where a folder belongs")
        case errno.ENOSPC | errno.EDQUOT:
            return _full(trouble)
        case errno.EROFS:
            return tell("the disk can only be read")
        case errno.EADDRINUSE:
            return tell("another program listens there already")
        case errno.EADDRNOTAVAIL:
            return tell("this machine has no such address")
        case errno.ENOMEM:
            return tell("there is too little memory, or no further process is allowed")
    return as_written(trouble.strerror or str(trouble))


def _full(trouble: OSError) -> Message:
    """Which disk is full, and how much of it is free, as far as that can be told."""
    named = trouble.filename2 or trouble.filename
    path = Path(os.fsdecode(named)).absolute() if isinstance(named, (str, bytes)) else None
    while path is not None and path != path.parent and not path.exists():
        path = path.parent
    if path is None:
        return tell("the disk is full")
    device, free = path.stat().st_dev, shutil.disk_usage(path).free
    disk = path
    while disk != disk.parent and disk.parent.stat().st_dev == device:
        disk = disk.parent
    return tell("the disk {disk} is full ({free} MB are free)", disk=disk, free=free // 1_000_000)


def refusal(trouble: OSError) -> Message:
    """Which file or folder the system refused, why, and what to do where that is known.

    >>> print(refusal(NotADirectoryError(errno.ENOTDIR, "", "/srv/out")))
    /srv/out: a file stands where a folder belongs; move it away, or choose another folder
    """
    path = trouble.filename2 or trouble.filename
    says = in_a_row(": ", (display_path(path), why(trouble))) if path else why(trouble)
    if remedy := _remedy(trouble):
        return tell("{trouble}; {remedy}", trouble=says, remedy=remedy)
    return says


def _remedy(trouble: OSError) -> Message:
    match trouble.errno:
        case errno.EACCES | errno.EPERM:
            return tell("give it to whoever runs docfill (chmod, chown), or choose another folder")
        case errno.EEXIST | errno.ENOTDIR | errno.EISDIR:
            return tell("move it away, or choose another folder")
        case errno.ENOSPC | errno.EDQUOT:
            return tell("make room and run docfill again; what is finished stays")
        case errno.EROFS:
            return tell("choose a folder on another disk")
        case errno.ENOMEM:
            return tell("end other programs or raise the limit (ulimit), and run docfill again")
    return NOTHING
