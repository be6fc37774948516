// Each paragraph gets a link to its address, which shows beside it under a pointer: so it can be cited. Without this script the
// address is there as well, for who types it.
// Citations can be copied, and those for programs saved. Without this script they can be read and marked.
// What programs read gets the day on which it is taken, where the article does not say when it was seen.
"use strict";

const name = location.pathname.split("/").at(-2);

const pad = (number) => String(number).padStart(2, "0");

const accessed = {
  bib: (text, [year, month, day]) =>
    /^  urldate = /m.test(text)
      ? text
      : text.replace(/^  url = .*$/m, (line) => `${line}\n  urldate = {${year}-${pad(month)}-${pad(day)}},`),
  ris: (text, [year, month, day]) =>
    /^Y2  - /m.test(text) ? text : text.replace(/^UR  - /m, (tag) => `Y2  - ${year}/${pad(month)}/${pad(day)}\n${tag}`),
  json: (text, today) => {
    const [item] = JSON.parse(text);
    if (item.URL) {
      item.accessed ??= { "date-parts": [today] };
    }
    return JSON.stringify([item]);
  },
};

for (const box of document.querySelectorAll(".cite details")) {
  const button = (label, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    made.addEventListener("click", () => act(made));
    return made;
  };
  for (const way of box.querySelectorAll("dd")) {
    const held = way.querySelector("code");
    const written = (held ?? way).textContent;
    const text = () => {
      const today = new Date();
      const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
      return held ? accessed[held.dataset.ending](written, day) : written;
    };
    const copy = button(box.dataset.copy, async (pressed) => {
      await navigator.clipboard.writeText(text());
      pressed.textContent = box.dataset.copied;
    });
    // Browsers let no page copy that came over an open line.
    const buttons = navigator.clipboard ? [copy] : [];
    if (held) {
      buttons.push(
        button(box.dataset.save, () => {
          const href = URL.createObjectURL(new Blob([`${text()}\n`], { type: "text/plain" }));
          Object.assign(document.createElement("a"), { href, download: `${name}.${held.dataset.ending}` }).click();
          URL.revokeObjectURL(href);
        }),
      );
    }
    if (buttons.length) {
      const row = document.createElement("p");
      row.append(...buttons);
      way.append(row);
    }
  }
}

for (const paragraph of document.querySelectorAll(".text > p[id]")) {
  const link = Object.assign(document.createElement("a"), { className: "anchor", href: `#${paragraph.id}`, tabIndex: -1 });
  link.setAttribute("aria-hidden", "true");
  paragraph.prepend(link);
}
