/**
 * Expressions of Azure Policy, `[if(contains(field('x'), 'y'), 1, 2)]`: as much of the template language as Microsoft's own definitions
 * and ours use. What it does not know is an error, and so is what Azure takes for one.
 */
export type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

export type Functions = { readonly [name: string]: (...args: readonly Json[]) => Json };

/** The value of a text: an expression where it stands in brackets, else itself. `[[` is a text that begins with a bracket. */
export function evaluated(text: string, own: Functions): Json {
  if (!text.startsWith("[") || !text.endsWith("]")) return text;
  if (text.startsWith("[[")) return text.slice(1);
  const tokens = text.slice(1, -1).match(/'(?:[^']|'')*'|[\w$]+|[().,[\]-]/g) ?? [];
  const at = { tokens, next: 0 };
  const value = expression(at, { ...general, ...lowered(own) });
  if (at.next !== tokens.length) throw new Error(`too much in ${text}`);
  return value();
}

const lowered = (functions: Functions): Functions =>
  Object.fromEntries(Object.entries(functions).map(([name, run]) => [name.toLowerCase(), run]));

interface Tokens {
  readonly tokens: readonly string[];
  next: number;
}

/** Worked out when it is asked for: of the two ends of an `if`, the one that is not taken may be an error. */
type Later = () => Json;

function expression(at: Tokens, functions: Functions): Later {
  let value = first(take(at), at, functions);
  for (;;) {
    const outer = value;
    if (peek(at) === ".") {
      take(at);
      const key = take(at);
      value = () => inner(outer(), key);
    } else if (peek(at) === "[") {
      take(at);
      const key = expression(at, functions);
      take(at, "]");
      value = () => inner(outer(), key());
    } else return value;
  }
}

function first(token: string, at: Tokens, functions: Functions): Later {
  if (token.startsWith("'")) return () => token.slice(1, -1).replaceAll("''", "'");
  if (/^\d+$/.test(token)) return () => Number(token);
  if (/^(?:true|false)$/i.test(token) && peek(at) !== "(") return () => token.toLowerCase() === "true";
  return call(token, at, functions);
}

function call(name: string, at: Tokens, functions: Functions): Later {
  take(at, "(");
  const args: Later[] = [];
  while (peek(at) !== ")") {
    args.push(expression(at, functions));
    if (peek(at) === ",") take(at);
  }
  take(at, ")");
  if (name.toLowerCase() === "if") {
    const [condition, yes, no] = args as [Later, Later, Later];
    return () => (condition() === true ? yes() : no());
  }
  const run = functions[name.toLowerCase()];
  if (!run) throw new Error(`an unknown function: ${name}`);
  return () => run(...args.map(arg => arg()));
}

const peek = ({ tokens, next }: Tokens): string | undefined => tokens[next];

function take(at: Tokens, wanted?: string): string {
  const token = at.tokens[at.next++];
  if (token === undefined || (wanted !== undefined && token !== wanted))
    throw new Error(`${wanted ?? "more"} is missing at ${token}`);
  return token;
}

function inner(value: Json, key: Json): Json {
  const found =
    value !== null && typeof value === "object" ? (value as { [key: string]: Json })[String(key)] : undefined;
  if (found === undefined) throw new Error(`there is no ${key}`);
  return found;
}

const text = (value: Json | undefined): string => {
  if (typeof value !== "string") throw new Error(`a text is wanted, not ${JSON.stringify(value)}`);
  return value;
};
const number = (value: Json | undefined): number => {
  if (typeof value !== "number") throw new Error(`a number is wanted, not ${JSON.stringify(value)}`);
  return value;
};

const general: Functions = {
  concat: (...parts) => parts.map(text).join(""),
  contains: (whole, part) => {
    if (typeof whole === "string") return whole.includes(text(part));
    if (Array.isArray(whole)) return whole.includes(part as Json);
    if (whole && typeof whole === "object") return Object.hasOwn(whole, text(part));
    throw new Error("contains takes a text, a list or an object");
  },
  empty: value =>
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === "object" && !Array.isArray(value) && Object.keys(value as object).length === 0),
  greaterorequals: (one, other) => number(one) >= number(other),
  length: value => {
    if (typeof value === "string" || Array.isArray(value)) return value.length;
    throw new Error("length takes a text or a list");
  },
  split: (whole, by) => text(whole).split(text(by)),
};
