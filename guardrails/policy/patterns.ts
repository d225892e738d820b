import { matches, sizes } from "../../catalogue/sizes";
import type { Condition, Place } from "./definition";

/** How the patterns of the estate are written: as patterns, or as the sizes known today that fit them, which are one condition. */
export type Writing = "patterns" | "known sizes";

/**
 * Names and patterns as conditions. `like` takes one `*`, and `*GPU*` is what `contains` is for: what has more stars is spelled out as
 * the sizes known today, so that a later one is approved only after another deployment.
 */
export function namesAt(place: Place, patterns: readonly string[]): readonly Condition[] {
  const { likes, contained, names } = operandsOf(patterns);
  return [
    ...likes.map(like => ({ ...place, like })),
    ...contained.map(contains => ({ ...place, contains })),
    ...(names.length > 0 ? [{ ...place, in: names }] : []),
  ];
}

interface Operands {
  readonly likes: readonly string[];
  readonly contained: readonly string[];
  readonly names: readonly string[];
}

/** The same patterns are asked for at each of some sixty fields. */
const worked = new Map<string, Operands>();

function operandsOf(patterns: readonly string[]): Operands {
  const key = patterns.join("|");
  const known = worked.get(key);
  if (known) return known;
  const shaped = widest(patterns).map(pattern => ({ pattern, shape: shapeOf(pattern) }));
  const of = (wanted: Shape) => shaped.flatMap(({ pattern, shape }) => (shape === wanted ? [pattern] : []));
  const operands = {
    likes: of("like"),
    contained: of("contains").map(pattern => pattern.slice(1, -1)),
    names: [...new Set([...of("name"), ...of("many stars").flatMap(knownSizes)])],
  };
  worked.set(key, operands);
  return operands;
}

/** Patterns without those that another one covers: without `Standard_N*` beside `*_N*`. */
const widest = (patterns: readonly string[]): readonly string[] =>
  patterns.filter(
    (pattern, i) =>
      !patterns.some((other, j) => i !== j && matches(other, pattern) && (j < i || !matches(pattern, other))),
  );

type Shape = "name" | "like" | "contains" | "many stars";

function shapeOf(pattern: string): Shape {
  const stars = pattern.split("*").length - 1;
  if (stars < 2) return stars === 0 ? "name" : "like";
  return stars === 2 && /^\*[^*]+\*$/.test(pattern) ? "contains" : "many stars";
}

/** The sizes known today that fit a pattern; a name without `*` is itself. */
export const knownSizes = (pattern: string): readonly string[] =>
  pattern.includes("*")
    ? [...sizes().values()].flatMap(({ name }) => (matches(pattern, name) ? [name] : []))
    : [pattern];

/** Where sizes may be written without `Standard_`. */
export const bareName = (size: string): string => size.replace(/^standard_/i, "");
