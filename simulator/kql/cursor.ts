import { failure, type QueryError, type Token } from "./tokens";

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
  /** Whether the token is this sign or word; words are written in small letters. */
  sees(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token.kind === "sign" || token.kind === "name") && token.text === text;
  }
  /** Takes the token if it is this sign or word. */
  take(text: string): boolean {
    if (!this.sees(text)) return false;
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
  /** The name before a single `=`, as in `n = count()`; undefined where none stands. */
  given(): string | undefined {
    if (this.peek().kind !== "name" || !this.sees("=", 1)) return undefined;
    const name = this.name();
    this.expect("=");
    return name;
  }
  failure(token = this.peek()): QueryError {
    return failure(this.source, token.at, token.text);
  }
}
