// The box that finds a name in an index whose letters have pages of their own. Without this script there is none.
// A name is found by the beginnings of its words, as search knows words; what it needs is fetched when the box is used.

const finder = document.querySelector(".finder");
const input = finder.querySelector("input");
const status = finder.querySelector("[role=status]");
const results = finder.querySelector("ul.counts");
const others = document.querySelectorAll(".lately, .letters, .index, main > .beside");
const path = (address) => new URL(address, location.href).pathname;
const root = path(finder.dataset.root);
const kinds = new Map(Array.from(finder.querySelectorAll("[data-kind]"), (each) => [each.dataset.kind, each.textContent]));
const number = new Intl.NumberFormat(document.documentElement.lang || undefined);

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

let opening;

function opened() {
  const { words, namesScript, letters, folder } = finder.dataset;
  opening ??= Promise.all([import(words), import(namesScript), fetched(path(letters))]).then(([{ rule }, { names }, table]) =>
    names({ folder: path(folder), rule: rule(table), fetched }),
  );
  opening.catch(() => (opening = undefined));
  return opening;
}

function item({ label, address, kind, count }) {
  const [line, link, name, note] = ["li", "a", "bdi", "span"].map((tag) => document.createElement(tag));
  name.textContent = label;
  link.href = `${root}${address.split("/").map(encodeURIComponent).join("/")}`;
  link.append(name);
  note.className = "count";
  note.textContent = `${kinds.get(kind) ? `${kinds.get(kind)}, ` : ""}${finder.dataset.articles} ${number.format(count)}`;
  line.append(link, " ", note);
  return line;
}

let turn = 0; // of what is typed; answers to what was typed before are dropped

async function find() {
  const mine = ++turn;
  const typed = input.value.trim();
  let found = { list: [], whole: true };
  let failed = false;
  try {
    if (typed) found = await (await opened()).beginning(typed);
  } catch {
    failed = true;
  }
  if (mine !== turn) return;
  const own = found.list.filter(({ kind }) => kinds.has(kind));
  results.replaceChildren(...own.map(item));
  results.hidden = !typed;
  for (const other of others) other.hidden = Boolean(typed);
  const { shown, least, failure } = finder.dataset;
  status.textContent = failed ? failure : typed ? `${found.whole ? shown : least} ${number.format(own.length)}` : "";
}

finder.hidden = false;
input.addEventListener("focus", () => opened().catch(() => {}), { once: true });
input.addEventListener("input", find);
if (input.value) find();
