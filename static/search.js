// Search in the browser. Pagefind does the finding, in parts by language and time; this chooses the parts, asks
// them, and shows what they find. Every word shown comes from the page, in the language of the archive.

const form = document.querySelector("form.search");
const words = form.elements.q;
const status = document.querySelector("p.found");
const list = document.querySelector("ol.found");
const [again, more, older] = document.querySelectorAll(".further button");
const details = form.querySelector("details");
const path = (address) => new URL(address, location.href).pathname;
const root = path(form.dataset.root);
const runtimes = [...form.querySelectorAll("[data-runtime]")].map((each) => ({ ...each.dataset }));
const shards = [...form.querySelectorAll("[data-shard]")].map(({ dataset }) => ({
  ...dataset,
  // Parts of two languages may have one name.
  name: `${dataset.language} ${dataset.shard.split("/").at(-2)}`,
  count: Number(dataset.count),
}));

const LONGEST = 200;
const STEP = 10; // results shown at once
const ENOUGH = 1000; // articles that the first answer is from
const WAIT = 100; // milliseconds after the last key
const NAMES = 100; // choices offered of one kind
const WORDS = 8; // of a question that are looked for one by one
const SPACELESS = /^(zh|ja)/;
// The kinds of names by which a search can be narrowed: each has a box of its own.
const KINDS = [...form.querySelectorAll("select:not([name=language], [name=order])")].map(({ name }) => name);
const CONDITIONS = [...KINDS, "language", "from", "until", "order"].filter((name) => form.elements[name]);
const MONTH = /^\d{4}-\d{2}$/;
const UNSURE = /[~?%]$/; // the qualifiers of EDTF

const tongue = document.documentElement.lang;
// As all pages have it: 13 September 2022. Plain English has the month first.
const day = new Intl.DateTimeFormat(tongue === "en" ? "en-001" : tongue, { dateStyle: "long", timeZone: "UTC" });
const month = new Intl.DateTimeFormat(day.resolvedOptions().locale, { year: "numeric", month: "long", timeZone: "UTC" });
const year = new Intl.DateTimeFormat(day.resolvedOptions().locale, { year: "numeric", timeZone: "UTC" });
const number = new Intl.NumberFormat(tongue);

let depth = 0; // how many parts, newest first, are searched
let turn = 0; // of the question; answers to earlier ones are dropped
let answer = null; // what gives the next result

// One searcher a language: each has its own rules of what is one word. Parts are added when they are needed.
// Each imports a script of its own, because all searchers of one script share one machine, of one language.
const searchers = new Map();

async function searcher(language) {
  if (!searchers.has(language)) {
    const opening = (async () => {
      const home = path(runtimes.find((each) => each.language === language).runtime);
      const { createInstance } = await import(`${home}pagefind.js`);
      const instance = createInstance({ basePath: home, baseUrl: root });
      await instance.init();
      await instance.search(""); // If it could not begin, only this fails: adding a part would wait for ever.
      return { instance, parts: new Map() };
    })();
    searchers.set(language, opening);
  }
  return searchers.get(language);
}

async function ready(language, chosen) {
  const { instance, parts } = await searcher(language);
  const missing = chosen.filter((shard) => !parts.has(shard.name));
  for (const shard of missing) {
    const options = { baseUrl: root, language, mergeFilter: { shard: shard.name } };
    parts.set(shard.name, instance.mergeIndex(path(shard.shard), options));
  }
  await Promise.all(chosen.map((shard) => parts.get(shard.name)));
  return instance;
}

// The months of the archive from one to another, both included.
function months(from, until) {
  const found = [];
  let [year, month] = from.split("-").map(Number);
  for (let name = from; name <= until; name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`) {
    found.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return found;
}

function question() {
  const asked = { q: words.value.slice(0, LONGEST).trim() };
  for (const name of CONDITIONS) if (form.elements[name].value) asked[name] = form.elements[name].value;
  // Where a browser has no box for months, anything may be typed.
  for (const name of ["from", "until"]) if (asked[name] && !MONTH.test(asked[name])) delete asked[name];
  return asked;
}

const empty = (asked) => !asked.q && !Object.keys(asked).some((name) => name !== "q" && name !== "order");

function candidates(asked) {
  return shards.filter(
    (shard) =>
      (!asked.language || shard.language === asked.language) &&
      (!asked.from || shard.latest.slice(0, 7) >= asked.from) &&
      (!asked.until || shard.first.slice(0, 7) <= asked.until),
  );
}

function firstDepth(parts) {
  let articles = 0;
  const beyond = parts.findIndex((shard) => (articles += shard.count) > ENOUGH);
  return beyond < 0 ? parts.length : Math.max(1, beyond);
}

function conditions(asked, parts) {
  const all = KINDS.filter((kind) => asked[kind]).map((kind) => ({ [kind]: asked[kind] }));
  if (asked.from || asked.until) {
    const oldest = parts.map((shard) => shard.first).sort()[0];
    const newest = parts.map((shard) => shard.latest).sort().at(-1);
    // Months that the archive has not are not asked for: there may be thousands.
    const [from] = [asked.from ?? "", oldest.slice(0, 7)].sort().slice(-1);
    const [until] = [asked.until ?? "9999-12", newest.slice(0, 7)].sort();
    const within = months(from, until);
    all.push({ any: within.map((month) => ({ month })) });
  }
  return all;
}

function term(asked, language) {
  if (!asked.q || !SPACELESS.test(language) || !Intl.Segmenter) return asked.q || null;
  const parts = new Intl.Segmenter(language, { granularity: "word" }).segment(asked.q);
  return [...parts].map((part) => part.segment).join(" ");
}

// The parts that hold every word itself. Asked for a word that a part lacks, Pagefind takes others that begin alike,
// which is right for a word half typed, and wrong where another part has it.
async function holding(instance, text, parts) {
  const asked = (text ?? "").includes('"') ? [] : (text ?? "").split(/\s+/).filter(Boolean).slice(0, WORDS);
  const holds = (word, shard) =>
    instance.search(`"${word}"`, { filters: { shard: shard.name } }).then((answer) => answer.results.length > 0);
  const all = await Promise.all(
    parts.map((shard) => Promise.all(asked.map((word) => holds(word, shard))).then((each) => each.every(Boolean))),
  );
  return parts.filter((_, place) => all[place]);
}

// Gives { exact, total, counts, head, next } of parts of one language; `next` gives the data of one result after
// another, and `exact` is whether they hold the very words.
async function ask(asked, language, given) {
  const instance = await ready(language, given);
  const held = await holding(instance, term(asked, language), given);
  const parts = held.length ? held : given;
  const all = conditions(asked, parts);
  const search = (names, sort) =>
    instance.search(term(asked, language), {
      filters: { all: [...all, { any: names.map((shard) => ({ shard })) }] },
      ...(sort && { sort }),
    });
  // Sorting by date holds within a part only; the parts themselves are in order.
  const answers =
    asked.order === "newest"
      ? await Promise.all(parts.map((shard) => search([shard.name], { date: "desc" })))
      : [await search(parts.map((shard) => shard.name))];
  const results = answers.flatMap((each) => each.results);
  const counts = {};
  for (const { filters } of answers) {
    for (const [kind, values] of Object.entries(filters ?? {})) {
      counts[kind] ??= {};
      for (const [value, count] of Object.entries(values)) counts[kind][value] = (counts[kind][value] ?? 0) + count;
    }
  }
  let at = 0;
  return {
    exact: held.length > 0,
    total: results.length,
    counts,
    head: () => results[at],
    next: () => results[at++]?.data(),
  };
}

// Of several languages the best, or the newest, first.
function joined(given, newest) {
  const exact = given.filter((each) => each.exact);
  const answers = exact.length ? exact : given;
  const waiting = answers.map(() => null);
  return {
    exact: exact.length > 0,
    total: answers.reduce((sum, each) => sum + each.total, 0),
    counts: answers.map((each) => each.counts),
    async next() {
      let best = -1;
      for (const [place, each] of answers.entries()) {
        if (!waiting[place] && each.head()) {
          waiting[place] = { score: each.head().score, data: newest || answers.length === 1 ? await each.next() : null };
        }
        const rank = (one) => (newest ? Date.parse(one.data.meta.date.replace(UNSURE, "")) : one.score);
        if (waiting[place] && (best < 0 || rank(waiting[place]) > rank(waiting[best]))) best = place;
      }
      if (best < 0) return null;
      const { data } = waiting[best];
      waiting[best] = null;
      return data ?? answers[best].next();
    },
  };
}

// While the first word is typed: what any question needs.
function warm() {
  const parts = candidates(question());
  const first = parts.slice(0, firstDepth(parts));
  for (const language of new Set(first.map((shard) => shard.language))) {
    // A failure is told where an answer is waited for, if it comes to that.
    ready(
      language,
      first.filter((shard) => shard.language === language),
    ).catch(() => searchers.clear());
  }
}

// deeper: in more parts than the last time; thorough: in all that it takes to find the very words; once: if it fails,
// that is told. Else it is tried again first: an archive that was published anew while its search page was open has
// other files of the same parts.
async function run({ deeper = false, thorough = false, once = false } = {}) {
  const mine = ++turn;
  const before = depth;
  const asked = question();
  again.hidden = true;
  if (empty(asked)) {
    show("");
    return;
  }
  status.textContent = form.dataset.searching;
  form.setAttribute("aria-busy", "true");
  try {
    const parts = candidates(asked);
    const ranged = asked.from || asked.until;
    depth = deeper ? depth * 2 : ranged ? parts.length : firstDepth(parts);
    let found;
    for (;;) {
      depth = Math.min(depth, parts.length);
      const chosen = parts.slice(0, depth);
      const spoken = [...new Set(chosen.map((shard) => shard.language))];
      const answers = spoken.map((language) =>
        ask(
          asked,
          language,
          chosen.filter((shard) => shard.language === language),
        ),
      );
      found = joined(await Promise.all(answers), asked.order === "newest");
      if (mine !== turn) return;
      if (depth === parts.length || (found.total && (found.exact || !thorough))) break;
      depth *= 2;
    }
    answer = found;
    list.replaceChildren();
    await further(mine);
    if (mine !== turn) return;
    const all = depth >= parts.length;
    const oldest = parts.slice(0, depth).map((shard) => shard.first).sort()[0];
    const since = all ? "" : ` (${form.dataset.since} ${day.format(new Date(oldest))})`;
    status.textContent = found.total
      ? `${form.dataset.found} ${number.format(found.total)}${since}`
      : form.dataset.nothing;
    older.hidden = all;
    offer(found.counts);
  } catch (error) {
    if (mine !== turn) return;
    depth = before;
    if (!once) {
      searchers.clear();
      return await run({ deeper, thorough, once: true });
    }
    if (!deeper) show("");
    failed(error);
  } finally {
    if (mine === turn) form.removeAttribute("aria-busy");
  }
}

// A searcher remembers what it could not fetch, so the next question has new ones.
function failed(error) {
  searchers.clear();
  status.textContent = form.dataset.failed;
  more.hidden = older.hidden = true;
  again.hidden = false;
  console.error(error);
}

function show(message) {
  answer = null;
  list.replaceChildren();
  more.hidden = older.hidden = true;
  status.textContent = message;
  form.removeAttribute("aria-busy");
}

async function further(mine = turn) {
  const found = [];
  while (found.length < STEP) {
    const data = await answer.next();
    if (mine !== turn) return;
    if (!data) break;
    found.push(data);
  }
  const first = list.children.length;
  list.append(...found.map(result));
  more.hidden = list.children.length >= answer.total;
  if (first && list.children[first]) list.children[first].querySelector("a").focus();
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// Pagefind marks what it found with <mark>, and escapes all else; nothing of it is ever read as HTML here.
function marked(excerpt) {
  const decode = (text) => new DOMParser().parseFromString(`<body>${text}`, "text/html").body.textContent;
  return excerpt.split(/(<mark>.*?<\/mark>)/).map((part) => {
    const plain = decode(part.replace(/^<mark>|<\/mark>$/g, ""));
    return part.startsWith("<mark>") ? element("mark", {}, plain) : plain;
  });
}

// A date as far as it is known: a day, a month or a year, and "about" or "(?)" where that is not sure.
function dated(known) {
  const sure = known.replace(UNSURE, "").slice(0, 10);
  const text = ({ 4: year, 7: month }[sure.length] ?? day).format(new Date(sure));
  const about = /[~%]$/.test(known) ? form.dataset.about.replace("{date}", text) : text;
  return /[?%]$/.test(known) ? `${about} (?)` : about;
}

function result({ url, meta, excerpt }) {
  const spoken = { lang: meta.lang, dir: "auto" };
  const time = element("time", { dateTime: meta.date.replace(UNSURE, "") }, dated(meta.date));
  return element(
    "li",
    { className: "card" },
    element("h2", spoken, element("a", { href: url }, meta.title)),
    element("p", { className: "gist", ...spoken }, ...marked(excerpt)),
    element("p", { className: "facts" }, element("bdi", { className: "source" }, meta.source), " ", time),
  );
}

// The names that narrow what was found, with the number of articles of each.
function offer(counts) {
  for (const kind of KINDS) {
    const select = form.elements[kind];
    if (!select) continue;
    const sums = new Map();
    for (const each of counts) {
      for (const [value, count] of Object.entries(each[kind] ?? {})) sums.set(value, (sums.get(value) ?? 0) + count);
    }
    const chosen = select.value;
    const most = [...sums].filter(([value, count]) => count && value !== chosen).sort((a, b) => b[1] - a[1]);
    const offered = most.slice(0, NAMES);
    if (chosen) offered.unshift([chosen, sums.get(chosen) ?? 0]);
    const made = offered.map(([value, count]) => element("option", { value }, `${value} (${number.format(count)})`));
    select.replaceChildren(select.options[0], ...made);
    select.value = chosen;
  }
}

// Names are fetched only for who wants to choose among them.
async function names() {
  try {
    const spoken = [...new Set(candidates(question()).map((shard) => shard.language))];
    const parts = candidates(question());
    const chosen = parts.slice(0, depth || firstDepth(parts));
    const found = await Promise.all(
      spoken.map(async (language) => {
        const own = chosen.filter((shard) => shard.language === language);
        return own.length ? (await ready(language, own)).filters() : {};
      }),
    );
    offer(found);
    if (!empty(question())) await run();
  } catch {
    searchers.clear(); // The search itself says what is wrong.
  }
}

function write(push) {
  const asked = question();
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();
  const address = query ? `?${query}` : location.pathname;
  if (address === (location.search || location.pathname)) return;
  history[push ? "pushState" : "replaceState"](null, "", address);
}

function read() {
  const given = new URLSearchParams(location.search);
  words.value = (given.get("q") ?? "").slice(0, LONGEST);
  for (const name of CONDITIONS) {
    const box = form.elements[name];
    const value = given.get(name) ?? "";
    if (value && KINDS.includes(name) && ![...box.options].some((each) => each.value === value)) {
      box.append(element("option", { value }, value));
    }
    box.value = value;
  }
  if (CONDITIONS.some((name) => form.elements[name].value)) details.open = true;
}

let waiting;
words.addEventListener("input", warm, { once: true });
words.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    write(false);
    run();
  }, WAIT);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  write(true);
  run({ thorough: true });
});
details.addEventListener("change", () => {
  write(true);
  run();
});
details.addEventListener("toggle", () => details.open && names());
addEventListener("popstate", () => {
  read();
  run();
});
again.addEventListener("click", () => run());
more.addEventListener("click", () => further().catch(failed));
older.addEventListener("click", () => run({ deeper: true }));
document.addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll("h2 a")];
  const at = links.indexOf(document.activeElement);
  const inside = document.activeElement === words || at >= 0;
  if (event.key === "ArrowDown" && inside && at + 1 < links.length) links[at + 1].focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? words).focus();
  else if (event.key === "Escape" && at >= 0) words.focus();
  else return;
  event.preventDefault();
});

document.querySelector("#scriptless").hidden = true;
form.hidden = false;
read();
if (empty(question())) words.focus();
else run({ thorough: true });
