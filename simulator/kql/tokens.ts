/** What the real service says: where the query could not be parsed, or what could not be resolved. */
export class QueryError extends Error {
  constructor(
    message: string,
    readonly place?: { readonly line: number; readonly character: number; readonly token: string },
  ) {
    super(message);
  }
}

export interface Token {
  readonly kind: "text" | "number" | "name" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

const blank = /(?:\s+|\/\/[^\n]*)+/y;
const operatorName = /[A-Za-z][\w-]*/y;
const token =
  /(?:@?'((?:[^'\\]|\\.)*)'|@?"((?:[^"\\]|\\.)*)"|(\d+(?:\.\d+)?)|(!?[A-Za-z_$][\w$]*~?)|(=~|!~|==|!=|<=|>=|[|().,[\]=<>+\-*/%]))/y;

/** Cuts a query into tokens. The word after a pipe may hold a hyphen, as in `mv-expand`. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found;
  };
  for (;;) {
    match(blank);
    const start = at;
    if (at >= source.length) return [...tokens, { kind: "end", text: "<EOF>", at }];
    if (tokens.at(-1)?.text === "|") {
      const name = match(operatorName);
      if (name) {
        tokens.push({ kind: "name", text: name[0], at: start });
        continue;
      }
    }
    const found = match(token);
    if (!found) throw failure(source, start, source[start] ?? "");
    const quoted = found[1] ?? found[2];
    if (quoted !== undefined) {
      const verbatim = source[start] === "@";
      tokens.push({ kind: "text", text: verbatim ? quoted : quoted.replace(/\\(.)/g, unescaped), at: start });
    } else if (found[3] !== undefined) tokens.push({ kind: "number", text: found[3], at: start });
    else if (found[4] !== undefined) tokens.push({ kind: "name", text: found[4], at: start });
    else tokens.push({ kind: "sign", text: found[5] ?? "", at: start });
  }
}

function unescaped(_: string, letter: string): string {
  return { n: "\n", t: "\t", r: "\r" }[letter] ?? letter;
}

/** The parser failure at one place of the source. */
export function failure(source: string, at: number, token: string): QueryError {
  const before = source.slice(0, at).split("\n");
  const place = { line: before.length, character: before.at(-1)?.length ?? 0, token };
  return new QueryError("ParserFailure", place);
}
