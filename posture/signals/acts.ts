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

/** Puts acts together from records that stream by, and holds no more of them than `open`. */
export async function* actsOf<R, C extends string, N extends string, L extends string>(
  log: Log<R, C, N, L>,
  records: AsyncIterable<R>,
  open = mostOpen,
): AsyncGenerator<Act> {
  const waiting = new Map<string, Act>();
  const columns = Object.keys(log.columns) as C[];
  const numbers = Object.keys(log.numbers) as N[];
  for await (const record of records) {
    const at = new Date(log.at(record)).toISOString();
    const id = log.act.map(column => log.columns[column].of(record) ?? "").join("\u0000");
    const act = waiting.get(id) ?? { at, texts: {}, numbers: {} };
    if (at < act.at) act.at = at;
    for (const column of columns) {
      const value = log.columns[column].of(record) ?? "";
      if (value >= (act.texts[column] ?? "")) act.texts[column] = value;
    }
    for (const name of numbers) {
      const value = log.numbers[name].of(record) ?? 0;
      if (value >= (act.numbers[name] ?? value)) act.numbers[name] = value;
    }
    waiting.set(id, act);
    if (waiting.size > open) {
      const [oldest, done] = waiting.entries().next().value!;
      waiting.delete(oldest);
      yield whole(done);
    }
  }
  for (const act of waiting.values()) yield whole(act);

  function whole(act: Act): Act {
    for (const column of Object.keys(log.late) as L[]) {
      const { from, of } = log.late[column];
      act.texts[column] = of(...from.map(name => act.texts[name] ?? ""));
    }
    return act;
  }
}
