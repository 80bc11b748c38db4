"""A roll-up as Parquet, an agency a row; the only user of pyarrow, which few need."""

import io
from collections.abc import Iterable

from docfill.base import Figure, SomethingMissing, tell
from docfill.county.rollup.figures import AgencyFigures, Rollup

# An amount has at most 12 digits before the point and 8 behind it.
_DIGITS, _BEHIND = 38, 8
_INSTALL = "pip install pyarrow"


def parquet_of(rollup: Rollup) -> bytes:
    """The figures of each agency, null where it is not added; counts are whole numbers, amounts
    exact decimals."""
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ModuleNotFoundError as missing:
        says = tell("Parquet needs the Python package pyarrow: {install}", install=_INSTALL)
        raise SomethingMissing(says) from missing
    lines = [(group, part) for group in rollup.groups for part in rollup.parts_of(group)]
    columns = {
        "year": arrow.array([rollup.year] * len(lines), arrow.int16()),
        "group": arrow.array([group.key for group, _ in lines], arrow.string()),
        "agency": arrow.array([part.agency.id for _, part in lines], arrow.string()),
        "name": arrow.array([part.agency.name for _, part in lines], arrow.string()),
        "standing": arrow.array([str(part.standing) for _, part in lines], arrow.string()),
    }
    for at, (name, (row, _)) in enumerate(rollup.form.cells.items()):
        kind = arrow.int64() if row.kind == "count" else arrow.decimal128(_DIGITS, _BEHIND)
        columns[name] = arrow.array(_column(at, (part for _, part in lines)), kind)
    file = io.BytesIO()
    parquet.write_table(arrow.table(columns), file)
    return file.getvalue()


def _column(at: int, parts: Iterable[AgencyFigures]) -> list[Figure | None]:
    return [part.values[at] if part.is_added else None for part in parts]
