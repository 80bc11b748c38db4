"""A form as a workbook for clerks: laid out, written, read back, and what its cells mean."""

from docfill.sources.excel.contents import Contents, Facts
from docfill.sources.excel.grid import Grid, SheetArea

__all__ = ["Contents", "Facts", "Grid", "SheetArea"]
