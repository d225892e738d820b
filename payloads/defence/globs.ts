/**
 * Patterns of paths in a text, such as `/etc/falco/*.yaml`, and whether one of them means a path. They are matched by hand: as regular
 * expressions, made of what somebody else wrote, two stars would go over the path again and again.
 */

/** A star alone is a pattern of everything, and is mostly none of files. */
const word = /[\w./~\\?*[\]-]{1,200}/g;

/** A pattern of more is taken for one of everything. */
const mostSigns = 6;
const mostStars = 2;

/** More patterns of a text, or more pairs of them and paths, are not tried: one of them is taken to fit. */
const mostGlobs = 100;
const mostPairs = 20_000;

/** A longer path is taken to be meant by any pattern. */
const longestPath = 400;

/** A pattern between its stars: its characters, `undefined` where any one may stand. */
type Part = readonly (string | undefined)[];

/** True when a text names one of the paths by a pattern, or may. */
export function namesByPattern(text: string, paths: readonly string[]): boolean {
  const globs: (readonly Part[])[] = [];
  if (paths.length === 0) return false;
  for (const [written] of text.matchAll(word)) {
    if (!/[*?[]/.test(written)) continue;
    if ((written.match(/[*?[]/g)?.length ?? 0) > mostSigns || (written.match(/\*+/g)?.length ?? 0) > mostStars)
      return true;
    if (!/[\w/]/.test(written)) continue;
    if (globs.length === mostGlobs || (globs.length + 1) * paths.length > mostPairs) return true;
    globs.push(partsOf(written));
  }
  return globs.length > 0 && paths.some(path => path.length > longestPath || globs.some(glob => fits(path, glob)));
}

/** `[…]` is any one character, whatever it lists; a bracket that does not end is itself. */
function partsOf(glob: string): readonly Part[] {
  const parts: (string | undefined)[][] = [[]];
  for (let at = 0; at < glob.length; at++) {
    const sign = glob[at];
    const end = sign === "[" ? glob.indexOf("]", at) : -1;
    if (sign === "*") {
      if (glob[at - 1] !== "*") parts.push([]);
    } else parts.at(-1)!.push(sign === "?" || end > 0 ? undefined : sign);
    if (end > 0) at = end;
  }
  return parts;
}

/** Whether a pattern means a path, or the end of one behind a slash. Each part is looked for once, from where the one before it ends. */
function fits(path: string, [first = [], ...others]: readonly Part[]): boolean {
  const whole = `/${path}`;
  const last = others.pop();
  const head = ["/", ...first];
  // without a star the pattern is the end of the path
  if (!last) return isAt(whole, head, whole.length - head.length);
  let at = endOf(whole, head, 0);
  for (const part of others) at = at < 0 ? at : endOf(whole, part, at);
  const end = whole.length - last.length;
  return at >= 0 && end >= at && isAt(whole, last, end);
}

/** Where the first of a part's places from a place on ends; -1 where there is none. */
function endOf(text: string, part: Part, from: number): number {
  for (let at = from; at + part.length <= text.length; at++) if (isAt(text, part, at)) return at + part.length;
  return -1;
}

const isAt = (text: string, part: Part, at: number): boolean =>
  at >= 0 && part.every((sign, i) => sign === undefined || sign === text[at + i]);
