"""The status page on a phone: nothing is wider than the window, captions and charts can be read."""

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

from axe import grave_findings
from browsing import PHONE, Person
from commands import run
from here import ROOT

pytestmark = pytest.mark.browser


def test_the_status_can_be_read_on_a_phone(
    clerk: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "examples" / "county")
    page = tmp_path / "status.html"
    assert run("status", "-y", "2024", "--html", str(page)).exit_code == 0
    clerk.browser.set_window_size(*PHONE)
    clerk.open(page.as_uri())
    assert not clerk.is_wider_than_the_window()
    assert grave_findings(clerk.browser) == []
    caption = clerk.browser.find_element(By.CSS_SELECTOR, ".sums tbody th")
    assert caption.size["width"] > 150
    name = clerk.browser.find_element(By.CSS_SELECTOR, ".chart text")
    assert name.rect["height"] > 11
