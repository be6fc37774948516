// The page that tells how often words were printed, by year. A build counts the words of each language, and pairs of words
// that follow each other; this script fetches the file that has a word, and draws its numbers.

const MOST = 5;
const LONGEST = 60; // letters of what is looked for
const WORDS = 2; // counted together
const SHARE = 10_000; // a share is told of so many words of a year
const form = document.querySelector("form.trends");
const chart = document.querySelector("figure.trends");
const { add: input, language, share } = form.elements;
const data = form.dataset;
const tongue = document.documentElement.lang;
const whole = new Intl.NumberFormat(tongue);
const fine = new Intl.NumberFormat(tongue, { maximumSignificantDigits: 2 });
const folders = new Map([...form.querySelectorAll("[data-folder]")].map(({ dataset }) => [dataset.language, dataset.folder]));

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function begin() {
  const [{ comparison, element }, { rule }, { printed }, { fileOf }, letters] = await Promise.all([
    import(data.comparison),
    import(data.words),
    import(data.counts),
    import(data.namesScript),
    fetched(data.letters),
  ]);
  const words = rule(letters);
  const counted = new Map(); // the counts of each language
  const counts = () => {
    const spoken = language?.value ?? [...folders.keys()][0];
    if (!counted.has(spoken)) counted.set(spoken, printed(folders.get(spoken), fetched, fileOf));
    return counted.get(spoken);
  };

  async function load(text) {
    const asked = searched(words, text);
    if (!asked.length || asked.length > WORDS) return { label: text, counts: new Map(), why: data.long };
    const { first, totals, articles, fewest } = await counts().list();
    form.querySelector(".counted").textContent = `${data.articles} ${whole.format(articles)}. ${data.fewest} ${whole.format(fewest)}.`;
    const own = await counts().numbers(asked.join(" "));
    const value = (number, total) => (share.checked ? (SHARE * number) / (total || 1) : number);
    const values = own ? totals.map((total, at) => [String(first + at).padStart(4, "0"), value(own.get(first + at) ?? 0, total)]) : [];
    return { label: text, counts: new Map(values) };
  }

  // What is shown besides the words is in the address, too. It is read before the words are.
  function fromAddress() {
    const parameters = new URLSearchParams(location.search);
    share.checked = parameters.has("share");
    if (language && folders.has(parameters.get("language"))) language.value = parameters.get("language");
    data.byYear = share.checked ? data.shares : data.numbers;
  }
  addEventListener("popstate", fromAddress);
  fromAddress();

  const compared = comparison({
    form,
    chart,
    load,
    most: MOST,
    parameter: "word",
    accepts: (text) => text.trim() && text.length <= LONGEST,
    heading: ({ label }) => element("a", { href: `${data.search}?q=${encodeURIComponent(`"${label}"`)}` }, element("bdi", {}, label)),
    number: { format: (value) => (share.checked ? fine : whole).format(value) },
    defaults: data.examples ? JSON.parse(data.examples) : [],
  });

  function toAddress() {
    const parameters = new URLSearchParams(location.search);
    if (share.checked) parameters.set("share", "1");
    else parameters.delete("share");
    if (language) parameters.set("language", language.value);
    history.pushState(null, "", parameters.size ? `?${parameters}` : location.pathname);
    data.byYear = share.checked ? data.shares : data.numbers;
    return compared.again();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    const key = searched(words, text).join(" ");
    const shown = compared.items().find((each) => searched(words, each).join(" ") === key);
    input.value = "";
    compared.add(shown ?? text);
  });
  for (const choice of [share, language].filter(Boolean)) choice.addEventListener("change", toAddress);
  form.hidden = chart.hidden = false;
  await compared.begin();
}

// The words of a text as they are counted: a single character of a script without spaces is in the pair before it.
function searched(words, text) {
  return words.searchWords(text).words.filter((word) => [...word].length > 1 || !words.isUnspaced(word));
}

// A page that is opened from a disk may read no file.
if (location.protocol !== "file:") {
  document.getElementById("scriptless").hidden = true;
  begin().catch((error) => {
    document.getElementById("scriptless").hidden = false;
    console.error(error);
  });
}
