"""What the YAML parser and the system complain of, in words that say what to do."""

import errno

from docfill.files import shown
from docfill.words import tell


def in_plain_words(problem: str) -> str:
    """What is wrong with a line; the parser's own words (libyaml's) where nothing better is known.

    >>> in_plain_words("could not find expected ':'")
    'this line or the one before has no “:” behind its key; write it like “key: value”'
    """
    match problem:
        case "mapping values are not allowed in this context":
            return tell(
                "a “:” stands here where none belongs; indent the line like its neighbours, "
                "or put a text that holds “: ” in quotes"
            )
        case "could not find expected ':'":
            return tell(
                "this line or the one before has no “:” behind its key; write it like “key: value”"
            )
        case "did not find expected key" | "did not find expected '-' indicator":
            return tell(
                "no key begins here; indent the line like those it belongs to, "
                "and write nothing behind a closing quote or bracket"
            )
        case "did not find expected ',' or '}'" | "did not find expected ',' or ']'":
            return tell("a bracket is not closed, or a “,” is missing before this place")
        case "found unexpected end of stream":
            return tell("a quote is opened and never closed")
        case "found character that cannot start any token":
            return tell("a value cannot begin with this character; put the value in quotes")
        case "did not find expected alphabetic or numeric character" | "found undefined tag handle":
            return tell("a value cannot begin with *, & or !; put the value in quotes")
        case "did not find expected node content":
            return tell("a value is missing here; write it, or put brackets in quotes")
        case "found unknown escape character":
            return tell("“\\” means something else in double quotes; use single quotes")
        case "nested too deeply":
            return tell("too many levels stand one in the other here")
    return tell("this line cannot be read as YAML: {problem}", problem=problem)


def why(trouble: OSError) -> str:
    """Why the system refused, in words; its own where nothing better is known."""
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
            return tell("the disk is full")
        case errno.EROFS:
            return tell("the disk can only be read")
    return trouble.strerror or str(trouble)


def refusal(trouble: OSError) -> str:
    """Which file or folder the system refused, why, and what to do where that is known.

    >>> refusal(NotADirectoryError(errno.ENOTDIR, "", "/srv/out"))
    '/srv/out: a file stands where a folder belongs; move it away, or choose another folder'
    """
    path = trouble.filename2 or trouble.filename
    says = f"{shown(path)}: {why(trouble)}" if path else why(trouble)
    if remedy := _remedy(trouble):
        return tell("{trouble}; {remedy}", trouble=says, remedy=remedy)
    return says


def _remedy(trouble: OSError) -> str:
    match trouble.errno:
        case errno.EACCES | errno.EPERM:
            return tell("give it to whoever runs docfill (chmod, chown), or choose another folder")
        case errno.EEXIST | errno.ENOTDIR | errno.EISDIR:
            return tell("move it away, or choose another folder")
        case errno.ENOSPC | errno.EDQUOT:
            return tell("make room and run docfill again; what is finished stays")
        case errno.EROFS:
            return tell("choose a folder on another disk")
    return ""
