// The parts of the index, by language and time. Pagefind finds words in them; this opens them when they are needed,
// and knows the days and names of their articles.

// Of words that begin alike, the one that was asked for counts most.
const RANKING = { termSimilarity: 5 };
const CUT_ANEW = /^(zh|ja|th)(-|$)/; // as in newsgen/search/documents.py
const spoken = (language) => (CUT_ANEW.test(language) ? "unknown" : language);

export async function fetched(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

// One searcher a language: each has its own rules of what are forms of one word. Each imports a script of its own,
// because all searchers of one script share one machine, of one language.
class Searcher {
  constructor(language, home, root) {
    this.language = language;
    this.root = root;
    this.parts = new Map();
    this.asked = new Map();
    this.opening = this.#open(home);
  }

  async #open(home) {
    const { createInstance } = await import(`${home}pagefind.js`);
    const instance = createInstance({ basePath: home, baseUrl: this.root });
    await instance.init();
    await instance.search(""); // If it could not begin, only this fails: adding a part would wait for ever.
    return instance;
  }

  async ready(shards) {
    const instance = await this.opening;
    for (const shard of shards) {
      if (this.parts.has(shard.path)) continue;
      const options = { baseUrl: this.root, language: spoken(this.language), ranking: RANKING };
      this.parts.set(shard.path, instance.mergeIndex(shard.path, options));
      this.asked.clear();
    }
    await Promise.all(shards.map((shard) => this.parts.get(shard.path)));
    return instance;
  }

  // The results of a question by their ids. Two articles of two parts can have one id, if very rarely.
  search(question) {
    if (!this.asked.has(question)) {
      const asking = this.opening.then(async (instance) => {
        const found = new Map();
        for (const each of (await instance.search(question)).results) {
          found.set(found.has(each.id) ? `${each.id} ${found.size}` : each.id, each);
        }
        return found;
      });
      this.asked.set(question, asking);
    }
    return this.asked.get(question);
  }

  // Whole words in this order, in any form of each.
  phrase(words) {
    return this.search(`"${words.join(" ")}"`);
  }

  // Whether two words are forms of one: then Pagefind finds the same articles for either.
  async areForms(one, two) {
    const [first, second] = await Promise.all([this.phrase([one]), this.phrase([two])]);
    return first.size > 0 && first.size === second.size && [...first.keys()].every((id) => second.has(id));
  }

  async close() {
    (await this.opening).destroy();
  }
}

export function parts({ root, runtimes, shards }) {
  let searchers = new Map();
  let names = new Map();

  return {
    async searcher(language, chosen) {
      if (!searchers.has(language)) {
        const { path } = runtimes.find((each) => each.language === language);
        searchers.set(language, new Searcher(language, path, root));
      }
      const searcher = searchers.get(language);
      await searcher.ready(chosen);
      return searcher;
    },

    // The moment and the names of each article of some parts, by its id.
    async articles(chosen) {
      const found = new Map();
      for (const shard of chosen) {
        if (!names.has(shard.path)) names.set(shard.path, fetched(`${shard.path}names.json`));
      }
      for (const shard of chosen) {
        const { names: labels, articles } = await names.get(shard.path);
        for (const [id, moment, months, own] of articles) {
          const named = Object.entries(own).map(([kind, numbers]) => [kind, numbers.map((at) => labels[kind][at])]);
          found.set(found.has(id) ? `${id} ${found.size}` : id, { moment, months, names: Object.fromEntries(named) });
        }
      }
      return found;
    },

    // A searcher remembers what it could not fetch, so the next question has new ones.
    forget() {
      for (const searcher of searchers.values()) searcher.close().catch(() => {});
      searchers = new Map();
      names = new Map();
    },

    // Pagefind is silent about what it could not fetch. Fails where a part is not there any more.
    probe: (chosen) => Promise.all(chosen.map((shard) => fetched(`${shard.path}pagefind-entry.json`, { cache: "no-store" }))),

    shards,
  };
}
