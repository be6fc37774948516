// The names of the archive that a question may be for, in any of their spellings.

const MOST = 5; // names shown
const LONG = 5; // letters of a word that may be spelled with another one
const PARTS = 32; // as in newsgen/pages/search_pages.py

// Whether two words differ by no more than one letter, or two where they are long.
function alike(one, two) {
  const most = Math.min(one.length, two.length) < 2 * LONG ? 1 : 2;
  if (Math.min(one.length, two.length) < LONG || Math.abs(one.length - two.length) > most) return false;
  let row = [...Array(two.length + 1).keys()];
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let other = 1; other <= two.length; other++) {
      const change = one[at - 1] === two[other - 1] ? 0 : 1;
      next.push(Math.min(row[other] + 1, next[other - 1] + 1, row[other - 1] + change));
    }
    row = next;
  }
  return row.at(-1) <= most;
}

export function names({ folder, numbers, rule, fetched }) {
  let loaded = new Map();

  async function part(number) {
    if (!numbers.includes(number)) return [];
    if (!loaded.has(number)) {
      const loading = fetched(`${folder}${number}.json`).then((list) =>
        list.map(([label, address, kind, count, ...spellings]) => ({
          label,
          address,
          kind,
          count,
          spellings: [label, ...spellings].map((text) => rule.searchWords(text)),
        })),
      );
      loaded.set(number, loading);
    }
    return loaded.get(number);
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
      const number = asked[0].codePointAt(0) % PARTS;
      const fitting = (await part(number)).map((name) => [fit(name, asked, joined), name]).filter(([fits]) => fits);
      fitting.sort(([one, first], [two, second]) => two - one || second.count - first.count);
      const near = fitting.length > 0 && fitting[0][0] === 1;
      const list = fitting.filter(([fits]) => near || fits > 1).map(([, name]) => name);
      return { list: list.slice(0, MOST), near };
    },
    forget() {
      loaded = new Map();
    },
  };
}
