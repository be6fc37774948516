// A button below an article keeps it for later, in the reader's own browser. Without this script there is none.
"use strict";

(() => {
  const { dataset, src } = document.currentScript;
  const { keep, kept } = dataset;
  const base = new URL("..", src); // this script is in static/
  const KEY = `newsgen-kept:${base.pathname}`;
  const address = location.pathname.slice(base.pathname.length).replace(/index\.html$/, "");
  const list = () => [JSON.parse(localStorage.getItem(KEY) ?? "[]")].flat().filter((each) => each?.address);
  const has = () => list().some((each) => each.address === address);

  try {
    list();
  } catch {
    return; // This browser keeps nothing.
  }
  const part = (selector) => document.querySelector(`.article ${selector}`);
  const button = Object.assign(document.createElement("button"), { type: "button" });
  const show = () => {
    button.textContent = has() ? kept : keep;
    button.setAttribute("aria-pressed", has());
  };
  button.addEventListener("click", () => {
    const others = list().filter((each) => each.address !== address);
    const [title, source] = ["h1", ".source"].map((each) => part(each)?.textContent.trim() ?? "");
    const article = { address, title, source, date: part("time")?.dateTime ?? "" };
    try {
      localStorage.setItem(KEY, JSON.stringify(has() ? others : [...others, article]));
    } catch (error) {
      console.debug(error); // It is full, and the button says that nothing was kept.
    }
    show();
  });
  addEventListener("storage", show);
  show();
  part(".cite")?.prepend(button);
})();
