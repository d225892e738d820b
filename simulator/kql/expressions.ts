import type { Json, Row } from "../json";
import { computed, type Sign, typeOf } from "./arithmetic";
import { aligned, comparisons } from "./comparisons";
import { functions } from "./functions/all";
import { listTest, member } from "./lists";
import { literal } from "./literals";
import type { Scope } from "./table";
import { QueryError } from "./tokens";
import { asNumber, type Expression, isNumber, joint, type Type, truth } from "./types";

/** Parses one expression. Names must be columns and types must fit: what the service refuses is refused. */
export function expression(scope: Scope): Expression {
  const { reading, columns, operator } = scope;
  const { cursor, database, named } = reading;
  const { language } = database;
  return or();

  function refuse(what: string): QueryError {
    return new QueryError(`'${operator}' operator: ${what}`);
  }

  function sided(words: string, next: () => Expression, fold: (a: Json, b: Json) => boolean | null): Expression {
    let left = next();
    while (cursor.take(words)) {
      const [a, b] = [left, next()];
      for (const side of [a, b])
        if (side.type !== "bool" && side.type !== "dynamic") throw refuse(`'${words}' stands between bools.`);
      left = { type: "bool", value: row => fold(a.value(row), b.value(row)) };
    }
    return left;
  }

  function or(): Expression {
    return sided("or", and, (a, b) => truth(a) || truth(b));
  }

  function and(): Expression {
    return sided("and", comparison, (a, b) => truth(a) && truth(b));
  }

  function comparison(): Expression {
    const left = sum();
    const token = cursor.peek();
    const word = token.kind === "sign" || token.kind === "name" ? token.text : "";
    const known = token.kind === "sign" || language.knows(word);
    const test = comparisons[word];
    if (test && known) {
      cursor.next();
      if (word === "matches") cursor.expect("regex");
      const right = sum();
      if (!test.takes(left.type, right.type))
        throw refuse(`Cannot compare values of types ${left.type} and ${right.type} with '${word}'.`);
      const value = (row: Row) =>
        test.test(aligned(left.value(row), left.type, right.type), aligned(right.value(row), right.type, left.type));
      return { type: "bool", value };
    }
    if (/^!?between$/.test(word) && known) {
      cursor.next();
      return between(left, word.startsWith("!"));
    }
    if (/^(!?in~?|has_any)$/.test(word) && known) {
      cursor.next();
      return listTest(scope, left, word, or);
    }
    return left;
  }

  /** The end of a range of instants may be a span after its beginning. */
  function between(left: Expression, negative: boolean): Expression {
    cursor.expect("(");
    const from = sum();
    cursor.expect("..");
    const to = sum();
    cursor.expect(")");
    const span = from.type === "datetime" && to.type === "timespan";
    const fit = [from.type, span ? "datetime" : to.type].every(type => joint(left.type, type as Type) !== undefined);
    if (!fit || left.type === "string" || from.type === "string")
      throw refuse(`Cannot compare values of types ${left.type}, ${from.type} and ${to.type} with 'between'.`);
    const value = (row: Row) => {
      const [x, a, b] = [left, from, to].map(side => asNumber(aligned(side.value(row), side.type, from.type)));
      if (x == null || a == null || b == null) return null;
      return (x >= a && x <= (span ? a + b : b)) !== negative;
    };
    return { type: "bool", value };
  }

  function calculation(signs: readonly Sign[], next: () => Expression): Expression {
    let left = next();
    for (;;) {
      const sign = signs.find(each => cursor.take(each));
      if (!sign) return left;
      const [a, b] = [left, next()];
      const type = typeOf(sign, a.type, b.type);
      if (!type) throw refuse(`'${sign}' is not defined between ${a.type} and ${b.type}.`);
      const fold = computed(sign, type);
      left = { type, value: row => fold(a.value(row), b.value(row)) };
    }
  }

  function sum(): Expression {
    return calculation(["+", "-"], product);
  }

  function product(): Expression {
    return calculation(["*", "/", ...(language.knows("%") ? (["%"] as const) : [])], postfix);
  }

  function postfix(): Expression {
    let left = primary();
    for (;;) {
      const dot = cursor.take(".");
      if (!dot && !cursor.take("[")) return left;
      if (left.type !== "dynamic") throw refuse(`A value of type ${left.type} has no members.`);
      const key = dot ? cursor.name() : index();
      const inner = left;
      const name = inner.name === undefined ? {} : { name: `${inner.name}_${String(key).replace(/\W/g, "_")}` };
      left = { type: "dynamic", value: row => member(inner.value(row), key), ...name };
    }
  }

  function index(): string | number {
    const sign = cursor.take("-") ? -1 : 1;
    const token = cursor.next();
    cursor.expect("]");
    if (token.kind === "number") return sign * Number(token.text);
    if (token.kind !== "text" || sign < 0) throw cursor.failure(token);
    return token.text;
  }

  function primary(): Expression {
    if (cursor.take("(")) {
      const inner = or();
      cursor.expect(")");
      return inner;
    }
    if (cursor.take("-")) {
      const inner = primary();
      if (!isNumber(inner.type) && inner.type !== "timespan") throw refuse(`'-' is not defined for ${inner.type}.`);
      return { type: inner.type, value: row => negative(inner.value(row)) };
    }
    const token = cursor.next();
    const constant = literal(token, language);
    if (constant) return constant;
    if (token.kind !== "name") throw cursor.failure(token);
    if (cursor.take("(")) return call(token.text);
    const type = columns.get(token.text);
    if (type) return { type, value: row => row[token.text] ?? null, name: token.text };
    const let_ = named.get(token.text);
    if (let_ && "scalar" in let_) return let_.scalar;
    throw refuse(`Failed to resolve column or scalar expression named '${token.text}'`);
  }

  /** When the row came in, which only a row of a table itself knows. */
  function arrival(): Expression {
    cursor.expect(")");
    const time = ["TimeGenerated", "Timestamp"].find(name => columns.get(name) === "datetime");
    if (time === undefined) throw refuse("ingestion_time() is known of the rows of a table alone.");
    return { type: "datetime", value: row => (typeof row[time] === "number" ? row[time] + delay : null) };
  }

  function call(word: string): Expression {
    const aggregate = scope.aggregate?.(word);
    if (aggregate) return aggregate;
    if (word === "column_ifexists" && language.knows(word)) return columnIfThere();
    if (word === "ingestion_time" && language.knows(word)) return arrival();
    const called = language.knows(word) ? functions[word] : undefined;
    if (!called) throw refuse(`Unknown function: '${word}'.`);
    const given: Expression[] = [];
    if (!cursor.take(")")) {
      do given.push(or());
      while (cursor.take(","));
      cursor.expect(")");
    }
    const all = given.map(each => each.type);
    const fits = given.length >= called.least && given.length <= (called.most ?? called.least);
    const type = fits ? called.type(all) : undefined;
    if (!type) throw refuse(`${word}(): no such function of (${all.join(", ")}).`);
    const name = called.keepsName && given[0]?.name !== undefined ? { name: given[0].name } : {};
    const value = (row: Row) =>
      called.value(
        given.map(each => each.value(row)),
        all,
        database.now,
      );
    return { type, value, ...name };
  }

  /** A column by its name in quotes, or what is given in its place where there is none. */
  function columnIfThere(): Expression {
    const token = cursor.next();
    if (token.kind !== "text") throw cursor.failure(token);
    cursor.expect(",");
    const otherwise = or();
    cursor.expect(")");
    const type = columns.get(token.text);
    return type ? { type, value: row => row[token.text] ?? null, name: token.text } : otherwise;
  }
}

/** Milliseconds from an event to its row in a table. Azure takes 3 to 20 minutes for the activity log. */
const delay = 5 * 60_000;

const negative = (value: Json): Json => (typeof value === "number" ? -value : null);
