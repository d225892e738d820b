import { any, type Certainty } from "../../catalogue/certainty";

/**
 * Whether a query that looks at the size of machines can match one of these sizes. It is told by the query's text, for only the engine
 * reads KQL whole: each condition on a column of sizes is tried on them; one that is not understood leaves it open. A query without
 * such a condition matches all.
 */
export function matchesASize(query: string, sizes: readonly string[]): Certainty {
  const code = query.replace(/^[^\S\n\r\u2028\u2029]*\/\/.*$/gm, "");
  const asked = [...code.matchAll(condition)];
  const wanted = asked.filter(([, not]) => !not);
  if (wanted.length === 0) return asked.length === 0 ? "yes" : "unknown";
  return any(() =>
    wanted.map(([whole, , operator = ""], at) => {
      const values = valuesOf(operandAt(code, wanted[at]!.index + whole.length), code);
      if (operator.toLowerCase() === "matches regex") return values?.some(namesTheSeries) ? "yes" : "unknown";
      const holds = operators[operator.toLowerCase()];
      if (!values || !holds) return "unknown";
      return sizes.some(size => values.some(value => holds(size.toLowerCase(), value))) ? "yes" : "no";
    }),
  );
}

/** A column with `size` or `sku` in its name, and the operator. */
const condition =
  /(?<=size|sku)\w{0,40}\)?\s{1,40}(!)?(has_any|has_all|hasprefix|has_cs|has|contains_cs|contains|startswith|endswith|matches regex|in~|in|==|=~)(?![\w~])\s*/gi;

type Test = (size: string, value: string) => boolean;

const isPart = /[a-z0-9]/;
const standsAlone =
  (end: boolean): Test =>
  (size, value) => {
    for (let at = size.indexOf(value); at >= 0; at = size.indexOf(value, at + 1))
      if (!isPart.test(size[at - 1] ?? " ") && !(end && isPart.test(size[at + value.length] ?? " "))) return true;
    return false;
  };
const has = standsAlone(true);
const includes: Test = (size, value) => size.includes(value);
const equals: Test = (size, value) => size === value;

/** Source: Microsoft Learn, "String operators" of Kusto: `has` looks for whole terms, which are runs of letters and digits. */
const operators: { readonly [name: string]: Test } = {
  has_any: has,
  has,
  has_cs: has,
  hasprefix: standsAlone(false),
  contains: includes,
  contains_cs: includes,
  startswith: (size, value) => size.startsWith(value),
  endswith: (size, value) => size.endsWith(value),
  in: equals,
  "in~": equals,
  "==": equals,
  "=~": equals,
};

/** Lists are as long as a rule may be: 10,000 characters (Microsoft Learn, "Microsoft Sentinel service limits"). */
const longestList = 10_000;

/** What stands behind an operator: a list up to its closing bracket, a text, or a name. */
function operandAt(code: string, start: number): string {
  if (code[start] !== "(") return /^(?:@?"[^"\n]*"|@?'[^'\n]*'|\w+)/.exec(code.slice(start, start + 2000))?.[0] ?? "";
  let depth = 0;
  for (let at = start; at < Math.min(code.length, start + longestList); at++) {
    if (code[at] === "(") depth++;
    else if (code[at] === ")" && --depth === 0) return code.slice(start + 1, at);
  }
  return "";
}

const texts = /@?"[^"\n]*"|@?'[^'\n]*'/g;

/** The texts in lower case, where only texts stand there, or where a name stands for a list of texts; undefined otherwise. */
function valuesOf(operand: string, code: string): readonly string[] | undefined {
  const found = operand.match(texts) ?? [];
  if (found.length > 0)
    return /^(?:\s|,|\[|\]|\(|\)|dynamic)*$/.test(operand.replace(texts, ""))
      ? found.map(text => text.replace(/^@?["']|["']$/g, "").toLowerCase())
      : undefined;
  const name = /^\s*(\w+)\s*$/.exec(operand)?.[1];
  if (!name || code === "") return undefined;
  const [, list = "", end] = new RegExp(`\\blet\\s+${name}\\s*=([^;]*)(;?)`, "i").exec(code) ?? [];
  if (end === ";") return valuesOf(list, "");
  const spread = new RegExp(`\\bmv-(?:apply|expand)\\s+${name}\\s*=\\s*(\\w+)`, "i").exec(code)?.[1];
  return spread !== undefined && spread !== name ? valuesOf(spread, code) : undefined;
}

/** A pattern is not run: whoever wrote it could make it run forever. One that names the series asks for it. */
const namesTheSeries = (pattern: string): boolean => /_n[a-z[(\\.]/i.test(pattern);
