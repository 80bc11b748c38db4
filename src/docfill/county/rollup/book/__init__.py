"""The roll-up as a workbook: totals by group, a sheet for each table, years, findings, charts."""

from docfill.county.rollup.book.figure_sheet import write_figure
from docfill.county.rollup.book.plan import height
from docfill.county.rollup.book.whole import rollup_book

__all__ = ["height", "rollup_book", "write_figure"]
