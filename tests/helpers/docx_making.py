"""Small .docx templates made in tests: WordprocessingML as text, put into a package."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PROPERTIES = (
    "<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "{inside}</cp:coreProperties>"
)


def paragraph(*texts: str, style: str = "") -> str:
    """A paragraph, each text a run of its own."""
    runs = "".join(
        f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{t}</w:t></w:r>' for t in texts
    )
    look = f'<w:pPr><w:jc w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{runs}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A table cell; bare text becomes its paragraph."""
    inside = content if content.startswith("<") else paragraph(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def row(*cells: str, properties: str = "") -> str:
    """A table row of texts or whole cells."""
    made = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{made}</w:tr>"


def table(columns: int, *rows: str) -> str:
    """A table with a grid of that many columns."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def control(content: str, name: str = "", number: int = 0) -> str:
    """A content control around runs, paragraphs, cells or rows."""
    alias = f'<w:alias w:val="{name}"/>' if name else ""
    identity = f'<w:id w:val="{number}"/>' if number else ""
    return (
        f"<w:sdt><w:sdtPr>{alias}{identity}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def text_box(*blocks: str) -> str:
    """A run that holds a text box."""
    shape = f"<v:textbox><w:txbxContent>{''.join(blocks)}</w:txbxContent></v:textbox>"
    return f'<w:r><w:pict><v:shape style="width:100pt;height:40pt">{shape}</v:shape></w:pict></w:r>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def section(*references: str) -> str:
    """Section properties that name headers and footers."""
    return f'<w:sectPr>{"".join(references)}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def docx(
    *body: str,
    headers: tuple[str, ...] = (),
    footers: tuple[str, ...] = (),
    footnotes: str = "",
    properties: str = "",
    sections: int = 1,
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A .docx with these blocks in its body; the last section names headers and footers."""
    files: dict[str, bytes] = {}
    related: list[tuple[str, str]] = []
    types: list[tuple[str, str]] = [("word/document.xml", f"{_TYPES}document.main+xml")]

    def part(kind: str, name: str, root: str, content: str) -> str:
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{content}</w:{root}>'
        files[f"word/{name}"] = xml.encode()
        related.append((kind, name))
        types.append((f"word/{name}", f"{_TYPES}{kind}+xml"))
        return f"rId{len(related)}"

    references = [
        f'<w:headerReference w:type="{use}" r:id="{part("header", f"header{n}.xml", "hdr", h)}"/>'
        for n, (use, h) in enumerate(zip(("default", "first", "even"), headers, strict=False))
    ] + [
        f'<w:footerReference w:type="{use}" r:id="{part("footer", f"footer{n}.xml", "ftr", f)}"/>'
        for n, (use, f) in enumerate(zip(("default", "first", "even"), footers, strict=False))
    ]
    if footnotes:
        part("footnotes", "footnotes.xml", "footnotes", footnotes)
    breaks = f"<w:p><w:pPr>{section()}</w:pPr></w:p>" * (sections - 1)
    inside = "".join(body) + breaks + section(*references)
    files["word/document.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:document {_NAMESPACES}><w:body>{inside}</w:body></w:document>"
    ).encode()
    files["docProps/core.xml"] = PROPERTIES.format(inside=properties).encode()
    files["word/_rels/document.xml.rels"] = _relationships(
        [(f"{_R}/{kind}", name) for kind, name in related]
    )
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    files["_rels/.rels"] = _relationships(
        [(f"{_R}/officeDocument", "word/document.xml"), (core, "docProps/core.xml")]
    )
    files["[Content_Types].xml"] = _content_types(types)
    return zipped({**files, **(more or {})})


def _content_types(types: list[tuple[str, str]]) -> bytes:
    core = ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in [*types, core]
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    ).encode()


def _relationships(related: list[tuple[str, str]]) -> bytes:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(related, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'.encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """These files as a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files in a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(
    data: bytes, name: str, kind: str, content_type: str, content: str | bytes, of: str = ""
) -> bytes:
    """The .docx with one more part, to which the document (or the part `of`) points."""
    files = unzipped(data)
    files[name] = content if isinstance(content, bytes) else content.encode()
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
    types = files["[Content_Types].xml"].replace(b"</Types>", f"{override}</Types>".encode())
    files["[Content_Types].xml"] = types
    _relate(files, of or "word/document.xml", kind, f'Target="/{name}"')
    return zipped(files)


def with_link(
    data: bytes, address: str, of: str = "word/document.xml", kind: str = "hyperlink"
) -> bytes:
    """The .docx with one more address outside, as it stands in the relationships of a part."""
    files = unzipped(data)
    _relate(files, of, kind, f'Target="{address}" TargetMode="External"')
    return zipped(files)


def _relate(files: dict[str, bytes], of: str, kind: str, target: str) -> None:
    folder, _, base = of.rpartition("/")
    name = f"{folder}/_rels/{base}.rels"
    there = files.get(name, _relationships([]))
    number = there.count(b"<Relationship ") + 1
    one = f'<Relationship Id="rId{number}" Type="{_R}/{kind}" {target}/>'
    files[name] = there.replace(b"</Relationships>", f"{one}</Relationships>".encode())
