import type { Log } from "./log";

/** An act, put together from its records. Nothing known is an empty text. */
export interface Act {
  /** ISO 8601, to the millisecond: when its first record says that it happened. */
  at: string;
  readonly texts: Record<string, string>;
  readonly numbers: Record<string, number>;
}

/** Acts that are still open at a time. Records of one act come close together, for a log is read in the order of time. */
export const mostOpen = 20_000;

/**
 * Puts acts together from records that stream by, and holds no more of them than `open`. They stand in two halves: once the
 * younger is full, all acts of the older are done.
 */
export async function* actsOf<R, C extends string, N extends string, L extends string>(
  log: Log<R, C, N, L>,
  records: AsyncIterable<R>,
  open = mostOpen,
): AsyncGenerator<Act> {
  let [younger, older] = [new Map<string, Act>(), new Map<string, Act>()];
  const columns = Object.keys(log.columns) as C[];
  const numbers = Object.keys(log.numbers) as N[];
  // Copied for each act: an object that is made with all its columns is half as large as one that grows.
  const unknown = Object.fromEntries([...columns, ...Object.keys(log.late)].map(column => [column, ""]));
  for await (const record of records) {
    const at = new Date(log.at(record)).toISOString();
    const id = log.act.map(column => log.columns[column].of(record) ?? "").join("\u0000");
    const known = log.act.length === 0 ? undefined : (younger.get(id) ?? older.get(id));
    const act = known ?? { at, texts: { ...unknown }, numbers: {} };
    if (at < act.at) act.at = at;
    for (const column of columns) {
      const value = log.columns[column].of(record) ?? "";
      if (value >= (act.texts[column] ?? "")) act.texts[column] = value;
    }
    for (const name of numbers) {
      const value = log.numbers[name].of(record) ?? 0;
      if (value >= (act.numbers[name] ?? value)) act.numbers[name] = value;
    }
    if (log.act.length === 0) yield whole(act);
    if (known || log.act.length === 0) continue;
    younger.set(id, act);
    if (younger.size * 2 < open) continue;
    for (const done of older.values()) yield whole(done);
    [younger, older] = [new Map(), younger];
  }
  for (const half of [older, younger]) for (const act of half.values()) yield whole(act);

  function whole(act: Act): Act {
    for (const column of Object.keys(log.late) as L[]) {
      const { from, of } = log.late[column];
      act.texts[column] = of(...from.map(name => act.texts[name] ?? ""));
    }
    return act;
  }
}
