/** A set of characters, as a table of their codes and as a regular expression. */
export interface Characters {
  readonly codes: Uint8Array;
  readonly run: RegExp;
}

/** The set of the characters of a text: `characters("01")`. */
export function characters(all: string): Characters {
  const codes = new Uint8Array(1 << 16);
  for (let i = 0; i < all.length; i++) codes[all.charCodeAt(i)] = 1;
  return { codes, run: new RegExp(`[${all.replace(/[\\\]^-]/g, "\\$&")}]*`, "y") };
}

/**
 * The runs of a text that consist of the given characters only and have at least `shortest` of them. For example, of hexadecimal
 * digits, `x=6c73; ls` has the run `6c73`. A run covers at least one of every `shortest` characters, so only those are looked at. In a
 * script that is many times as fast as a regular expression alone.
 */
export function runs(text: string, { codes, run }: Characters, shortest: number): string[] {
  const found: string[] = [];
  for (let at = shortest - 1; at < text.length; at += shortest) {
    if (codes[text.charCodeAt(at)] === 0) continue;
    let start = at;
    while (start > 0 && codes[text.charCodeAt(start - 1)] === 1) start--;
    run.lastIndex = at;
    run.test(text);
    at = run.lastIndex;
    if (at - start >= shortest) found.push(text.slice(start, at));
  }
  return found;
}
