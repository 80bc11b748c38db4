// Shows how far the making of all reports is.
"use strict";

const shown = document.getElementById("progress");
const bar = document.getElementById("bar");

async function look() {
  const now = await (await fetch(shown.dataset.url)).json();
  bar.hidden = false;
  bar.max = now.total;
  bar.value = now.done;
  if (now.running) setTimeout(look, 700);
  else location.reload();
}

if (shown.dataset.running) setTimeout(look, 300);
