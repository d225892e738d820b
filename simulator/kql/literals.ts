import type { Json } from "../json";
import type { Language } from "./language";
import { momentOf, spanOf } from "./time";
import { QueryError, type Token } from "./tokens";
import type { Expression, Type } from "./types";

/** The value that a token writes out, undefined where it is a name or a sign. */
export function literal(token: Token, language: Language): Expression | undefined {
  switch (token.kind) {
    case "text":
      return constant("string", token.text);
    case "number":
      return constant(token.text.includes(".") ? "real" : "long", Number(token.text));
    case "span":
      return language.knows("timespan") ? constant("timespan", spanOf(token.text), token) : undefined;
    case "literal":
      return bracketed(token, language);
    case "name":
      return /^(true|false)$/.test(token.text) ? constant("bool", token.text === "true") : undefined;
    default:
      return undefined;
  }
}

const readers: Readonly<Record<string, readonly [Type, (text: string) => Json | undefined]>> = {
  datetime: ["datetime", momentOf],
  timespan: ["timespan", spanOf],
  time: ["timespan", spanOf],
  dynamic: ["dynamic", jsonOf],
  long: ["long", wholeOf],
  int: ["int", wholeOf],
  bool: ["bool", text => ({ true: true, false: false, null: null })[text]],
};

/** `datetime(2026-11-24)`; the text may stand in quotes. */
function bracketed(token: Token, language: Language): Expression | undefined {
  const open = token.text.indexOf("(");
  const word = token.text.slice(0, open);
  if (!language.knows(word)) return undefined;
  const inner = token.text.slice(open + 1, -1).trim();
  const [type, read] = readers[word]!;
  return constant(type, read(type === "dynamic" ? inner : inner.replace(/^(["'])(.*)\1$/, "$2")), token);
}

function wholeOf(text: string): Json | undefined {
  return text === "null" ? null : /^-?\d+$/.test(text) ? Number(text) : undefined;
}

/** Texts in a dynamic may stand in single quotes too. */
function jsonOf(text: string): Json | undefined {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g, (whole, inner?: string) =>
    inner === undefined ? whole : JSON.stringify(inner),
  );
  try {
    return JSON.parse(quoted) as Json;
  } catch {
    return undefined;
  }
}

function constant(type: Type, value: Json | undefined, token?: Token): Expression {
  if (value === undefined) throw new QueryError(`'${token?.text}' is no ${type}.`);
  return { type, value: () => value };
}
