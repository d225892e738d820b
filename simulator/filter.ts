import { get, type Json, type Row } from "./json";

/** The filters of OData that Graph and a few ARM services take. What is not understood is refused, never ignored. */
export interface Filter {
  readonly test: (row: Row) => boolean;
  /** Uses `ne`, `not` or `endsWith`: an advanced query, which Graph wants announced. */
  readonly advanced: boolean;
  readonly properties: readonly string[];
}

export class FilterError extends Error {}

type Test = (row: Row) => boolean;
const pattern =
  /\s*(?:('(?:[^']|'')*')|(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?|-?\d+(?:\.\d+)?(?![\w-]))|([A-Za-z_$@][\w/.-]*)|([(),:]))/y;

export function parseFilter(source: string): Filter {
  const tokens = tokensOf(source);
  const properties: string[] = [];
  let at = 0;
  let advanced = false;
  const peek = () => tokens[at]?.toLowerCase();
  const next = () => {
    const token = tokens[at++];
    if (token === undefined) throw new FilterError("Unexpected end of the filter clause.");
    return token;
  };
  const expect = (wanted: string) => {
    const token = next();
    if (token.toLowerCase() !== wanted) throw new FilterError(`Syntax error: '${wanted}' expected, '${token}' found.`);
  };
  const property = (variable?: string) => {
    const name = next();
    if (!/^[A-Za-z_@]/.test(name)) throw new FilterError(`Syntax error: property expected, '${name}' found.`);
    if (name === variable) return "";
    if (variable === undefined) properties.push(name);
    return name.replace(variable ? `${variable}/` : "", "").replaceAll("/", ".");
  };
  const value = () => literal(next());

  const any = (list: string): Test => {
    expect("(");
    const variable = next();
    expect(":");
    const inner = either(variable);
    expect(")");
    return row => {
      const items = get(row, list);
      return Array.isArray(items) && items.some(item => inner({ [variable]: item } as Row));
    };
  };
  const clause = (variable?: string): Test => {
    const read = (row: Row, path: string) =>
      get(row, variable === undefined ? path : `${variable}${path && `.${path}`}`);
    if (peek() === "(") {
      at++;
      const inner = either(variable);
      expect(")");
      return inner;
    }
    if (peek() === "not") {
      at++;
      advanced = true;
      const inner = clause(variable);
      return row => !inner(row);
    }
    const called = tokens[at + 1] === "(" ? peek() : undefined;
    if (called && called in matchers) {
      at += 2;
      if (called === "endswith") advanced = true;
      const path = property(variable);
      expect(",");
      const wanted = String(value()).toLowerCase();
      expect(")");
      return row => {
        const found = read(row, path);
        return typeof found === "string" && matchers[called]!(found.toLowerCase(), wanted);
      };
    }
    if (called?.endsWith("/any")) {
      const list = property(variable);
      return any(list.slice(0, -".any".length));
    }
    const path = property(variable);
    const operator = next().toLowerCase();
    if (operator === "in") {
      expect("(");
      const list = [value()];
      while (peek() === ",") {
        at++;
        list.push(value());
      }
      expect(")");
      return row => list.some(item => compare(read(row, path), item) === 0);
    }
    if (operator === "ne") advanced = true;
    const accepts = operators[operator];
    if (!accepts) throw new FilterError(`Unrecognized operator '${operator}'.`);
    const wanted = value();
    return row => accepts(compare(read(row, path), wanted));
  };
  const both = (variable?: string): Test => {
    const tests = [clause(variable)];
    while (peek() === "and") {
      at++;
      tests.push(clause(variable));
    }
    return row => tests.every(test => test(row));
  };
  const either = (variable?: string): Test => {
    const tests = [both(variable)];
    while (peek() === "or") {
      at++;
      tests.push(both(variable));
    }
    return row => tests.some(test => test(row));
  };

  const test = either();
  if (at < tokens.length) throw new FilterError(`Syntax error at '${tokens[at]}'.`);
  return { test, advanced, properties };
}

const matchers: Record<string, (found: string, wanted: string) => boolean> = {
  startswith: (found, wanted) => found.startsWith(wanted),
  endswith: (found, wanted) => found.endsWith(wanted),
};

const operators: Record<string, (order: number) => boolean> = {
  eq: order => order === 0,
  ne: order => order !== 0,
  gt: order => order > 0,
  ge: order => order >= 0,
  lt: order => order < 0,
  le: order => order <= 0,
};

function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  pattern.lastIndex = 0;
  const trimmed = source.trimEnd();
  while (pattern.lastIndex < trimmed.length) {
    const found = pattern.exec(trimmed);
    if (!found) throw new FilterError("Invalid filter clause.");
    tokens.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? "");
  }
  return tokens;
}

function literal(token: string): Json {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === "true" || token === "false") return token === "true";
  if (token === "null") return null;
  if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
  if (/^\d{4}-/.test(token) || /^[0-9a-f-]{36}$/i.test(token)) return token;
  throw new FilterError(`Syntax error: value expected, '${token}' found.`);
}

/** Texts are compared ignoring case, times as times. NaN where the two cannot be compared: no operator but `ne` holds. */
function compare(found: Json | undefined, wanted: Json): number {
  if (wanted === null || found === null || found === undefined) return (found ?? null) === wanted ? 0 : Number.NaN;
  if (typeof found !== typeof wanted) return Number.NaN;
  if (typeof found === "string" && typeof wanted === "string") {
    const time = /^\d{4}-\d\d-\d\dT/;
    if (time.test(found) && time.test(wanted)) return Date.parse(found) - Date.parse(wanted);
    const [a, b] = [found.toLowerCase(), wanted.toLowerCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return Number(found) - Number(wanted);
}
