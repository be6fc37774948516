// The words of a text as search knows them: the same rule as newsgen/model/search_words.py, where it is explained.
// `table` has the letters that are compared as others; newsgen writes it beside the indexes.

const JOINERS = "'’‘`´ʼʻʹʿʾ＇״׳-‐‑‒–⁃−－.．,&@_/:·";
const GROUP_JOINERS = ".,'’";
const MAX_PARTS = 4;
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{323af}]/u;
const ARTICLE = /^(?:[وف]?(?:[بك]?ال|لل)|[וש]?ה)(?=.{3})/u;
const BLANKS = /(?:(?!\ufeff)\s|[\x1c-\x1f\x85])+/;

const hidden = (char) => String.fromCodePoint(0x20000 + char.codePointAt(0));
const isDigits = (text) => /^[0-9]+$/.test(text);
const decomposed = (text) => text.normalize("NFKC").toLowerCase().normalize("NFKC").normalize("NFD");
const continues = (char) => /[\p{M}\p{C}ﾞﾟ]/u.test(char);

function kind(char) {
  if (JOINERS.includes(char)) return "joiner";
  if (/[\p{Cf}\ufe00-\ufe0f]/u.test(char)) return "hidden";
  if (/[\p{L}\p{N}\p{M}]/u.test(char)) return "letter";
  return /[\u2600-\u27bf\u{1f000}-\u{1faff}]/u.test(char) ? "picture" : "other";
}

export function rule(table) {
  const letters = new Map(Object.entries(table));
  const chunks = new Map();

  function folded(char) {
    if (char < "\x80") return /[a-z0-9]/i.test(char) ? char : "";
    return letters.get(char) ?? (/[\p{L}\p{N}]/u.test(char) ? char : "");
  }

  const fold = (text) => Array.from(decomposed(text), folded).join("");
  // Composed, an alif with a hamza is another letter than the plain one.
  function withoutArticle(text) {
    const word = fold(text);
    const article = ARTICLE.exec(word) && ARTICLE.exec(Array.from(decomposed(text).normalize("NFC"), folded).join(""));
    return article ? word.slice(article[0].length) : word;
  }

  const unitWord = (unit) =>
    Array.from(decomposed(unit), (char) => (/\p{M}/u.test(char) ? hidden(char) : folded(char)))
      .join("")
      .normalize("NFC"); // of Hangul, a syllable is a letter

  // The bounds of the parts of each compound.
  function compounds(chunk) {
    const all = [];
    let compound = [];
    let start = -1;
    let joiners = 2;
    for (const [at, char] of [...chunk, " "].entries()) {
      const what = kind(char);
      if (what === "letter" && start < 0) {
        if (joiners > 1 && compound.length) {
          all.push(compound);
          compound = [];
        }
        start = at;
        joiners = 0;
      } else if (what !== "letter" && what !== "hidden") {
        if (start >= 0) compound.push([start, at]);
        start = -1;
        joiners += what === "joiner" ? 1 : 2;
        if (what === "picture") {
          if (compound.length) all.push(compound);
          all.push([[at, at + 1]]);
          compound = [];
        }
      }
    }
    if (compound.length) all.push(compound);
    return all;
  }

  function groupedNumber(parts, marks) {
    if (!marks.length || !parts.every(isDigits)) return "";
    const last = marks.at(-1);
    const decimals = marks.length > 1 && (last === "." || last === ",") && last !== marks[0];
    const groups = decimals ? parts.slice(0, -1) : parts;
    const grouped =
      GROUP_JOINERS.includes(marks[0]) &&
      parts[0].length <= 3 &&
      groups.slice(1).every((part) => part.length === 3) &&
      new Set(marks.slice(0, groups.length - 1)).size === 1;
    return grouped ? groups.join("") + (decimals ? hidden(".") + parts.at(-1) : "") : "";
  }

  function joinedWords(parts, bare, marks, rest) {
    const made = [];
    const signs = /^[+#]+(?![\p{L}\p{N}_])/u.exec(rest);
    if (signs) made.push(parts.at(-1) + Array.from(signs[0], hidden).join(""));
    if (parts.length === 2 && parts.every(isDigits)) {
      const point = marks[0] === "." || marks[0] === "," ? hidden(".") : "";
      if (marks[0] !== ":") made.push(parts[0] + point + parts[1]);
    } else if (parts.length > 1 && (parts.length <= MAX_PARTS || parts.every((part) => [...part].length === 1))) {
      made.push(parts.join(""));
    }
    return [...made, ...parts.filter((part, at) => part !== bare[at])];
  }

  function units(chunk, start, end) {
    const all = [];
    let begin = start;
    let was = false;
    for (let at = start; at < end; at++) {
      if (continues(chunk[at])) continue;
      const unspaced = UNSPACED.test(chunk[at]);
      if (at > begin && (unspaced || was)) {
        all.push([begin, at, was]);
        begin = at;
      }
      was = unspaced;
    }
    all.push([begin, end, was]);
    return all;
  }

  function atomWords(chunk, start, end) {
    if (kind(chunk[start]) === "picture") {
      const number = chunk[start].codePointAt(0);
      return [[start, String.fromCodePoint(number + (number < 0x10000 ? 0x20000 : 0x23000 - 0x1f000))]];
    }
    const parts = units(chunk, start, end);
    const found = [];
    for (const [at, [begin, finish, unspaced]] of parts.entries()) {
      const text = chunk.slice(begin, finish).join("");
      if (unspaced) {
        const after = parts[at + 1];
        const next = after?.[2] ? unitWord(chunk.slice(after[0], after[1]).join("")) : "";
        found.push([begin, unitWord(text) + next]);
      } else if (withoutArticle(text)) found.push([begin, withoutArticle(text)]);
    }
    return found;
  }

  // Gives { words, joined } of a text without blanks; each word is [where it begins, word].
  function chunkWords(text) {
    if (chunks.has(text)) return chunks.get(text);
    const chunk = [...text];
    const found = { chunk, words: [], joined: [], compounds: [] };
    for (const compound of compounds(chunk)) {
      const texts = compound.map(([start, end]) => chunk.slice(start, end).join(""));
      const parts = texts.map(fold);
      const marks = compound.slice(1).map(([start], at) => chunk.slice(compound[at][1], start).join(""));
      const number = groupedNumber(parts, marks);
      const words = number ? [[compound[0][0], number]] : compound.flatMap(([start, end]) => atomWords(chunk, start, end));
      const joined = number ? [] : joinedWords(parts, texts.map(withoutArticle), marks, chunk.slice(compound.at(-1)[1]).join(""));
      found.words.push(...words);
      found.joined.push(...joined);
      found.compounds.push({ words: words.map(([, word]) => word), joined, marks });
    }
    chunks.set(text, found);
    return found;
  }

  return {
    // As search_words of Python.
    searchWords(text) {
      const pieces = [];
      const words = [];
      const joined = [];
      let digits = "";
      for (const chunk of text.split(BLANKS).filter(Boolean)) {
        const found = chunkWords(chunk);
        if (!found.words.length && pieces.length) {
          pieces[pieces.length - 1] += `${chunk} `;
          continue;
        }
        for (const [at, [, word]] of found.words.entries()) {
          const begin = at ? found.words[at][0] : 0;
          pieces.push(found.chunk.slice(begin, found.words[at + 1]?.[0]).join(""));
          words.push(word);
        }
        if (pieces.length) pieces[pieces.length - 1] += " ";
        joined.push(...found.joined);
        const word = found.words.length === 1 ? found.words[0][1] : "";
        if (digits && /^[0-9]{3}$/.test(word)) {
          if (joined.at(-1) === digits) joined.pop();
          digits += word;
          joined.push(digits);
        } else digits = /^[0-9]{1,3}$/.test(word) ? word : "";
        if (!/\p{N}$/u.test(chunk)) digits = "";
      }
      return { pieces, words, joined };
    },
    // The compounds of what is asked, each with its words and what it is as a whole.
    compounds: (text) =>
      text
        .split(BLANKS)
        .filter(Boolean)
        .flatMap((chunk) => chunkWords(chunk).compounds),
    // As very_form of Python.
    veryForm: (word) => (/^\p{L}{3,}$/u.test(word) && !UNSPACED.test([...word][0]) ? `${word < "\u0530" ? "" : "〇"}${word}〇` : ""),
    isUnspaced: (char) => UNSPACED.test(char),
  };
}
