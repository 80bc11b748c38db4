"""Whether an EMF or WMF only draws: record by record, nothing that leads elsewhere."""

import struct

_EMF_SIGNATURE = b" EMF"
_EMF_HEADER = 1
_EMF_COMMENT = 70
# MS-EMF, 2.3: records that name colour profiles in files, hand data to a printer, or to OpenGL.
_EMF_REACHING = frozenset((99, 102, 103, 105, 106, 110, 112, 113, 121, 122))
# A comment that holds the picture once more in other formats, PostScript and PDF among them.
_EMF_OTHER_FORMATS = b"GDIC" + struct.pack("<I", 0x40000004)
_WMF_PLACEABLE = bytes.fromhex("d7cdc69a")
_WMF_HEADERS = (bytes.fromhex("01000900"), bytes.fromhex("02000900"))
_WMF_ESCAPE = 0x0626
# MS-WMF, 2.1.1.17: a comment; line cap, join and miter. Others hand data to a printer.
_WMF_DRAWING_ESCAPES = frozenset((15, 21, 22, 23))


def is_metafile(content: bytes) -> bool:
    """Whether these bytes begin like an EMF or a WMF."""
    return _is_emf(content) or content.startswith((_WMF_PLACEABLE, *_WMF_HEADERS))


def only_draws(content: bytes) -> bool:
    """Whether each record of a metafile is whole, and none names a file or holds another format."""
    try:
        return _emf_only_draws(content) if _is_emf(content) else _wmf_only_draws(content)
    except struct.error:
        return False


def _is_emf(content: bytes) -> bool:
    return content[:4] == struct.pack("<I", _EMF_HEADER) and content[40:44] == _EMF_SIGNATURE


def _emf_only_draws(content: bytes) -> bool:
    at = 0
    while at < len(content):
        kind, size = struct.unpack_from("<II", content, at)
        if kind in _EMF_REACHING or size < 8 or at + size > len(content):
            return False
        if kind == _EMF_COMMENT and content[at + 12 : at + 20] == _EMF_OTHER_FORMATS:
            return False
        at += size
    return True


def _wmf_only_draws(content: bytes) -> bool:
    at = 22 if content.startswith(_WMF_PLACEABLE) else 0
    at += 2 * struct.unpack_from("<H", content, at + 2)[0]
    while at < len(content):
        words, kind = struct.unpack_from("<IH", content, at)
        if kind == 0:
            return True
        if words < 3 or at + 2 * words > len(content):
            return False
        if kind == _WMF_ESCAPE:
            (escape,) = struct.unpack_from("<H", content, at + 6)
            if escape not in _WMF_DRAWING_ESCAPES:
                return False
        at += 2 * words
    return True
