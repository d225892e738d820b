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
  /** `literal` is `datetime(…)`, `timespan(…)`, `dynamic(…)`, `long(…)` … with all that stands in the brackets; `span` is `5m`. */
  readonly kind: "text" | "number" | "span" | "literal" | "name" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

const blank = /(?:\s+|\/\/[^\n]*)+/y;
const operatorName = /[A-Za-z][\w-]*/y;
const literal = /(?:datetime|timespan|time|dynamic|long|int|bool)\(/y;
/** In a verbatim text a quote is written twice and a backslash is a letter; in any other a backslash escapes. */
const verbatim = /@(?:'((?:[^']|'')*)'|"((?:[^"]|"")*)")/y;
const token =
  /(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|(\d+(?:\.\d+)?[A-Za-z]+)|(\d+(?:\.\d+)?)|(!?[A-Za-z_$][\w$]*~?)|(\.\.|=~|!~|==|!=|<=|>=|[|().,[\]=<>+\-*/%;]))/y;
const kinds = ["text", "text", "span", "number", "name", "sign"] as const;

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
    const put = (kind: Token["kind"], text: string) => tokens.push({ kind, text, at: start });
    if (at >= source.length) return [...tokens, { kind: "end", text: "<EOF>", at }];
    const operator = tokens.at(-1)?.text === "|" ? match(operatorName) : null;
    if (operator) {
      put("name", operator[0]);
      continue;
    }
    if (match(literal)) {
      at = closing(source, at);
      put("literal", source.slice(start, at));
      continue;
    }
    const written = match(verbatim);
    if (written) {
      put("text", written[1]?.replaceAll("''", "'") ?? written[2]?.replaceAll('""', '"') ?? "");
      continue;
    }
    const found = match(token);
    if (!found) throw failure(source, start, source[start] ?? "");
    const which = found.slice(1).findIndex(group => group !== undefined);
    const kind = kinds[which]!;
    const text = found[which + 1]!;
    put(kind, kind === "text" ? text.replace(/\\(.)/g, unescaped) : text);
  }
}

/** Behind the bracket that closes the one before `from`; brackets in texts do not count. */
function closing(source: string, from: number): number {
  let depth = 1;
  for (const found of source.slice(from).matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()]/g)) {
    if (found[0] === "(") depth++;
    else if (found[0] === ")") depth--;
    if (depth === 0) return from + found.index + 1;
  }
  throw failure(source, source.length, "<EOF>");
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
