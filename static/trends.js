// The page that compares names over time. What the archive has of a name is on the name's own page, in the table below its
// chart: this script fetches the pages of names and draws what they say. The address says which.

const MOST = 5;
const FIRST = 3; // shown where the address names none, so that others can be added
const form = document.querySelector("form.trends");
const { comparison, element } = await import(form.dataset.comparison);
const input = form.querySelector("input");
const choices = form.querySelector("datalist");
const chart = document.querySelector("figure.trends");
const root = new URL(form.dataset.root, location.href);
const known = new Map(); // what is known of a name, by the address of its page below the root

// The way to the page of a name: people/xi-jinping
const below = (href) => decodeURI(new URL(href, location.href).pathname.slice(root.pathname.length)).replace(/\/(index\.html)?$/, "");
const pageOf = (address) => new URL(`${address.split("/").map(encodeURIComponent).join("/")}/`, root).href;
// The address of this page is written by anybody: only a kind of names and one name below the root is taken.
const kinds = new Map([...form.querySelectorAll("[data-kind]")].map((each) => [each.dataset.kind, each.textContent]));
const isName = (address) => /^[^/]+\/[^/]+$/.test(address) && kinds.has(address.split("/")[0]) && ![".", ".."].includes(address.split("/")[1]);

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

// A name with the link to its page, and its kind where another has the same label.
function heading({ label: text, key: address }, names) {
  const isShared = names.filter(({ label: other }) => other === text).length > 1;
  return element("a", { href: pageOf(address) }, element("bdi", {}, text), isShared ? ` (${kinds.get(address.split("/")[0])})` : "");
}

const compared = comparison({
  form,
  chart,
  load,
  heading,
  most: MOST,
  parameter: "name",
  accepts: isName,
  number: new Intl.NumberFormat(document.documentElement.lang),
  defaults: [...chart.querySelectorAll("thead a")].slice(0, FIRST).map((link) => below(link.href)),
});

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
  return named.find(({ dataset }) => !compared.items().includes(below(dataset.address))) ?? named[0];
}

async function add() {
  if (!chosen()) await offer().catch((error) => console.debug(error));
  const option = chosen();
  if (!option) {
    const { unknown, unoffered, words } = form.dataset;
    compared.tell(input.value.trim() ? `${words ? unknown : unoffered} ${input.value.trim()}` : "");
    return;
  }
  input.value = "";
  await compared.add(below(option.dataset.address));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  add();
});
input.addEventListener("input", (event) => {
  // A browser that lists what may be meant says so with no kind of input, or as a replacement.
  if (chosen() && (!event.inputType || event.inputType === "insertReplacementText")) add();
  else offer().catch((error) => console.debug(error));
});
// A page that is opened from a disk may read no other; the table stands.
if (location.protocol !== "file:") {
  form.hidden = false;
  compared.begin();
}
