"""A unoserver that somebody else started."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import pages
from docfill.base.errors import ConversionFailed, ExitCode, SomethingMissing
from docfill.office import FontSet, Installation, Office
from docfill.office.find import unoserver_folder
from docfill.pdf import PdfOptions
from papers import FULL_LINE, paper, paragraph
from processes import wait_for

pytestmark = pytest.mark.office

OPTIONS = PdfOptions(date=date(2024, 1, 11))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def unoserver(
    installation: Installation, fonts: FontSet, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of unoserver itself, as it is installed."""
    port, uno_port = free_port(), free_port()
    command = [installation.python, "-m", "unoserver.server", "--executable", installation.soffice]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--uno-port", str(uno_port)],
        env=os.environ
        | {"PYTHONPATH": str(unoserver_folder()), "FONTCONFIG_FILE": str(fonts.config)},
        cwd=tmp_path_factory.mktemp("unoserver"),
        stderr=subprocess.DEVNULL,
        process_group=0,
    )

    def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    try:
        wait_for(answers, seconds=60)
        yield f"127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def test_documents_are_sent_and_come_back(unoserver: str, tmp_path: Path) -> None:
    docx = paper(tmp_path / "a.docx", paragraph(FULL_LINE * 2))
    with Office.at(unoserver, deadline=60) as office:
        futures = [office.submit(docx, tmp_path / f"{n}.pdf", OPTIONS) for n in range(3)]
        made = {future.result().pdf.read_bytes() for future in futures}
    assert len(made) == 1
    assert pages.lines(tmp_path / "0.pdf") == [[FULL_LINE] * 2]


def test_rubbish_is_refused_before_it_is_sent(unoserver: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_text("no document")
    with Office.at(unoserver) as office, pytest.raises(ConversionFailed, match=r"bad\.docx"):
        office.submit(bad, tmp_path / "bad.pdf", OPTIONS).result()


def test_where_nobody_answers_the_address_is_told_at_once(tmp_path: Path) -> None:
    docx = paper(tmp_path / "a.docx", paragraph(FULL_LINE))
    address = f"127.0.0.1:{free_port()}"
    with Office.at(address) as office, pytest.raises(SomethingMissing, match=address) as missing:
        office.submit(docx, tmp_path / "a.pdf", OPTIONS).result()
    assert missing.value.exit_code is ExitCode.MISSING
