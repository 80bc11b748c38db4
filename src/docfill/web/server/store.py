"""What the server must remember beside the filings: one object for all of it."""

from docfill.web.server.access import COUNTY, Access, Session
from docfill.web.server.database import STORE_FILE
from docfill.web.server.history import Act, HandIn, History, Save, digest_of


class Store(Access, History):
    """The file, for any number of threads; every write is on the disk when it returns."""


__all__ = ["COUNTY", "STORE_FILE", "Act", "HandIn", "Save", "Session", "Store", "digest_of"]
