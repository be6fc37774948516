// The switch between a list of headlines and one with summaries. Without this script there is none, and lists have
// summaries. Read before the page is drawn, so that nothing moves before the reader's eyes.
"use strict";

(() => {
  const KEY = "newsgen-listing";
  const root = document.documentElement;

  // A browser may refuse to keep anything; then the choice lasts for this page.
  const kept = () => {
    try {
      return localStorage.getItem(KEY) === "dense";
    } catch {
      return false;
    }
  };
  const keep = (dense) => {
    try {
      if (dense) localStorage.setItem(KEY, "dense");
      else localStorage.removeItem(KEY);
    } catch {}
  };
  const choose = (dense) => {
    root.classList.toggle("dense", dense);
    for (const button of document.querySelectorAll(".headlines-only")) button.setAttribute("aria-pressed", dense);
  };

  choose(kept());
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll(".headlines-only")) {
      button.addEventListener("click", () => {
        const dense = !root.classList.contains("dense");
        choose(dense);
        keep(dense);
      });
      button.hidden = false;
    }
    choose(kept());
  });
  // Another window of the archive has chosen.
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) choose(kept());
  });
})();
