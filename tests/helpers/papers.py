"""Small Word documents, written by hand, as an office would lay them out."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

FULL_LINE = "镇政府信息公开工作严格落实审核制度按照起草流程进行管理确"
assert len(FULL_LINE) == 28

LINE_GRID = '<w:docGrid w:type="lines" w:linePitch="579"/>'
# What Word writes for 28 characters of 16 pt on 156 mm.
CHARACTER_GRID = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-841"/>'


def asking_for(name: str) -> str:
    """The run property that asks for a font, in all four slots."""
    slots = " ".join(f'w:{slot}="{name}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts {slots} w:hint="eastAsia"/>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, properties: str = "", run_properties: str = "") -> str:
    """A paragraph of one run."""
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{run(text, run_properties)}</w:p>"


def styles(
    *, spacing: str = '<w:spacing w:val="-5"/>', overflow: str = "", snap: bool = False
) -> str:
    """Styles of an official document: 16 pt 仿宋_GB2312, 28.95 pt exactly."""
    grid = "" if snap else '<w:snapToGrid w:val="0"/>'
    return (
        f"<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr>{asking_for('仿宋_GB2312')}{spacing}"
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr>'
        f'<w:widowControl w:val="0"/>{overflow}{grid}'
        '<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>'
        '<w:jc w:val="both"/></w:pPr></w:style></w:styles>'
    )


def paper(
    path: Path,
    *body: str,
    grid: str = LINE_GRID,
    style: str | None = None,
    more: Mapping[str, bytes] | None = None,
    kind: str = f"{_WORD}.document.main+xml",
    font_table: str = "",
    title: str = "",
) -> Path:
    """Write a .docx: an A4 page of 156 × 225 mm text with these paragraphs."""
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" '
        f'w:bottom="1984" w:left="1587" w:header="851" w:footer="1408" w:gutter="0"/>{grid}'
        "</w:sectPr>"
    )
    override = '<Override PartName="/word/{}" ContentType="{}"/>'
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.'
        'obfuscatedFont"/>'
        + override.format("document.xml", kind)
        + override.format("styles.xml", f"{_WORD}.styles+xml")
        + override.format("fontTable.xml", f"{_WORD}.fontTable+xml")
        + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
        'package.core-properties+xml"/>' + "</Types>",
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{_RELS}/officeDocument" '
        'Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.'
        'org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats'
        f'.org/package/2006/relationships"><Relationship Id="rId1" Type="{_RELS}/styles" '
        f'Target="styles.xml"/><Relationship Id="rId2" Type="{_RELS}/fontTable" '
        'Target="fontTable.xml"/></Relationships>',
        "word/document.xml": f"{_HEAD}<w:document {_NS}><w:body>{''.join(body)}{page}</w:body>"
        "</w:document>",
        "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="{_CORE}" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
        "</cp:coreProperties>",
        "word/styles.xml": _HEAD + (style or styles()),
        "word/fontTable.xml": f"{_HEAD}<w:fonts {_NS}>{font_table}</w:fonts>",
    }
    everything: dict[str, str | bytes] = {**parts, **(more or {})}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in everything.items():
            archive.writestr(name, content)
    return path
