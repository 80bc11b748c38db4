"""Has axe-core look at the page in a browser, as people who cannot see or hold a mouse meet it."""

from importlib.resources import files

from selenium.webdriver import Chrome

_SCRIPT = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
_GRAVE = ("serious", "critical")
_ASK = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then((found) => done(found.violations), done);
"""


def grave_findings(browser: Chrome) -> list[str]:
    """Each serious or critical finding, with the first of the places where it stands."""
    # As the driver's own script, for which the page's policy does not hold.
    browser.execute_script(_SCRIPT)
    found = browser.execute_async_script(_ASK)
    return [
        f"{each['id']}: {each['help']}; {len(each['nodes'])} times: {each['nodes'][0]['html']}"
        for each in found
        if each["impact"] in _GRAVE
    ]
