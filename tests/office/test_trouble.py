"""LibreOffice crashes, freezes, is given rubbish, or loses docfill itself."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import pages
from docfill.base.errors import ConversionFailed, ConversionTimedOut, ExitCode
from docfill.office import FontSet, Installation, Office
from docfill.office.profile_socket import socket_of
from docfill.pdf import PdfOptions
from papers import FULL_LINE, paper, paragraph
from processes import Running, libreoffices_of, wait_for

pytestmark = pytest.mark.office

DEADLINE = 10.0


@pytest.fixture
def fragile(installation: Installation, fonts: FontSet) -> Iterator[Office]:
    """A pool of its own, of one LibreOffice."""
    before = {one.pid for one in libreoffices_of(os.getpid())}
    with Office(installation, fonts, workers=1, deadline=60) as office:
        office.known = before  # type: ignore[attr-defined]
        yield office


@pytest.fixture
def short(tmp_path: Path) -> Path:
    return paper(tmp_path / "short.docx", paragraph(FULL_LINE))


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A document that keeps LibreOffice busy for a second or two."""
    return paper(tmp_path / "long.docx", *(paragraph(FULL_LINE * 20) for _ in range(300)))


def the_one_of(office: Office) -> Running | None:
    """The LibreOffice of a fragile pool."""
    ours = [one for one in libreoffices_of(os.getpid()) if one.pid not in office.known]  # type: ignore[attr-defined]
    return ours[0] if ours else None


def busy(office: Office) -> Running:
    """Its LibreOffice, as soon as it has a document."""

    def at_work() -> Running | None:
        one = the_one_of(office)
        return one if one and one.is_busy else None

    found = wait_for(at_work)
    assert found is not None
    return found


def test_a_killed_libreoffice_costs_a_second_try(
    fragile: Office, long: Path, options: PdfOptions
) -> None:
    future = fragile.submit(long, long.with_suffix(".pdf"), options)
    killed = busy(fragile)
    os.kill(killed.pid, signal.SIGKILL)
    assert FULL_LINE in pages.text(future.result().pdf)
    assert wait_for(killed.is_gone, 5)  # the kernel may need a moment to clear it away


def test_one_killed_while_it_starts_leaves_no_socket(
    fragile: Office, short: Path, options: PdfOptions
) -> None:
    started = wait_for(lambda: the_one_of(fragile))
    door = socket_of((started.home / "profile").as_uri())
    wait_for(door.exists)
    os.kill(started.pid, signal.SIGKILL)
    fragile.submit(short, short.with_suffix(".pdf"), options).result()
    assert not door.exists()


def test_a_document_that_kills_twice_is_set_aside_and_named(
    fragile: Office, long: Path, short: Path, options: PdfOptions
) -> None:
    future = fragile.submit(long, long.with_suffix(".pdf"), options)
    killed: set[int] = set()

    def kill_each() -> bool:
        one = the_one_of(fragile)
        if one and one.is_busy and one.pid not in killed:
            killed.add(one.pid)
            os.kill(one.pid, signal.SIGKILL)
        return future.done()

    wait_for(kill_each)
    with pytest.raises(ConversionFailed, match=r"long\.docx"):
        future.result()
    assert len(killed) == 2
    assert not long.with_suffix(".pdf").exists()
    assert fragile.submit(short, short.with_suffix(".pdf"), options).result().pdf.exists()


def test_a_frozen_libreoffice_is_given_up_at_the_deadline(
    installation: Installation, fonts: FontSet, long: Path, short: Path, options: PdfOptions
) -> None:
    before = {one.pid for one in libreoffices_of(os.getpid())}
    with Office(installation, fonts, workers=1, deadline=DEADLINE) as office:
        office.known = before  # type: ignore[attr-defined]
        office.submit(short, short.with_suffix(".pdf"), options).result()
        frozen = busy(office)
        began = time.monotonic()
        future = office.submit(long, long.with_suffix(".pdf"), options)
        wait_for(lambda: (frozen.home / "exchange" / "in.docx").stat().st_size > 100_000)
        os.kill(frozen.pid, signal.SIGSTOP)
        with pytest.raises(ConversionTimedOut, match=r"long\.docx") as late:
            future.result()
        assert time.monotonic() - began < DEADLINE + 3
        assert late.value.exit_code is ExitCode.TIMED_OUT
        assert wait_for(frozen.is_gone, 5)  # the kernel may need a moment to clear it away
        assert office.submit(short, short.with_suffix(".pdf"), options).result().pdf.exists()


def test_one_that_froze_between_two_documents_is_replaced_unnoticed(
    fragile: Office, short: Path, options: PdfOptions
) -> None:
    fragile.submit(short, short.with_suffix(".pdf"), options).result()
    frozen = busy(fragile)
    os.kill(frozen.pid, signal.SIGSTOP)
    wait_for(lambda: ") T" in Path(f"/proc/{frozen.pid}/stat").read_text())
    fragile.submit(short, short.with_suffix(".pdf"), options).result()
    assert wait_for(frozen.is_gone, 5)  # the kernel may need a moment to clear it away


def test_an_earlier_pdf_stays_when_the_document_turns_bad(
    office: Office, tmp_path: Path, options: PdfOptions
) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_text("这不是 Word 文件")
    good = tmp_path / "bad.pdf"
    good.write_bytes(b"the PDF of yesterday")
    with pytest.raises(ConversionFailed, match="no Word document"):
        office.submit(bad, good, options).result()
    assert good.read_bytes() == b"the PDF of yesterday"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_xml_that_is_cut_off_is_no_success(
    office: Office, tmp_path: Path, options: PdfOptions
) -> None:
    cut = paper(tmp_path / "cut.docx", more={"word/document.xml": b"<w:document><w:body>"})
    with pytest.raises(ConversionFailed, match=r"word/document\.xml"):
        office.submit(cut, tmp_path / "cut.pdf", options).result()


def test_two_at_once_take_turns_at_the_pile(
    installation: Installation, fonts: FontSet, tmp_path: Path, options: PdfOptions
) -> None:
    texts = [f"第{number}号{FULL_LINE}" for number in range(6)]
    files = [paper(tmp_path / f"{n}.docx", paragraph(text)) for n, text in enumerate(texts)]
    with Office(installation, fonts, workers=2, deadline=60) as office:
        futures = [office.submit(file, file.with_suffix(".pdf"), options) for file in files]
    assert [pages.text(future.result().pdf) for future in futures] == texts


def test_nothing_is_left_after_a_good_end(
    installation: Installation, fonts: FontSet, short: Path, options: PdfOptions
) -> None:
    before = {one.pid for one in libreoffices_of(os.getpid())}
    with Office(installation, fonts, workers=2, deadline=60) as office:
        future = office.submit(short, short.with_suffix(".pdf"), options)
        ours = wait_for(lambda: [o for o in libreoffices_of(os.getpid()) if o.pid not in before])
    assert future.done()
    assert wait_for(lambda: all(one.is_gone() for one in ours), 5)  # as the kernel clears away
    assert threading.active_count() < 50


def test_nothing_is_left_after_an_exception_and_what_waited_is_cancelled(
    installation: Installation, fonts: FontSet, long: Path, options: PdfOptions
) -> None:
    before = {one.pid for one in libreoffices_of(os.getpid())}
    began = time.monotonic()
    with (
        pytest.raises(RuntimeError, match="on purpose"),
        Office(installation, fonts, workers=1, deadline=60) as office,
    ):
        futures = [office.submit(long, long.with_suffix(".pdf"), options) for _ in range(20)]
        ours = wait_for(lambda: [o for o in libreoffices_of(os.getpid()) if o.pid not in before])
        raise RuntimeError("on purpose")
    assert time.monotonic() - began < 20
    assert all(one.is_gone() for one in ours)
    assert all(future.done() for future in futures)
    assert futures[-1].cancelled()


def test_an_exception_beside_an_idle_office_ends_it_too(
    installation: Installation, fonts: FontSet, short: Path, options: PdfOptions
) -> None:
    before = {one.pid for one in libreoffices_of(os.getpid())}
    with (
        pytest.raises(RuntimeError, match="on purpose"),
        Office(installation, fonts, workers=1, deadline=60) as office,
    ):
        office.submit(short, short.with_suffix(".pdf"), options).result()
        ours = [one for one in libreoffices_of(os.getpid()) if one.pid not in before]
        raise RuntimeError("on purpose")
    assert len(ours) == 1
    assert ours[0].is_gone()


SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from docfill.office import Office, find_installation, font_set
from docfill.pdf import PdfOptions

with Office(find_installation(), font_set(), workers=1, deadline=60) as office:
    docx = Path(sys.argv[1])
    futures = [office.submit(docx, docx.with_suffix(".pdf"), PdfOptions(date=date(2024, 1, 1)))
               for _ in range(30)]
    for future in futures:
        future.result()
"""


@pytest.mark.usefixtures("signals_heard")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
@pytest.mark.parametrize("at_work", [True, False])
def test_nothing_is_left_after_docfill_was_ended_by(
    sign: signal.Signals, at_work: bool, long: Path
) -> None:
    docfill = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(long)],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(lambda: [o for o in libreoffices_of(docfill.pid) if o.is_busy or not at_work])
        (ours,) = libreoffices_of(docfill.pid)
        os.kill(docfill.pid, sign)
        assert docfill.wait(timeout=30) != 0
    finally:
        docfill.kill()
    wait_for(ours.is_gone, seconds=15)


def test_nothing_is_left_when_libreoffice_is_frozen_and_docfill_killed(long: Path) -> None:
    docfill = subprocess.Popen([sys.executable, "-c", SCRIPT, str(long)], start_new_session=True)
    try:
        wait_for(lambda: [o for o in libreoffices_of(docfill.pid) if o.is_busy])
        (ours,) = libreoffices_of(docfill.pid)
        os.kill(ours.pid, signal.SIGSTOP)
    finally:
        docfill.kill()
        docfill.wait()
    wait_for(ours.is_gone, seconds=15)
