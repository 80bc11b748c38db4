"""Header lines that every mail program reads and no value can break out of.

Chinese is written as RFC 2047 encoded words. Attachment names are written twice: as RFC 2231
`filename*`, which Thunderbird, 163 and new Outlooks read, and as an RFC 2047 `name`, which the
standard never allowed but Foxmail, QQ and older Outlooks need. `filename*` stays in one piece,
because the same programs do not know its continuations (`filename*0*`); a file name has at most
255 bytes, so the line stays below the 998 characters of RFC 5322.
"""

import re
import unicodedata
from dataclasses import dataclass
from email.charset import BASE64, Charset
from email.header import Header
from urllib.parse import quote

from docfill.base import LONGEST_NAME, MailFailed, tell

_UTF8 = Charset("utf-8")
_UTF8.header_encoding = BASE64
# RFC 5322 dot-atom and a host name with a dot; quoted local parts and addresses outside ASCII
# need extensions (SMTPUTF8) that county mail servers do not have.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9][A-Za-z0-9-]*"
)
_MAILBOX = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_SAFE_IN_PARAMETER = "!#$&+-.^_`|~"  # RFC 2231 attribute-char, besides letters and digits


class UnfitForMail(MailFailed):
    """A value that may not stand in a mail header; the message names header and value."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Whom a message is from or to: a plain ASCII address, and a name that may be empty."""

    address: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


def mailbox(text: str) -> Mailbox:
    """Read `address` or `name <address>`; `UnfitForMail` says what is wrong with it.

    >>> mailbox("政务公开办 <gk@xiangtan.example.cn>")
    Mailbox(address='gk@xiangtan.example.cn', name='政务公开办')
    """
    clean(str(tell("address")), text)
    match = _MAILBOX.fullmatch(text.strip())
    address = match["address"].strip() if match else text.strip()
    name = match["name"].strip().strip('"').strip() if match else ""
    if not _ADDRESS.fullmatch(address) or len(address) > 254:
        raise UnfitForMail(
            tell(
                "'{text}' is not an e-mail address; write name@host.example "
                "or Name <name@host.example>",
                text=text,
            )
        )
    return Mailbox(address, name)


def clean(header: str, value: str) -> str:
    """The value as it is; `UnfitForMail` if a control character or line break is in it."""
    for character in value:
        if unicodedata.category(character) in {"Cc", "Zl", "Zp", "Cs"}:
            raise UnfitForMail(
                tell(
                    "{header} has the control character {code} in it: {value}; take it out",
                    header=header,
                    code=f"U+{ord(character):04X}",
                    value=ascii(value),
                )
            )
    return value


def text_line(header: str, value: str) -> str:
    """`Header: value`, encoded and folded, without the last line end."""
    return f"{header}: {_words(header, clean(header, value))}"


def mailbox_line(header: str, boxes: tuple[Mailbox, ...]) -> str:
    """`Header: mailbox, mailbox …`, one mailbox a line."""
    return f"{header}: " + ",\r\n ".join(_mailbox_text(header, box) for box in boxes)


def attachment_lines(file_name: str, mime_type: str) -> tuple[str, ...]:
    """Content-Type and Content-Disposition of an attachment with this name."""
    clean(str(tell("attachment name")), file_name)
    if not file_name or "/" in file_name or "\\" in file_name:
        raise UnfitForMail(
            tell("'{name}' is not the name of a file that can be attached", name=file_name)
        )
    if (size := len(file_name.encode())) > LONGEST_NAME:
        raise UnfitForMail(
            tell(
                "the attachment name '{name}' has {size} bytes, {limit} are allowed; shorten it",
                name=file_name,
                size=size,
                limit=LONGEST_NAME,
            )
        )
    if _is_simple(file_name):
        name, parameter = file_name, f'filename="{file_name}"'
    else:
        name = _encoded("name", file_name)
        parameter = f"filename*=utf-8''{quote(file_name, safe=_SAFE_IN_PARAMETER)}"
    return (
        f'Content-Type: {mime_type};\r\n name="{name}"',
        f"Content-Disposition: attachment;\r\n {parameter}",
    )


def _words(header: str, value: str) -> str:
    # '=?' in plain text would be read as an encoded word, and long plain words cannot be folded.
    if value.isascii() and "=?" not in value and len(header) + 2 + len(value) <= 76:
        return value
    return _encoded(header, value)


def _encoded(header: str, value: str) -> str:
    return Header(value, _UTF8, maxlinelen=75, header_name=header).encode(linesep="\r\n")


def _mailbox_text(header: str, box: Mailbox) -> str:
    if not _ADDRESS.fullmatch(box.address):
        raise UnfitForMail(
            tell("{header}: '{text}' is not an e-mail address", header=header, text=box.address)
        )
    if not box.name:
        return box.address
    name = clean(header, box.name)
    words = _words(header, name)
    if words == name:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        words = f'"{escaped}"'
    return f"{words}\r\n <{box.address}>"


def _is_simple(file_name: str) -> bool:
    return file_name.isascii() and len(file_name) < 60 and not {'"', "?"} & set(file_name)
