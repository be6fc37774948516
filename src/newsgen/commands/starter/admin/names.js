// An authority file as a form shows it, a list of names, and that list as the file again.
import { Pair, Scalar, isMap, isSeq } from "./yaml/index.js";
import { nothing, parse, print, readNode, readText, writeKeys } from "./yaml-values.js";

const FLAGS = { true: true, false: false };
const FLAG_KEYS = ["future", "match", "match_case", "organization"];
const LIST_KEYS = ["aliases", "also", "former", "notations", "urls"];

/** The value of a key for the form; undefined if there is none, or none that it can show. */
const readValue = (key, node) => {
  if (LIST_KEYS.includes(key)) {
    const texts = (isSeq(node) ? node.items : [node]).map(readText).filter(Boolean);
    return isMap(node) || texts.length === 0 ? undefined : texts;
  }
  if (isMap(node)) return key === "identifiers" ? readNode(node) : undefined;
  return FLAG_KEYS.includes(key) ? FLAGS[readText(node)] : readText(node) || undefined;
};

const readEntry = (node) => {
  const pairs = (isMap(node) ? node.items : []).map((pair) => [readText(pair.key), pair.value]);
  const values = pairs.map(([key, value]) => [key, readValue(key, value)]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
};

/** The names of a file; `was` says which entry each came from, `text` what the file was. */
export const fromFile = (text) => {
  const { contents } = parse(text);
  const pairs = isMap(contents) ? contents.items : [];
  const names = pairs.map((pair) => {
    const name = readText(pair.key);
    return { name, was: name, ...readEntry(pair.value) };
  });
  return { names, text };
};

/** Put what the form has into the entry of a name. */
const writeEntry = (file, pair, { name: _name, was: _was, ...entry }) => {
  const map = isMap(pair.value) ? pair.value : file.createNode({});
  writeKeys(file, map, readEntry(pair.value), entry);
  if (map.items.length > 0) pair.value = map;
  else if (isMap(pair.value)) pair.value = nothing();
};

/** The file of a list of names. */
export const toFile = ({ names = [], text = "" }) => {
  const file = parse(text);
  if (!isMap(file.contents)) file.contents = file.createNode({});
  const pairs = new Map(file.contents.items.map((pair) => [readText(pair.key), pair]));
  file.contents.items = names.map((entry) => {
    const pair = pairs.get(entry.was) ?? new Pair(new Scalar(entry.name), nothing());
    pairs.delete(entry.was);
    if (readText(pair.key) !== entry.name) pair.key.value = entry.name;
    writeEntry(file, pair, entry);
    return pair;
  });
  if (names.length === 0) return file.commentBefore || file.comment ? text : "";
  return print(file);
};
