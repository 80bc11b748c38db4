"""How long a clerk waits from a key to its finding, measured in the browser itself.

From the event of the key until the note beside the field says something else: that is the way to
the server and back, the check of the whole filing, and the page's script.
"""

import pytest

from agencies import Agency
from browsing import Person

# A busy machine delays some keys; a page that is too slow delays every one.
pytestmark = [pytest.mark.browser, pytest.mark.slow]

FIELD = "一、本年新收政府信息公开申请数量／自然人"
ASKED_MILLISECONDS = 100
KEYS = "123456789" * 2

WATCH = """
const field = arguments[0];
const notes = document.getElementById(field.getAttribute("aria-describedby"));
window.waits = [];
let typed = 0;
field.addEventListener("input", () => { typed = performance.now(); }, true);
new MutationObserver(() => {
  if (!typed || !notes.textContent) return;
  waits.push(performance.now() - typed);
  typed = 0;
}).observe(notes, {childList: true, subtree: true, characterData: true});
"""


def test_a_finding_comes_within_a_tenth_of_a_second_of_the_key(
    clerk: Person, agency: Agency
) -> None:
    clerk.open(agency.link)
    clerk.type(FIELD, "5")
    clerk.await_(lambda: clerk.notes(FIELD))
    clerk.await_saved()
    clerk.browser.execute_script(WATCH, clerk.field(FIELD))
    for number, key in enumerate(KEYS, 1):
        clerk.type(FIELD, key)
        clerk.await_(lambda count=number: len(waits(clerk)) >= count)  # type: ignore[misc]
    milliseconds = sorted(waits(clerk))
    print(f"key to finding, ms: {[round(each) for each in milliseconds]}")
    assert milliseconds[2] <= ASKED_MILLISECONDS


def waits(clerk: Person) -> list[float]:
    """Milliseconds from each key to its finding."""
    found: list[float] = clerk.browser.execute_script("return window.waits")
    return found


TYPE = """
const [name, more, done] = arguments;
const field = document.getElementsByName(name)[0];
const notes = document.getElementById("notes-" + name);
const typed = field.value, said = notes.textContent;
const type = (text) => {
  field.value = text;
  field.dispatchEvent(new Event("input", {bubbles: true}));
};
const until = (holds) => new Promise((met) => {
  const watch = new MutationObserver(() => look());
  const look = () => { if (holds()) { watch.disconnect(); met(); } };
  watch.observe(notes, {childList: true, subtree: true, characterData: true});
  look();
});
(async () => {
  const began = performance.now();
  type(typed + more);
  await until(() => notes.textContent !== said);
  const waited = performance.now() - began;
  type(typed);
  await until(() => notes.textContent === said);
  done(waited);
})();
"""
FIELDS = """
return [...document.getElementById("entry").elements]
  .filter((one) => one.name && !["csrf", "based_on", "clerk"].includes(one.name))
  .map((one) => [one.name, one.tagName]);
"""
TRIES = 5  # one after all others, as a machine is busy for a while
FAR = 1e9


def test_every_field_has_its_finding_within_a_tenth_of_a_second(
    clerk: Person, agency: Agency
) -> None:
    """What is no figure or day, and in prose a mark too many, typed into each in turn."""
    clerk.open(agency.link)
    fields: list[tuple[str, str]] = clerk.browser.execute_script(FIELDS)
    clerk.browser.set_script_timeout(30)
    waited: dict[str, list[float]] = {name: [] for name, _ in fields}
    for _ in range(TRIES):
        for name, tag in fields:
            if min(waited[name], default=FAR) > ASKED_MILLISECONDS:
                more = "，，" if tag == "TEXTAREA" else "x"
                waited[name].append(clerk.browser.execute_async_script(TYPE, name, more))
    first = sorted(tries[0] for tries in waited.values())
    print(
        f"{len(first)} fields, ms from key to finding at the first try: half within "
        f"{first[len(first) // 2]:.0f}, 95 of 100 within {first[len(first) * 95 // 100]:.0f}"
    )
    assert len(first) > 100
    assert {name: t for name, t in waited.items() if min(t) > ASKED_MILLISECONDS} == {}
