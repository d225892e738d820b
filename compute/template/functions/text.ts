import { isList, isObject } from "../../tree";
import { type Tree, Withheld } from "../../value";
import { fromJson } from "../json";
import {
  BesideOwn,
  concatenated,
  groupLocation,
  hintsOf,
  maxSize,
  PartialText,
  pathBesideOwn,
  plainText,
  staysBelow,
  TextOf,
  worstState,
} from "../partial";
import { replaced } from "../replaced";
import { weigh } from "../weight";
import { type Builtin, type Builtins, many, open, strict } from "./builtin";

/** Functions of text. Results as in Microsoft's "String functions for ARM templates". */

const onText = (call: (text: string) => Tree | undefined): Builtin =>
  strict((text: Tree) => (typeof text === "string" ? call(text) : undefined));

const onTexts = (call: (a: string, b: string) => Tree | undefined): Builtin =>
  strict((a: Tree, b: Tree) => (typeof a === "string" && typeof b === "string" ? call(a, b) : undefined));

/** A change of letters only: what is known of a withheld text stays known. */
const casing = (call: (text: string) => string): Builtin =>
  open((text: Tree) => {
    if (text instanceof PartialText) return new PartialText(text.state, text.hints, text.certain);
    if (text === groupLocation) return text;
    return typeof text === "string" ? call(text) : undefined;
  });

const unbase64 = (text: string): string | undefined =>
  /^[A-Za-z0-9+/\s]*(?:={1,2}\s*)?$/.test(text) ? Buffer.from(text, "base64").toString("utf8") : undefined;

const toText = (value: Tree): string | undefined =>
  plainText(value) ??
  ((isList(value) || isObject(value)) && weigh(value).whole && weigh(value).size <= maxSize
    ? JSON.stringify(value)
    : undefined);

/** One piece of .NET's composite format: a number in a given shape. */
function shaped(value: Tree, shape: string): Tree {
  if (shape === "" || value instanceof Withheld) return value;
  const [, letter = "", digits = ""] = /^([dDnNxX])(\d{0,2})$/.exec(shape) ?? [];
  if (typeof value === "number" && Number.isInteger(value)) {
    if (/^0+$/.test(shape)) return String(value).padStart(shape.length, "0");
    if (/[dD]/.test(letter)) return String(value).padStart(Number(digits), "0");
    if (/[nN]/.test(letter) && digits === "0") return value.toLocaleString("en-US");
    if (/[xX]/.test(letter) && value >= 0) {
      const hex = value.toString(16).padStart(Number(digits), "0");
      return letter === "X" ? hex.toUpperCase() : hex;
    }
  }
  return new Withheld("expression");
}

function format(pattern: string, args: readonly Tree[]): Tree | undefined {
  const parts: Tree[] = [];
  let at = 0;
  for (const hole of pattern.matchAll(/\{\{|\}\}|\{(\d{1,4})(?:,(-?\d{1,3}))?(?::([^{}]*))?\}/g)) {
    const [whole, index, width = "0", shape = ""] = hole;
    parts.push(pattern.slice(at, hole.index));
    at = hole.index + whole.length;
    if (index === undefined) {
      parts.push(whole.slice(1));
      continue;
    }
    const arg = args[Number(index)];
    if (arg === undefined) return undefined;
    const value = shaped(arg, shape);
    const text = value instanceof Withheld ? undefined : toText(value);
    if (text === undefined) parts.push(value instanceof Withheld ? value : new Withheld("expression"));
    else parts.push(Number(width) < 0 ? text.padEnd(-Number(width)) : text.padStart(Number(width)));
  }
  parts.push(pattern.slice(at));
  return concatenated(parts);
}

/**
 * What a relative address becomes below another one. One that leaves it (`https://…`, `//host`, `..`) is not worked out:
 * whoever trusts the first must not be led to the second.
 */
function uri(base: string, relative: string): string | undefined {
  if (!staysBelow(relative)) return undefined;
  const start = base.indexOf("//") + 2;
  const slash = base.lastIndexOf("/");
  const folder = slash >= start && start > 1 ? base.slice(0, slash) : base;
  return `${folder}/${relative.replace(/^\//, "")}`;
}

export const text: Builtins = {
  base64: onText(value => Buffer.from(value, "utf8").toString("base64")),
  base64tojson: onText(value => fromJson(unbase64(value))),
  base64tostring: onText(unbase64),
  concat: open(
    (...parts: Tree[]) => (parts.some(isList) ? (parts.every(isList) ? parts.flat() : undefined) : concatenated(parts)),
    many,
  ),
  datauri: onText(value => `data:text/plain;charset=utf8;base64,${Buffer.from(value, "utf8").toString("base64")}`),
  datauritostring: onText(value => {
    const [, encoded, data] = /^data:[^,]{0,200}?(;base64)?,(.*)$/is.exec(value) ?? [];
    if (data === undefined) return undefined;
    return encoded ? unbase64(data) : attempt(decodeURIComponent, data);
  }),
  endswith: onTexts((value, end) => value.toLowerCase().endsWith(end.toLowerCase())),
  format: open(
    (pattern: Tree, ...args: Tree[]) => (typeof pattern === "string" ? format(pattern, args) : undefined),
    many,
  ),
  join: strict((items: Tree, delimiter: Tree) => {
    if (!isList(items) || typeof delimiter !== "string") return undefined;
    return concatenated(items.flatMap((item, i) => (i ? [delimiter, item] : [item])));
  }),
  padleft: strict((value: Tree, length: Tree, sign: Tree = " ") => {
    const given = plainText(value);
    if (given === undefined || typeof length !== "number" || length > maxSize || typeof sign !== "string")
      return undefined;
    return sign.length === 1 ? given.padStart(length, sign) : undefined;
  }, 3),
  replace: open((value: Tree, from: Tree, to: Tree) =>
    typeof from === "string" ? replaced(value, from, to) : undefined,
  ),
  split: strict((value: Tree, delimiter: Tree) => {
    const signs = isList(delimiter) ? delimiter : [delimiter];
    if (typeof value !== "string" || !signs.every(sign => typeof sign === "string" && sign !== "")) return undefined;
    const escaped = (signs as readonly string[]).map(sign => sign.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    return escaped.length && escaped.length <= 16 ? value.split(new RegExp(escaped.join("|"))) : undefined;
  }),
  startswith: onTexts((value, start) => value.toLowerCase().startsWith(start.toLowerCase())),
  string: open((value: Tree) => {
    if (value === groupLocation || value instanceof PartialText) return value;
    const text = toText(value);
    if (text !== undefined || value instanceof Withheld || weigh(value).size > maxSize) return text;
    if (!isList(value) && !isObject(value)) return undefined;
    return new TextOf(worstState(Object.values(value)), hintsOf([value]), value);
  }),
  substring: strict((value: Tree, start: Tree, length: Tree = maxSize) => {
    if (typeof value !== "string" || typeof start !== "number" || typeof length !== "number") return undefined;
    return start < 0 || length < 0 || start > value.length ? undefined : value.slice(start, start + length);
  }, 3),
  tolower: casing(value => value.toLowerCase()),
  toupper: casing(value => value.toUpperCase()),
  trim: casing(value => value.trim()),
  uri: open((base: Tree, relative: Tree) => {
    if (typeof relative !== "string") return undefined;
    const own = pathBesideOwn(base);
    const path = own === undefined ? undefined : uri(`//own/${own}`, relative)?.slice("//own/".length);
    return path === undefined ? (typeof base === "string" ? uri(base, relative) : undefined) : new BesideOwn(path);
  }),
  uricomponent: onText(value => attempt(encodeURIComponent, value)),
  uricomponenttostring: onText(value => attempt(decodeURIComponent, value)),
};

/** Both functions throw on text that is broken Unicode. */
function attempt(change: (text: string) => string, value: string): string | undefined {
  try {
    return change(value);
  } catch {
    return undefined;
  }
}
