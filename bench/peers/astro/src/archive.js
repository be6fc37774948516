// The collection of articles, grouped once by names and by dates, as `getStaticPaths` asks for.

import { getCollection } from "astro:content";

const PAGE = 50; // articles on a page of a name, as newsgen's `listings.newest`
const WHOLE = 200; // articles up to which a year or month lists them, as newsgen's `listings.year`

const KINDS = {
  tags: (data) => data.topics,
  people: (data) => data.people,
  organizations: (data) => data.organizations,
  places: (data) => data.places,
  sources: (data) => [data.source],
};

export const kinds = Object.keys(KINDS);
export const slug = (name) => name.toLowerCase().replace(/ /g, "-");
export const title = (kind) => kind[0].toUpperCase() + kind.slice(1);

const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July",
  "August", "September", "October", "November", "December",
];

function asArticle({ data, id, ...entry }) {
  const date = new Date(data.date);
  const iso = date.toISOString().slice(0, 10);
  const name = id.split("/").pop();
  return {
    ...data,
    entry: { data, id, ...entry },
    iso,
    day: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
    address: `/${iso.replaceAll("-", "/")}/${name.slice(11)}/`,
  };
}

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

let made; // once a build

export async function archive() {
  made ??= getCollection("articles").then((entries) => {
    const articles = entries.map(asArticle);
    articles.sort((one, other) => (one.address < other.address ? 1 : -1));
    const names = Object.entries(KINDS).flatMap(([kind, of]) =>
      [...grouped(articles, of)].map(([name, items]) => ({
        kind, name, items, address: `/${kind}/${slug(name)}/`,
      })),
    );
    return { articles, names, periods: periods(articles) };
  });
  return made;
}

function periods(articles) {
  return [4, 7, 10].flatMap((length) =>
    [...grouped(articles, (item) => [item.iso.slice(0, length)])].map(([period, items]) => ({
      period,
      address: `/${period.replaceAll("-", "/")}/`,
      count: items.length,
      items: length === 10 || items.length <= WHOLE ? items : [],
      parts:
        length === 10 ? [] :
        [...grouped(items, (item) => [item.iso.slice(0, length + 3)])].map(([part, within]) => ({
          label: part, address: `/${part.replaceAll("-", "/")}/`, count: within.length,
        })),
    })),
  );
}

/** The pages of a name: 50 articles on each. */
export function listings({ kind, name, items, address }) {
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
}

/** The names of a kind, for its index. */
export function index(names, kind) {
  return names
    .filter((each) => each.kind === kind)
    .map(({ name, address, items }) => ({ label: name, address, count: items.length }))
    .sort((one, other) => (one.label < other.label ? -1 : 1));
}

export const newest = (articles) => articles.slice(0, PAGE);
