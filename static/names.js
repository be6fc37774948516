// The box that filters an index of names. Without this script there is none, and all names are shown.
// A name is found by the beginnings of its words, or of those of another spelling of it, whatever
// their case and accents; in scripts that put no spaces between words, by any part of it.
"use strict";

(() => {
  const finder = document.querySelector(".finder");
  const index = document.querySelector(".index");
  if (!finder || !index) return;
  const input = finder.querySelector("input");
  const status = finder.querySelector("[role=status]");
  const aside = document.querySelectorAll(".lately");

  // Letters that are not taken apart into one without its stroke and an accent, but are looked for so.
  const plain = { ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ŧ: "t", æ: "ae", œ: "oe", þ: "th", ı: "i", ς: "σ" };
  const unspaced =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toUpperCase()
      .toLowerCase()
      .replace(/[øđðłħŧæœþıς]/g, (letter) => plain[letter])
      .replace(/[\p{P}\p{Z}\p{C}]+/gu, " ");
  const turned = /['’‘`ʻʼ]/g;
  const joined = (text) => fold(text.replace(turned, ""));
  // O'Brien is found as brien, as obrien and as o'brien.
  const both = (text) => (text.search(turned) < 0 ? fold(text) : `${fold(text.replace(turned, " "))} ${joined(text)}`);

  const spoken = new Intl.NumberFormat(document.documentElement.lang || undefined);
  let groups;

  // Asked for when the box is first used: an index has tens of thousands of names.
  const prepare = () => {
    if (groups) return;
    const sections = [...index.querySelectorAll(":scope > section")];
    groups = (sections.length ? sections : [index]).map((section) => ({
      section,
      way: section.id && document.querySelector(`.letters a[href="#${CSS.escape(encodeURIComponent(section.id))}"]`),
      shown: true,
      names: [...section.querySelectorAll("li")].map((item) => ({
        item,
        text: ` ${both(item.querySelector("a").textContent)} / ${both(item.dataset.also || "")}`,
        shown: true,
      })),
    }));
  };

  const show = (element, shown) => {
    if (element) element.hidden = !shown;
  };

  const filter = () => {
    prepare();
    const words = joined(input.value)
      .split(" ")
      .filter(Boolean)
      .map((word) => (unspaced.test(word) ? word : ` ${word}`));
    let found = 0;
    for (const group of groups) {
      let any = false;
      for (const name of group.names) {
        const shown = words.every((word) => name.text.includes(word));
        if (shown) {
          any = true;
          found += 1;
        }
        if (shown !== name.shown) {
          name.shown = shown;
          show(name.item, shown);
        }
      }
      if (any !== group.shown) {
        group.shown = any;
        if (group.section !== index) show(group.section, any);
        show(group.way && group.way.parentElement, any);
      }
    }
    for (const each of aside) show(each, !words.length);
    status.textContent = words.length ? `${status.dataset.shown} ${spoken.format(found)}` : "";
  };

  // However fast somebody types, once for each picture the browser paints.
  let waiting = 0;
  const later = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  };

  finder.hidden = false;
  input.addEventListener("focus", prepare, { once: true });
  input.addEventListener("input", later);
  if (input.value) later();
})();
