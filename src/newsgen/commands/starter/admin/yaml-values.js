// Values of a YAML text for a form, and what a form changed put back: what it leaves alone stays as it was
// written, with its comments.
import { Scalar, isMap, isScalar, isSeq, parseDocument } from "./yaml/index.js";

// As newsgen reads: every value is a text, or nothing.
const READING = { schema: "failsafe", customTags: ["null"], uniqueKeys: false };
const WRITING = { lineWidth: 0, flowCollectionPadding: false, nullStr: "" };

export const parse = (text) => parseDocument(text, READING);
export const print = (file) => file.toString(WRITING);

export const readText = (node) => (isScalar(node) ? String(node.value ?? "").trim() : "");

/** What a node says: texts, lists and objects; undefined if nothing. */
export const readNode = (node) => {
  if (isSeq(node)) return node.items.map(readNode).filter((item) => item !== undefined);
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [readText(pair.key), readNode(pair.value)]));
  return readText(node) || undefined;
};

export const isEmpty = (value) =>
  value === undefined || value === null || value === "" ||
  (typeof value === "object" && Object.values(value).every(isEmpty));

const toTexts = (value) => {
  if (Array.isArray(value)) return value.filter((item) => !isEmpty(item)).map(toTexts);
  if (typeof value !== "object") return String(value);
  const parts = Object.entries(value).filter(([, item]) => !isEmpty(item));
  return Object.fromEntries(parts.map(([key, item]) => [key, toTexts(item)]));
};

const isEqual = (left, right) => {
  if (typeof left !== "object" || typeof right !== "object") return left === right;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => isEqual(left[key], right[key]));
};

export const same = (left, right) =>
  isEmpty(left) ? isEmpty(right) : !isEmpty(right) && isEqual(toTexts(left), toTexts(right));

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isNested = (value) => Object.values(value).some((item) => typeof item === "object");

/** The node of a value in the place of another: comments stay, and so do the nodes of items that stay. */
const makeNode = (file, node, value) => {
  const texts = toTexts(value);
  if (isScalar(node) && typeof texts === "string") {
    node.value = texts;
    return node;
  }
  const made = isSeq(node) && Array.isArray(texts) ? node : file.createNode(texts, { flow: !isNested(texts) });
  if (made === node) {
    const old = [...node.items];
    node.items = texts.map((item) => {
      const at = old.findIndex((each) => same(readNode(each), item));
      return at < 0 ? file.createNode(item) : old.splice(at, 1)[0];
    });
  } else made.comment ??= node?.comment;
  return made;
};

/** Put what a form has into the keys of a map. `before`: what the form was given. */
export const writeKeys = (file, map, before, after) => {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (same(before[key], after[key])) continue;
    const node = map.get(key, true);
    if (isEmpty(after[key])) map.delete(key);
    else if (isMap(node) && isRecord(after[key])) {
      writeKeys(file, node, before[key] ?? {}, after[key]);
      if (node.items.length === 0) map.delete(key);
    } else map.set(key, makeNode(file, node, after[key]));
  }
};

/** A key without a value. */
export const nothing = () => new Scalar(null);
