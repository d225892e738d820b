/** Some characters, by their codes and as a class of regular expressions. */
export interface Characters {
  readonly codes: Uint8Array;
  readonly run: RegExp;
}

export function characters(all: string): Characters {
  const codes = new Uint8Array(1 << 16);
  for (let i = 0; i < all.length; i++) codes[all.charCodeAt(i)] = 1;
  return { codes, run: new RegExp(`[${all.replace(/[\\\]^-]/g, "\\$&")}]*`, "y") };
}

/**
 * The stretches of a text that are made of certain characters alone and are so long at least. Between them only every so-manieth
 * character is looked at, for none so long fits in between: in a script that is many times as fast as a regular expression alone.
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
