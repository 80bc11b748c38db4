"""How cells of a sheet are called: A1, $A$1, B7:D7."""

from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """What a column is called, counted from 0.

    >>> letters(0), letters(25), letters(26), letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    name, rest = "", column + 1
    while rest:
        rest, at = divmod(rest - 1, 26)
        name = chr(ord("A") + at) + name
    return name


def cell(row: int, column: int) -> str:
    """The address of a cell, its row and column counted from 0.

    >>> cell(6, 3), cell(0, 26)
    ('D7', 'AA1')
    """
    return f"{letters(column)}{row + 1}"


def format_fixed(row: int, column: int) -> str:
    """The same for a formula that is copied: it stays.

    >>> format_fixed(6, 3)
    '$D$7'
    """
    return f"${letters(column)}${row + 1}"


def runs(cells: Iterable[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """The same cells as few ranges: first row and column, last row and column.

    >>> runs([(5, 1), (5, 2), (6, 1), (6, 2), (9, 1)])
    [(5, 1, 6, 2), (9, 1, 9, 1)]
    """
    across: list[tuple[int, int, int, int]] = []
    for row, column in sorted(set(cells)):
        if across and across[-1][2] == row and across[-1][3] + 1 == column:
            across[-1] = (*across[-1][:3], column)
        else:
            across.append((row, column, row, column))
    found: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    done = []
    for top, left, bottom, right in across:
        above = found.get((left, right))
        if above and above[2] + 1 == top:
            found[left, right] = (above[0], left, bottom, right)
        else:
            if above:
                done.append(above)
            found[left, right] = (top, left, bottom, right)
    return sorted([*done, *found.values()])


def list_ranges(ranges: Iterable[tuple[int, int, int, int]], sign: str = " ") -> str:
    """Ranges as a formula or a rule lists them.

    >>> list_ranges([(5, 1, 6, 2), (9, 1, 9, 1)], ",")
    'B6:C7,B10'
    """
    pairs = ((cell(top, left), cell(bottom, right)) for top, left, bottom, right in ranges)
    return sign.join(first if first == last else f"{first}:{last}" for first, last in pairs)


def column(name: str) -> int:
    """A column's number, from 0.

    >>> column("A"), column("AA")
    (0, 26)
    """
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
