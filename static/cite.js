// Citations can be copied, and those for programs saved. Without this script they can be read and marked.
"use strict";

const name = location.pathname.split("/").at(-2);

for (const box of document.querySelectorAll("details.cite")) {
  const button = (label, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    made.addEventListener("click", () => act(made));
    return made;
  };
  for (const way of box.querySelectorAll("dd")) {
    const held = way.querySelector("pre");
    const text = (held ?? way).textContent;
    const copy = button(box.dataset.copy, async (pressed) => {
      await navigator.clipboard.writeText(text);
      pressed.textContent = box.dataset.copied;
    });
    // Browsers let no page copy that came over an open line.
    const buttons = navigator.clipboard ? [copy] : [];
    if (held) {
      buttons.push(
        button(box.dataset.save, () => {
          const href = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
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
