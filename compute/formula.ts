/**
 * Azure Batch autoscale formulas: how many machines may one ask for? By example, with the ceiling that is read:
 *
 *     $TargetDedicatedNodes = 10;                                      10
 *     $TargetDedicatedNodes = min(25, $ActiveTasks.GetSample(1));      25: the smaller of 25 and anything
 *     busy = $ActiveTasks > 5; $TargetLowPriorityNodes = busy ? 8 : 2; 8: the larger branch
 *     $TargetDedicatedNodes = $ActiveTasks.GetSample(1) * 2;           none that can be read
 *
 * A formula is a small program over samples that only Azure has, so it cannot be run here. Each expression is instead read as
 * the interval of values that it may take, and a sample may be anything. That finds a bound wherever its author wrote one,
 * and never one that does not hold. Grammar: learn.microsoft.com/azure/batch/batch-automatic-scaling.
 */

/** A longer formula is not read: Azure takes 8 KB. */
const longest = 64 * 1024;

/** Brackets, calls and choices in each other beyond this are not read. */
const deepest = 50;

interface Interval {
  readonly low: number;
  readonly high: number;
}

const anything: Interval = { low: -Infinity, high: Infinity };
const truth: Interval = { low: 0, high: 1 };
const exactly = (value: number): Interval => ({ low: value, high: value });

const targets = /^\$(?:TargetDedicatedNodes|TargetDedicated|TargetLowPriorityNodes)$/i;

/** Blanks and comments. They are read together with the texts, for `"//"` is a text and no comment. */
const nothing = /(?:\s|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|\/\/[^\n\r\v\f\u0085\u2028\u2029]*(?:\r?\n|$))+/y;

/** Numbers, words, texts and signs. A character that is in no grammar is a token too, at which reading then fails. */
const token =
  /\d+(?:\.\d+)?(?:e[+-]?\d+)?|\$?[a-z_]\w*(?:\.\w+)*|\.[a-z_]\w*|"[^"\\]*"|&&|\|\||[<>=!]=|(?!\/[/*])[^"'\\]/iy;

/**
 * Splits a formula into statements of tokens. `undefined` if nobody can say what is text, comment or statement: a text or a
 * comment does not end, a comment ends in an unusual line break, or there is a backslash or a single quote.
 */
function statementsOf(formula: string): string[][] | undefined {
  const statements: string[][] = [[]];
  for (let at = skipped(formula, 0); at < formula.length; at = skipped(formula, token.lastIndex)) {
    token.lastIndex = at;
    const found = token.exec(formula)?.[0];
    if (found === undefined) return undefined;
    if (found === ";") statements.push([]);
    else statements.at(-1)!.push(found);
  }
  return statements.filter(({ length }) => length > 0);
}

function skipped(formula: string, at: number): number {
  nothing.lastIndex = at;
  return nothing.test(formula) ? nothing.lastIndex : at;
}

const spread = (values: readonly number[]): Interval =>
  values.some(Number.isNaN) ? anything : { low: Math.min(...values), high: Math.max(...values) };

const combine = (a: Interval, b: Interval, how: (x: number, y: number) => number): Interval =>
  spread([how(a.low, b.low), how(a.low, b.high), how(a.high, b.low), how(a.high, b.high)]);

/** Zero times infinity is zero here, because an infinite end of an interval is never reached. */
const product = (x: number, y: number) => (x === 0 || y === 0 ? 0 : x * y);

const operators = new Map<string, readonly [rank: number, apply: (a: Interval, b: Interval) => Interval]>([
  ["||", [1, () => truth]],
  ["&&", [2, () => truth]],
  ["==", [3, () => truth]],
  ["!=", [3, () => truth]],
  ["<", [4, () => truth]],
  [">", [4, () => truth]],
  ["<=", [4, () => truth]],
  [">=", [4, () => truth]],
  ["+", [5, (a, b) => ({ low: a.low + b.low, high: a.high + b.high })]],
  ["-", [5, (a, b) => ({ low: a.low - b.high, high: a.high - b.low })]],
  ["*", [6, (a, b) => combine(a, b, product)]],
  ["/", [6, (a, b) => (b.low <= 0 && b.high >= 0 ? anything : combine(a, b, (x, y) => x / y))]],
]);

/** `Math.min` or `Math.max` of any number of intervals; one call of either takes only so many arguments. */
const reduced = (given: readonly Interval[], how: (x: number, y: number) => number): Interval =>
  given.reduce((a, b) => ({ low: how(a.low, b.low), high: how(a.high, b.high) }));

const functions = new Map<string, (given: readonly Interval[]) => Interval>([
  ["min", given => reduced(given, Math.min)],
  ["max", given => reduced(given, Math.max)],
]);

class Misread extends Error {}

/** Reads one expression by precedence. Throws `Misread` where the text is no expression. */
class Reader {
  private at = 0;
  constructor(
    private readonly tokens: readonly string[],
    private readonly variables: ReadonlyMap<string, Interval>,
  ) {}

  whole(): Interval {
    const value = this.choice(0);
    if (this.at < this.tokens.length) throw new Misread();
    return value;
  }

  private take(expected: string): boolean {
    if (this.tokens[this.at] !== expected) return false;
    this.at++;
    return true;
  }

  private need(expected: string): void {
    if (!this.take(expected)) throw new Misread();
  }

  private choice(depth: number): Interval {
    if (depth > deepest) throw new Misread();
    const value = this.binary(1, depth);
    if (!this.take("?")) return value;
    const yes = this.choice(depth + 1);
    this.need(":");
    const no = this.choice(depth + 1);
    return { low: Math.min(yes.low, no.low), high: Math.max(yes.high, no.high) };
  }

  private binary(rank: number, depth: number): Interval {
    let left = this.unary(depth);
    for (;;) {
      const operator = operators.get(this.tokens[this.at] ?? "");
      if (!operator || operator[0] < rank) return left;
      this.at++;
      left = operator[1](left, this.binary(operator[0] + 1, depth));
    }
  }

  private unary(depth: number): Interval {
    if (depth > deepest) throw new Misread();
    if (this.take("!")) return this.unary(depth + 1) && truth;
    if (this.take("-")) {
      const { low, high } = this.unary(depth + 1);
      return { low: -high, high: -low };
    }
    const value = this.primary(depth);
    return this.member(depth) ? anything : value;
  }

  /** Parts of what a call gives, such as `time().hour`. */
  private member(depth: number): boolean {
    const found = this.tokens[this.at]?.startsWith(".") ?? false;
    while (this.tokens[this.at]?.startsWith(".")) {
      this.at++;
      if (this.take("(")) this.call("", depth);
    }
    return found;
  }

  private primary(depth: number): Interval {
    if (this.take("(")) {
      const value = this.choice(depth + 1);
      this.need(")");
      return value;
    }
    const word = this.tokens[this.at++];
    if (word === undefined || !/^[\w$"]/.test(word)) throw new Misread();
    if (/^\d/.test(word)) return exactly(Number(word));
    if (this.take("(")) return this.call(word, depth);
    return this.variables.get(word.toLowerCase()) ?? anything;
  }

  private call(name: string, depth: number): Interval {
    const given: Interval[] = [];
    if (!this.take(")")) {
      do given.push(this.choice(depth + 1));
      while (this.take(","));
      this.need(")");
    }
    // min and max of one argument reduce a list of samples.
    return (given.length > 1 && functions.get(name.toLowerCase())?.(given)) || anything;
  }
}

/**
 * The most machines that a formula may ask for, dedicated and low-priority together; `undefined` where the formula sets no
 * bound that can be read. A variable that is set twice may have either value.
 */
export function formulaCeiling(formula: string): number | undefined {
  if (formula.length > longest) return undefined;
  const variables = new Map<string, Interval>();
  const statements = statementsOf(formula);
  if (!statements) return undefined;
  for (const [name = "", sign, ...expression] of statements) {
    if (!/^\$?[a-z_]\w*$/i.test(name) || sign !== "=") return undefined;
    const value = intervalOf(expression, variables);
    const before = variables.get(name.toLowerCase());
    variables.set(
      name.toLowerCase(),
      before ? { low: Math.min(before.low, value.low), high: Math.max(before.high, value.high) } : value,
    );
  }
  const asked = [...variables].filter(([name]) => targets.test(name)).map(([, { high }]) => Math.max(high, 0));
  const ceiling = asked.reduce((sum, high) => sum + high, 0);
  return asked.length > 0 && Number.isFinite(ceiling) ? Math.ceil(ceiling) : undefined;
}

/** A formula that is read as this one is, and says nothing else: it has the same ceiling, or none. */
export function withSameCeiling(formula: string): string {
  return `$TargetDedicatedNodes = ${formulaCeiling(formula) ?? "$ActiveTasks"};`;
}

function intervalOf(tokens: readonly string[], variables: ReadonlyMap<string, Interval>): Interval {
  try {
    return new Reader(tokens, variables).whole();
  } catch (fault) {
    if (fault instanceof Misread) return anything;
    throw fault;
  }
}
