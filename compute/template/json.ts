import { parseJson } from "../../catalogue/json";
import { isList, isObject } from "../tree";
import type { Tree, Withheld } from "../value";
import { concatenated, isHarmless, maxSize, PartialText, TextOf } from "./partial";

/**
 * The data that a JSON text holds, as Azure reads it: also with single quotes and bare names, `{size: 'Standard_D2s_v5'}`,
 * as in the documentation's own examples. `undefined` where the text is no JSON.
 */
export function fromJson(text: string | undefined): Tree | undefined {
  if (text === undefined) return undefined;
  const tree = parseJson(text);
  return (tree === undefined ? parseJson(text.replace(loose, strictly)) : tree) as Tree | undefined;
}

/** Texts, closed or not, and names before a colon. Each sign is passed over once. */
const loose =
  /"[^"\\]*(?:\\(?:.|$)[^"\\]*)*(?:"|$)|'([^'\\]*(?:\\(?:.|$)[^'\\]*)*)(?:'|$)|(?<![\w$])([A-Za-z_$][\w$]*)(?![\w$])(?=\s{0,100}:)/gs;

const strictly = (whole: string, single: string | undefined, name: string | undefined): string => {
  if (single !== undefined) return `"${single.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`;
  return name === undefined ? whole : `"${name}"`;
};

/** Stands for what is open in a text while it is read as JSON: signs that no text is written with. */
const hole = { start: "\uE000", end: "\uE001" };
const holes = /\uE000(\d+)\uE001/;

/**
 * The data in a JSON text of which parts are open: `format('{{"domain":"{0}","vmSize":"Standard_D2s_v5"}}', reference('d').name)`. What is
 * open must not be able to end a text or begin another property, or nothing in it is certain; then it is `undefined`.
 */
export function fromPartialJson(text: Withheld): Tree | undefined {
  if (text instanceof TextOf) return text.tree;
  const parts = text instanceof PartialText ? text.parts : [];
  if (parts.length === 0 || !parts.every(part => typeof part === "string" || isHarmless(part))) return undefined;
  let written = "";
  let quoted = false;
  for (const [i, part] of parts.entries()) {
    if (typeof part === "string") {
      if (/[\uE000\uE001]/.test(part)) return undefined;
      for (const [sign] of part.matchAll(/\\.|"/gs)) if (sign === '"') quoted = !quoted;
      written += part;
    } else {
      const mark = `${hole.start}${i}${hole.end}`;
      written += quoted ? mark : `"${mark}"`;
    }
    if (written.length > maxSize) return undefined;
  }
  const tree = parseJson(written) as Tree | undefined;
  return tree === undefined ? undefined : filled(tree, parts);
}

/** A tree with what is open in the places that stand for it; `undefined` where a name is open. */
function filled(tree: Tree, parts: readonly (string | Withheld)[]): Tree | undefined {
  if (typeof tree === "string") {
    if (!holes.test(tree)) return tree;
    // every second piece is the number of what is open
    const pieces = tree.split(holes).map((piece, i): Tree => (i % 2 ? (parts[Number(piece)] as Withheld) : piece));
    const some = pieces.filter(piece => piece !== "");
    return some.length === 1 ? some[0] : concatenated(some);
  }
  if (isList(tree)) {
    const items = tree.map(item => filled(item, parts));
    return items.every(item => item !== undefined) ? items : undefined;
  }
  if (!isObject(tree)) return tree;
  const entries: [string, Tree][] = [];
  for (const [key, value] of Object.entries(tree)) {
    const worked = filled(value, parts);
    if (worked === undefined || holes.test(key)) return undefined;
    entries.push([key, worked]);
  }
  return Object.fromEntries(entries);
}
