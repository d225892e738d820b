/**
 * Quotes on one line, as two families of shells read them: in bash a backslash takes the meaning from what follows, but in
 * single quotes; in PowerShell it is a character like others. A text does not tell who will read it.
 */
export class ShellQuotes {
  private readonly readings: readonly Reading[] = [new Reading(true), new Reading(false)];
  private doubtful = false;

  /** What opens or closes: a quote or bracket, `$(`, or one of them after a backslash. */
  take(mark: string): void {
    for (const reading of this.readings) reading.take(mark);
  }

  /** From here on the quotes of this line may stand in another way than either reading has it. */
  doubt(): void {
    this.doubtful = true;
  }

  get inEveryReading(): boolean {
    return !this.doubtful && this.readings.every(({ quoted }) => quoted);
  }

  get inSomeReading(): boolean {
    return this.doubtful || this.readings.some(({ quoted }) => quoted);
  }
}

class Reading {
  /** Quotes and brackets that are open. A substitution within quotes has quotes of its own. */
  private readonly open: string[] = [];

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
