import type { Row } from "../json";
import { nameAll, refuseDynamic, scopeOf } from "./columns";
import { expression } from "./expressions";
import type { Reading, State } from "./table";
import { type Column, type Expression, ranked } from "./types";

/** Descending unless the query says otherwise, with nothing before everything. */
export function orderBy(reading: Reading, columns: readonly Column[]): State {
  const { cursor } = reading;
  cursor.expect("by");
  const keys: { readonly key: Expression; readonly sign: number }[] = [];
  do {
    const key = expression(scopeOf(reading, columns, "order"));
    const rising = cursor.take("asc");
    if (!rising) cursor.take("desc");
    keys.push({ key, sign: rising ? 1 : -1 });
  } while (cursor.take(","));
  refuseDynamic(
    nameAll<Expression>(
      keys.map(({ key }) => key),
      "order",
    ),
    "order",
  );
  const step = (rows: readonly Row[]) =>
    [...rows].sort((a, b) => {
      for (const { key, sign } of keys) {
        const order = ranked(key.value(a), key.value(b));
        if (order !== 0) return order * sign;
      }
      return 0;
    });
  return { columns, step };
}

export function top(reading: Reading, columns: readonly Column[]): State {
  const limit = reading.cursor.number();
  const sorted = orderBy(reading, columns);
  return { columns, step: rows => sorted.step(rows).slice(0, limit) };
}
