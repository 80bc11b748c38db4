"""What the tests share: English messages, a blameless county, findings as line and code."""

import os
import signal
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from docfill.base.language import speak
from fixture_types import FindingsOf

os.environ["DOCFILL_LANG"] = "en"
# A shell has what it runs in the background ignore Ctrl-C, and that is handed down to the
# programs whose end by Ctrl-C is tested.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import examples  # noqa: E402  (stands in tools, which is on the path only now)


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
def root() -> Path:
    """The folder of the project itself."""
    return ROOT
