// Shows sums and findings: beside their fields, in the list, and how many there are.
"use strict";

const form = document.getElementById("entry");
const list = document.getElementById("list");
let last = "";

export function show(state) {
  for (const [name, value] of Object.entries(state.totals || {})) {
    const total = form.querySelector(`[data-total="${CSS.escape(name)}"]`);
    if (total && total.textContent !== value) total.textContent = value;
  }
  document.getElementById("errors").textContent = state.errors;
  document.getElementById("warnings").textContent = state.warnings;
  const handIn = document.getElementById("hand-in");
  const hint = handIn.querySelector("span");
  handIn.querySelector("button").disabled = state.errors > 0;
  hint.textContent = state.errors ? hint.dataset.cannot : hint.dataset.can;
  const now = JSON.stringify(state.findings);
  if (now === last) return;  // or a screen reader would read it all again
  last = now;
  beside(state.findings);
  list.replaceChildren(...state.findings.map(item));
  if (!state.findings.length) {
    const none = document.createElement("li");
    none.className = "none";
    none.textContent = list.dataset.none;
    list.append(none);
  }
}

function beside(findings) {
  for (const each of form.querySelectorAll(".notes:not(:empty)")) each.replaceChildren();
  for (const each of form.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  for (const one of findings) {
    const notes = document.getElementById(`notes-${one.field}`);
    if (!notes) continue;
    notes.append(note(one));
    const field = document.getElementById(`f-${one.field}`);
    if (field && one.severity === "error") field.setAttribute("aria-invalid", "true");
    const folded = notes.closest("tr.zero")?.closest("section").querySelector("details.zeros");
    if (folded) folded.open = true;
  }
}

function note(finding) {
  const shown = document.createElement("span");
  shown.className = `note ${finding.severity}`;
  const word = document.createElement("b");
  word.textContent = finding.word;
  shown.append(word, ` ${finding.says}`);
  return shown;
}

function item(finding) {
  const shown = document.createElement("li");
  shown.className = finding.severity;
  const word = document.createElement("b");
  word.textContent = finding.word;
  const code = document.createElement("code");
  code.textContent = finding.code;
  shown.append(word, " ", says(finding), " ", code);
  return shown;
}

function says(finding) {
  if (!document.getElementById(`f-${finding.field}`)) return finding.says;
  const link = document.createElement("a");
  link.href = `#f-${finding.field}`;
  link.textContent = finding.says;
  return link;
}
