// The page that compares names over time. What the archive has of a name is on the name's own page, in the table below its
// chart: this script fetches the pages of up to five names and draws what they say. The address says which.

const MOST = 5;
const YEARS_OF_MONTHS = 10; // a longer time is shown by year
const FIRST = 3; // shown where the address names none, so that others can be added
const form = document.querySelector("form.trends");
const input = form.querySelector("input");
const status = form.querySelector("[role=status]");
const choices = form.querySelector("datalist");
const chart = document.querySelector("figure.trends");
const [legend, lines, ticks, table] = ["ul", "svg", ".ticks", "table"].map((each) => chart.querySelector(each));
const root = new URL(form.dataset.root, location.href);
const known = new Map(); // what is known of a name, by the address of its page below the root
const tongue = document.documentElement.lang;
const number = new Intl.NumberFormat(tongue);
const monthName = new Intl.DateTimeFormat(tongue === "en" ? "en-001" : tongue, { year: "numeric", month: "long", timeZone: "UTC" });
const rightToLeft = getComputedStyle(chart).direction === "rtl";

// The way to the page of a name: people/xi-jinping
const below = (href) => decodeURI(new URL(href, location.href).pathname.slice(root.pathname.length)).replace(/\/(index\.html)?$/, "");
const pageOf = (address) => new URL(`${address.split("/").map(encodeURIComponent).join("/")}/`, root).href;
// The address of this page is written by anybody: only a kind of names and one name below the root is taken.
const kinds = new Map([...form.querySelectorAll("[data-kind]")].map((each) => [each.dataset.kind, each.textContent]));
const isName = (address) => /^[^/]+\/[^/]+$/.test(address) && kinds.has(address.split("/")[0]) && ![".", ".."].includes(address.split("/")[1]);

// The links to the pages of years that the page came with.
const yearLinks = new Map([...table.tBodies[0].querySelectorAll("tr")].map((row) => [Number(row.dataset.period), row.querySelector("th a")]).filter(([year, link]) => year && link));

let shown = []; // the addresses of the names, in their order

function element(name, properties, ...children) {
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

// The label of a name and its numbers of articles, by year or month.
async function read(address) {
  const answer = await fetch(pageOf(address));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const rows = [...page.querySelectorAll(".chart tr[data-count]")];
  return {
    label: page.querySelector("h1").textContent.trim(),
    counts: new Map(rows.map(({ dataset }) => [dataset.period, Number(dataset.count)])),
  };
}

async function load(address) {
  if (!known.has(address)) known.set(address, await read(address));
  return known.get(address);
}

// The numbers of all names in periods of one length, without gaps: of months, years where one name has years alone.
function series(names) {
  const known = names.flatMap(({ counts }) => [...counts.keys()]);
  const ends = known.map((period) => Number(period.slice(0, 4)));
  const byYear = known.some((period) => period.length === 4) || Math.max(...ends) - Math.min(...ends) >= YEARS_OF_MONTHS;
  const sums = names.map(({ counts }) => {
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

const label = (at, byYear) => (byYear ? String(at) : monthName.format(Date.UTC(Math.floor(at / 12), at % 12)));

function draw(names) {
  const { byYear, periods, values } = series(names);
  const most = Math.max(1, ...values.flat());
  const x = (at) => {
    const part = periods.length > 1 ? (100 * at) / (periods.length - 1) : 50;
    return `${rightToLeft ? 100 - part : part}%`;
  };
  const y = (count) => `${100 - (100 * count) / most}%`;
  const made = [drawn("line", { x2: "100%" }), drawn("line", { x2: "100%", y1: "50%", y2: "50%" })];
  made.push(drawn("text", { x: rightToLeft ? "100%" : 0, dy: -4 }, number.format(most)));
  for (const [which, counts] of values.entries()) {
    const group = drawn("g", { class: `trend${which}` });
    for (const [at, count] of counts.entries()) {
      if (at) group.append(drawn("line", { x1: x(at - 1), y1: y(counts[at - 1]), x2: x(at), y2: y(count) }));
      const title = drawn("title", {}, `${names[which].label}, ${label(periods[at], byYear)}: ${number.format(count)}`);
      group.append(drawn("circle", { cx: x(at), cy: y(count), r: periods.length > 60 ? 1.5 : 3 }, title));
    }
    made.push(group);
  }
  lines.replaceChildren(...made);
  const marks = [...new Set([0, (periods.length - 1) / 2, periods.length - 1])].filter(Number.isInteger);
  ticks.replaceChildren(...marks.map((at) => element("span", {}, label(periods[at], byYear))));
  chart.querySelector("figcaption").textContent = byYear ? form.dataset.byYear : form.dataset.byMonth;
  const heads = names.map((name) => element("th", { scope: "col" }, linkTo(name, names)));
  table.tHead.rows[0].replaceChildren(element("th", { scope: "col" }, byYear ? form.dataset.year : form.dataset.month), ...heads);
  const rows = periods.map((at, row) =>
    element("tr", {}, element("th", { scope: "row" }, byYear && yearLinks.has(at) ? yearLinks.get(at).cloneNode(true) : label(at, byYear)), ...values.map((counts) => element("td", {}, number.format(counts[row])))),
  );
  table.tBodies[0].replaceChildren(...rows);
}

// A name with the link to its page, and its kind where another has the same label.
function linkTo({ label: text, address }, names) {
  const isShared = names.filter(({ label: other }) => other === text).length > 1;
  return element("a", { href: pageOf(address) }, element("bdi", {}, text), isShared ? ` (${kinds.get(address.split("/")[0])})` : "");
}

function key(name, which, names) {
  const { label: text, address } = name;
  const remove = element("button", { type: "button", title: form.dataset.remove }, "×");
  remove.setAttribute("aria-label", `${form.dataset.remove}: ${text}`);
  remove.addEventListener("click", () => {
    input.disabled = false;
    input.focus();
    choose(shown.filter((each) => each !== address));
  });
  return element("li", { className: `trend${which}` }, linkTo(name, names), " ", remove);
}

let turn = 0;

// Shows names; those that cannot be shown are told.
async function show(addresses) {
  const mine = ++turn;
  shown = addresses;
  const told = [];
  const names = await Promise.all(
    addresses.map(async (address) => {
      try {
        const found = await load(address);
        if (found.counts.size) return { ...found, address };
        told.push(`${form.dataset.few} ${found.label}.`);
      } catch (error) {
        told.push(`${form.dataset.failed} ${address}.`);
        console.debug(error);
      }
      return null;
    }),
  );
  if (mine !== turn) return;
  const charted = names.filter(Boolean);
  shown = charted.map(({ address }) => address);
  status.textContent = told.join(" ");
  // Where nothing can be drawn, the table stands as it was.
  for (const part of [legend, lines.parentElement]) part.hidden = !charted.length;
  if (charted.length) draw(charted);
  legend.replaceChildren(...charted.map(key));
  input.disabled = shown.length >= MOST;
}

function choose(addresses) {
  const query = new URLSearchParams(addresses.map((address) => ["name", address]));
  history.pushState(null, "", addresses.length ? `?${query}` : location.pathname);
  return show(addresses);
}

function asked() {
  const given = new URLSearchParams(location.search).getAll("name").filter(isName).slice(0, MOST);
  return given.length ? given : defaults;
}

// Other names than those that the page offers are known where the archive is searched.
let opening;
function opened() {
  const { words, namesScript, letters, folder } = form.dataset;
  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };
  opening ??= Promise.all([import(words), import(namesScript), fetched(letters)]).then(([{ rule }, { names }, table]) =>
    names({ folder: new URL(folder, location.href).pathname, rule: rule(table), fetched }),
  );
  opening.catch(() => (opening = undefined));
  return opening;
}

async function offer() {
  if (!form.dataset.words || !input.value.trim()) return;
  const { list } = await (await opened()).beginning(input.value.trim());
  for (const { label: text, address, kind } of list) {
    const place = new URL(address.split("/").map(encodeURIComponent).join("/"), root).pathname;
    if (!kinds.has(kind) || [...choices.options].some(({ dataset }) => dataset.address === place)) continue;
    const option = element("option", { value: text, label: `${text} (${kinds.get(kind)})` });
    option.dataset.address = place;
    choices.append(option);
  }
}

// Of names with one label, the first that is not shown yet.
function chosen() {
  const text = input.value.trim().toLowerCase();
  const named = [...choices.options].filter(({ value }) => value.toLowerCase() === text);
  return named.find(({ dataset }) => !shown.includes(below(dataset.address))) ?? named[0];
}

async function add() {
  if (!chosen()) await offer().catch((error) => console.debug(error));
  const option = chosen();
  if (!option) {
    const { unknown, unoffered, words } = form.dataset;
    status.textContent = input.value.trim() ? `${words ? unknown : unoffered} ${input.value.trim()}` : "";
    return;
  }
  input.value = "";
  const address = below(option.dataset.address);
  if (!shown.includes(address)) await choose([...shown, address].slice(0, MOST));
}

const defaults = [...table.tHead.querySelectorAll("a")].slice(0, FIRST).map((link) => below(link.href));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  add();
});
input.addEventListener("input", (event) => {
  // A browser that lists what may be meant says so with no kind of input, or as a replacement.
  if (chosen() && (!event.inputType || event.inputType === "insertReplacementText")) add();
  else offer().catch((error) => console.debug(error));
});
addEventListener("popstate", () => show(asked()));
// A page that is opened from a disk may read no other; the table stands.
if (location.protocol !== "file:") {
  form.hidden = false;
  show(asked());
}
