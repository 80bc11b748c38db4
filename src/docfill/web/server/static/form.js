// Checks what is typed at once, saves it a moment after typing stops, and keeps it meanwhile.
// Without this script the form works all the same, with its button.
"use strict";

import {show} from "./found.js";
import * as pages from "./pages.js";

const form = document.getElementById("entry");
const said = document.getElementById("said");
const conflict = document.getElementById("conflict");
const PAUSE = 500;        // milliseconds from the last key to saving
const RETRY = 5000;       // when the network or the server is gone
const LOOK = 15000;       // for others in the same form
const KEPT = `docfill ${form.dataset.agency} ${form.dataset.year}`;
const TABS = `${KEPT} tab `;  // two tabs of one browser must not write over each other's
const OWN = `${TABS}${Date.now()} ${Math.random()}`;
const LATE = `${KEPT} late`;  // what belongs to an older text, until the server has it

let mine = "", timer = 0, saving = false, dirty = false, stopped = false, checking = false, unchecked = false;
let handing = false;

const csrf = () => form.elements.csrf.value;
const fields = () => [...form.elements].filter(
  (one) => one.name && !["csrf", "based_on", "clerk"].includes(one.name));

function gathered() {
  return {
    based_on: form.elements.based_on.value,
    clerk: form.elements.clerk.value,
    fields: Object.fromEntries(fields().map((one) => [one.name, one.value])),
  };
}

async function sent(url, what) {
  const answer = await fetch(url, {
    method: "POST",
    headers: {"Content-Type": "application/json", "X-CSRF": csrf()},
    body: JSON.stringify(what),
  });
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  return [answer, isJson ? await answer.json() : {}];
}

function say(what) {
  said.textContent = said.dataset[what];
  said.className = what;
}

function later(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

function changed(event) {
  if (event.target.name === "clerk" || stopped) return;
  dirty = true;
  say("unsaved");
  mine = JSON.stringify(gathered());
  localStorage.setItem(OWN, mine);
  count(event.target);
  later(PAUSE);
  check();
}

function count(field) {
  const shown = form.querySelector(`[data-count="${CSS.escape(field.name)}"]`);
  if (shown) shown.textContent = field.value.length;
}

async function check() {
  if (checking) {
    unchecked = true;
    return;
  }
  checking = true;
  try {
    const [answer, found] = await sent(form.dataset.check, {fields: gathered().fields});
    if (answer.ok) show(found);
  } catch {
    // The next save says that there is no connection.
  }
  checking = false;
  if (unchecked) {
    unchecked = false;
    check();
  }
}

function forget() {
  localStorage.removeItem(OWN);
}

async function save() {
  if (saving || stopped) return;
  saving = true;
  dirty = false;
  say("saving");
  try {
    const [answer, state] = await sent(form.action, gathered());
    if (answer.ok) {
      form.elements.based_on.value = state.digest;
      document.querySelector("#hand-in [name=based_on]").value = state.digest;
      showOthers(state.others);
      if (!dirty) {
        show(state);
        forget();
        say("saved");
        pages.saved(csrf);
        handOverWhatIsLate();
      }
    } else if (answer.status >= 500) {
      throw new Error(`HTTP ${answer.status}`);  // tried again: what was typed is kept meanwhile
    } else {
      if (state.compare) forget();  // the server has it
      stop(state.says || `HTTP ${answer.status}`, state.compare);
    }
  } catch {
    dirty = true;
    say("offline");
    later(RETRY);
    saving = false;
    return;
  }
  saving = false;
  if (dirty) later(PAUSE);
}

function stop(says, compare) {
  stopped = true;
  if (compare) say("aside");
  else said.textContent = said.className = "";
  for (const each of fields()) each.readOnly = true;  // or what is typed from here on would be lost
  tell(says, compare);
  conflict.scrollIntoView();
}

function tell(says, compare) {
  conflict.replaceChildren(`${says} `);
  for (const [href, words] of [[compare, conflict.dataset.compare], [location.pathname, conflict.dataset.load]]) {
    if (!href) continue;
    const link = document.createElement("a");
    link.href = href;
    link.textContent = words;
    conflict.append(link, " ");
  }
  conflict.hidden = false;
}

function showOthers(others) {
  const shown = document.getElementById("others");
  const says = others.length
    ? `${shown.dataset.says} ${others.map((one) => one || shown.dataset.nameless).join("、")}` : "";
  if (shown.textContent !== says) shown.textContent = says;
}

async function look() {
  if (!stopped && !document.hidden) {
    try {
      const answer = await fetch(form.dataset.state);
      if (answer.ok) showOthers((await answer.json()).others);
    } catch {
      // The next save says that there is no connection.
    }
  }
  setTimeout(look, LOOK);
}

function takeUpWhatWasKept() {
  const late = JSON.parse(localStorage.getItem(LATE) || "[]");
  const keys = Object.keys(localStorage).filter((key) => key === KEPT || key.startsWith(TABS));
  for (const key of keys.sort()) {
    const kept = JSON.parse(localStorage.getItem(key));
    // Where somebody saved since, or another tab was first, it must not be written over that, nor be forgotten.
    if (dirty || kept.based_on !== form.elements.based_on.value) late.push(kept);
    else fillIn(kept);
  }
  if (late.length) localStorage.setItem(LATE, JSON.stringify(late));
  for (const key of keys) localStorage.removeItem(key);
}

function fillIn(kept) {
  for (const field of fields()) {
    if (field.name in kept.fields) field.value = kept.fields[field.name];
  }
  mine = JSON.stringify(kept);
  localStorage.setItem(OWN, mine);
  dirty = true;
  later(0);
}

async function handOverWhatIsLate() {
  const late = JSON.parse(localStorage.getItem(LATE) || "[]");
  if (!late.length || handing) return;
  handing = true;
  try {
    const [answer, state] = await sent(form.action, late[0]);
    const isThere = answer.ok || state.compare || answer.status === 423;
    if (!isThere) throw new Error(`HTTP ${answer.status}`);
    localStorage.setItem(LATE, JSON.stringify(late.slice(1)));
    if (state.compare) tell(conflict.dataset.late, state.compare);
    else location.reload();  // it was the same text after all, or it is closed
    handing = false;
    handOverWhatIsLate();
  } catch {
    handing = false;
    setTimeout(handOverWhatIsLate, RETRY);
  }
}

form.addEventListener("input", changed);
form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
addEventListener("beforeunload", (event) => { if (dirty || saving) event.preventDefault(); });
pages.begin(csrf);
takeUpWhatWasKept();
if (!dirty) handOverWhatIsLate();  // or after the first save
setTimeout(look, LOOK);
