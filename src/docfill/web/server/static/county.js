// Shows how far the making of all reports is.
"use strict";

const shown = document.getElementById("progress");
const bar = document.getElementById("bar");
const AGAIN = 700, RETRY = 5000;  // milliseconds

async function look() {
  try {
    const now = await (await fetch(shown.dataset.url)).json();
    bar.hidden = false;
    bar.max = now.total;
    bar.value = now.done;
    shown.textContent = `${now.done} / ${now.total} ${shown.dataset.made}`;
    if (now.running) setTimeout(look, AGAIN);
    else location.reload();
  } catch {
    setTimeout(look, RETRY);
  }
}

if (shown.dataset.running) setTimeout(look, 300);
