import { isRow, type Json, type Row } from "../json";
import { comparisons, hasTerm } from "./comparisons";
import type { Scope } from "./table";
import { QueryError } from "./tokens";
import { asText, type Expression, type Type } from "./types";

/** A member of a bag or an array; a negative index counts from the end. */
export function member(value: Json, key: string | number): Json {
  if (Array.isArray(value)) return typeof key === "number" ? ((value as readonly Json[]).at(key) ?? null) : null;
  return isRow(value) && Object.hasOwn(value, key) ? (value[key] ?? null) : null;
}

/** `in`, `in~`, `has_any` and their opposites: values in brackets, or a table whose first column has them. */
export function listTest(scope: Scope, left: Expression, word: string, next: () => Expression): Expression {
  const { cursor, named, database, tabular } = scope.reading;
  const test = word === "has_any" ? hasTerm : comparisons[word.endsWith("~") ? "=~" : "=="]!.test;
  const wanted = !word.startsWith("!");
  const textual = word === "has_any" || word.endsWith("~");
  const check = (type: Type) => {
    const fits = !textual || ((type === "string" || type === "dynamic") && isText(left.type));
    const whole = type === left.type || type === "dynamic" || left.type === "dynamic" || bothNumbers(type, left.type);
    if (!fits || !whole)
      throw new QueryError(
        `'${scope.operator}' operator: Cannot compare values of types ${left.type} and ${type} with '${word}'.`,
      );
  };
  cursor.expect("(");
  const token = cursor.peek();
  const let_ = named.get(token.text);
  const isTable =
    token.kind === "name" &&
    !scope.columns.has(token.text) &&
    ((let_ !== undefined && "table" in let_) || (database.language.knows("let") && database.table(token.text)));
  let values: (row: Row) => readonly Json[];
  if (isTable) {
    const { columns, rows } = tabular();
    const [first] = columns;
    if (!first) throw cursor.failure(token);
    check(first.type);
    let made: readonly Json[] | undefined;
    values = () => {
      made ??= rows().map(row => row[first.name] ?? null);
      return made;
    };
  } else {
    const items: Expression[] = [];
    do items.push(next());
    while (cursor.take(","));
    for (const { type } of items) check(type);
    values = row => items.flatMap(item => elements(item.value(row)));
  }
  cursor.expect(")");
  return { type: "bool", value: row => values(row).some(item => test(left.value(row), item) === true) === wanted };
}

const isText = (type: Type) => type === "string" || type === "dynamic";
const bothNumbers = (a: Type, b: Type) => [a, b].every(type => ["int", "long", "real"].includes(type));
const elements = (value: Json): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : [value]);

/** The values without those that were there before. */
export const distinctOf = (values: readonly Json[]): Json[] => [
  ...new Map(values.map(value => [`${typeof value} ${asText(value)}`, value])).values(),
];
