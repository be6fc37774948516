// What a reader typed, as terms: each is a word, a compound or a phrase, and is found or left out by itself.

const MOST = 12; // terms of a question
// In every form and direction: „a“, »a«, ”a”, 「a」.
const QUOTE = "\"“”„‟«»‹›「」『』〝〞〟＂";
const TERM = new RegExp(`(?<!\\S)([-‐‑‒–—−－]?)(?:[${QUOTE}]([^${QUOTE}]+)[${QUOTE}]?|(\\S+))|[${QUOTE}]+`, "g");
const STRICT = /[\u{20023}\u{2002b}\u{2002e}]/u; // C++, C#, 3.5: nothing else means the same

// The words of a compound or phrase. The last character of a run without spaces stands in the pair before it; one
// that is alone finds all pairs that begin with it.
function trimmed(words, rule) {
  return words.filter((word, at) => {
    const before = words[at - 1];
    return !(before && rule.isUnspaced([...word][0]) && before !== word && before.endsWith(word));
  });
}

const isAlone = (word, rule) => {
  const [first, ...rest] = [...word];
  return rule.isUnspaced(first) && rest.every((char) => char.codePointAt(0) > 0x20000);
};

function split(words, wholes, text, quoted, rule) {
  const own = trimmed(words, rule);
  if (own.some((word) => isAlone(word, rule))) {
    return own.map((word) => ({ text, words: [word], wholes: [], begins: isAlone(word, rule) }));
  }
  return [{ text, words: own, wholes, strict: wholes.some((whole) => STRICT.test(whole)), quoted }];
}

// Gives { terms, without } of a question: "in quotes" is a phrase, -word is to be in no article.
export function terms(question, rule) {
  const found = { terms: [], without: [] };
  for (const [, minus, quoted, plain] of question.matchAll(TERM)) {
    if (quoted === undefined && plain === undefined) continue;
    const target = minus ? found.without : found.terms;
    if (quoted !== undefined) {
      const { words } = rule.searchWords(quoted);
      if (words.length) target.push(...split(words, [], quoted.trim(), true, rule));
      continue;
    }
    for (const { words, joined } of rule.compounds(plain)) if (words.length) target.push(...split(words, joined, plain, false, rule));
  }
  found.terms = found.terms.slice(0, MOST);
  return found;
}
