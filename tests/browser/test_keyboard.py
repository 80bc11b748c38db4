"""A clerk who has no mouse."""

import pytest
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.remote.webelement import WebElement

from agencies import Agency
from browsing import Person

pytestmark = pytest.mark.browser

MOST_STEPS = 400


def test_everything_is_reached_and_done_by_keys_alone(clerk: Person, agency: Agency) -> None:
    """From the link to the hand-in with Tab, Enter and letters; what has the focus is seen."""
    clerk.open(agency.link)
    tab_to(clerk, "filled in by")
    keys(clerk, "张三")
    tab_to(clerk, "主动公开")
    keys(clerk, Keys.CONTROL + "a" + Keys.NULL, "只用键盘写的一段。")
    clerk.await_saved()
    assert "只用键盘写的一段。" in agency.text
    tab_to(clerk, "Hand in")
    keys(clerk, Keys.ENTER)
    clerk.await_text("Handed in on")


def tab_to(clerk: Person, name: str) -> None:
    """Go on with Tab until what is called so has the focus; each stop must be seen and named."""
    for _ in range(MOST_STEPS):
        keys(clerk, Keys.TAB)
        here = focused(clerk)
        if here.tag_name == "body":
            continue  # beyond the last stop it begins anew
        assert here.is_displayed(), here.get_attribute("outerHTML")
        assert here.accessible_name, here.get_attribute("outerHTML")
        assert not is_covered(clerk, here), here.get_attribute("outerHTML")
        if here.accessible_name == name:
            return
    raise AssertionError(f"{name} is not reached")


def focused(clerk: Person) -> WebElement:
    return clerk.browser.switch_to.active_element


def keys(clerk: Person, *pressed: str) -> None:
    ActionChains(clerk.browser).send_keys(*pressed).perform()


def is_covered(clerk: Person, element: WebElement) -> bool:
    """Whether something else lies over the middle of what has the focus, such as a bar on top."""
    asked = """
        const one = arguments[0], at = one.getClientRects()[0];
        const x = at.left + Math.min(at.width / 2, 20), y = at.top + Math.min(at.height / 2, 10);
        const above = document.elementFromPoint(x, y);
        return above !== null && !one.contains(above) && !above.contains(one);
    """
    return bool(clerk.browser.execute_script(asked, element))
