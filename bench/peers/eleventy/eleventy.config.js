// Collections as Eleventy's documentation has them: grouped once, then paged with `size: 1`.
// newsgen makes neither feeds nor a sitemap yet, so there are none here.

const PAGE = 50; // articles on a page of a name, as newsgen's `listings.newest`
const WHOLE = 200; // articles up to which a year or month lists them, as newsgen's `listings.year`

const KINDS = {
  tags: (data) => data.topics,
  people: (data) => data.people,
  organizations: (data) => data.organizations,
  places: (data) => data.places,
  sources: (data) => [data.source],
};

const slug = (name) => name.toLowerCase().replace(/ /g, "-");
const day = (date) => date.toISOString().slice(0, 10);

function grouped(items, keys) {
  const groups = new Map();
  for (const item of items) {
    for (const key of keys(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

export default function (config) {
  const articles = (api) => api.getFilteredByTag("article").reverse();
  let names; // of every kind: [{kind, name, address, items}], made once a build
  const everyName = (api) => {
    names ??= Object.entries(KINDS).flatMap(([kind, of]) =>
      [...grouped(articles(api), (item) => of(item.data))].map(([name, items]) => ({
        kind, name, items, address: `/${kind}/${slug(name)}/`,
      })),
    );
    return names;
  };

  config.on("eleventy.before", () => { names = undefined; });
  config.addCollection("newest", (api) => articles(api).slice(0, PAGE));
  config.addCollection("names", (api) =>
    everyName(api).flatMap(({ kind, name, address, items }) => {
      const total = Math.ceil(items.length / PAGE);
      return Array.from({ length: total }, (_, page) => ({
        kind, name, total,
        number: page + 1,
        count: items.length,
        items: items.slice(page * PAGE, (page + 1) * PAGE),
        address: page ? `${address}page/${page + 1}/` : address,
        newer: page > 1 ? `${address}page/${page}/` : page ? address : "",
        older: page + 1 < total ? `${address}page/${page + 2}/` : "",
      }));
    }),
  );
  config.addCollection("kinds", (api) =>
    Object.keys(KINDS).map((kind) => ({
      kind,
      names: everyName(api)
        .filter((name) => name.kind === kind)
        .map(({ name, address, items }) => ({ label: name, address, count: items.length }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    })),
  );
  config.addCollection("periods", (api) =>
    [4, 7, 10].flatMap((length) =>
      [...grouped(articles(api), (item) => [day(item.date).slice(0, length)])].map(
        ([period, items]) => ({
          period,
          address: `/${period.replaceAll("-", "/")}/`,
          count: items.length,
          items: length === 10 || items.length <= WHOLE ? items : [],
          parts:
            length === 10 ? [] :
            [...grouped(items, (item) => [day(item.date).slice(0, length + 3)])].map(
              ([part, within]) => ({
                label: part, address: `/${part.replaceAll("-", "/")}/`, count: within.length,
              }),
            ),
        }),
      ),
    ),
  );

  config.addFilter("slug", slug);
  config.addFilter("iso", day);
  config.addFilter("day", (date) =>
    `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`);
  config.addPassthroughCopy({ static: "/" });
  return {
    // Articles are Markdown alone, as they are for newsgen.
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}

const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July",
  "August", "September", "October", "November", "December",
];
