// What a reader chose: a light or a dark page, the size of texts and the length of their lines. Without this script there is no
// choice, and the page is as the system has it. Read before the page is drawn, so that it never turns before the reader's eyes.
"use strict";

try {
  Object.assign(document.documentElement.dataset, JSON.parse(localStorage.getItem("newsgen-text") ?? "{}"));
} catch {}

(() => {
  const KEY = "newsgen-scheme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);

  // A browser may refuse to keep anything; then the choice lasts for this page.
  const kept = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const keep = (scheme) => {
    try {
      if (scheme) localStorage.setItem(KEY, scheme);
      else localStorage.removeItem(KEY);
    } catch {}
  };
  const choose = (scheme) => {
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
    else delete root.dataset.scheme;
  };

  choose(kept());
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".scheme");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", dark());
    button.addEventListener("click", () => {
      const next = dark() ? "light" : "dark";
      // What the system has anyway is no choice: the page goes on turning with it.
      const scheme = next === (system.matches ? "dark" : "light") ? "" : next;
      choose(scheme);
      keep(scheme);
      show();
    });
    // Another window of the archive, or the system, has turned.
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) {
        choose(kept());
        show();
      }
    });
    system.addEventListener("change", show);
    show();
    button.title = button.textContent;
    button.hidden = false;
  });
})();
