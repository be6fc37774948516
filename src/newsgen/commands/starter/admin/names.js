// An authority file as a form shows it, a list of names, and that list as the file again. What the form
// leaves alone stays as it was written, with its comments.
import { Pair, Scalar, isMap, isScalar, isSeq, parseDocument } from "./yaml/index.js";

// As newsgen reads: every value is a text, or nothing.
const READING = { schema: "failsafe", customTags: ["null"], uniqueKeys: false };
const WRITING = { lineWidth: 0, flowCollectionPadding: false, nullStr: "" };
const FLAGS = { true: true, false: false };
const FLAG_KEYS = ["future", "match", "match_case", "organization"];
const LIST_KEYS = ["aliases", "also", "former", "notations", "urls"];

const readText = (node) => (isScalar(node) ? String(node.value ?? "").trim() : "");

/** The value of a key for the form; undefined if there is none, or none that it can show. */
const readValue = (key, node) => {
  if (LIST_KEYS.includes(key)) {
    const items = isSeq(node) ? node.items : [node];
    const texts = items.map(readText).filter(Boolean);
    return isMap(node) || texts.length === 0 ? undefined : texts;
  }
  if (isMap(node)) {
    const codes = node.items.map((pair) => [readText(pair.key), readText(pair.value)]);
    return key === "identifiers" ? Object.fromEntries(codes) : undefined;
  }
  const text = readText(node);
  return FLAG_KEYS.includes(key) ? FLAGS[text] : text || undefined;
};

const readEntry = (node) => {
  const entry = {};
  for (const pair of isMap(node) ? node.items : []) {
    const value = readValue(readText(pair.key), pair.value);
    if (value !== undefined) entry[readText(pair.key)] = value;
  }
  return entry;
};

/** The names of a file; `was` says which entry each came from, `text` what the file was. */
export const fromFile = (text) => {
  const { contents } = parseDocument(text, READING);
  const pairs = isMap(contents) ? contents.items : [];
  const names = pairs.map((pair) => {
    const name = readText(pair.key);
    return { name, was: name, ...readEntry(pair.value) };
  });
  return { names, text };
};

const isEmpty = (value) =>
  value === undefined || value === null || value === "" ||
  (typeof value === "object" && Object.values(value).every(isEmpty));

const toTexts = (value) => {
  if (Array.isArray(value)) return value.filter((item) => !isEmpty(item)).map(toTexts);
  if (typeof value !== "object") return String(value);
  const parts = Object.entries(value).filter(([, item]) => !isEmpty(item));
  return Object.fromEntries(parts.map(([key, item]) => [key, toTexts(item)]));
};

const same = (left, right) =>
  isEmpty(left) ? isEmpty(right) : !isEmpty(right) && isEqual(toTexts(left), toTexts(right));

const isEqual = (left, right) => {
  if (typeof left !== "object") return left === right;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => isEqual(left[key], right[key]));
};

/** Put what the form has into the entry of a name. */
const writeEntry = (file, pair, entry) => {
  const before = readEntry(pair.value);
  for (const key of new Set([...Object.keys(before), ...Object.keys(entry)])) {
    if (key === "name" || key === "was" || same(before[key], entry[key])) continue;
    if (!isMap(pair.value)) pair.value = file.createNode({});
    if (isEmpty(entry[key])) pair.value.delete(key);
    else pair.value.set(key, file.createNode(toTexts(entry[key]), { flow: Array.isArray(entry[key]) }));
    if (pair.value.items.length === 0) pair.value = new Scalar(null);
  }
};

/** The file of a list of names. */
export const toFile = ({ names = [], text = "" }) => {
  const file = parseDocument(text, READING);
  if (!isMap(file.contents)) file.contents = file.createNode({});
  const pairs = new Map(file.contents.items.map((pair) => [readText(pair.key), pair]));
  file.contents.items = names.map((entry) => {
    const pair = pairs.get(entry.was) ?? new Pair(new Scalar(entry.name), new Scalar(null));
    pairs.delete(entry.was);
    if (readText(pair.key) !== entry.name) pair.key.value = entry.name;
    writeEntry(file, pair, entry);
    return pair;
  });
  if (names.length === 0) return file.commentBefore || file.comment ? text : "";
  return file.toString(WRITING);
};
