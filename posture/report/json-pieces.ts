/** A finding in a report, or a result in SARIF, is one piece. */
const depthOfFindings = 4;

/**
 * The text of `JSON.stringify(value, null, 2)` and a line break, in pieces. Objects and lists above `entryDepth` are printed
 * entry by entry, and there a list may be any iterable, so that a long one need not be in memory.
 */
export function* jsonPieces(value: unknown, entryDepth: number = depthOfFindings): Generator<string> {
  yield* nested(value, 0, entryDepth);
  yield "\n";
}

function* nested(value: unknown, depth: number, entryDepth: number): Generator<string> {
  if (depth === entryDepth || typeof value !== "object" || value === null) {
    // a line break within a string is written \n, so every real one starts a line
    yield JSON.stringify(value, null, 2).replaceAll("\n", lineAt(depth));
    return;
  }
  const [open, close] = isList(value) ? "[]" : "{}";
  let before = open;
  for (const [key, entry] of entriesOf(value)) {
    yield `${before}${lineAt(depth + 1)}${key}`;
    yield* nested(entry, depth + 1, entryDepth);
    before = ",";
  }
  yield before === open ? `${open}${close}` : `${lineAt(depth)}${close}`;
}

/** Each entry with the text before it: its key, or nothing in a list. */
function* entriesOf(value: object): Generator<readonly [key: string, entry: unknown]> {
  if (isList(value)) for (const entry of value) yield ["", entry];
  else
    for (const [key, entry] of Object.entries(value))
      if (entry !== undefined) yield [`${JSON.stringify(key)}: `, entry];
}

const isList = (value: object): value is Iterable<unknown> => Symbol.iterator in value;

const lineAt = (depth: number): string => `\n${"  ".repeat(depth)}`;
