"""A person at a real browser, who finds things on a page by the names that are read out."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from selenium.common.exceptions import (
    NoSuchElementException,
    StaleElementReferenceException,
)
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from processes import wait_for

Answer = TypeVar("Answer")

BROWSER, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
WIDE, PHONE = (1280, 900), (360, 740)
_ARGUMENTS = (
    "--headless=new",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--lang=en-US",
    "--force-prefers-reduced-motion",  # or what is to be clicked still scrolls by
)


def open_browser(downloads: Path) -> Chrome:
    """Debian's Chromium, without a window; what it downloads comes into that folder.

    The driver is named, so that Selenium looks for none in the network.
    """
    for program in (BROWSER, DRIVER):
        assert program.exists(), f"{program} is missing: tools/setup --dev installs it"
    options = ChromeOptions()
    options.binary_location = str(BROWSER)
    for argument in _ARGUMENTS:
        options.add_argument(argument)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium refuses to start as root with one
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    browser = Chrome(options=options, service=Service(str(DRIVER)))
    browser.set_window_size(*WIDE)
    return browser


class Person:
    """Somebody at a browser of his own."""

    def __init__(self, browser: Chrome):
        self.browser = browser

    def start_afresh(self) -> None:
        """Know nothing of earlier tests: no cookies, no page, scripts allowed, a wide window."""
        self.browser.get("about:blank")
        self.browser.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.allow_scripts(True)
        self.browser.set_window_size(*WIDE)

    def allow_scripts(self, allowed: bool) -> None:
        """Let pages run their scripts, or not."""
        self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def open(self, address: str) -> None:
        self.browser.get(address)

    # What is on the page

    def field(self, label: str) -> WebElement:
        """The field that is called so."""
        labelled = f"//*[@id = //label[normalize-space() = {_quoted(label)}]/@for]"
        around = f"//label[normalize-space(text()) = {_quoted(label)}]//input"
        named = f"//*[self::input or self::textarea][@aria-label = {_quoted(label)}]"
        return self._one(f"{labelled} | {around} | {named}")

    def field_of_kind(self, kind: str) -> WebElement:
        """The one field of its kind, such as that of the password."""
        return self._one(f"//input[@type = {_quoted(kind)}]")

    def is_wider_than_the_window(self) -> bool:
        """Whether one must scroll sideways to read the page."""
        wider = "return document.documentElement.scrollWidth > window.innerWidth"
        return bool(self.browser.execute_script(wider))

    def figure(self, label: str) -> str:
        """What a field, or a sum that cannot be typed into, says."""
        shown = self._one(f"//*[@aria-label = {_quoted(label)}]")
        return shown.text if shown.tag_name == "output" else str(shown.get_property("value"))

    def prose(self, label: str) -> str:
        """What stands in a field of prose."""
        return str(self.field(label).get_property("value"))

    def pictures(self) -> list[int]:
        """How wide the pictures of the page are by themselves; 0 for one not loaded."""
        found = self.browser.find_elements(By.TAG_NAME, "img")
        return [int(str(each.get_property("naturalWidth"))) for each in found]

    def button(self, name: str, row: str = "") -> WebElement:
        """The button of that name; in a table, that of the row which begins so."""
        return self._one(f"{_row(row)}//button[normalize-space() = {_quoted(name)}]")

    def link(self, name: str) -> WebElement:
        return self._one(f"//a[normalize-space() = {_quoted(name)}]")

    def row(self, beginning: str) -> str:
        """What the row of a table that begins so says."""
        return self._one(_row(beginning)).text

    def notes(self, label: str) -> str:
        """What is said beside the field, as its description is read out."""
        described = str(self.field(label).get_attribute("aria-describedby"))
        return " ".join(self.browser.find_element(By.ID, each).text for each in described.split())

    def text(self) -> str:
        """All that can be read."""
        return self.browser.find_element(By.TAG_NAME, "body").text

    def said(self, role: str) -> str:
        """What is announced under this role."""
        found = self.browser.find_elements(By.XPATH, f"//*[@role = {_quoted(role)}]")
        return "\n".join(each.text for each in found if each.is_displayed())

    # What a person does

    def write_in_row(self, row: str, text: str) -> None:
        """Write into the one field of the row of a table that begins so."""
        self._one(f"{_row(row)}//input[not(@type = 'hidden')]").send_keys(text)

    def follow_beginning(self, word: str) -> None:
        """Follow the link that is called so, whatever its capitals."""
        links = self.browser.find_elements(By.TAG_NAME, "a")
        next(each for each in links if each.text.lower().startswith(word)).click()

    def type(self, label: str, text: str) -> None:
        """Write into a field in the place of what stood there."""
        field = self.field(label)
        if not field.is_displayed():
            self.unfold()
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(text or Keys.DELETE)

    def unfold(self) -> None:
        """Show the rows that are folded away, as they hold no figures."""
        for each in self.browser.find_elements(By.CSS_SELECTOR, "details:not([open]) > summary"):
            self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", each)
            each.click()

    def press(self, name: str, row: str = "") -> None:
        """Press a button."""
        button = self.button(name, row)
        # The bar on top would catch the click of a button that was scrolled below it.
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()

    def press_last(self, name: str) -> None:
        """Press the last of several buttons of one name."""
        self.browser.find_elements(By.XPATH, f"//button[normalize-space() = {_quoted(name)}]")[
            -1
        ].click()

    def follow(self, name: str) -> None:
        """Follow a link."""
        self.link(name).click()

    def await_(self, condition: Callable[[], Answer], seconds: float = 20.0) -> Answer:
        """What the condition says as soon as it is true; pages may change meanwhile."""

        def holds() -> Answer | None:
            try:
                return condition()
            except (NoSuchElementException, StaleElementReferenceException):
                return None

        try:
            return wait_for(holds, seconds)  # type: ignore[return-value]
        except AssertionError as trouble:
            raise AssertionError(f"{trouble}; the page ends:\n{self.text()[-1500:]}") from None

    def await_text(self, text: str, seconds: float = 20.0) -> None:
        """Come back once the page says so."""
        self.await_(lambda: text in self.text(), seconds)

    def await_saved(self) -> None:
        """Come back once the page says that everything is saved."""
        self.await_(lambda: "saved" in self.said("status").split("\n"))

    def _one(self, path: str) -> WebElement:
        found: WebElement = self.browser.find_element(By.XPATH, path)
        return found


def _row(beginning: str) -> str:
    return f"//tr[*[1][normalize-space() = {_quoted(beginning)}]]" if beginning else ""


def _quoted(text: str) -> str:
    assert '"' not in text
    return f'"{text}"'
