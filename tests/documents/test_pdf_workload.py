"""A PDF with more to draw than a report can have is told by name, and not worked on."""

import io
import zlib

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from docfill.pdf import workload
from docfill.pdf.pages import NotAPdf, read_pages
from docfill.pdf.workload import MOST_DRAWING, TooMuch, check_workload

_STROKE = b"0 0 m 9 9 l S\n"


def page_of(pdf: Pdf, content: bytes, **more: object) -> None:
    pdf.add_blank_page()
    pdf.pages[-1].obj.Contents = pdf.make_stream(content, **more)


def saved(pdf: Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(made, compress_streams=True)
    return made.getvalue()


def form(pdf: Pdf, content: bytes, **inner: Stream) -> Stream:
    made = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    if inner:
        made.Resources = Dictionary(XObject=Dictionary({f"/{k}": v for k, v in inner.items()}))
    return made


def test_a_report_may_be_long() -> None:
    pdf = pikepdf.new()
    for _ in range(50):
        page_of(pdf, _STROKE * 10_000)
    check_workload(saved(pdf))


def test_strokes_without_end_are_not_begun_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """They take a few kilobytes, packed."""
    monkeypatch.setattr(pypdfium2, "PdfDocument", lambda pdf: pytest.fail("they were"))
    pdf = pikepdf.new()
    for _ in range(2):
        page_of(pdf, _STROKE * (MOST_DRAWING // len(_STROKE) * 2 // 3))
    packed = saved(pdf)
    assert len(packed) < MOST_DRAWING // 100
    with pytest.raises(NotAPdf, match="MB to draw"):
        read_pages(packed)


def test_forms_within_forms_are_counted_as_often_as_they_are_drawn() -> None:
    pdf = pikepdf.new()
    inner = form(pdf, _STROKE)
    for _ in range(8):
        inner = form(pdf, b"/A Do\n" * 10, A=inner)
    page_of(pdf, b"/#41 Do")
    pdf.pages[0].obj.Parent.Resources = Dictionary(XObject=Dictionary(A=inner))
    del pdf.pages[0].obj["/Resources"]
    with pytest.raises(TooMuch, match="MB to draw"):
        check_workload(saved(pdf))


def test_a_form_that_draws_itself_is_refused() -> None:
    pdf = pikepdf.new()
    own = pdf.make_indirect(form(pdf, b"/A Do"))
    own.Resources = Dictionary(XObject=Dictionary(A=own))
    page_of(pdf, b"/A Do")
    pdf.pages[0].obj.Resources = own.Resources
    with pytest.raises(TooMuch, match="deep"):
        check_workload(saved(pdf))


def test_what_is_packed_twice_is_refused() -> None:
    pdf = pikepdf.new()
    twice = zlib.compress(zlib.compress(_STROKE))
    page_of(pdf, b"")
    filters = Array([Name.FlateDecode, Name.FlateDecode])
    pdf.pages[0].obj.Contents = Stream(pdf, twice, Filter=filters)
    made = io.BytesIO()
    pdf.save(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with pytest.raises(TooMuch, match="FlateDecode FlateDecode"):
        check_workload(made.getvalue())


def test_pages_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workload, "MOST_PAGES", 1)
    pdf = pikepdf.new()
    for _ in range(2):
        page_of(pdf, _STROKE)
    with pytest.raises(NotAPdf, match="1 pages"):
        read_pages(saved(pdf))


def test_what_is_no_pdf_is_left_to_those_who_say_so() -> None:
    check_workload(b"no PDF")
    with pytest.raises(NotAPdf, match="not a PDF"):
        read_pages(b"no PDF")
