// The parts of the index, by language and time. Pagefind finds words in them; this opens them when they are needed,
// notes what of them could not be fetched, and knows the days and names of their articles.

// Of words that begin alike, the one that was asked for counts most.
const RANKING = { termSimilarity: 5 };
const CUT_ANEW = /^(zh|ja|th)(-|$)/; // as in newsgen/search/documents.py
const spoken = (language) => (CUT_ANEW.test(language) ? "unknown" : language);

export async function fetched(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

const SIGNATURE = "pagefind_dcd".length; // before the content of each file of Pagefind's
const PACKED = 0x1f; // what a gzip file begins with, unless the host has unpacked it
const isOfPart = /(pagefind-entry\.json|\.pf_meta)(\?|$)/; // without these a part is not open

// Pagefind says nothing of files that it cannot fetch, and finds nothing in them. It runs in this page, so all that it
// fetches comes by here: the parts with such files are noted, and what any question needs is fetched at once, instead
// of one file after the other.
// folders: those within others first.
function files(known) {
  let folders = known;
  const plainFetch = window.fetch.bind(window);
  const lost = new Map(); // folder of the part → whether it can be opened
  const ahead = new Map();
  const opened = new Set();

  async function bytes(address, folder) {
    try {
      const response = await plainFetch(address);
      const data = await response.arrayBuffer();
      const isPage = new Uint8Array(data)[0] === 0x3c; // of a host or network, in the file's place
      if (!response.ok || isPage) throw new Error(`${address}: ${response.status}`);
      return data;
    } catch (error) {
      if (isOfPart.test(address)) lost.set(folder, false);
      else if (address.includes(".pf_index")) lost.set(folder, lost.get(folder) ?? true);
      throw error;
    }
  }

  window.fetch = async (given, options) => {
    const address = String(given);
    const folder = folders.find((each) => address.startsWith(each));
    if (!folder) return plainFetch(given, options);
    const key = address.split("?")[0];
    const loading = ahead.get(key) ?? bytes(address, folder);
    ahead.delete(key);
    return new Response(await loading);
  };

  // Whoever waits for it is told of a failure.
  function fetchAhead(address, folder, query = "") {
    const loading = bytes(`${address}${query}`, folder);
    loading.catch(() => {});
    ahead.set(address, loading);
    return loading;
  }

  return {
    lost,
    add(more) {
      folders = [...more, ...folders];
    },
    close() {
      ahead.clear();
      opened.clear();
    },
    // Begins to fetch what Pagefind needs of an index before it can be asked: one file names the others.
    open(folder, withProgram) {
      if (opened.has(folder)) return;
      opened.add(folder);
      fetchAhead(`${folder}pagefind-entry.json`, folder, `?ts=${Date.now()}`)
        .then((data) => {
          const [{ hash, wasm }] = Object.values(JSON.parse(new TextDecoder().decode(data)).languages);
          fetchAhead(`${folder}pagefind.${hash}.pf_meta`, folder);
          if (withProgram) fetchAhead(`${folder}wasm.${wasm ?? "unknown"}.pagefind`, folder);
        })
        .catch(() => {});
    },
  };
}

// One searcher a language: each has its own rules of what are forms of one word. Each imports a script of its own,
// because all searchers of one script share one machine, of one language.
class Searcher {
  // isHidden: whether the article of an id has changed since, or is gone.
  constructor(language, home, root, isHidden) {
    this.language = language;
    this.root = root;
    this.isHidden = isHidden;
    this.parts = new Map();
    this.asked = new Map();
    this.opening = this.#open(home);
  }

  async #open(home) {
    const { createInstance } = await import(`${home}pagefind.js`);
    const instance = createInstance({ basePath: home, baseUrl: this.root, noWorker: true });
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

  // The results of a question by their ids, which begin with the names of the parts.
  search(question) {
    if (!this.asked.has(question)) {
      const asking = this.opening.then(async (instance) => {
        const { results } = await instance.search(question);
        return new Map(results.filter(({ id }) => !this.isHidden(id)).map((result) => [result.id, result]));
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

// older: lists of shards that are fetched when they are asked for. Until then each stands for its shards.
export function parts({ root, runtimes, shards: newest, older, recent }) {
  const shards = [...newest, ...older];
  let searchers = new Map();
  let names = new Map();
  let changing = null;
  let hidden = new Set();
  const recents = runtimes.map(({ language, path }) => ({ language, path: `${path}recent/` }));
  const fetching = files([...recents, ...newest, ...runtimes].map(({ path }) => path));

  function close() {
    for (const searcher of searchers.values()) searcher.close().catch(() => {});
    searchers = new Map();
    fetching.close();
  }

  return {
    // The parts of articles that changed since the part that they are in was indexed, where some have. Once they are
    // known, no part finds these articles as they were.
    recent() {
      changing ??= fetched(recent, { cache: "no-cache" }).then((changes) => {
        hidden = new Set(Object.values(changes).flatMap(([, ids]) => ids));
        const counted = recents.map((part) => ({ ...part, count: changes[part.language]?.[0] }));
        return counted.filter(({ count }) => count);
      });
      return changing;
    },

    // Puts the shards of a list in its place.
    async read(one) {
      const listed = (await fetched(one.list)).map(([language, address, first, latest, count]) => {
        return { language, path: `${root}${address}`, first, latest, count };
      });
      const at = shards.indexOf(one);
      if (at < 0) return;
      fetching.add(listed.map(({ path }) => path));
      shards.splice(at, 1, ...listed);
    },

    async searcher(language, chosen) {
      const { path } = runtimes.find((each) => each.language === language);
      fetching.open(path, true);
      for (const shard of chosen) fetching.open(shard.path);
      if (!searchers.has(language)) searchers.set(language, new Searcher(language, path, root, (id) => hidden.has(id)));
      const searcher = searchers.get(language);
      await searcher.ready(chosen);
      return searcher;
    },

    // The moment, the names and the file of each article of some parts, by its id.
    async articles(chosen) {
      const found = new Map();
      for (const shard of chosen) {
        if (!names.has(shard.path)) names.set(shard.path, fetched(`${shard.path}names.json`));
      }
      for (const shard of chosen) {
        const { names: labels, articles } = await names.get(shard.path);
        for (const [id, moment, months, own] of articles) {
          if (hidden.has(id)) continue;
          const named = Object.entries(own).map(([kind, numbers]) => [kind, numbers.map((at) => labels[kind][at])]);
          const data = () => shownData(`${shard.path}fragment/${id}.pf_fragment`, root);
          found.set(id, { moment, months, names: Object.fromEntries(named), data });
        }
      }
      return found;
    },

    // Of each part of which something could not be fetched, whether it is open all the same.
    lost: fetching.lost,

    // New searchers: one that could not open a part answers nothing more.
    close,

    // A searcher remembers what it could not fetch, so the next question has new ones.
    forget() {
      close();
      fetching.lost.clear();
      names = new Map();
      changing = null;
    },

    shards,
  };
}

// What results show of an article that no words were asked for, as Pagefind gives it for one that it found.
async function shownData(address, root) {
  const data = await (await fetch(address)).arrayBuffer();
  const stream = new Response(data).body;
  const isPacked = new Uint8Array(data)[0] === PACKED;
  const text = await new Response(isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).text();
  const shown = JSON.parse(text.slice(SIGNATURE));
  return { ...shown, url: `${root}${shown.url.slice(1)}` };
}
