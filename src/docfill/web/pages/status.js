// Sorting and filtering; the page is whole without either.
(() => {
  const body = document.querySelector("#townships tbody");
  const reports = document.querySelector(".reports");
  const heads = [...document.querySelectorAll("#townships thead th")];
  const chips = [...document.querySelectorAll(".chip")];
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  for (const head of heads) {
    const button = head.querySelector("button");
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows];
      const key = button.dataset.key;
      rows.sort((a, b) => (down ? -1 : 1) * compare(a.dataset[key], b.dataset[key]));
      body.append(...rows);
      reports.append(...rows.map((row) => document.getElementById(row.querySelector("a").hash.slice(1))));
    });
  }
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      const wanted = chip.dataset.stage;
      for (const other of chips) other.setAttribute("aria-pressed", String(other === chip));
      for (const one of document.querySelectorAll(".row, .report")) {
        one.hidden = wanted !== "" && one.dataset.stage !== wanted;
      }
    });
  }
})();
