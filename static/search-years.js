// The years in which articles were found: a bar for each, which narrows the search by a click, by dragging over several,
// or by keys.

const MOST = 60; // pixels, as in newsgen.css

// Gives what shows the bars in a box. choose(first, last) is told which years are wanted, "" and "" for all of them.
export function years({ box, all, number, choose }) {
  let shown = []; // the bars, in the order of their years
  let anchor = null; // the bar at which a stretch begins
  let dragged = false;

  const at = (bar) => shown.indexOf(bar);
  const bounds = (one, two) => [Math.min(at(one), at(two)), Math.max(at(one), at(two))];

  function mark(one, two) {
    const [first, last] = bounds(one, two);
    shown.forEach((bar, index) => bar.setAttribute("aria-pressed", index >= first && index <= last));
  }

  function take(one, two) {
    const [first, last] = bounds(one, two);
    choose(shown[first].value, shown[last].value);
  }

  // Some languages are written from right to left, and so are the years.
  const rightToLeft = getComputedStyle(box).direction === "rtl";

  // The bar at the pointer, or the first or last if it is beyond them.
  function nearest({ clientX }) {
    const inOrder = rightToLeft ? [...shown].reverse() : shown;
    return inOrder.find((bar) => clientX <= bar.getBoundingClientRect().right) ?? inOrder.at(-1);
  }

  box.addEventListener("pointerdown", (event) => {
    if (event.button || !event.target.closest("button")) return;
    anchor = nearest(event);
    dragged = false;
    box.setPointerCapture(event.pointerId);
  });
  box.addEventListener("pointermove", (event) => {
    if (!anchor || !box.hasPointerCapture(event.pointerId)) return;
    const current = nearest(event);
    dragged ||= current !== anchor;
    if (dragged) mark(anchor, current);
  });
  box.addEventListener("pointerup", (event) => {
    if (!anchor || !box.hasPointerCapture(event.pointerId)) return;
    take(anchor, nearest(event));
    anchor = null;
  });
  box.addEventListener("pointercancel", () => (anchor = null));
  // By keys: the arrows go from year to year, with Shift they stretch what is chosen, Enter takes it.
  box.addEventListener("keydown", (event) => {
    const step = { ArrowRight: rightToLeft ? -1 : 1, ArrowLeft: rightToLeft ? 1 : -1 }[event.key];
    const bar = event.target.closest("button");
    if (!bar) return;
    if (event.key === "Enter" || event.key === " ") take(anchor ?? bar, bar);
    else if (step && shown[at(bar) + step]) {
      const next = shown[at(bar) + step];
      anchor = event.shiftKey ? anchor ?? bar : null;
      if (anchor) mark(anchor, next);
      focusable(next);
      next.focus();
    } else return;
    event.preventDefault();
  });
  all.addEventListener("click", () => choose("", ""));

  function focusable(one) {
    for (const bar of shown) bar.tabIndex = bar === one ? 0 : -1;
  }

  // counts: the numbers of articles by year. from, until: the months that narrow the search, or "".
  return function put(counts, from, until) {
    const known = [...counts.keys()].sort((a, b) => a - b);
    const held = document.activeElement?.closest(".byyear") && document.activeElement.value;
    const most = Math.max(...counts.values());
    shown = [];
    for (let year = known[0]; year <= known.at(-1); year++) {
      const bar = document.createElement("button");
      const count = counts.get(year) ?? 0;
      Object.assign(bar, { type: "button", value: String(year).padStart(4, "0"), title: `${year}: ${number.format(count)}` });
      bar.setAttribute("aria-label", bar.title);
      bar.style.setProperty("--bar", `${count ? Math.max(2, Math.round((MOST * count) / most)) : 0}px`);
      const chosen = (from || until) && bar.value >= from.slice(0, 4) && (!until || bar.value <= until.slice(0, 4));
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
  };
}
