"""Reads reports by another program, over and over; prints their rows and the seconds of each.

`reads_tables.py markitdown|pdfplumber FILE...`, under the Python of the peers.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

ROUNDS = 3


def by_markitdown() -> Callable[[str], list[list[str]]]:
    from markitdown import MarkItDown

    reader = MarkItDown()

    def rows(path: str) -> list[list[str]]:
        lines = reader.convert(path).text_content.splitlines()
        return [_cells(line) for line in lines if line.startswith("|") and "---" not in line]

    return rows


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def by_pdfplumber() -> Callable[[str], list[list[str]]]:
    import pdfplumber

    def rows(path: str) -> list[list[str]]:
        with pdfplumber.open(path) as pdf:
            tables = [table for page in pdf.pages for table in page.extract_tables()]
        return [[cell or "" for cell in row] for table in tables for row in table]

    return rows


def main(name: str, paths: list[str]) -> None:
    read = {"markitdown": by_markitdown, "pdfplumber": by_pdfplumber}[name]()
    tables = [read(path) for path in paths]
    began = time.process_time()
    for _ in range(ROUNDS):
        for path in paths:
            read(path)
    seconds = (time.process_time() - began) / ROUNDS / len(paths)
    print(json.dumps({"seconds": seconds, "tables": tables, "version": version(name)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
