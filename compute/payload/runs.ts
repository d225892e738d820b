/** A set of characters, by their code. */
export type Characters = Uint8Array;

export function characters(all: string): Characters {
  const set = new Uint8Array(1 << 16);
  for (let i = 0; i < all.length; i++) set[all.charCodeAt(i)] = 1;
  return set;
}

/**
 * The stretches of a text that are made of certain characters alone and are so long at least. Between them only every so-manieth
 * character is looked at, for none so long fits in between: in a script that is many times as fast as a regular expression.
 */
export function runs(text: string, of: Characters, shortest: number): string[] {
  const found: string[] = [];
  for (let at = shortest - 1; at < text.length; at += shortest) {
    if (of[text.charCodeAt(at)] === 0) continue;
    let start = at;
    while (start > 0 && of[text.charCodeAt(start - 1)] === 1) start--;
    while (at < text.length && of[text.charCodeAt(at)] === 1) at++;
    if (at - start >= shortest) found.push(text.slice(start, at));
  }
  return found;
}
