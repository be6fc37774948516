// What keys do. The key / leads to the box for searching, from anywhere but a place where text is typed.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("#search-words, .quick input");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// What is wider than its place is scrolled by keyboard too. Most browsers see to that themselves; not all do.
const reachable = () => {
  for (const each of document.querySelectorAll(".text :is(pre, table)")) {
    if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  }
};
addEventListener("resize", reachable);
reachable();
