// Saves what is typed a moment after typing stops, and shows sums and findings as they come back.
// Without this script the form works all the same, with its button.
"use strict";

const form = document.getElementById("entry");
const said = document.getElementById("said");
const conflict = document.getElementById("conflict");
const PAUSE = 500;        // milliseconds after the last key
const RETRY = 5000;       // when the network or the server is gone
const LOOK = 15000;       // for others in the same form
const KEPT = `docfill ${form.dataset.agency} ${form.dataset.year}`;

let timer = 0, saving = false, dirty = false, stopped = false;

const fields = () => [...form.elements].filter(
  (one) => one.name && !["csrf", "based_on", "clerk"].includes(one.name));

function gathered() {
  return {
    based_on: form.elements.based_on.value,
    clerk: form.elements.clerk.value,
    fields: Object.fromEntries(fields().map((one) => [one.name, one.value])),
  };
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
  localStorage.setItem(KEPT, JSON.stringify(gathered()));
  count(event.target);
  later(PAUSE);
}

function count(field) {
  const shown = form.querySelector(`[data-count="${CSS.escape(field.name)}"]`);
  if (shown) shown.textContent = field.value.length;
}

async function save() {
  if (saving || stopped) return;
  saving = true;
  dirty = false;
  say("saving");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: {"Content-Type": "application/json", "X-CSRF": form.elements.csrf.value},
      body: JSON.stringify(gathered()),
    });
    const state = answer.headers.get("Content-Type")?.startsWith("application/json")
      ? await answer.json() : {};
    if (answer.ok) {
      form.elements.based_on.value = state.digest;
      show(state);
      if (!dirty) {
        localStorage.removeItem(KEPT);
        say("saved");
      }
    } else if (answer.status >= 500) {
      throw new Error(`HTTP ${answer.status}`);  // tried again: what was typed is kept meanwhile
    } else {
      stop(state.says || `HTTP ${answer.status}`);
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

function stop(says) {
  stopped = true;
  conflict.textContent = `${says} `;
  const again = document.createElement("a");
  again.href = location.pathname;
  again.textContent = "↻";
  conflict.append(again);
  conflict.hidden = false;
  conflict.scrollIntoView();
}

function show(state) {
  for (const [name, value] of Object.entries(state.totals || {})) {
    const total = form.querySelector(`[data-total="${CSS.escape(name)}"]`);
    if (total) total.textContent = value;
  }
  document.getElementById("errors").textContent = state.errors;
  document.getElementById("warnings").textContent = state.warnings;
  for (const each of form.querySelectorAll(".notes")) each.replaceChildren();
  const list = document.getElementById("list");
  list.replaceChildren(...(state.findings || []).map(item));
  if (!list.children.length) {
    const none = document.createElement("li");
    none.className = "none";
    none.textContent = list.dataset.none;
    list.append(none);
  }
  for (const one of state.findings || []) {
    const beside = document.getElementById(`notes-${one.field}`);
    if (beside) beside.append(note(one));
  }
  const handIn = document.getElementById("hand-in");
  const hint = handIn.querySelector("span");
  handIn.querySelector("button").disabled = state.errors > 0;
  hint.textContent = state.errors ? hint.dataset.cannot : hint.dataset.can;
  showOthers(state.others || []);
}

function note(finding) {
  const shown = document.createElement("span");
  shown.className = `note ${finding.severity}`;
  shown.textContent = `${finding.word}: ${finding.says}`;
  return shown;
}

function item(finding) {
  const shown = document.createElement("li");
  shown.className = finding.severity;
  const word = document.createElement("b");
  word.textContent = finding.word;
  const code = document.createElement("code");
  code.textContent = finding.code;
  shown.append(word, ` ${finding.says} `, code);
  return shown;
}

function showOthers(others) {
  const shown = document.getElementById("others");
  shown.textContent = others.length ? `${shown.dataset.says} ${others.map((one) => one || "?").join("、")}` : "";
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
  const kept = localStorage.getItem(KEPT);
  if (!kept) return;
  const was = JSON.parse(kept);
  if (was.based_on !== form.elements.based_on.value) return;
  for (const field of fields()) {
    if (field.name in was.fields) field.value = was.fields[field.name];
  }
  dirty = true;
  later(0);
}

const preview = document.getElementById("preview");
preview.hidden = false;
preview.addEventListener("click", async () => {
  const says = document.getElementById("preview-says");
  preview.disabled = true;
  says.textContent = preview.dataset.says;
  try {
    const answer = await fetch(preview.dataset.url, {
      method: "POST",
      headers: {"X-CSRF": form.elements.csrf.value, "Content-Type": "application/json"},
      body: "{}",
    });
    const made = await answer.json();
    if (!answer.ok) throw new Error(made.says);
    says.textContent = made.why;
    document.getElementById("pages").replaceChildren(...Array.from({length: made.pages}, (_, at) => {
      const page = document.createElement("img");
      page.src = preview.dataset.page.replace("none/0.png", `${made.version}/${at + 1}.png`);
      page.alt = `${at + 1}`;
      return page;
    }));
  } catch (trouble) {
    says.textContent = trouble.message;
  }
  preview.disabled = false;
});

form.addEventListener("input", changed);
form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
addEventListener("beforeunload", (event) => { if (dirty || saving) event.preventDefault(); });
takeUpWhatWasKept();
setTimeout(look, LOOK);
