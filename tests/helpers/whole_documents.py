"""Whole Word documents with styles, lists, notes and pictures, as a clerk's Word saves them."""

import io
from itertools import count

import docx as python_docx
from docx.shared import Mm
from PIL import Image as Picture

from docx_making import unzipped, zipped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = f'xmlns:w="{_W}" xmlns:r="{_R}"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_EFFECTS = "stylesWithEffects"
_LISTED = '<w:pPr><w:pStyle w:val="ListNumber"/></w:pPr>'
_NOTES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for n, kind in enumerate(("separator", "continuationSeparator"), -1)
)


def listed(text: str) -> str:
    """A paragraph of a numbered list."""
    return f"<w:p>{_LISTED}<w:r><w:t>{text}</w:t></w:r></w:p>"


def noted(text: str, number: int) -> str:
    """A paragraph with a footnote."""
    mark = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{mark}</w:p>"


def bookmarked(text: str, number: int, name: str) -> str:
    """A paragraph within a bookmark."""
    begin, end = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', "<w:bookmarkEnd w:id="
    return f'<w:p>{begin}<w:r><w:t>{text}</w:t></w:r>{end}"{number}"/></w:p>'


def picture(color: str = "red", width: int = 40, height: int = 20) -> bytes:
    """A PNG of one colour."""
    made = io.BytesIO()
    Picture.new("RGB", (width, height), color).save(made, "PNG")
    return made.getvalue()


def whole(
    *body: str,
    header: str = "",
    notes: dict[int, str] | None = None,
    pictures: tuple[str, ...] = (),
) -> bytes:
    """A document of these blocks; `notes` are paragraphs by id, pictures of a colour come last."""
    document = python_docx.Document()
    for color in pictures:
        document.add_picture(io.BytesIO(picture(color)))
    saved = io.BytesIO()
    document.save(saved)
    files = unzipped(saved.getvalue())
    # What Word 2010 wrote for its own use, which does not agree with the styles any more.
    del files[f"word/{_EFFECTS}.xml"]
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    files[types] = _without(files[types], f"/word/{_EFFECTS}.xml")
    files[relations] = _without(files[relations], f'Target="{_EFFECTS}.xml"')
    numbers = (f"rIdMade{n}" for n in count())
    for kind, root, content in (
        ("header", "hdr", header),
        ("footnotes", "footnotes", _noted(notes)),
    ):
        if not content:
            continue
        name = next(numbers)
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_SPACES}>{content}</w:{root}>'
        files[f"word/{kind}.xml"] = xml.encode()
        override = f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}{kind}+xml"/>'
        files[types] = _ended(files[types], "Types", override)
        relation = f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{kind}.xml"/>'
        files[relations] = _ended(files[relations], "Relationships", relation)
        if kind == "header":
            named = f'<w:headerReference w:type="default" r:id="{name}"/>'.encode()
            at = files["word/document.xml"].index(
                b">", files["word/document.xml"].index(b"<w:sectPr")
            )
            files["word/document.xml"] = _inserted(files["word/document.xml"], at + 1, named)
    at = files["word/document.xml"].index(b"<w:body>") + len(b"<w:body>")
    files["word/document.xml"] = _inserted(files["word/document.xml"], at, "".join(body).encode())
    return zipped(files)


def _noted(notes: dict[int, str] | None) -> str:
    made = [f'<w:footnote w:id="{n}">{text}</w:footnote>' for n, text in (notes or {}).items()]
    return _NOTES + "".join(made) if made else ""


def _without(xml: bytes, mark: str) -> bytes:
    """The XML without the empty element that holds this mark."""
    at = xml.index(mark.encode())
    return xml[: xml.rindex(b"<", 0, at)] + xml[xml.index(b"/>", at) + 2 :]


def _ended(xml: bytes, root: str, last: str) -> bytes:
    return xml.replace(f"</{root}>".encode(), f"{last}</{root}>".encode())


def _inserted(xml: bytes, at: int, more: bytes) -> bytes:
    return xml[:at] + more + xml[at:]


def with_logos(*names: str, shown_in_header: bool = False) -> bytes:
    """A document that shows one red picture under each of these names, 40 mm by 20 mm."""
    document = python_docx.Document()
    places = [document.add_paragraph() for _ in names]
    if shown_in_header:
        places[-1] = document.sections[0].header.paragraphs[0]
    for place, name in zip(places, names, strict=True):
        place.add_run().add_picture(io.BytesIO(picture("red")), Mm(40), Mm(20))
        properties = place._element.xpath(".//wp:docPr")[0]
        properties.set("title", name)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
