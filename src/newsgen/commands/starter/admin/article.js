// The file of an article or a page as a form shows it, its keys and its text, and these as the file again.
import { isMap } from "./yaml/index.js";
import { isEmpty, parse, print, readNode, same, writeKeys } from "./yaml-values.js";

const FLAGS = { true: true, false: false };
const FLAG_KEYS = ["draft", "future", "lead", "link_names", "published"];
const LIST_KEYS = ["aliases", "authors", "corrections", "images", "tags"];
const PICTURE_KEYS = ["image", "images"];
const FILE = /^(\ufeff?---[ \t]*\r?\n)([^]*?)((?<=\n)---[ \t]*(?:\r?\n|$)(?:[ \t]*\r?\n)*)([^]*)$/;

const toList = (value) => (Array.isArray(value) ? value : [value]);
const toPicture = (value) => (typeof value === "string" ? { src: value } : value);

/** The value of a key in the form that its field has: `image: a.jpg` is {src: a.jpg}. */
const fullForm = (key, value) => {
  if (value === undefined) return value;
  if (FLAG_KEYS.includes(key)) return FLAGS[value] ?? value;
  if (LIST_KEYS.includes(key)) value = toList(value);
  if (PICTURE_KEYS.includes(key)) return Array.isArray(value) ? value.map(toPicture) : toPicture(value);
  if (key !== "entities" || Array.isArray(value) || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([kind, names]) => [kind, names && toList(names)]));
};

const readKeys = (contents) => {
  const values = Object.entries((isMap(contents) && readNode(contents)) || {});
  return Object.fromEntries(values.map(([key, value]) => [key, fullForm(key, value)]));
};

/** A list of names without kinds stays one, with the names that the form added by their kinds. */
const withoutKinds = (before, after) =>
  Array.isArray(before) && !isEmpty(after) ? [...new Set(Object.values(after).flat())] : after;

/** The keys and the text of a file; `file` says what it was. */
export const fromFile = (file) => {
  const [, , yaml, , body] = FILE.exec(file) ?? [];
  if (yaml === undefined) throw new Error("There is no front matter.");
  return { ...readKeys(parse(yaml).contents), body, file };
};

/** The file of the keys and the text that the form has. */
export const toFile = ({ file = "", body = "", ...values }) => {
  const [, start, yaml, end, oldBody] = FILE.exec(file) ?? ["", "---\n", "", "---\n", ""];
  const document = parse(yaml);
  if (!isMap(document.contents)) document.contents = document.createNode({});
  const before = readKeys(document.contents);
  values.entities = withoutKinds(before.entities, values.entities);
  if (file && !("id" in before)) delete values.id; // the form makes one for what is new
  const head = same(before, values) ? yaml : (writeKeys(document, document.contents, before, values), print(document));
  const text = body.trim() === oldBody.trim() ? oldBody : `${body.trimEnd()}\n`;
  return start + head + end + text;
};
