import type { Json } from "../json";
import { matcherOf } from "./patterns";
import { momentOf } from "./time";
import { asNumber, asText, isNumber, joint, type Type } from "./types";

/** What stands between two values and says yes or no. */
export interface Comparison {
  /** Whether values of these types may stand beside it. */
  readonly takes: (left: Type, right: Type) => boolean;
  /** Null where nothing can be said of a missing value. */
  readonly test: (left: Json, right: Json) => boolean | null;
}

const isText = (type: Type) => type === "string" || type === "dynamic";

/** Values are brought to the type that both share: a dynamic beside an instant is read as one. */
export function aligned(value: Json, own: Type, other: Type): Json {
  if (own !== "dynamic" || value === null) return value;
  if (other === "datetime") return typeof value === "string" ? (momentOf(value) ?? null) : null;
  return isNumber(other) && typeof value === "string" ? null : value;
}

function equal(a: Json, b: Json): boolean | null {
  if (a === null && b === null) return null;
  return typeof a === "object" || typeof b === "object" ? asText(a) === asText(b) : a === b;
}

const opposite = (answer: boolean | null) => (answer === null ? null : !answer);

const ordered = (test: (order: number) => boolean): Comparison => ({
  takes: (a, b) => joint(a, b) !== undefined && a !== "string" && b !== "string",
  test: (a, b) => {
    const [x, y] = [asNumber(a), asNumber(b)];
    return x === null || y === null ? null : test(x - y);
  },
});

const folded = (value: Json) => asText(value).toLowerCase();
const escaped = (value: string) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
export const hasTerm = (a: Json, b: Json) =>
  new RegExp(`(^|[^a-z0-9])${escaped(folded(b))}($|[^a-z0-9])`).test(folded(a));

const between = (test: (a: Json, b: Json) => boolean): Comparison => ({
  takes: (a, b) => isText(a) && isText(b),
  test,
});

const positive: Record<string, Comparison> = {
  has: between(hasTerm),
  contains: between((a, b) => folded(a).includes(folded(b))),
  startswith: between((a, b) => folded(a).startsWith(folded(b))),
  endswith: between((a, b) => folded(a).endsWith(folded(b))),
};

const same: Comparison = { takes: (a, b) => joint(a, b) !== undefined, test: equal };
const alike = between((a, b) => folded(a) === folded(b));

const negated = ({ takes, test }: Comparison): Comparison => ({ takes, test: (a, b) => opposite(test(a, b)) });

/** By the sign or the word that stands between. */
export const comparisons: Record<string, Comparison | undefined> = {
  __proto__: null as never,
  "==": same,
  "!=": negated(same),
  "=~": alike,
  "!~": negated(alike),
  ">": ordered(order => order > 0),
  ">=": ordered(order => order >= 0),
  "<": ordered(order => order < 0),
  "<=": ordered(order => order <= 0),
  ...positive,
  ...Object.fromEntries(Object.entries(positive).map(([name, test]) => [`!${name}`, negated(test)])),
  // The word `regex` behind it is taken by the reader.
  matches: between((a, b) => matcherOf(asText(b)).test(asText(a))),
};
