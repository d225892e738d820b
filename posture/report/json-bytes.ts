import { constants } from "node:buffer";

/**
 * What a file of JSON holds; undefined where it is none. One that is longer than a text can be is read line by line, as
 * `JSON.stringify` with two spaces and `json-pieces.ts` lay it out: a report of a million findings is such a file.
 */
export function jsonIn(bytes: Buffer, longest: number = constants.MAX_STRING_LENGTH): unknown {
  try {
    return bytes.length > longest ? valueOfLines(linesOf(bytes)) : JSON.parse(bytes.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function* linesOf(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    yield bytes.toString("utf8", start, end < 0 ? bytes.length : end);
    start = end < 0 ? bytes.length : end + 1;
  }
}

type Container = unknown[] | Record<string, unknown>;

/** A line is an entry, the beginning of one that holds others, or an end. @throws SyntaxError where it is none of them */
function valueOfLines(lines: Iterable<string>): unknown {
  const whole: unknown[] = [];
  const open: Container[] = [whole];
  for (const line of lines) {
    const text = line.trim();
    const into = open.at(-1)!;
    const rest = text.endsWith(",") ? text.slice(0, -1) : text;
    if (rest === "}" || rest === "]") {
      if (open.length === 1 || Array.isArray(into) !== (rest === "]")) throw new SyntaxError(`ends nothing: ${rest}`);
      open.pop();
      continue;
    }
    const [key, value] = Array.isArray(into) ? ["", rest] : keyed(rest);
    const begun: Container | undefined = value === "{" ? {} : value === "[" ? [] : undefined;
    const entry: unknown = begun ?? JSON.parse(value);
    if (Array.isArray(into)) into.push(entry);
    else if (key !== "__proto__") into[key] = entry;
    // as JSON.parse does: a member of that name is one like any other
    else Object.defineProperty(into, key, { value: entry, writable: true, enumerable: true, configurable: true });
    if (begun) open.push(begun);
  }
  if (open.length !== 1 || whole.length !== 1) throw new SyntaxError("is not one whole value");
  return whole[0];
}

function keyed(text: string): readonly [key: string, value: string] {
  const [before, key] = /^("(?:[^"\\]|\\.)*"): /.exec(text) ?? [];
  if (before === undefined) throw new SyntaxError("has no key");
  return [JSON.parse(key!), text.slice(before.length)];
}
