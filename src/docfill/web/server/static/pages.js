// The report's pages beside the form: made when asked for, and again a moment after each save.
"use strict";

const PAUSE = 400;  // milliseconds after a save
const button = document.getElementById("preview");
const aside = document.getElementById("pages");
const says = document.getElementById("preview-says");
let making = false, again = false, timer = 0;

async function make(csrf) {
  if (making) {
    again = true;
    return;
  }
  making = true;
  says.textContent = button.dataset.says;
  try {
    const answer = await fetch(button.dataset.url, {
      method: "POST",
      headers: {"X-CSRF": csrf, "Content-Type": "application/json"},
      body: "{}",
    });
    const made = await answer.json();
    says.textContent = answer.ok ? made.why : made.says;
    if (made.pages) put(made);
  } catch {
    says.textContent = button.dataset.offline;
  }
  making = false;
  if (again) {
    again = false;
    make(csrf);
  }
}

function put(made) {
  const pages = Array.from({length: made.pages}, (_, at) => {
    const page = aside.children[at] || document.createElement("img");
    page.src = button.dataset.page.replace("none/0.png", `${made.version}/${at + 1}.png`);
    page.alt = `${button.dataset.name} ${at + 1}`;
    page.loading = "lazy";
    page.width = 827;
    page.height = 1169;
    return page;
  });
  aside.replaceChildren(...pages);
}

export function begin(csrf) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = document.body.classList.toggle("with-pages");
    button.setAttribute("aria-expanded", open);
    if (open) make(csrf());
  });
}

export function saved(csrf) {
  if (!document.body.classList.contains("with-pages")) return;
  clearTimeout(timer);
  timer = setTimeout(() => make(csrf()), PAUSE);
}
