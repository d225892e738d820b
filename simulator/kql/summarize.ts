import type { Json, Row } from "../json";
import { aggregates } from "./aggregates";
import { columnList, type Named, nameAll, namedList, refuseDynamic, scopeOf } from "./columns";
import { expression } from "./expressions";
import type { Reading, Scope, State } from "./table";
import { QueryError } from "./tokens";
import { type Column, type Expression, ranked, type Type, truth } from "./types";

/** `summarize`: rows with the same keys become one. */

/** What is made of the rows of a group, before the expressions around it are computed. */
interface Fold {
  readonly type: Type;
  readonly of: (rows: readonly Row[]) => Json;
}

/** A column of the result: an expression over the folds of its group. */
interface Result extends Expression {
  readonly given?: string;
  /** One of those that `*` means, which leaves the keys out. */
  readonly ofAll?: boolean;
}

export function summarize(reading: Reading, columns: readonly Column[]): State {
  const { cursor } = reading;
  const rowScope = scopeOf(reading, columns, "summarize");
  const folds: Fold[] = [];
  const held = (fold: Fold): Expression => {
    const at = String(folds.push(fold) - 1);
    return { type: fold.type, value: row => row[at] ?? null };
  };
  const groupScope: Scope = {
    reading,
    columns: new Map(),
    operator: "summarize",
    aggregate: word => aggregate(rowScope, word, held),
  };
  const results: Result[] = [];
  if (!cursor.sees("by"))
    do {
      const given = cursor.given();
      const some = extreme(rowScope, columns, held);
      const all: readonly Result[] = some ?? [expression(groupScope)];
      results.push(...all.map((each, at) => (at === 0 && given !== undefined ? { ...each, given } : each)));
    } while (cursor.take(","));
  const keys = cursor.take("by") ? namedList(rowScope) : [];
  refuseDynamic(keys, "summarize");
  const keyNames = keys.map(({ as }) => as);
  const named = nameAll<Expression>(
    results.filter(({ name = "", ofAll }) => !(ofAll && keyNames.includes(name))),
    "summarize",
    { taken: keyNames },
  );
  const columnOf = ({ as, type }: Named): Column => ({ name: as, type });
  return {
    columns: [...keys.map(columnOf), ...named.map(columnOf)],
    step: rows =>
      groupsOf(rows, keys).map(group => {
        const folded = Object.fromEntries(folds.map((fold, at) => [String(at), fold.of(group.rows)]));
        return { ...group.key, ...Object.fromEntries(named.map(({ as, value }) => [as, value(folded)])) };
      }),
  };
}

/** Without keys there is one group, of no rows too. */
function groupsOf(rows: readonly Row[], keys: readonly Named[]): { key: Row; rows: Row[] }[] {
  const groups = new Map<string, { key: Row; rows: Row[] }>();
  if (keys.length === 0) groups.set("{}", { key: {}, rows: [] });
  for (const row of rows) {
    const key = Object.fromEntries(keys.map(({ as, value }) => [as, value(row)]));
    const id = JSON.stringify(key);
    const group = groups.get(id) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(id, group);
  }
  return [...groups.values()];
}

/** One aggregate, of which the word and the bracket are taken; undefined where the word is none. */
function aggregate(scope: Scope, word: string, held: (fold: Fold) => Expression): Expression | undefined {
  const { cursor, database } = scope.reading;
  if (!database.language.knows(word)) return undefined;
  if (word === "count") {
    cursor.expect(")");
    return { ...held({ type: "long", of: rows => rows.length }), name: "count_" };
  }
  if (word === "countif") {
    const test = condition(scope);
    cursor.expect(")");
    const of = (rows: readonly Row[]) => rows.filter(row => truth(test.value(row))).length;
    return { ...held({ type: "long", of }), name: `countif_${test.name ?? ""}` };
  }
  const found = aggregates[word];
  if (!found) return undefined;
  const { has = [], prefix = word, fold } = found;
  const inner = expression(scope);
  const type = found.type(inner.type);
  if (!type) throw new QueryError(`'summarize' operator: ${word}() does not take a ${inner.type}.`);
  let test: Expression | undefined;
  if (has.includes("condition")) {
    cursor.expect(",");
    test = condition(scope);
  }
  const most = has.includes("limit") && cursor.take(",") ? cursor.number() : undefined;
  cursor.expect(")");
  const of = (rows: readonly Row[]) => {
    const meant = test ? rows.filter(row => truth(test.value(row))) : rows;
    return fold(meant.map(inner.value), inner.type, most);
  };
  return { ...held({ type, of }), name: [prefix, inner.name ?? ""].join(prefix && "_") };
}

function condition(scope: Scope): Expression {
  const test = expression(scope);
  if (test.type !== "bool") throw new QueryError("'summarize' operator: the condition must be a bool.");
  return test;
}

/** `arg_max(at, *)` and `arg_min(at, a, b)`: several columns of the row with the greatest or the least value. */
function extreme(scope: Scope, columns: readonly Column[], held: (fold: Fold) => Expression): Result[] | undefined {
  const { cursor, database } = scope.reading;
  const word = cursor.peek().text;
  if (!/^arg_(max|min)$/.test(word) || !cursor.sees("(", 1) || !database.language.knows(word)) return undefined;
  cursor.next();
  cursor.expect("(");
  const by = expression(scope);
  if (by.type === "dynamic") throw new QueryError(`'summarize' operator: ${word}() does not take a dynamic.`);
  cursor.expect(",");
  const ofAll = cursor.take("*");
  const taken = ofAll
    ? columns.filter(({ name }) => name !== by.name)
    : columnList(scope.reading, columns, "summarize");
  cursor.expect(")");
  const sign = word === "arg_max" ? 1 : -1;
  const best = (rows: readonly Row[]): Row | undefined =>
    rows
      .filter(row => by.value(row) !== null)
      .reduce<Row | undefined>(
        (so, row) => (so === undefined || ranked(by.value(row), by.value(so)) * sign > 0 ? row : so),
        undefined,
      );
  const of = (value: Expression["value"]) => (rows: readonly Row[]) => {
    const row = best(rows);
    return row ? value(row) : null;
  };
  return [
    { ...held({ type: by.type, of: of(by.value) }), name: by.name ?? `${word}_` },
    ...taken.map(({ name, type }) => ({ ...held({ type, of: of(row => row[name] ?? null) }), name, ofAll })),
  ];
}
