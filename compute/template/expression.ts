/**
 * The grammar of ARM template expressions. By example:
 *
 *     [concat('Standard_', parameters('size'))]     calls in calls, with texts in single quotes
 *     [variables('pools')[0].vmSize]                indexes and properties of what a call returns
 *     [parameters('pool').?size]                    a property that may be missing
 *     [contoso.sizeOf('small')]                     a function that the template itself declares
 *     [[not an expression]                          the text `[not an expression]`
 *
 * This file makes a tree of an expression, `evaluate.ts` works the tree out, and `functions/` has what can be called.
 */

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number }
  /** `name` in lower case; a user-defined function keeps its namespace: `contoso.sizeof`. */
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  /** `a.b`, `a['b']`, `a[0]`; `safe` is `a.?b` and `a[?'b']`, which yield null where nothing stands. */
  | { readonly kind: "member"; readonly of: Expression; readonly key: Expression; readonly safe: boolean };

/** Calls in calls beyond this are not read. Azure's own limit is a length of 24,576 characters. */
const maxDepth = 100;

export const isExpression = (text: string): boolean =>
  text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");

/** `[[text]` is how a template writes the text `[text]`. */
export const unescapedLiteral = (text: string): string =>
  text.startsWith("[[") && text.endsWith("]") ? text.slice(1) : text;

const blank = /\s*/y;
const text = /'([^']*(?:''[^']*)*)'/y;
const number = /-?\d+(?:\.\d+)?/y;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;

/** The tree of an expression, brackets included in `source`. `undefined` where it does not follow the grammar. Linear. */
export function parse(source: string): Expression | undefined {
  let at = 1;
  const end = source.length - 1;

  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (!match || at + match[0].length > end) return undefined;
    at += match[0].length;
    return match;
  };
  const eat = (sign: string): boolean => {
    take(blank);
    if (at + sign.length > end || !source.startsWith(sign, at)) return false;
    at += sign.length;
    return true;
  };

  function value(depth: number): Expression | undefined {
    if (depth > maxDepth) return undefined;
    let tree = primary(depth);
    while (tree) {
      take(blank);
      const from: number = at;
      const key = member(depth);
      if (key === undefined) return at === from ? tree : undefined;
      tree = { kind: "member", of: tree, ...key };
    }
    return undefined;
  }

  function primary(depth: number): Expression | undefined {
    take(blank);
    const quoted = take(text);
    if (quoted) return { kind: "literal", value: (quoted[1] as string).replaceAll("''", "'") };
    const digits = take(number);
    if (digits) return { kind: "literal", value: Number(digits[0]) };
    let called = take(name)?.[0];
    if (called !== undefined && eat(".")) {
      const own = take(name)?.[0];
      called = own && `${called}.${own}`;
    }
    if (called === undefined || !eat("(")) return undefined;
    const args: Expression[] = [];
    if (eat(")")) return { kind: "call", name: called.toLowerCase(), args };
    do {
      const arg = value(depth + 1);
      if (!arg) return undefined;
      args.push(arg);
    } while (eat(","));
    return eat(")") ? { kind: "call", name: called.toLowerCase(), args } : undefined;
  }

  /** What follows a value: a property or an index. Moves on without a result where it is broken. */
  function member(depth: number): { key: Expression; safe: boolean } | undefined {
    if (eat(".")) {
      const safe = eat("?");
      take(blank);
      const key = take(name)?.[0];
      return key === undefined ? undefined : { key: { kind: "literal", value: key }, safe };
    }
    if (!eat("[")) return undefined;
    const safe = eat("?");
    const key = value(depth + 1);
    return key && eat("]") ? { key, safe } : undefined;
  }

  const tree = value(0);
  take(blank);
  return tree && at === end ? tree : undefined;
}

/** The literal texts of an expression that could not be parsed, in order. */
export const literalsOf = (source: string): string[] =>
  Array.from(source.matchAll(/'([^']*(?:''[^']*)*)'/g), ([, literal]) => (literal as string).replaceAll("''", "'"));
