"""What the tests share: English messages, a blameless county, findings as line and code."""

import os
import shutil
import signal
import textwrap
from collections.abc import Iterator
from pathlib import Path

import examples
import pytest

from docfill.base.language import speak
from fixture_types import FindingsOf
from here import ROOT

os.environ["DOCFILL_LANG"] = "en"


def pytest_addoption(parser: pytest.Parser) -> None:
    """How often a test kills the server; more is better, and takes five seconds each."""
    parser.addoption("--kills", type=int, default=3, help="kills of docfill serve amid saves")


@pytest.fixture
def findings_of() -> FindingsOf:
    """Line and code of everything found in a filing that is blameless but for these lines."""

    def found(filing: str = "", **files: str) -> list[tuple[int, str]]:
        texts = {"filing": filing, **files}
        case = examples.ExampleFiles({name: textwrap.dedent(text) for name, text in texts.items()})
        return [(finding.place.line, finding.code) for finding in examples.found_in(case)]

    return found


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whatever a test made docfill speak, the next one finds English again."""
    yield
    speak("en")


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own with the sample filing; commands run inside it."""
    for folder in ("templates", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "docfill.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def signals_heard() -> Iterator[None]:
    """Programs started meanwhile are ended by Ctrl-C and by a terminal that goes away.

    A shell has what it runs in the background ignore the one, and `nohup` the other, and both are
    handed down.
    """
    usual = {signal.SIGINT: signal.default_int_handler, signal.SIGHUP: signal.SIG_DFL}
    before = {sign: signal.signal(sign, usual[sign]) for sign in usual}
    yield
    for sign, handler in before.items():
        signal.signal(sign, handler)


@pytest.fixture
def root() -> Path:
    """The folder of the project itself."""
    return ROOT
