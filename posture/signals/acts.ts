import type { Log } from "./log";

/** An act, put together from its records. Nothing known is an empty text. */
export interface Act {
  /** ISO 8601, to the millisecond: when its first record says that it happened. */
  at: string;
  readonly texts: Map<string, string>;
  readonly numbers: Map<string, number>;
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
    const id = JSON.stringify(log.act.map(column => log.columns[column].of(record) ?? ""));
    const act = waiting.get(id) ?? { at, texts: new Map(), numbers: new Map() };
    if (at < act.at) act.at = at;
    for (const column of columns) {
      const value = log.columns[column].of(record) ?? "";
      if (value >= (act.texts.get(column) ?? "")) act.texts.set(column, value);
    }
    for (const name of numbers) {
      const value = log.numbers[name].of(record) ?? 0;
      if (value >= (act.numbers.get(name) ?? value)) act.numbers.set(name, value);
    }
    if (log.act.length === 0) {
      yield whole(act);
      continue;
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
      act.texts.set(column, of(...from.map(name => act.texts.get(name) ?? "")));
    }
    return act;
  }
}
