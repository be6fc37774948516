// The years in which articles were found: a bar for each, which narrows the search by a click, by dragging over several,
// or by keys.

const MOST = 60; // pixels, as in newsgen.css
const BARS = 120; // of more years, a bar is ten or a hundred

// Gives what shows the bars in a box. choose(first, last) is told which years are wanted, "" and "" for all of them.
export function years({ box, all, number, choose }) {
  let shown = []; // the bars, in the order of their years
  let step = 1; // the years of a bar
  let last = []; // what was shown last
  let anchor = null; // the bar at which a stretch begins
  const padded = (year) => String(year).padStart(4, "0");

  const bounds = (one, two) => [shown.indexOf(one), shown.indexOf(two)].sort((a, b) => a - b);

  function mark(one, two) {
    const [first, end] = bounds(one, two);
    shown.forEach((bar, index) => bar.setAttribute("aria-pressed", index >= first && index <= end));
  }

  function take(one, two) {
    const [first, end] = bounds(one, two);
    anchor = null;
    choose(shown[first].value, padded(Number(shown[end].value) + step - 1));
  }

  // Some languages are written from right to left, and so are the years.
  const rightToLeft = getComputedStyle(box).direction === "rtl";

  // The bar at the pointer, or the first or last if it is beyond them.
  function nearest({ clientX }) {
    const inOrder = rightToLeft ? [...shown].reverse() : shown;
    return inOrder.find((bar) => clientX <= bar.getBoundingClientRect().right) ?? inOrder.at(-1);
  }

  // A stretch takes the pointer once it has reached another bar; the click that ends it is on no bar.
  box.addEventListener("pointerdown", (event) => {
    if (!event.button && event.target.closest("button")) anchor = nearest(event);
  });
  box.addEventListener("pointermove", (event) => {
    if (!anchor || !event.buttons) return;
    const current = nearest(event);
    if (current !== anchor) box.setPointerCapture(event.pointerId);
    if (box.hasPointerCapture(event.pointerId)) mark(anchor, current);
  });
  box.addEventListener("pointerup", (event) => {
    if (anchor && box.hasPointerCapture(event.pointerId)) take(anchor, nearest(event));
    anchor = null;
  });
  box.addEventListener("pointercancel", () => put(...last));
  box.addEventListener("click", (event) => {
    const bar = event.target.closest("button");
    if (bar) take(bar, bar);
  });
  // By keys: the arrows go from year to year, with Shift they stretch what is chosen, Enter takes it.
  box.addEventListener("keydown", (event) => {
    const bar = event.target.closest("button");
    const next = shown[shown.indexOf(bar) + ({ ArrowRight: rightToLeft ? -1 : 1, ArrowLeft: rightToLeft ? 1 : -1 }[event.key] ?? NaN)];
    if (!bar) return;
    if (anchor && (event.key === "Enter" || event.key === " ")) take(anchor, bar);
    else if (next) {
      anchor = event.shiftKey ? anchor ?? bar : null;
      if (anchor) mark(anchor, next);
      focusable(next);
      next.focus();
    } else return;
    event.preventDefault();
  });
  all.addEventListener("click", () => {
    shown.find((bar) => bar.tabIndex === 0)?.focus(); // this button goes
    choose("", "");
  });

  function focusable(one) {
    for (const bar of shown) bar.tabIndex = bar === one ? 0 : -1;
  }

  // counts: the numbers of articles by year. from, until: the months that narrow the search, or "".
  function put(counts, from, until) {
    last = [counts, from, until];
    const known = [...counts.keys()].sort((a, b) => a - b);
    const held = document.activeElement?.closest(".byyear") && document.activeElement.value;
    step = [1, 10, 100].find((size) => (known.at(-1) - known[0]) / size < BARS) ?? 1000;
    const sums = new Map();
    for (const [year, count] of counts) {
      const start = year - (year % step);
      sums.set(start, (sums.get(start) ?? 0) + count);
    }
    const most = Math.max(...sums.values());
    const end = known.at(-1) - (known.at(-1) % step);
    shown = [];
    for (let year = known[0] - (known[0] % step); year <= end; year += step) {
      const bar = document.createElement("button");
      const count = sums.get(year) ?? 0;
      const name = step === 1 ? year : `${year}–${year + step - 1}`;
      Object.assign(bar, { type: "button", value: padded(year), title: `${name}: ${number.format(count)}` });
      bar.setAttribute("aria-label", bar.title);
      bar.style.setProperty("--bar", `${count ? Math.max(2, Math.round((MOST * count) / most)) : 0}px`);
      const chosen = (from || until) && padded(year + step - 1) >= from.slice(0, 4) && (!until || bar.value <= until.slice(0, 4));
      bar.setAttribute("aria-pressed", Boolean(chosen));
      shown.push(bar);
    }
    anchor = null;
    box.replaceChildren(...shown);
    const first = shown.find(({ value }) => value === held) ?? shown.find((bar) => bar.ariaPressed === "true") ?? shown[0];
    focusable(first);
    if (held) first.focus();
    box.dataset.first = known[0];
    box.dataset.last = known.at(-1);
    box.parentElement.hidden = known.length < 2 && !from && !until;
    all.hidden = !from && !until;
  }

  return put;
}
