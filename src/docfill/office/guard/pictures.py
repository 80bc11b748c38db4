"""What a part that is no text may be, by its content: its name and its type may say anything."""

import gzip
import io
import warnings
import zlib

from lxml import etree

from docfill.base import NOTHING, Message, tell
from docfill.office.guard.drawings import is_plain
from docfill.office.guard.metafiles import is_metafile, only_draws
from docfill.opc import NotXml, parse_part

# A page of A4 at 800 dots per inch.
MOST_PIXELS = 64_000_000
_MOST_UNPACKED = 50_000_000
_GZIP = b"\x1f\x8b"
_RASTER = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
)
_BITMAP_HEADERS = (12, 40, 52, 56, 64, 108, 124)


def fault_of_picture(content: bytes) -> Message | None:
    """Why LibreOffice is not to be given this part; "": a picture it may have; None: text."""
    if content.startswith(_GZIP):
        try:
            content = _unpacked(content)
        except (OSError, EOFError, zlib.error):
            return tell("it is damaged")
        if content.startswith(_GZIP) or len(content) > _MOST_UNPACKED:
            return tell("it unpacks beyond reason")
    if _is_raster(content):
        return _fault_of_raster(content)
    if is_metafile(content):
        return NOTHING if only_draws(content) else tell("it leads elsewhere, or is damaged")
    try:
        root = parse_part(content)
    except NotXml:
        return tell("it is none of PNG, JPEG, GIF, BMP, TIFF, WebP, EMF, WMF and plain SVG")
    if etree.QName(root).localname != "svg":
        return None
    if is_plain(root, len(content)):
        return NOTHING
    return tell("this SVG refers to something, or is no small drawing of simple shapes")


def _unpacked(content: bytes) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
        return file.read(_MOST_UNPACKED + 1)


def _is_raster(content: bytes) -> bool:
    if content.startswith(_RASTER) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return True
    header = int.from_bytes(content[14:18], "little")
    return content[:2] == b"BM" and header in _BITMAP_HEADERS


def _fault_of_raster(content: bytes) -> Message:
    """Its size is read, not the picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as picture:
                width, height = picture.size
    except Image.DecompressionBombError:
        width = height = MOST_PIXELS
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return tell("it is damaged")
    if width * height > MOST_PIXELS:
        most = f"{MOST_PIXELS // 1_000_000}"
        return tell("it has more than {n} million dots", n=most)
    return NOTHING
