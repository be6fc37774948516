// The search page. It reads what is asked from the form and the address, and shows what the other scripts of search
// find. Every word shown comes from the page, in the language of the archive.

const form = document.querySelector("form.search");
const script = (name) => import(form.dataset[name]);
const [{ rule }, { terms }, { parts, fetched }, { answer, sorted, shown }, { names }, { years }] = await Promise.all(
  ["words", "query", "partsScript", "answer", "namesScript", "yearsScript"].map(script),
);

const words = form.elements.q;
const status = document.querySelector("p.found");
const known = document.querySelector("div.known");
const [list, alike] = document.querySelectorAll("ol.found");
const alikeHeading = document.querySelector("h2.alike");
const [again, more, similar, older] = document.querySelectorAll(".further button");
const details = form.querySelector("details");
const path = (address) => new URL(address, location.href).pathname;
const root = path(form.dataset.root);
const kindNames = Object.fromEntries([...form.querySelectorAll("[data-kind]")].map((each) => [each.dataset.kind, each.textContent]));

const LONGEST = 200;
const STEP = 10; // results shown at once
const ownShards = [...form.querySelectorAll("[data-shard]")].map(({ dataset }) => dataset);
// Articles that the first answer is from: those of the parts that the page itself names.
const ENOUGH = ownShards.reduce((sum, { count }) => sum + Number(count), 0);
const WAIT = 100; // milliseconds after the last key
const SPELLINGS = 3; // of one word, offered where no article has it
const NAMES = 100; // choices offered of one kind
// The kinds of names by which a search can be narrowed: each has a box of its own.
const KINDS = [...form.querySelectorAll("select:not([name=language], [name=order])")].map(({ name }) => name);
const CONDITIONS = [...KINDS, "language", "from", "until", "order"].filter((name) => form.elements[name]);
// What narrows a search stands beside what was found, and is open there; the names are lists.
const WIDE = matchMedia("(min-width: 64rem)");
const LINES = 6;
const MONTH = /^\d{4}-\d{2}$/;
const UNSURE = /[~?%]$/; // the qualifiers of EDTF

const tongue = document.documentElement.lang;
// As all pages have it: 13 September 2022. Plain English has the month first.
const day = new Intl.DateTimeFormat(tongue === "en" ? "en-001" : tongue, { dateStyle: "long", timeZone: "UTC" });
const month = new Intl.DateTimeFormat(day.resolvedOptions().locale, { year: "numeric", month: "long", timeZone: "UTC" });
const year = new Intl.DateTimeFormat(day.resolvedOptions().locale, { year: "numeric", timeZone: "UTC" });
const number = new Intl.NumberFormat(tongue);

const index = parts({
  root,
  runtimes: [...form.querySelectorAll("[data-runtime]")].map(({ dataset }) => ({
    language: dataset.language,
    path: path(dataset.runtime),
  })),
  shards: ownShards.map((shard) => ({ ...shard, path: path(shard.shard), count: Number(shard.count) })),
  older: [...form.querySelectorAll("[data-list]")].map(({ dataset }) => ({
    ...dataset,
    list: path(dataset.list),
    languages: dataset.languages.split(" "),
    count: Number(dataset.count),
  })),
  recent: path(form.dataset.recent),
});

let depth = 0; // how many parts, newest first, are searched
let answered = null; // what was found last, to which question, and in which parts
let wanted = false; // names to choose among, before anything is asked
let counted = {}; // the numbers of articles by year, and of which question
let turn = 0; // of the question; answers to earlier ones are dropped
let waitingResults = []; // found, and not shown yet
let waitingAlike = []; // the same of words that begin alike
let asking = []; // the terms of the question

// The rule for words needs the table of letters, which newsgen writes; it is fetched once, when something is asked.
let opening = null;
function opened() {
  opening ??= fetched(path(form.dataset.letters)).then((table) => {
    const made = rule(table);
    return { rule: made, names: names({ folder: path(form.dataset.folder), rule: made, fetched }) };
  });
  return opening;
}

function forget() {
  index.forget();
  opening = null;
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
  return index.shards.filter(
    (shard) =>
      (!asked.language || (shard.languages ?? [shard.language]).includes(asked.language)) &&
      (!asked.from || shard.latest.slice(0, 7) >= asked.from) &&
      (!asked.until || shard.first.slice(0, 7) <= asked.until),
  );
}

function firstDepth(chosen) {
  let articles = 0;
  const beyond = chosen.findIndex((shard) => (articles += shard.count) > ENOUGH);
  return beyond < 0 ? chosen.length : Math.max(1, beyond);
}

const isOpen = ({ path: folder }) => index.lost.get(folder) !== false;

// Asks the parts of each language; null if meanwhile something else is asked.
async function ask(asked, chosen) {
  const mine = turn;
  const languages = [...new Set(chosen.map((shard) => shard.language))];
  const opening = languages.map(async (language) => {
    const own = chosen.filter((shard) => shard.language === language && isOpen(shard));
    return { chosen: own, searcher: own.length && (await index.searcher(language, own)) };
  });
  const [{ rule: made, names: archive }, ...ready] = await Promise.all([opened(), ...opening]);
  if (mine !== turn) return null;
  const query = terms(asked.q, made);
  const isOfSigns = asked.q && !query.terms.length && !query.without.length; // no word: nothing has it
  const name = KINDS.map((kind) => asked[kind]).find(Boolean) ?? "";
  const whole = query.without.length ? [] : query.terms.flatMap((term) => term.words);
  const knowing = asked.q ? archive.known(asked.q, whole) : name ? archive.named(name, asked) : languageNamed(asked.language);
  const answering = ready.map((own) => {
    if (!own.searcher || isOfSigns) return { found: [], alike: [], lacking: query.terms, bent: [] };
    return answer({ asked, query, kinds: KINDS, ...own, parts: index, rule: made });
  });
  const [known, ...answers] = await Promise.all([knowing, ...answering]);
  const newest = asked.order === "newest" || !query.terms.length;
  // No language has it in this form, and one has another form.
  const bent = query.terms.filter(
    (term) =>
      answers.every((each) => [...each.bent, ...each.lacking].includes(term)) && answers.some((each) => each.bent.includes(term)),
  );
  const lacking = query.terms.filter((term) =>
    answers.every((each) => each.lacking.includes(term)),
  );
  return {
    query,
    known,
    found: sorted(answers.flatMap((each) => each.found), newest),
    alike: sorted(answers.flatMap((each) => each.alike), newest),
    lacking: lacking.map(({ text }) => text),
    misspelt: lacking.filter((term) => term.words.length === 1 && !term.begins),
    bent: bent.map(({ text }) => text),
  };
}

// While the first word is typed: what any question needs.
function warm() {
  const chosen = candidates(question());
  const first = chosen.slice(0, firstDepth(chosen)).filter(({ list }) => !list);
  const languages = [...new Set(first.map((shard) => shard.language))];
  // A failure is told where an answer is waited for, if it comes to that.
  const opening = languages.map((language) => index.searcher(language, first.filter((shard) => shard.language === language)));
  Promise.all([opened(), index.recent(), ...opening]).catch(() => {});
}

// deeper: in more parts than the last time. What fails is tried again first: an archive that was published anew while
// its search page was open has other files of the same parts. Then those parts are left out, and that is told.
async function run({ deeper = false, tries = 0 } = {}) {
  const mine = ++turn;
  const before = depth;
  const asked = question();
  again.hidden = true;
  if (empty(asked)) {
    depth = 0;
    answered = null;
    show("");
    offerNames([]);
    fill();
    return;
  }
  status.textContent = form.dataset.searching;
  form.setAttribute("aria-busy", "true");
  const lostBefore = index.lost.size;
  let chosen = candidates(asked);
  try {
    const recent = (await index.recent()).filter(({ language }) => !asked.language || language === asked.language);
    if (mine !== turn) return;
    depth = Math.max(deeper ? depth * 2 : depth, firstDepth(chosen));
    let found;
    for (;;) {
      depth = Math.min(depth, chosen.length);
      const unread = chosen.slice(0, depth).filter(({ list }) => list);
      if (unread.length) {
        await Promise.all(unread.map(index.read));
        if (mine !== turn) return;
        chosen = candidates(asked);
        depth = Math.max(depth, firstDepth(chosen));
        continue;
      }
      found = await ask(asked, [...recent, ...chosen.slice(0, depth)]);
      if (mine !== turn) return;
      if (depth === chosen.length || found.found.length >= STEP) break;
      depth *= 2; // Few go on by themselves.
    }
    const lost = [...recent, ...chosen.slice(0, depth)].filter((part) => index.lost.has(part.path));
    if (index.lost.size > lostBefore ? !tries : lost.length && lost.length === recent.length + depth) throw new Error("Parts could not be fetched");
    asking = found.query.terms;
    waitingResults = [...found.found];
    waitingAlike = [...found.alike];
    const first = await next(waitingResults, false);
    // Without an article that has the words, those with words that begin alike are shown, and said to be that.
    const like = found.found.length ? [] : await next(waitingAlike, true);
    if (mine !== turn) return;
    list.replaceChildren(...first);
    alike.replaceChildren(...like);
    // What is only spelled alike helps who asked for a word that no article has.
    const helps = !found.known.near || !found.found.length || found.bent.length;
    showNames(helps ? found.known : { list: [] });
    status.textContent = told(found, like.length, chosen, lost);
    again.hidden = !lost.length;
    buttons(found.alike.length > 0 && found.found.length > 0);
    older.hidden = depth >= chosen.length;
    answered = { found: found.found, asked, parts: [...recent, ...chosen.slice(0, depth)] };
    fill();
    if (!found.found.length) offerSpellings(asked, found.misspelt);
  } catch (error) {
    if (mine !== turn) return;
    depth = before;
    const some = chosen.some(isOpen);
    if (!tries || (tries === 1 && some && !chosen.every(isOpen))) {
      if (tries) index.close();
      else forget();
      await run({ deeper, tries: tries + 1 });
      return;
    }
    if (!deeper) show("");
    failed(error);
  } finally {
    if (mine === turn) form.removeAttribute("aria-busy");
  }
}

// How many articles were found, or which word none has; of what could not be searched, how much.
function told(found, like, chosen, lost) {
  const all = depth >= chosen.length;
  const oldest = chosen.slice(0, depth).map((shard) => shard.first).sort()[0];
  const since = all ? "" : ` (${form.dataset.since} ${day.format(new Date(oldest))})`;
  const missing = lost.reduce((sum, { count }) => sum + count, 0);
  const part = missing ? ` ${form.dataset.lost} ${number.format(missing)}` : "";
  const quoted = (texts) => texts.map((text) => `“${text}”`).join(", ");
  if (found.found.length) {
    const exact = found.found.filter((entry) => entry.exact).length;
    const others = found.found.length - exact;
    const bent = quoted(found.bent.length ? found.bent : asking.map(({ text }) => text));
    const forms = exact ? `${form.dataset.forms} ${number.format(others)}` : `${form.dataset.bent} ${bent}`;
    const count = number.format(exact || others);
    return `${all && !part ? form.dataset.found : form.dataset.least} ${count}${since}${others ? ` ${forms}` : ""}${part}`;
  }
  if (found.lacking.length && (like || asking.length > 1)) return `${form.dataset.lacking} ${quoted(found.lacking)}${since}${part}`;
  return `${asking.length > 1 && !found.lacking.length ? form.dataset.apart : form.dataset.nothing}${part}`;
}

function buttons(hasAlike) {
  more.hidden = !(alike.children.length ? waitingAlike : waitingResults).length;
  similar.hidden = !hasAlike || alike.children.length > 0;
  alikeHeading.hidden = !alike.children.length;
}

function failed(error) {
  forget();
  status.textContent = form.dataset.failed;
  more.hidden = older.hidden = similar.hidden = true;
  again.hidden = false;
  console.error(error);
}

function show(message) {
  waitingResults = waitingAlike = [];
  list.replaceChildren();
  alike.replaceChildren();
  known.replaceChildren();
  hideYears();
  alikeHeading.hidden = more.hidden = older.hidden = similar.hidden = true;
  status.textContent = message;
  form.removeAttribute("aria-busy");
}

// The next results as list items. Those of words that begin alike are looked at one by one, and not for ever.
async function next(waiting, isAlike) {
  const { rule: made } = await opened();
  const found = [];
  const tried = isAlike ? 60 : Infinity;
  for (let at = 0; waiting.length && found.length < STEP && at < tried; at += STEP) {
    const entries = waiting.slice(0, STEP - found.length);
    const results = await Promise.all(entries.map((entry) => shown(entry, asking, made, isAlike)));
    waiting.splice(0, entries.length);
    found.push(...results.filter(Boolean));
  }
  if (isAlike && found.length < STEP) waiting.length = 0;
  return found.map(result);
}

async function further(to, waiting, isAlike) {
  const mine = turn;
  const made = await next(waiting, isAlike);
  if (mine !== turn) return;
  const first = to.children.length;
  to.append(...made);
  buttons(!similar.hidden && !isAlike);
  if (to.children[first]) to.children[first].querySelector("a").focus();
  else if (isAlike) status.textContent = form.dataset.nothing;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// The texts of runs, those that were asked for in marks, without the signs and blanks around them.
function marked(runs) {
  return runs.flatMap(([text, asked]) => {
    if (!asked) return [text];
    const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}+#]*)$/su.exec(text);
    return [before, element("mark", {}, word), after].filter(Boolean);
  });
}

// Leads to the first passage with the words, where the browser can.
function passageAddress(url, runs) {
  const text = runs.find(([, asked]) => asked)?.[0].replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  return text ? `${url}#:~:text=${encodeURIComponent(text).replaceAll("-", "%2D")}` : url;
}

// A date as far as it is known: a day, a month or a year, and "about" or "(?)" where that is not sure.
function dated(known) {
  const sure = known.replace(UNSURE, "").slice(0, 10);
  const text = ({ 4: year, 7: month }[sure.length] ?? day).format(new Date(sure));
  const about = /[~%]$/.test(known) ? form.dataset.about.replace("{date}", text) : text;
  return /[?%]$/.test(known) ? `${about} (?)` : about;
}

function result({ url, meta, title, passage }) {
  const spoken = { lang: meta.lang, dir: "auto" };
  const time = element("time", { dateTime: meta.date.replace(UNSURE, "") }, dated(meta.date));
  return element(
    "li",
    { className: "card" },
    element("h2", spoken, element("a", { href: passageAddress(url, passage) }, ...marked(title))),
    element("p", { className: "gist", ...spoken }, ...marked(passage)),
    element("p", { className: "facts" }, element("bdi", { className: "source" }, meta.source), " ", time),
  );
}

// The page of the language that alone narrows a search.
function languageNamed(tag) {
  const option = [...(tag ? form.elements.language.options : [])].find(({ value }) => value === tag);
  return { list: option ? [{ label: option.label, href: option.dataset.page, kind: "language", count: option.dataset.count }] : [], near: false };
}

// The names that the question may be for, above the articles.
function showNames({ list: all, near }) {
  if (!all.length) {
    known.replaceChildren();
    return;
  }
  const items = all.map(({ label, address, href, kind, count }) =>
    element(
      "li",
      {},
      element("a", { href: href ?? `${root}${address.split("/").map(encodeURIComponent).join("/")}` }, element("bdi", {}, label)),
      element("span", { className: "count" }, ` ${kindNames[kind]}, ${form.dataset.articles} ${number.format(count)}`),
    ),
  );
  known.replaceChildren(element("p", {}, near ? form.dataset.near : form.dataset.names), element("ul", {}, ...items));
}

// Questions with words that are spelled nearly as those that no article has.
async function offerSpellings(asked, misspelt) {
  if (!misspelt.length) return;
  const mine = turn;
  try {
    const [{ printed }, { alike: isAlike, fileOf }] = await Promise.all([script("counts"), script("namesScript")]);
    const languages = [...form.querySelectorAll("[data-runtime]")].filter(({ dataset }) => !asked.language || dataset.language === asked.language);
    const counts = languages.map(({ dataset }) => printed(`${path(dataset.runtime)}words/`, fetched, fileOf));
    const near = await Promise.all(
      misspelt.map(async ({ words: [word] }) => (await Promise.all(counts.map((each) => each.near(word, isAlike)))).flat()),
    );
    if (mine !== turn || !near.every((words) => words.length)) return;
    // Of one word, the best; of several, the best of each.
    const tries = misspelt.length > 1 ? [near.map(([best]) => best)] : near[0].slice(0, SPELLINGS).map((word) => [word]);
    const questions = tries.map((words) => misspelt.reduce((text, term, at) => text.replace(term.text, words[at]), asked.q));
    const items = [...new Set(questions)].map((text) => element("li", {}, element("a", { href: `?${new URLSearchParams({ ...asked, q: text })}` }, element("bdi", {}, text))));
    known.append(element("p", {}, form.dataset.spelling), element("ul", {}, ...items));
  } catch (error) {
    console.debug(error);
  }
}

// The names and years that narrow what was found, with the number of articles of each; before something is asked, the
// names of the newest articles. They are fetched after what was found, for who sees them. What was found stands without.
async function fill() {
  if (!details.open || (!answered && !wanted)) return;
  const mine = turn;
  const { found, asked, parts } = answered ?? {};
  try {
    const articles = await index.articles((parts ?? (await newestParts())).filter(isOpen));
    if (mine !== turn || !details.open) return;
    const all = found ? found.map(({ id }) => articles.get(id)).filter(Boolean) : [...articles.values()];
    offerNames(all);
    if (found) offerYears(all, asked);
  } catch (error) {
    console.debug(error);
  }
}

async function newestParts() {
  const chosen = candidates(question());
  return [...(await index.recent()), ...chosen.slice(0, firstDepth(chosen)).filter(({ list }) => !list)];
}

// Of a search that is narrowed to some years, the other years stay to be seen: those of the same question before.
function offerYears(articles, { from = "", until = "", ...others }) {
  const question = JSON.stringify(others);
  if (!(from || until) || counted.question !== question) {
    const counts = new Map();
    for (const { moment } of articles) {
      const found = Number(moment.slice(0, 4));
      if (found) counts.set(found, (counts.get(found) ?? 0) + 1);
    }
    counted = { question, counts };
  }
  if (counted.counts.size) putYears(counted.counts, from, until);
  else hideYears();
}

function hideYears() {
  form.querySelector(".found-years").hidden = true;
}

function offerNames(entries) {
  for (const kind of KINDS) {
    const select = form.elements[kind];
    if (select === document.activeElement) continue; // A reader walks through it.
    const sums = new Map();
    for (const { names: own } of entries) {
      for (const value of own?.[kind] ?? []) sums.set(value, (sums.get(value) ?? 0) + 1);
    }
    const chosen = select.value;
    const most = [...sums].filter(([value]) => value !== chosen).sort((a, b) => b[1] - a[1]);
    const offered = most.slice(0, NAMES);
    if (chosen) offered.unshift([chosen, sums.get(chosen) ?? 0]);
    const made = offered.map(([value, count]) => element("option", { value }, `${value} (${number.format(count)})`));
    select.replaceChildren(select.options[0], ...made);
    select.value = chosen;
    select.parentElement.hidden = answered !== null && made.length === 0;
  }
  fit();
}

function write(push) {
  const asked = question();
  const chosen = candidates(asked);
  const fields = Object.entries(asked).filter(([, value]) => value);
  if (depth > firstDepth(chosen)) fields.push(["parts", String(Math.min(depth, chosen.length))]);
  const query = new URLSearchParams(fields).toString();
  const address = query ? `?${query}` : location.pathname;
  if (address === (location.search || location.pathname)) return;
  history[push ? "pushState" : "replaceState"](null, "", address);
}

function read() {
  const given = new URLSearchParams(location.search);
  words.value = (given.get("q") ?? "").slice(0, LONGEST);
  depth = Number(given.get("parts")) || 0;
  for (const name of CONDITIONS) {
    const box = form.elements[name];
    const value = given.get(name) ?? "";
    if (value && KINDS.includes(name) && ![...box.options].some((each) => each.value === value)) {
      box.append(element("option", { value }, value));
    }
    box.value = value;
  }
  if (WIDE.matches || CONDITIONS.some((name) => form.elements[name].value)) details.open = true;
}

// A new question begins with the newest parts again.
function anew(push) {
  depth = 0;
  write(push);
  return run();
}

const putYears = years({
  box: form.querySelector(".byyear"),
  all: form.querySelector(".found-years button"),
  number,
  choose(first, last) {
    form.elements.from.value = first && `${first}-01`;
    form.elements.until.value = last && `${last}-12`;
    anew(true);
  },
});

let waiting;
words.addEventListener("input", warm, { once: true });
words.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => anew(false), WAIT);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  anew(true);
});
// Who walks through a list by keys goes back to what was asked before it.
let walked = null;
details.addEventListener("focusin", () => (walked = null));
details.addEventListener("change", ({ target }) => {
  const push = walked !== target;
  walked = target;
  anew(push);
});
details.addEventListener("toggle", fill);
function want() {
  wanted = true;
  if (!answered) fill();
}
details.querySelector("summary").addEventListener("click", want);
for (const event of ["focusin", "pointerenter"]) details.addEventListener(event, want, { once: true });
addEventListener("popstate", () => {
  read();
  run();
});
again.addEventListener("click", () => {
  forget();
  run();
});
more.addEventListener("click", () => {
  const isAlike = alike.children.length > 0;
  further(isAlike ? alike : list, isAlike ? waitingAlike : waitingResults, isAlike).catch(failed);
});
similar.addEventListener("click", () => further(alike, waitingAlike, true).catch(failed));
older.addEventListener("click", async () => {
  await run({ deeper: true });
  write(true);
});
document.addEventListener("keydown", (event) => {
  const links = [...form.querySelectorAll("ol.found h2 a")];
  const at = links.indexOf(document.activeElement);
  const inside = document.activeElement === words || at >= 0;
  if (event.key === "ArrowDown" && inside && at + 1 < links.length) links[at + 1].focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? words).focus();
  else if (event.key === "Escape" && at >= 0) words.focus();
  else return;
  event.preventDefault();
});

function fit() {
  for (const select of KINDS.map((kind) => form.elements[kind])) {
    select.size = WIDE.matches ? Math.min(LINES, Math.max(2, select.options.length)) : 1;
  }
}
WIDE.addEventListener("change", fit);
fit();

document.querySelector("#scriptless").hidden = true;
form.hidden = false;
read();
if (empty(question())) words.focus();
else {
  warm();
  run();
}
