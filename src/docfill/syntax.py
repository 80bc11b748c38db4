"""What the YAML parser and the system complain of, in words that say what to do."""

import errno

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
        case errno.ENOSPC:
            return tell("the disk is full")
    return trouble.strerror or str(trouble)
