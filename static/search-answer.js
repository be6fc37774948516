// What is found: of each language the articles that hold the very words, those with words that only begin alike, and
// of each article the passage that is shown.

const SEPARATOR = "\u2063"; // as in newsgen/search/documents.py
const PASSAGE = 32; // pieces of a text that a result shows
const BEFORE = 6; // of them those before the first word that was asked for

const union = (sets) => new Map(sets.flatMap((set) => [...set]));
const common = (sets) => new Map([...sets[0]].filter(([id]) => sets.every((set) => set.has(id))));

// The articles that have a term, and of them those that have it as it was typed. A compound is found whole, or as its
// parts in their order, or else apart.
async function having(term, searcher, rule) {
  if (term.begins) {
    const found = await searcher.search(term.words[0]);
    return { found, exact: found };
  }
  const phrases = (words) => Promise.all(words.map((word) => searcher.phrase([word])));
  const forms = (words) => words.map((word) => rule.veryForm(word) || word);
  const unspaced = term.words.some((word) => rule.isUnspaced([...word][0])); // has no forms that stand in their order
  let [wholes, parts, typed] = await Promise.all([
    phrases(term.wholes),
    term.strict ? new Map() : searcher.phrase(term.words),
    unspaced ? phrases(forms(term.words)) : [await searcher.phrase(forms(term.words))],
  ]);
  const whole = union(wholes);
  let found = union([whole, parts]);
  const longer = term.words.filter((word) => word.length > 1);
  const canBeApart = !term.strict && !term.quoted && term.words.length > 1 && longer.length > 0;
  if (!found.size && canBeApart) {
    found = common(await phrases(longer));
    typed = await phrases(forms(longer));
  }
  const exact = term.strict ? found : union([whole, common([found, ...typed])]);
  return { found: term.quoted ? exact : found, exact }; // Quotes want the very words.
}

function meets({ months: [first, last], names }, asked, kinds) {
  return (
    (!asked.from || last >= asked.from) &&
    (!asked.until || first <= asked.until) &&
    kinds.every((kind) => !asked[kind] || names[kind]?.includes(asked[kind]))
  );
}

// Gives { found, alike, lacking, bent } of parts of one language: results, the terms no article has, and those that
// only have other forms.
export async function answer({ asked, query, kinds, chosen, searcher, parts, rule }) {
  const { terms, without } = query;
  const narrowed = asked.from || asked.until || kinds.some((kind) => asked[kind]);
  const wantsArticles = narrowed || asked.order === "newest" || !terms.length;
  const words = terms.flatMap((term) => term.words);
  const [articles, sets, left, ranked, inOrder] = await Promise.all([
    wantsArticles ? parts.articles(chosen) : null,
    Promise.all(terms.map((term) => having(term, searcher, rule))),
    Promise.all(without.map((term) => having(term, searcher, rule))),
    words.length ? searcher.search(words.join(" ")) : new Map(),
    words.length > 1 ? searcher.phrase(words) : new Map(),
  ]);
  const excluded = union(left.map(({ found }) => found));
  // Without words, all articles: Pagefind would fetch its whole index.
  const holding = terms.length ? common(sets.map(({ found }) => found)) : articles;
  const typed = terms.length ? common(sets.map(({ exact }) => exact)) : articles;
  const allows = (id) => !excluded.has(id) && (!narrowed || (articles.has(id) && meets(articles.get(id), asked, kinds)));
  const entry = (id, result) => ({
    id,
    result: ranked.get(id) ?? result,
    exact: typed.has(id),
    rank: [typed.has(id) ? 1 : 0, inOrder.has(id) ? 1 : 0, ranked.get(id)?.score ?? 0],
    moment: articles?.get(id)?.moment ?? "",
    searcher,
  });
  const listed = (results) => [...results].filter(([id]) => allows(id)).map(([id, result]) => entry(id, result));
  return {
    found: listed(holding),
    alike: terms.some((term) => term.quoted || term.strict) ? [] : listed([...ranked].filter(([id]) => !holding.has(id))),
    lacking: terms.filter((_, at) => !sets[at].found.size),
    bent: terms.filter((_, at) => sets[at].found.size && !sets[at].exact.size),
  };
}

// Of several languages the best, or the newest, first.
export function sorted(entries, newest) {
  const order = newest
    ? (one, two) => (one.moment < two.moment ? 1 : one.moment > two.moment ? -1 : 0)
    : (one, two) => two.rank[0] - one.rank[0] || two.rank[1] - one.rank[1] || two.rank[2] - one.rank[2];
  return entries.sort(order);
}

// The words of each piece of a text, in the order of the pieces; between two fields there is none.
function piecesOf(content, rule) {
  const pieces = content.split(SEPARATOR);
  const words = [];
  let from = 0;
  for (let at = 0; at <= pieces.length; at++) {
    if (at < pieces.length && pieces[at]) continue;
    const own = rule.searchWords(pieces.slice(from, at).join("")).words;
    for (let each = from; each < at; each++) words.push(own[each - from] ?? "");
    if (at < pieces.length) words.push("");
    from = at + 1;
  }
  return { pieces, words };
}

// Which pieces show a term, as [first, last].
function places(term, pieces, words, same, rule) {
  const found = [];
  const pairs = term.words.length && rule.isUnspaced([...term.words.at(-1)][0]) && !term.begins;
  for (let at = 0; at < words.length; at++) {
    if (!words[at]) continue;
    if (term.begins) {
      if (words[at].startsWith(term.words[0])) found.push([at, at]);
      continue;
    }
    if (!term.strict && term.words.every((word, next) => words[at + next] && same(words[at + next], word))) {
      found.push([at, at + term.words.length - (pairs ? 0 : 1)]);
    }
    const wholes = [...term.wholes, term.words.join("")];
    let joined = "";
    for (let last = at; last < at + 6 && words[last] && !term.strict; last++) {
      joined += words[last];
      if (last > at && wholes.includes(joined)) found.push([at, last]);
    }
    if (term.strict && rule.searchWords(pieces[at]).joined.some((word) => term.wholes.includes(word))) found.push([at, at]);
  }
  return found;
}

// A word whose end may be another form begins alike without it.
const begins = (word, asked) => word.startsWith(asked) || (asked.length > 5 && word.startsWith(asked.slice(0, -2)));

// The words of a text that are other forms of those asked for, each as "word asked".
async function formsOf(words, wanted, searcher) {
  const found = new Set();
  const pairs = new Set();
  for (const word of new Set(words)) {
    for (const asked of wanted) {
      const start = Math.min(3, asked.length - 1, word.length - 1);
      const like = word !== asked && start > 1 && !/[0-9]/.test(word + asked) && word.slice(0, start) === asked.slice(0, start);
      if (like && Math.abs(word.length - asked.length) < 6) pairs.add(`${word} ${asked}`);
    }
  }
  await Promise.all(
    [...pairs].map(async (pair) => {
      if (await searcher.areForms(...pair.split(" "))) found.add(pair);
    }),
  );
  return found;
}

// Gives { url, meta, title, passage } of an entry, with texts as [text, whether it was asked for]; null where it has
// none of the words: of words that begin alike, Pagefind also finds the beginnings of what was asked.
export async function shown(entry, terms, rule, alike) {
  const data = await entry.result.data();
  const { pieces, words } = piecesOf(data.content, rule);
  const wanted = terms.flatMap((term) => term.words);
  const forms = alike || entry.exact ? new Set() : await formsOf(words, wanted, entry.searcher);
  const same = (word, asked) => word === asked || (alike ? begins(word, asked) : forms.has(`${word} ${asked}`));
  const marks = new Array(pieces.length).fill(0);
  const spots = [];
  for (const [number, term] of terms.entries()) {
    const own = alike ? { ...term, wholes: [], strict: false } : term;
    let found = places(own, pieces, words, same, rule);
    if (!found.length && term.words.length > 1 && !term.quoted) {
      found = term.words.flatMap((word) =>
        word.length > 1 ? places({ words: [word], wholes: [] }, pieces, words, same, rule) : [],
      );
    }
    if (!found.length && alike) return null;
    for (const [first, last] of found) {
      spots.push({ first, number });
      for (let at = first; at <= last && at < pieces.length; at++) marks[at] = 1;
    }
  }
  const title = data.title_pieces;
  const runs = (from, to) => {
    const made = [];
    for (let at = from; at < to; at++) {
      const piece = pieces[at] || " ";
      if (made.length && made.at(-1)[1] === marks[at]) made.at(-1)[0] += piece;
      else made.push([piece, marks[at]]);
    }
    return made;
  };
  const body = title + 1;
  const size = pieces.some((piece) => rule.isUnspaced(piece[0] ?? " ")) ? PASSAGE * 2 : PASSAGE;
  let start = body;
  let best = 0;
  for (const { first } of spots) {
    if (first < body) continue;
    const from = Math.max(body, Math.min(first - BEFORE, pieces.length - size));
    const inside = spots.filter((spot) => spot.first >= from && spot.first < from + size);
    const worth = new Set(inside.map((spot) => spot.number)).size * 100 + inside.length;
    if (worth > best) [best, start] = [worth, from];
  }
  const end = Math.min(start + size, pieces.length);
  const passage = runs(start, end);
  if (start > body) passage.unshift(["… ", 0]);
  if (end < pieces.length - 1) passage.push([" …", 0]);
  return { url: data.url, meta: data.meta, title: runs(0, title), passage };
}
