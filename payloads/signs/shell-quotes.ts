/**
 * The quotes of one line, followed in two readings, because a text does not say which shell will run it. In bash a backslash escapes
 * the next character, except in single quotes. In PowerShell a backslash is an ordinary character. For example, after `"a\" ` the
 * quotes are still open in bash and closed in PowerShell.
 */
export class ShellQuotes {
  private readonly readings: readonly Reading[] = [new Reading(true), new Reading(false)];
  private doubtful = false;

  /** Reads a quote, a bracket, `$(`, or one of them after a backslash. */
  take(mark: string): void {
    for (const reading of this.readings) reading.take(mark);
  }

  /** Notes that for the rest of the line both readings may be wrong. */
  doubt(): void {
    this.doubtful = true;
  }

  /** True when this point is certainly in quotes. */
  get inEveryReading(): boolean {
    return !this.doubtful && this.readings.every(({ quoted }) => quoted);
  }

  /** True when this point may be in quotes. */
  get inSomeReading(): boolean {
    return this.doubtful || this.readings.some(({ quoted }) => quoted);
  }
}

/** One way to read the quotes. */
class Reading {
  /** The quotes and brackets that are open, innermost last. A substitution `$(…)` within quotes has its own quotes. */
  private readonly open: string[] = [];

  /** @param escapes whether a backslash escapes the next character */
  constructor(private readonly escapes: boolean) {}

  get quoted(): boolean {
    const last = this.open.at(-1);
    return last === "'" || last === '"';
  }

  take(mark: string): void {
    const last = this.open.at(-1);
    if (mark.startsWith("\\") && this.escapes && last !== "'") return;
    const bare = mark.startsWith("\\") ? mark.slice(1) : mark;
    if (bare === "$(" && last !== "'") this.open.push("(");
    else if (this.quoted) {
      if (bare === last) this.open.pop();
    } else if (bare === ")") {
      if (last === "(") this.open.pop();
    } else if (bare === "(" || bare === "'" || bare === '"') this.open.push(bare);
  }
}
