"use strict";

// Theme: the system's, or the reader's own choice, kept where the browser keeps such things for this page.
(() => {
  const root = document.documentElement, button = document.getElementById("theme"), themes = ["system", "light", "dark"];
  const kept = () => { try { return localStorage.getItem("harness-theme"); } catch { return null; } };
  const show = theme => {
    if (theme === "system") delete root.dataset.theme; else root.dataset.theme = theme;
    if (button) button.querySelector("span").textContent = theme;
  };
  let theme = themes.includes(kept()) ? kept() : "system";
  show(theme);
  if (!button) return;
  button.closest(".tools").hidden = false;
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    show(theme);
    try { localStorage.setItem("harness-theme", theme); } catch { /* a page from a file may keep nothing */ }
  });
})();

// A button to copy beside everything that is meant to be pasted.
for (const box of document.querySelectorAll(".copy")) {
  const button = document.createElement("button"), text = box.querySelector("pre");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(text);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  box.append(button);
}

// One stop of the Tab key for a table; the arrows go from cell to cell.
for (const table of document.querySelectorAll(".heat table, table.arrows")) {
  const rows = [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.querySelector("a")));
  const links = rows.flat().filter(link => link);
  const stop = link => { for (const other of links) other.tabIndex = other === link ? 0 : -1; };
  if (links.length) stop(links[0]);
  table.addEventListener("focusin", event => { if (links.includes(event.target)) stop(event.target); });
  table.addEventListener("keydown", event => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    let y = rows.findIndex(row => row.includes(event.target));
    if (!step || y < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    let x = rows[y].indexOf(event.target);
    do { y += step[0]; x += step[1]; } while (rows[y] && x >= 0 && x < rows[y].length && !rows[y][x]);
    if (!rows[y]?.[x]) return;
    event.preventDefault();
    rows[y][x].focus();
  });
}

// On paper stands open what somebody has to look at; the rest as the reader left it.
(() => {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")].filter(d => !d.matches(".claim") || d.matches("[data-verdict=fail], [data-verdict=error], [data-verdict=inconclusive]"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
})();
