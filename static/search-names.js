// The names of the archive that a question may be for, in any of their spellings.

const MOST = 5; // names shown
const LONG = 5; // letters of a word that may be spelled with another one
const TRIES = 3; // words by which names are looked for

// Whether two words differ by no more than one letter, or two where they are long; two letters that changed places are one.
export function alike(one, two) {
  const most = Math.min(one.length, two.length) < 2 * LONG ? 1 : 2;
  if (Math.min(one.length, two.length) < LONG || Math.abs(one.length - two.length) > most) return false;
  let before = [];
  let row = [...Array(two.length + 1).keys()];
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let other = 1; other <= two.length; other++) {
      const change = one[at - 1] === two[other - 1] ? 0 : 1;
      const ways = [row[other] + 1, next[other - 1] + 1, row[other - 1] + change];
      if (at > 1 && one[at - 1] === two[other - 2] && one[at - 2] === two[other - 1]) ways.push(before[other - 2] + 1);
      next.push(Math.min(...ways));
    }
    [before, row] = [row, next];
  }
  return row.at(-1) <= most;
}

// The name of the file of words that begin with letters: as beginning_file in newsgen/pages/routes.py.
export const fileOf = (letters) =>
  `${/^[a-z0-9]*$/.test(letters) ? letters : `_${Array.from(letters, (letter) => letter.codePointAt(0).toString(16)).join("-")}`}-.json`;

// Names by the beginnings of their words. A file has the names with the most articles; `whole` says whether these are all,
// `further` which letters that words go on with have a file of their own.
export function names({ folder, rule, fetched }) {
  let loaded = new Map();

  function file(letters) {
    if (!loaded.has(letters)) {
      const loading = fetched(`${folder}${fileOf(letters)}`).then(({ count = 0, further = "", names: list = [] }) => ({
        further,
        whole: list.length === count,
        list: list.map(([label, address, kind, articles, ...spellings]) => ({
          label,
          address,
          kind,
          count: articles,
          spellings: [label, ...spellings].map((text) => rule.searchWords(text)),
        })),
      }));
      loading.catch(() => loaded.delete(letters));
      loaded.set(letters, loading);
    }
    return loaded.get(letters);
  }

  // The last file on the way along the letters of a word. Where the way ends before the word, no name has it.
  async function along(word) {
    let letters = "";
    let last = await file("");
    for (const letter of word) {
      if (last.whole) return last;
      if (!last.further.includes(letter)) return { ...last, whole: last.further !== "" };
      letters += letter;
      last = await file(letters);
    }
    return last;
  }

  // The names with one of some words: all of them if a file has them all, else those with the most articles.
  async function around(asked) {
    let best;
    for (const word of asked.slice(0, TRIES)) {
      const last = await along(word);
      if (last.whole) return last;
      best ??= last;
    }
    return best;
  }

  // How well a name fits words: 4 it is called so, 3 it has all of them, 2 one is half typed, 1 one is spelled alike.
  function fit({ spellings }, asked, joined) {
    let best = 0;
    for (const { words, joined: wholes } of spellings) {
      const has = (test) => asked.every((word, at) => words.some((own) => test(own, word, at)));
      const whole = words.join("");
      if (whole === joined || wholes.includes(joined)) return 4;
      if (has((own, word) => own === word)) best = Math.max(best, 3);
      else if (has((own, word, at) => own === word || (at === asked.length - 1 && word.length > 2 && own.startsWith(word)))) {
        best = Math.max(best, 2);
      } else if (has((own, word) => own === word || alike(own, word))) best = Math.max(best, 1);
    }
    return best;
  }

  return {
    // The names for a question, best first, and whether they are only spelled alike.
    async known(question, asked) {
      if (!asked.length) return { list: [], near: false };
      const joined = rule.searchWords(question).words.join("");
      const { list: candidates } = await around(asked);
      const fitting = candidates.map((name) => [fit(name, asked, joined), name]).filter(([fits]) => fits);
      fitting.sort(([one, first], [two, second]) => two - one || second.count - first.count);
      const near = fitting.length > 0 && fitting[0][0] === 1;
      const list = fitting.filter(([fits]) => near || fits > 1).map(([, name]) => name);
      return { list: list.slice(0, MOST), near };
    },
    // The name that narrows a search by kind: the page of it has what a search has not, such as a feed.
    async named(text, byKind) {
      const { words } = rule.searchWords(text);
      const { list } = words.length ? await around(words) : { list: [] };
      return { list: list.filter(({ label, kind }) => byKind[kind] === label), near: false };
    },
    // The names of which words begin with all that is asked, and whether there may be more.
    async beginning(question) {
      // Of C++ the sign counts.
      const signed = ({ words: [word, ...others], joined: [whole] }) => !others.length && whole?.startsWith(word);
      const asked = rule.compounds(question).flatMap((each) => (signed(each) ? each.joined : each.words));
      if (!asked.length) return { list: [], whole: true };
      const { list, whole } = await around(asked);
      const begins = ({ spellings }) => {
        const own = spellings.flatMap(({ words, joined }) => [...words, ...joined]);
        return asked.every((word) => own.some((each) => each.startsWith(word)));
      };
      return { list: list.filter(begins), whole };
    },
    forget() {
      loaded = new Map();
    },
  };
}
