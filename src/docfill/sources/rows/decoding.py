"""The characters of a text file, in the encodings that people's programs save."""

import re

from docfill.base import Finding, Place, Severity, TextSpot, tell

_REPLACED = "�"


def decode_text(data: bytes, name: str) -> tuple[str, list[Finding]]:
    """The text, and what is to be said about its encoding; an error where it cannot be read.

    UTF-8 is tried strictly, then GB18030, which Excel saves in China.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _as("utf-16", data, name)
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as fault:
        if _is_nearly_utf8(data):
            return "", [_damaged(fault, name)]
    text, findings = _as("gb18030", data, name)
    if not findings:
        says = tell(
            "the file is not in UTF-8 and was read as GB18030, as Excel saves it in China; "
            "look whether the names are right, or save it as “CSV UTF-8”"
        )
        findings = [Finding(Place(name), "encoding-guessed", says, Severity.NOTE)]
    return text, findings


def _as(encoding: str, data: bytes, name: str) -> tuple[str, list[Finding]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as fault:
        return "", [_damaged(fault, name)]


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether a few bytes were damaged in what is UTF-8; as GB18030 it would read as nonsense."""
    text = data.decode("utf-8-sig", errors="replace")
    strange = text.count(_REPLACED)
    return data.startswith(b"\xef\xbb\xbf") or strange * 10 < len(re.findall("[^\x00-\x7f]", text))


def _damaged(fault: UnicodeDecodeError, name: str) -> Finding:
    line = fault.object.count(b"\n", 0, fault.start) + 1
    says = tell(
        "this line holds a byte that is neither UTF-8 nor GB18030; save the file again as UTF-8"
    )
    return Finding(Place(name, TextSpot(line)), "encoding", says)
