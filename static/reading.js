// The reader's own page: articles that were kept, and how texts are to be set. All of it is in the reader's browser alone.

const form = document.querySelector("form.reading-list");
const status = form.querySelector("[role=status]");
const list = form.querySelector("ol");
const [save, clear] = form.querySelectorAll(".further button");
const base = new URL(form.dataset.root, location.href);
const KEPT = `newsgen-kept:${base.pathname}`;
const TEXT = "newsgen-text"; // as in scheme.js
const tongue = document.documentElement.lang;
const day = new Intl.DateTimeFormat(tongue === "en" ? "en-001" : tongue, { dateStyle: "long", timeZone: "UTC" });

const read = (key, other) => JSON.parse(localStorage.getItem(key) ?? "null") ?? other;

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const url = (address) => new URL(address, base).href;
const dated = (text) => (/^\d{4}-\d{2}-\d{2}/.test(text) ? day.format(new Date(text.slice(0, 10))) : text);

function remove(address) {
  localStorage.setItem(KEPT, JSON.stringify(read(KEPT, []).filter((each) => each.address !== address)));
  show();
  (list.querySelector("button") ?? status).focus();
}

function item({ address, title, source, date }) {
  const button = element("button", { type: "button" }, form.dataset.remove);
  button.setAttribute("aria-label", `${form.dataset.remove}: ${title}`);
  button.addEventListener("click", () => remove(address));
  return element(
    "li",
    { className: "card" },
    element("h2", { dir: "auto" }, element("a", { href: url(address) }, title)),
    element("p", { className: "facts" }, element("bdi", { className: "source" }, source), " ", element("time", { dateTime: date }, dated(date)), " ", button),
  );
}

function show() {
  const kept = read(KEPT, []);
  list.replaceChildren(...kept.map(item).reverse());
  status.textContent = kept.length ? "" : form.dataset.none;
  save.hidden = clear.hidden = !kept.length;
}

// A list in Markdown, which people read and most programs take.
save.addEventListener("click", () => {
  const line = ({ address, title, source, date }) => `- [${title.replaceAll(/[[\]\\]/g, "\\$&")}](${url(address)}), ${[source, date].filter(Boolean).join(", ")}\n`;
  const href = URL.createObjectURL(new Blob(read(KEPT, []).map(line), { type: "text/markdown" }));
  element("a", { href, download: "reading-list.md" }).click();
  URL.revokeObjectURL(href);
});
clear.addEventListener("click", () => {
  localStorage.removeItem(KEPT);
  show();
});
addEventListener("storage", show);

function set() {
  const chosen = { size: form.elements.size.value, width: form.elements.width.value };
  localStorage.setItem(TEXT, JSON.stringify(chosen));
  Object.assign(document.documentElement.dataset, chosen);
}

try {
  const { size = "", width = "" } = read(TEXT, {});
  form.elements.size.value = size;
  form.elements.width.value = width;
  for (const name of ["size", "width"]) form.elements[name].addEventListener("change", set);
  show();
  form.hidden = false;
  document.querySelector("#scriptless").hidden = true;
} catch (error) {
  console.debug(error); // A browser that keeps nothing has no list.
}
