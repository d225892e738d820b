import type { Json } from "../json";
import { asNumber, isNumber, isWhole, joint, type Type } from "./types";

export type Sign = "+" | "-" | "*" | "/" | "%";

const folds: Readonly<Record<Sign, (x: number, y: number) => number>> = {
  "+": (x, y) => x + y,
  "-": (x, y) => x - y,
  "*": (x, y) => x * y,
  "/": (x, y) => x / y,
  "%": (x, y) => x % y,
};

/** What comes of instants and spans; what does not stand here is no sum of them. */
const ofTime: Readonly<Record<string, Type>> = {
  "datetime - datetime": "timespan",
  "datetime + timespan": "datetime",
  "datetime - timespan": "datetime",
  "timespan + datetime": "datetime",
  "timespan + timespan": "timespan",
  "timespan - timespan": "timespan",
  "timespan / timespan": "real",
  "timespan % timespan": "timespan",
};

/** The type of a sum, a difference, a product or a quotient; undefined where the types do not go together. */
export function typeOf(sign: Sign, a: Type, b: Type): Type | undefined {
  const times = ofTime[`${a} ${sign} ${b}`];
  if (times) return times;
  if (a === "timespan" && isNumber(b) && (sign === "*" || sign === "/")) return a;
  if (b === "timespan" && isNumber(a) && sign === "*") return b;
  const both = joint(a, b);
  if (both === undefined || !(isNumber(both) || both === "dynamic")) return undefined;
  return both === "int" ? "long" : both;
}

/** Whole numbers divide to whole numbers; what has no result is null. */
export function computed(sign: Sign, type: Type): (a: Json, b: Json) => Json {
  return (a, b) => {
    const [x, y] = [asNumber(a), asNumber(b)];
    const result = x === null || y === null ? Number.NaN : folds[sign](x, y);
    if (!Number.isFinite(result)) return null;
    return sign === "/" && isWhole(type) ? Math.trunc(result) : result;
  };
}
