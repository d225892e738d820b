import type { Json, Row } from "../json";
import { arithmetic, comparisons, functions, member, truth } from "./scalars";
import { failure, QueryError, type Token } from "./tokens";

/** An expression, ready to run on a row, and the column name that Kusto would give it. */
export interface Expression {
  readonly value: (row: Row) => Json;
  readonly name?: string;
}

/** Walks over the tokens of a query. */
export class Cursor {
  private at = 0;
  constructor(
    readonly source: string,
    private readonly tokens: readonly Token[],
  ) {}
  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]!;
  }
  next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }
  /** Takes the token if it is this sign or word. */
  take(text: string): boolean {
    const token = this.peek();
    if (token.kind === "text" || token.text.toLowerCase() !== text) return false;
    this.at++;
    return true;
  }
  expect(text: string): void {
    if (!this.take(text)) throw this.failure();
  }
  name(): string {
    const token = this.next();
    if (token.kind !== "name") throw this.failure(token);
    return token.text;
  }
  number(): number {
    const token = this.next();
    if (token.kind !== "number") throw this.failure(token);
    return Number(token.text);
  }
  failure(token = this.peek()): QueryError {
    return failure(this.source, token.at, token.text);
  }
}

type Columns = ReadonlySet<string>;

/** Parses one expression. Names must be columns: what cannot be resolved is refused, as the service does. */
export function expression(cursor: Cursor, columns: Columns, operator: string): Expression {
  return or();

  function or(): Expression {
    let left = and();
    while (cursor.take("or")) {
      const [a, b] = [left, and()];
      left = { value: row => truth(a.value(row)) || truth(b.value(row)) };
    }
    return left;
  }

  function and(): Expression {
    let left = comparison();
    while (cursor.take("and")) {
      const [a, b] = [left, comparison()];
      left = { value: row => truth(a.value(row)) && truth(b.value(row)) };
    }
    return left;
  }

  function comparison(): Expression {
    const left = sum();
    const token = cursor.peek();
    const word = token.kind === "text" ? "" : token.text.toLowerCase();
    const test = comparisons[word];
    if (test) {
      cursor.next();
      const right = sum();
      return { value: row => test(left.value(row), right.value(row)) };
    }
    if (/^!?in~?$/.test(word)) {
      cursor.next();
      cursor.expect("(");
      const items = [or()];
      while (cursor.take(",")) items.push(or());
      cursor.expect(")");
      const equal = comparisons[word.endsWith("~") ? "=~" : "=="]!;
      const wanted = !word.startsWith("!");
      return { value: row => items.some(item => equal(left.value(row), item.value(row))) === wanted };
    }
    return left;
  }

  function sum(): Expression {
    let left = product();
    for (;;) {
      const minus = cursor.take("-");
      if (!minus && !cursor.take("+")) return left;
      const [a, b] = [left, product()];
      left = { value: row => arithmetic(a.value(row), b.value(row), (x, y) => (minus ? x - y : x + y)) };
    }
  }

  function product(): Expression {
    let left = postfix();
    for (;;) {
      const over = cursor.take("/");
      if (!over && !cursor.take("*")) return left;
      const [a, b] = [left, postfix()];
      left = { value: row => arithmetic(a.value(row), b.value(row), (x, y) => (over ? x / y : x * y)) };
    }
  }

  function postfix(): Expression {
    let left = primary();
    for (;;) {
      const inner = left;
      if (cursor.take(".")) {
        const key = cursor.name();
        left = { value: row => member(inner.value(row), key), ...named(inner, key) };
      } else if (cursor.take("[")) {
        const token = cursor.next();
        if (token.kind !== "text" && token.kind !== "number") throw cursor.failure(token);
        cursor.expect("]");
        const key = token.kind === "text" ? token.text : Number(token.text);
        left = { value: row => member(inner.value(row), key), ...named(inner, String(key)) };
      } else return left;
    }
  }

  function primary(): Expression {
    const token = cursor.next();
    if (token.kind === "text") return { value: () => token.text };
    if (token.kind === "number") return { value: () => Number(token.text) };
    if (token.text === "(") {
      const inner = or();
      cursor.expect(")");
      return inner;
    }
    if (token.text === "-" && cursor.peek().kind === "number") {
      const number = -cursor.number();
      return { value: () => number };
    }
    if (token.kind !== "name") throw cursor.failure(token);
    const word = token.text;
    if (/^(true|false)$/i.test(word)) return { value: () => word.toLowerCase() === "true" };
    if (cursor.take("(")) {
      const call = functions[word.toLowerCase()];
      if (!call) throw new QueryError(`'${operator}' operator: Unknown function: '${word}'.`);
      const given: Expression[] = [];
      if (!cursor.take(")")) {
        do given.push(or());
        while (cursor.take(","));
        cursor.expect(")");
      }
      if (given.length < call.least || given.length > (call.most ?? call.least))
        throw new QueryError(`'${operator}' operator: ${word}(): wrong number of arguments.`);
      const name = given.length === 1 ? given[0]?.name : undefined;
      return { value: row => call.value(given.map(each => each.value(row))), ...(name ? { name } : {}) };
    }
    if (!columns.has(word))
      throw new QueryError(`'${operator}' operator: Failed to resolve column or scalar expression named '${word}'`);
    return { value: row => row[word] ?? null, name: word };
  }
}

function named(inner: Expression, key: string): { name?: string } {
  return inner.name ? { name: `${inner.name}_${key.replace(/\W/g, "_")}` } : {};
}
