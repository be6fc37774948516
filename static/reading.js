// The reader's own page: articles that were kept, and how texts are to be set. All of it is in the reader's browser alone.
// It is no module, which no browser runs in pages that are opened from a disk.
"use strict";

(() => {
  const form = document.querySelector("form.reading-list");
  const status = form.querySelector("[role=status]");
  const list = form.querySelector("ol");
  const [save, clear] = form.querySelectorAll(".further button");
  const base = new URL(form.dataset.root, location.href);
  const KEPT = `newsgen-kept:${base.pathname}`; // as in keep.js
  const TEXT = "newsgen-text"; // as in scheme.js
  const tongue = document.documentElement.lang;
  const day = new Intl.DateTimeFormat(tongue === "en" ? "en-001" : tongue, { dateStyle: "long", timeZone: "UTC" });

  // Whatever else a browser may hold under these names is passed over.
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  };
  const kept = () => [read(KEPT) ?? []].flat().filter((each) => each?.address);
  const keep = (articles) => localStorage.setItem(KEPT, JSON.stringify(articles));
  const url = (address) => new URL(`${address}${form.dataset.file}`, base).href;
  const dated = (text) => (/^\d{4}-\d{2}-\d{2}/.test(text) ? day.format(new Date(text.slice(0, 10))) : text);

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function remove(address, at) {
    keep(kept().filter((each) => each.address !== address));
    show();
    const buttons = list.querySelectorAll("button");
    (buttons[at] ?? buttons[at - 1] ?? status).focus();
  }

  function item({ address, title, source = "", date = "" }, at) {
    const button = element("button", { type: "button" }, form.dataset.remove);
    button.setAttribute("aria-label", `${form.dataset.remove}: ${title}`);
    button.addEventListener("click", () => remove(address, at));
    return element(
      "li",
      { className: "card" },
      element("h2", { dir: "auto" }, element("a", { href: url(address) }, title)),
      element("p", { className: "facts" }, element("bdi", { className: "source" }, source), " ", element("time", { dateTime: date }, dated(date)), " ", button),
    );
  }

  function show() {
    const articles = kept();
    list.replaceChildren(...articles.reverse().map(item));
    status.textContent = articles.length ? "" : form.dataset.none;
    save.hidden = clear.hidden = !articles.length;
  }

  // A list in Markdown, which people read and most programs take.
  save.addEventListener("click", () => {
    const line = ({ address, title, source, date }) => `- [${title.replaceAll(/[[\]\\]/g, "\\$&")}](${url(address)}), ${[source, date].filter(Boolean).join(", ")}\n`;
    const href = URL.createObjectURL(new Blob(kept().map(line), { type: "text/markdown" }));
    element("a", { href, download: "reading-list.md" }).click();
    URL.revokeObjectURL(href);
  });
  clear.addEventListener("click", () => {
    if (!confirm(form.dataset.sure)) return;
    localStorage.removeItem(KEPT);
    show();
    status.focus();
  });
  addEventListener("storage", show);

  function set() {
    const chosen = { size: form.elements.size.value, width: form.elements.width.value };
    localStorage.setItem(TEXT, JSON.stringify(chosen));
    Object.assign(document.documentElement.dataset, chosen);
  }

  const scriptless = document.querySelector("#scriptless");
  try {
    const { size = "", width = "" } = read(TEXT) ?? {};
    form.elements.size.value = size;
    form.elements.width.value = width;
    for (const name of ["size", "width"]) form.elements[name].addEventListener("change", set);
    show();
    form.hidden = false;
    scriptless.hidden = true;
  } catch (error) {
    scriptless.textContent = form.dataset.refused;
    console.debug(error);
  }
})();
