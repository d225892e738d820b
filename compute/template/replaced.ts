import type { Tree } from "../value";
import { Withheld } from "../value";
import { concatenated, groupLocation, isHarmless, maxSize, PartialText, Plain } from "./partial";

/** The longest text, in characters, that is looked for around what is open: each of its cuts is tried. */
const maxFrom = 256;

/**
 * A text with each `from` in it put for `to`, where one or the other is known in part: of
 * `replace('{"location": "westus"}', 'westus', deployment().location)` the braces and the name stay known. `undefined` where what is open
 * might hold a part of what is replaced, or the whole is too long.
 */
export function replaced(value: Tree, from: string, to: Tree): Tree | undefined {
  if (from === "" || (typeof to !== "string" && !(to instanceof Withheld))) return undefined;
  if (typeof value === "string" && typeof to === "string") return replacedAll(value, from, to);
  const parts = typeof value === "string" ? [value] : value instanceof PartialText ? value.parts : [];
  const pieces: Tree[] = [];
  for (const [i, part] of parts.entries()) {
    if (typeof part === "string") {
      pieces.push(...part.split(from).flatMap((piece, at): Tree[] => (at ? [to, piece] : [piece])));
      continue;
    }
    if (reachesInto(part, from, to, parts[i - 1], parts[i + 1])) return undefined;
    if (!mayHold(part, from)) pieces.push(part);
    else if (isHarmless(to)) pieces.push(new Plain(part.state, part.hints));
    else return undefined;
  }
  if (pieces.length === 0) return undefined;
  // the same object, so that the same value is known as such
  return pieces.length === parts.length && pieces.every((piece, i) => piece === parts[i])
    ? value
    : concatenated(pieces);
}

function replacedAll(text: string, from: string, to: string): string | undefined {
  const pieces = text.split(from);
  return text.length + (pieces.length - 1) * (to.length - from.length) > maxSize ? undefined : pieces.join(to);
}

/** Whether what is open may hold a text. */
function mayHold(open: Withheld, text: string): boolean {
  // the name of a region
  if (open === groupLocation) return /^[a-z0-9]*$/i.test(text);
  return isHarmless(open) ? isHarmless(text) : true;
}

/**
 * Whether `from` may begin in what stands before or end in what stands after, with what is open between them, and what it is put for
 * is another text than that: `"location": "` and a region and `"` for `"location": "westus"` changes nothing where the region stands there.
 */
function reachesInto(open: Withheld, from: string, to: Tree, before: Tree | undefined, after: Tree | undefined) {
  if (from.length > maxFrom) return true;
  for (let left = 0; left <= from.length; left++) {
    const start = from.slice(0, left);
    if (left > 0 && !(typeof before === "string" && before.endsWith(start))) continue;
    for (let right = left === 0 ? 1 : 0; left + right <= from.length; right++) {
      const end = from.slice(from.length - right);
      if (right > 0 && !(typeof after === "string" && after.startsWith(end))) continue;
      if (!mayHold(open, from.slice(left, from.length - right))) continue;
      const same = to instanceof PartialText ? to.parts : [];
      if (same.length !== 3 || same[0] !== start || same[1] !== open || same[2] !== end) return true;
    }
  }
  return false;
}
