"""Says in plain words how the properties of two things differ."""

from collections.abc import Iterable

from docfill.base import Message, as_written, in_a_row, tell
from docfill.word import Props


def differences(found: tuple[Props, ...], expected: tuple[Props, ...]) -> Message:
    """Such as `width 2100 instead of 2050, font size 28 instead of 24`."""
    return in_a_row(", ", _differences(found, expected))


def _differences(found: tuple[Props, ...], expected: tuple[Props, ...]) -> Iterable[Message]:
    has, wants = _by_name(found), _by_name(expected)
    for name in sorted(has.keys() | wants.keys()):
        mine, theirs = has.get(name), wants.get(name)
        if mine == theirs:
            continue
        if mine and theirs and (mine[2] or theirs[2]):
            inner = differences(mine[2], theirs[2])
            if inner:
                yield in_a_row(": ", (_word(name), inner))
            if mine[1] == theirs[1]:
                continue
        yield tell(
            "{what} {found} instead of {expected}",
            what=_word(name),
            found=_value(mine, theirs),
            expected=_value(theirs, mine),
        )


def _by_name(props: tuple[Props, ...]) -> dict[str, Props]:
    """Each property by name, a second one of a name under a name of its own."""
    named: dict[str, Props] = {}
    for item in props:
        name = item[0]
        # Borders, tabs and the like may come twice.
        while name in named:
            name += "'"
        named[name] = item
    return named


def _value(item: Props | None, other: Props | None) -> Message:
    """The attributes of a property in which it differs from another."""
    if item is None:
        return tell("none")
    theirs = dict(other[1]) if other else {}
    differing = [(key, value) for key, value in item[1] if theirs.get(key) != value]
    if not differing:
        return tell("none") if theirs else tell("set")
    if [key for key, _ in differing] in (["val"], ["w"]):
        return as_written(differing[0][1])
    return as_written(" ".join(f"{key}={value}" for key, value in differing))


def _word(name: str) -> str | Message:
    words = {
        "tcW": tell("cell width"),
        "tblW": tell("table width"),
        "gridSpan": tell("columns merged"),
        "vMerge": tell("rows merged"),
        "vAlign": tell("vertical alignment"),
        "jc": tell("alignment"),
        "ind": tell("indent"),
        "spacing": tell("spacing"),
        "rFonts": tell("font"),
        "sz": tell("font size (half points)"),
        "szCs": tell("font size (half points, complex scripts)"),
        "b": tell("bold"),
        "i": tell("italic"),
        "u": tell("underline"),
        "color": tell("colour"),
        "pgSz": tell("page size"),
        "pgMar": tell("page margins"),
        "docGrid": tell("line grid"),
        "trHeight": tell("row height"),
        "tblHeader": tell("repeated head row"),
        "cantSplit": tell("row kept on one page"),
        "tblBorders": tell("table borders"),
        "tcBorders": tell("cell borders"),
        "textDirection": tell("text direction"),
        "basedOn": tell("style it is based on"),
    }
    return words.get(name, name)
