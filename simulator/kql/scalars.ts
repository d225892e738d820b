import { isRow, type Json } from "../json";

/** What Kusto does with single values. */

export function member(value: Json, key: string | number): Json {
  if (Array.isArray(value)) return typeof key === "number" ? ((value as readonly Json[])[key] ?? null) : null;
  return isRow(value) && Object.hasOwn(value, key) ? (value[key] ?? null) : null;
}

/** Text as `tostring()` writes it; bags as JSON, nothing as empty text. */
export function asText(value: Json): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function truth(value: Json): boolean {
  return value === true;
}

function asNumber(value: Json): number | null {
  if (value === null || value === "" || typeof value === "object") return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

export function arithmetic(a: Json, b: Json, fold: (x: number, y: number) => number): Json {
  const [x, y] = [asNumber(a), asNumber(b)];
  const result = x === null || y === null ? Number.NaN : fold(x, y);
  return Number.isFinite(result) ? result : null;
}

function ordered(test: (order: number) => boolean) {
  return (a: Json, b: Json) => {
    if (typeof a === "string" && typeof b === "string") return test(a < b ? -1 : a > b ? 1 : 0);
    const [x, y] = [asNumber(a), asNumber(b)];
    return x !== null && y !== null && test(x - y);
  };
}

/** Which of two comes first in a sorted list. */
export function ranked(a: Json, b: Json): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [x, y] = [asText(a), asText(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const folded = (value: Json) => asText(value).toLowerCase();
const escaped = (value: string) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const whole = (a: Json, b: Json) => new RegExp(`(^|[^a-z0-9])${escaped(folded(b))}($|[^a-z0-9])`).test(folded(a));

function equal(a: Json, b: Json): boolean {
  return typeof a === "object" || typeof b === "object" ? asText(a) === asText(b) : a === b;
}

const positive: Record<string, (a: Json, b: Json) => boolean> = {
  has: whole,
  contains: (a, b) => folded(a).includes(folded(b)),
  startswith: (a, b) => folded(a).startsWith(folded(b)),
  endswith: (a, b) => folded(a).endsWith(folded(b)),
};

/** Operators between two values. */
export const comparisons: Record<string, ((a: Json, b: Json) => boolean) | undefined> = {
  __proto__: null as never,
  "==": equal,
  "!=": (a, b) => !equal(a, b),
  "=~": (a, b) => folded(a) === folded(b),
  "!~": (a, b) => folded(a) !== folded(b),
  ">": ordered(order => order > 0),
  ">=": ordered(order => order >= 0),
  "<": ordered(order => order < 0),
  "<=": ordered(order => order <= 0),
  ...positive,
  ...Object.fromEntries(
    Object.entries(positive).map(([name, test]) => [`!${name}`, (a: Json, b: Json) => !test(a, b)]),
  ),
};

interface Scalar {
  readonly least: number;
  readonly most?: number;
  readonly value: (given: readonly Json[]) => Json;
}

const one = (value: (given: Json) => Json): Scalar => ({ least: 1, value: ([given = null]) => value(given) });
const parse = one(given => {
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given) as Json;
  } catch {
    return given;
  }
});

/** Functions of one row. */
export const functions: Record<string, Scalar | undefined> = {
  __proto__: null as never,
  tostring: one(asText),
  toint: one(given => (asNumber(given) === null ? null : Math.trunc(asNumber(given) ?? 0))),
  tolong: one(given => (asNumber(given) === null ? null : Math.trunc(asNumber(given) ?? 0))),
  todouble: one(asNumber),
  toreal: one(asNumber),
  tobool: one(given => (given === true || folded(given) === "true" ? true : folded(given) === "false" ? false : null)),
  tolower: one(folded),
  toupper: one(given => asText(given).toUpperCase()),
  isempty: one(given => asText(given) === ""),
  isnotempty: one(given => asText(given) !== ""),
  isnull: one(given => given === null),
  isnotnull: one(given => given !== null),
  not: one(given => !truth(given)),
  array_length: one(given => (Array.isArray(given) ? given.length : null)),
  parse_json: parse,
  todynamic: parse,
  strcat: { least: 1, most: 64, value: given => given.map(asText).join("") },
  coalesce: { least: 2, most: 64, value: given => given.find(value => value !== null && value !== "") ?? null },
  iff: { least: 3, value: ([test = null, yes = null, no = null]) => (truth(test) ? yes : no) },
  iif: { least: 3, value: ([test = null, yes = null, no = null]) => (truth(test) ? yes : no) },
  split: { least: 2, value: ([given = null, by = null]) => asText(given).split(asText(by)) },
};
