// Compares up to five items over time: names, or words. It draws a chart and fills the table below it, lists what is
// compared, and keeps that in the address, so that a comparison can be shared.

const YEARS_OF_MONTHS = 10; // a longer time is shown by year
const MANY = 60; // periods from which on points are small

// form: with the texts that are shown, in its data; its input is where an item is added.
// parameter: of the address, once for each item. accepts: says whether an item of the address is to be shown.
// load: gives { label, counts, why } of an item. counts: numbers by period, as 2022 or 2022-09; why: there are none.
// heading: makes what stands for an item, which all loaded items are given for.
export function comparison({ form, chart, most, parameter, accepts, load, heading, number, defaults }) {
  const input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const [legend, lines, ticks, table] = ["ul", "svg", ".ticks", "table"].map((each) => chart.querySelector(each));
  const tongue = document.documentElement.lang;
  const monthName = new Intl.DateTimeFormat(tongue === "en" ? "en-001" : tongue, { year: "numeric", month: "long", timeZone: "UTC" });
  const rightToLeft = getComputedStyle(chart).direction === "rtl";
  // The links to the pages of years that the page came with.
  const yearRows = [...table.tBodies[0].querySelectorAll("tr")].map((row) => [Number(row.dataset.period), row.querySelector("th a")]);
  const yearLinks = new Map(yearRows.filter(([year, link]) => year && link));
  let shown = []; // the items, in their order
  let turn = 0;

  const label = (at, byYear) => (byYear ? String(at) : monthName.format(Date.UTC(Math.floor(at / 12), at % 12)));

  // The numbers of all items in periods of one length, without gaps: of months, years where one item has years alone.
  function series(items) {
    const known = items.flatMap(({ counts }) => [...counts.keys()]);
    const ends = known.map((period) => Number(period.slice(0, 4)));
    const byYear = known.some((period) => period.length === 4) || Math.max(...ends) - Math.min(...ends) >= YEARS_OF_MONTHS;
    const sums = items.map(({ counts }) => {
      const own = new Map();
      for (const [period, count] of counts) {
        const at = byYear ? Number(period.slice(0, 4)) : Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1;
        own.set(at, (own.get(at) ?? 0) + count);
      }
      return own;
    });
    const all = sums.flatMap((own) => [...own.keys()]);
    const [first, last] = [Math.min(...all), Math.max(...all)];
    const periods = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    return { byYear, periods, values: sums.map((own) => periods.map((at) => own.get(at) ?? 0)) };
  }

  function draw(items) {
    const { byYear, periods, values } = series(items);
    const highest = Math.max(...values.flat()) || 1;
    const x = (at) => {
      const part = periods.length > 1 ? (100 * at) / (periods.length - 1) : 50;
      return `${rightToLeft ? 100 - part : part}%`;
    };
    const y = (count) => `${100 - (100 * count) / highest}%`;
    const made = [drawn("line", { x2: "100%" }), drawn("line", { x2: "100%", y1: "50%", y2: "50%" })];
    made.push(drawn("text", { x: rightToLeft ? "100%" : 0, dy: -4 }, number.format(highest)));
    for (const [which, counts] of values.entries()) {
      const group = drawn("g", { class: `trend${which}` });
      for (const [at, count] of counts.entries()) {
        if (at) group.append(drawn("line", { x1: x(at - 1), y1: y(counts[at - 1]), x2: x(at), y2: y(count) }));
        const title = drawn("title", {}, `${items[which].label}, ${label(periods[at], byYear)}: ${number.format(count)}`);
        group.append(drawn("circle", { cx: x(at), cy: y(count), r: periods.length > MANY ? 1.5 : 3 }, title));
      }
      made.push(group);
    }
    lines.replaceChildren(...made);
    const marks = [...new Set([0, (periods.length - 1) / 2, periods.length - 1])].filter(Number.isInteger);
    ticks.replaceChildren(...marks.map((at) => element("span", {}, label(periods[at], byYear))));
    chart.querySelector("figcaption").textContent = byYear ? form.dataset.byYear : form.dataset.byMonth;
    const heads = items.map((item) => element("th", { scope: "col" }, heading(item, items)));
    table.tHead.rows[0].replaceChildren(element("th", { scope: "col" }, byYear ? form.dataset.year : form.dataset.month), ...heads);
    const rows = periods.map((at, row) =>
      element("tr", {}, element("th", { scope: "row" }, byYear && yearLinks.has(at) ? yearLinks.get(at).cloneNode(true) : label(at, byYear)), ...values.map((counts) => element("td", {}, number.format(counts[row])))),
    );
    table.tBodies[0].replaceChildren(...rows);
  }

  function key(item, which, items) {
    const remove = element("button", { type: "button", title: form.dataset.remove }, "×");
    remove.setAttribute("aria-label", `${form.dataset.remove}: ${item.label}`);
    remove.addEventListener("click", () => {
      input.disabled = false;
      input.focus();
      choose(shown.filter((each) => each !== item.key));
    });
    return element("li", { className: `trend${which}` }, heading(item, items), " ", remove);
  }

  // Shows items; those that cannot be shown are told.
  async function show(keys) {
    const mine = ++turn;
    shown = keys;
    const told = [];
    const items = await Promise.all(
      keys.map(async (each) => {
        try {
          const found = await load(each);
          if (found.counts.size) return { ...found, key: each };
          told.push(`${found.why ?? form.dataset.few} ${found.label}.`);
        } catch (error) {
          told.push(`${form.dataset.failed} ${each}.`);
          console.debug(error);
        }
        return null;
      }),
    );
    if (mine !== turn) return;
    const charted = items.filter(Boolean);
    shown = charted.map((item) => item.key);
    status.textContent = told.join(" ");
    // Where nothing can be drawn, the table stands as it was.
    for (const part of [legend, lines.parentElement]) part.hidden = !charted.length;
    if (charted.length) draw(charted);
    legend.replaceChildren(...charted.map(key));
    input.disabled = shown.length >= most;
    chart.classList.remove("awaited");
  }

  // Shows items, and writes them into the address; other parameters stay.
  function choose(keys) {
    const query = new URLSearchParams(location.search);
    query.delete(parameter);
    for (const each of keys) query.append(parameter, each);
    history.pushState(null, "", query.size ? `?${query}` : location.pathname);
    return show(keys);
  }

  function asked() {
    const given = new URLSearchParams(location.search).getAll(parameter).filter(accepts).slice(0, most);
    return given.length ? given : defaults;
  }

  addEventListener("popstate", () => show(asked()));
  return {
    begin: () => show(asked()),
    again: () => show(shown),
    add: (each) => (shown.includes(each) ? show(shown) : choose([...shown, each].slice(0, most))),
    items: () => shown,
    tell: (text) => (status.textContent = text),
  };
}

export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function drawn(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
