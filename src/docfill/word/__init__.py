"""A .docx as XML: its package, blocks, runs, styles and layout."""
