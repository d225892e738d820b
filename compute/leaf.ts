import { fits } from "../catalogue/wildcard";
import { formulaCeiling } from "./formula";
import { type Naming, nodesAt } from "./path";
import { isAbsent, isList, type NodeAt } from "./tree";
import type { Ask, Paths, Quantity } from "./types/compute-type";
import { absent, choicesIn, known, malformed, OneOf, type Tree, type Value, Withheld } from "./value";

/** Where the paths of one row start: at its place `at`, or (with a leading `/`) at the resource. */
export interface RowContext {
  readonly root: NodeAt;
  readonly at: NodeAt;
  readonly naming: Naming;
}

export const pathList = (paths: Paths): readonly string[] => (typeof paths === "string" ? [paths] : paths);

const present = (node: Tree | undefined) => !isAbsent(node) && node !== "";

export function nodesOf({ root, at, naming }: RowContext, path: string): NodeAt[] {
  return path.startsWith("/") ? nodesAt(root, path.slice(1), naming) : nodesAt(at, path, naming);
}

/** The places of the first path where something stands; else the one place where nothing does. */
export function presentNodes(context: RowContext, paths: Paths): NodeAt[] {
  const found: NodeAt[] = [];
  for (const path of pathList(paths)) {
    found.push(...nodesOf(context, path).filter(({ node }) => present(node)));
    // what may be left out here may stand at the next path
    if (found.length > 0 && !found.every(({ node }) => node instanceof OneOf && node.choices.includes(null))) break;
  }
  return found.length > 0 ? found : [firstPresent(context, paths)];
}

/** The places of the values that may stand at a place, one each: the place itself, unless its node is one of a few. */
export function alternatives(place: NodeAt): NodeAt[] {
  return choicesIn(place.node)?.map((node, among) => ({ node, path: place.path, among })) ?? [place];
}

/** The first place of the first path where something stands; else the first place, where nothing does. */
export function firstPresent(context: RowContext, paths: Paths): NodeAt {
  let nothing: NodeAt | undefined;
  for (const path of pathList(paths))
    for (const place of nodesOf(context, path)) {
      if (present(place.node)) return place;
      nothing ??= place;
    }
  return nothing ?? { node: undefined, path: context.at.path };
}

export function withheld(node: Withheld, path: string): Value<never> {
  const { state, hints, searched } = node;
  // what an assignment may choose is no part of what it does choose
  const parts = node instanceof OneOf && node.by === "assigned" ? [] : hints;
  return { state, ...(parts.length > 0 && { hints: parts }), ...(searched && { searched }), path };
}

/** A value that was read at a place. */
export const read = <T>(value: T, { path, among }: NodeAt): Value<T> => ({
  state: "known",
  value,
  path,
  ...(among !== undefined && { among }),
});

/** A text; a blank one is absent. */
export function text(place: NodeAt): Value<string> {
  const { node, path } = place;
  if (node instanceof Withheld) return withheld(node, path);
  if (typeof node === "string") return node.trim() ? read(node, place) : absent(path);
  return present(node) ? malformed(path) : absent(path);
}

/** A count: `3`, the text `"3"`, or (as Databricks writes it) the range `1:10`, of which the upper end counts. */
export function count(place: NodeAt): Value<number> {
  const { node, path } = place;
  if (node instanceof Withheld) return withheld(node, path);
  if (!present(node)) return absent(path);
  const written = typeof node === "string" ? node.replace(/^\s*\d+\s*:/, "") : node;
  const value = typeof written === "string" ? (written.trim() ? Number(written) : Number.NaN) : written;
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? read(value, place) : malformed(path);
}

/** The number at the first path where something stands; the largest, where a path leads to several. */
function largest(context: RowContext, paths: Paths): Value<number> {
  const all = presentNodes(context, paths).flatMap(alternatives).map(count);
  const some = all.filter(({ state }) => state !== "absent");
  const counts = some.length > 0 ? some : all;
  const unread = counts.find(({ state }) => state !== "known");
  return unread ?? counts.reduce((most, next) => (numberIn(next) > numberIn(most) ? next : most));
}

const numberIn = (count: Value<number>) => (count.state === "known" ? count.value : 0);

/** A number, or the sum of several: what is withheld in one of them is withheld in the sum. */
export function amount(context: RowContext, of: Quantity | undefined): Value<number> {
  if (of === undefined) return absent(context.at.path);
  if (typeof of === "string" || !("sum" in of)) return largest(context, of);
  const parts = of.sum.map(path => largest(context, path));
  const total = parts.reduce((sum, part) => sum + (part.state === "known" ? part.value : 0), 0);
  const some = parts.find(({ state }) => state === "known");
  return (
    parts.find(({ state }) => state !== "known" && state !== "absent") ?? (some ? known(total, some.path) : parts[0]!)
  );
}

/** The ceiling that a Batch autoscale formula sets. A formula that sets none that can be read is an expression. */
export function formula(context: RowContext, path: string): Value<number> {
  const written = text(firstPresent(context, path));
  if (written.state !== "known") return written;
  const ceiling = formulaCeiling(written.value);
  return ceiling === undefined ? { state: "expression", path: written.path } : known(ceiling, written.path);
}

/** Whether a text is one of the words, in any letter case; they may hold `*`. */
export const isOneOf = (value: string, words: readonly string[]): boolean =>
  words.some(word => fits(word.toLowerCase(), value.trim().toLowerCase()));

const says = (node: Tree | undefined): boolean =>
  present(node) && node !== false && node !== 0 && node !== "0" && node !== "false" && !(isList(node) && !node.length);

function asked(place: NodeAt, { words, name }: Ask): Value<string> {
  const { node, path } = place;
  if (node instanceof Withheld) return withheld(node, path);
  const asks = words ? typeof node === "string" && isOneOf(node, words) : says(node);
  if (!asks) return absent(path);
  return read(name ?? (typeof node === "string" ? node : "accelerator"), place);
}

/** What each of the asks comes to, at each place to which it leads. */
export const asksAt = (context: RowContext, asks: readonly Ask[]): Value<string>[] =>
  asks.flatMap(ask =>
    ask.path === undefined
      ? [known(ask.name ?? "accelerator", context.at.path)]
      : nodesOf(context, ask.path)
          .flatMap(alternatives)
          .map(place => asked(place, ask)),
  );

/** The first that is known, else the first that is withheld. */
export const telling = (found: readonly Value<string>[]): Value<string> | undefined =>
  found.find(({ state }) => state === "known") ?? found.find(({ state }) => state !== "absent") ?? found[0];

/** What is asked for: the first ask that is known, else the first that is withheld. */
export const asking = (context: RowContext, asks: readonly Ask[]): Value<string> =>
  telling(asksAt(context, asks)) ?? absent(context.at.path);

/** Whether machines are spot machines. Where something else is said, they are known not to be. */
export function spotOf(context: RowContext, spot: Ask | undefined): Value<boolean> {
  if (!spot?.path) return absent(context.at.path);
  const place = firstPresent(context, spot.path);
  const answer = asked(place, spot);
  if (answer.state === "known") return known(true, answer.path);
  return answer.state === "absent" && present(place.node) ? known(false, place.path) : (answer as Value<never>);
}

/** Whether something is written at a path. */
export const isWritten = (context: RowContext, path: string): boolean =>
  nodesOf(context, path).some(({ node }) => present(node));
