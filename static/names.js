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
  let parts;

  const show = (element, shown) => {
    if (element) element.hidden = !shown;
  };

  // A part of the index, hidden with all that is in it.
  const part = (element, within, beside) => ({ element, within, beside, shown: true });

  // Asked for when the box is first used: an index has tens of thousands of names.
  const prepare = () => {
    if (parts) return;
    const name = (item) => ({
      element: item,
      text: ` ${both(item.querySelector("a").textContent)} / ${both(item.dataset.also || "")}`,
      shown: true,
    });
    const list = (element) => part(element, [...element.children].map(name));
    const lists = (element) => [...element.querySelectorAll("ul")].map(list);
    const way = (id) => document.querySelector(`.letters a[href="#${CSS.escape(encodeURIComponent(id))}"]`);
    const sections = [...index.querySelectorAll(":scope > section")];
    parts = sections.length
      ? sections.map((section) => part(section, lists(section), way(section.id)?.parentElement))
      : lists(index);
  };

  // Shows what has all words, and says how many names these are. What stays as it is is not touched.
  const sift = (each, words) => {
    let found = 0;
    if (!each.within) found = words.every((word) => each.text.includes(word)) ? 1 : 0;
    else for (const below of each.within) found += sift(below, words);
    if (each.shown !== found > 0) {
      each.shown = found > 0;
      show(each.element, each.shown);
      show(each.beside, each.shown);
    }
    return found;
  };

  const filter = () => {
    prepare();
    const words = joined(input.value)
      .split(" ")
      .filter(Boolean)
      .map((word) => (unspaced.test(word) ? word : ` ${word}`));
    let found = 0;
    for (const each of parts) found += sift(each, words);
    index.classList.toggle("few", found < 500);
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
