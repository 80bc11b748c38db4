"""One door for every format that is a zip of parts: what is too much, odd, or a program."""

import io
import zipfile
from pathlib import Path

import pytest

from docfill.base import ConversionFailed
from docfill.office.package import open_for_render
from docfill.opc import Limits, NotAZip, OddZip, TooLarge, relationships_in, unpack_zip
from docfill.opc.xml import parse_part
from docfill.sources.excel.package import WorkbookRefused, open_package
from docfill.template.archive.package import Unusable, open_template_package
from docx_making import docx, paragraph, unzipped, zipped

VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
PROGRAM = f'<Relationship Id="v" Type="{VBA}" Target="code.bin"/></Relationships>'.encode()


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("parts", "limits"),
    [
        ({"a": b"", "b": b"", "c": b""}, Limits(100, most_parts=2)),
        ({"a": bytes(60), "b": bytes(60)}, Limits(100)),
        ({"a.xml": bytes(2_000_000)}, Limits(10_000_000, most_ratio=200)),
    ],
)
def test_what_is_more_than_a_policy_allows_is_not_unpacked(
    parts: dict[str, bytes], limits: Limits
) -> None:
    with pytest.raises(TooLarge):
        unpack_zip(packed(parts), limits)


def test_a_dense_part_that_is_not_parsed_is_no_bomb() -> None:
    parts = {"a.emf": bytes(2_000_000)}
    assert unpack_zip(packed(parts), Limits(10_000_000, most_ratio=200)).parts == parts


@pytest.mark.parametrize("name", ["/a", "../a", "a\\b", "A.XML"])
def test_names_that_lead_elsewhere_or_meet_are_refused_where_parts_must_be_plain(name: str) -> None:
    odd = packed({"a.xml": b"", name: b""})
    assert unpack_zip(odd, Limits(100)).parts.keys() == {"a.xml", name}
    with pytest.raises(OddZip):
        unpack_zip(odd, Limits(100, plain=True))


def test_a_part_packed_in_no_documents_way_is_refused_where_parts_must_be_plain() -> None:
    with pytest.raises(OddZip):
        unpack_zip(packed({"a": b"a"}, zipfile.ZIP_BZIP2), Limits(100, plain=True))
    with pytest.raises(NotAZip):
        unpack_zip(b"no zip", Limits(100))


def test_targets_are_names_of_parts_unless_they_lie_outside() -> None:
    stated = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="x/header" Target="../h.xml"/>'
        b'<Relationship Id="b" Type="x/image" Target="/word/i.png"/>'
        b'<Relationship Id="c" Type="x/hyperlink" Target="http://a//b" TargetMode="External"/>'
        b"</Relationships>"
    )
    found = relationships_in(parse_part(stated), "word/a/document.xml")
    assert [(each.kind, each.target, each.is_external) for each in found] == [
        ("header", "word/h.xml", False),
        ("image", "word/i.png", False),
        ("hyperlink", "http://a//b", True),
    ]


def test_a_program_known_only_by_its_relationship_passes_no_door(tmp_path: Path) -> None:
    parts = unzipped(docx(paragraph("x")))
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", PROGRAM)
    letter = tmp_path / "a.docx"
    letter.write_bytes(zipped(parts))
    with pytest.raises(ConversionFailed, match="macros"):
        open_for_render(letter)
    with pytest.raises(Unusable, match="macros"):
        open_template_package(zipped(parts))
    book = tmp_path / "a.xlsx"
    types = parts["[Content_Types].xml"].replace(b"wordprocessingml", b"spreadsheetml")
    book.write_bytes(zipped({**parts, "[Content_Types].xml": types}))
    with pytest.raises(WorkbookRefused, match="macros"):
        open_package(book)
