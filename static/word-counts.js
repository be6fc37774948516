// The counts of the words of a language, in files by the letters that words begin with.

// folder: of the language's files. fetched: gives what the JSON file at an address says. fileOf: as of search-names.js.
export function printed(folder, fetched, fileOf) {
  const files = new Map();
  const file = (name) => {
    if (!files.has(name)) {
      const loading = fetched(`${folder}${name}`);
      loading.catch(() => files.delete(name));
      files.set(name, loading);
    }
    return files.get(name);
  };
  const list = () => file("words.json");

  // The words of the file that has a word, if one has.
  async function around(word) {
    const { beginnings } = await list();
    const beginning = beginnings.findLast((letters) => word.startsWith(letters));
    return beginning === undefined ? {} : file(fileOf(beginning));
  }

  return {
    list,
    // How often a word, or two with a blank between them, was printed by year; null where it is in too few articles.
    async numbers(word) {
      const found = Object.entries(await around(word)).find(([each]) => each === word);
      if (!found) return null;
      const [first, ...numbers] = found[1];
      return new Map(numbers.map((number, at) => [first + at, number]));
    },
    // The words that are spelled nearly as one is, the most frequent first. alike: says of two whether they are.
    async near(word, alike) {
      const total = (numbers) => numbers.slice(1).reduce((sum, number) => sum + number, 0);
      const found = Object.entries(await around(word)).filter(([each]) => !each.includes(" ") && alike(each, word));
      return found.sort(([, one], [, two]) => total(two) - total(one)).map(([each]) => each);
    },
  };
}
