"""A .docx as XML: the package, what it holds by meaning, styles, layout, fonts asked for.

For whoever reads or rewrites WordprocessingML (template, office, verify, sources).
"""

from docfill.word.blocks import (
    Block,
    Cell,
    Other,
    Paragraph,
    Props,
    Row,
    Run,
    SectionEnd,
    Table,
    attribute,
    plain,
    whole,
)
from docfill.word.document import Document, read_document
from docfill.word.element_order import find_misplaced
from docfill.word.elements import child, put, w
from docfill.word.font_names import Faces, Fonts, fonts_asked
from docfill.word.grid import GridCell, faults_of_tables, grid_cells, tables_in
from docfill.word.package import (
    NotADocument,
    Package,
    R,
    W,
    open_package,
    tags,
)
from docfill.word.page_layout import Layout, Printed, layout_of, squeeze_spaces
from docfill.word.properties import element
from docfill.word.style_looks import Look, overlay, style_looks
from docfill.word.styles import Styles, heading_styles, read_styles, styles_of, styles_root

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Faces",
    "Fonts",
    "GridCell",
    "Layout",
    "Look",
    "NotADocument",
    "Other",
    "Package",
    "Paragraph",
    "Printed",
    "Props",
    "R",
    "Row",
    "Run",
    "SectionEnd",
    "Styles",
    "Table",
    "W",
    "attribute",
    "child",
    "element",
    "faults_of_tables",
    "find_misplaced",
    "fonts_asked",
    "grid_cells",
    "heading_styles",
    "layout_of",
    "open_package",
    "overlay",
    "plain",
    "put",
    "read_document",
    "read_styles",
    "squeeze_spaces",
    "style_looks",
    "styles_of",
    "styles_root",
    "tables_in",
    "tags",
    "w",
    "whole",
]
