"""Run by LibreOffice's Python: opens workbooks in Calc, works on them, recalculates, saves.

`calc_resave.py PORT OUT BOOK… [--rearrange SHEET]` writes each book to OUT under its own name.
"""

import argparse
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

DEADLINE = 60


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port")
    parser.add_argument("out", type=Path)
    parser.add_argument("books", type=Path, nargs="+")
    parser.add_argument("--rearrange", default="")
    asked = parser.parse_args()
    desktop = _desktop(asked.port)
    try:
        for book in asked.books:
            document = desktop.loadComponentFromURL(
                book.as_uri(), "_blank", 0, (_value("Hidden", True),)
            )
            if asked.rearrange:
                _rearrange(document, asked.rearrange)
            document.calculateAll()
            saved = (asked.out / book.name).as_uri()
            document.storeToURL(saved, (_value("FilterName", "Calc MS Excel 2007 XML"),))
            document.close(True)
    finally:
        desktop.terminate()


def _desktop(port: str) -> object:
    """The desktop of the LibreOffice that is starting; gives up after a minute."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    until = time.monotonic() + DEADLINE
    while True:
        try:
            address = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
            remote = resolver.resolve(address)
            return remote.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", remote
            )
        except NoConnectException:
            if time.monotonic() > until:
                sys.exit("LibreOffice does not answer")
            time.sleep(0.1)


def _rearrange(document: object, name: str) -> None:
    """Two rows put in above a table, its sheet renamed and moved to the front."""
    sheet = document.Sheets.getByName(name)
    sheet.unprotect("")
    sheet.Rows.insertByIndex(2, 2)
    sheet.setName("改过名的表")
    document.Sheets.moveByName("改过名的表", 0)


def _value(name: str, value: object) -> PropertyValue:
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


if __name__ == "__main__":
    main()
