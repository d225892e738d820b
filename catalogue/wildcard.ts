// One language of patterns in two forms: `fits` for names, sizes, URLs and actions, where * also crosses slashes, and
// `fitsPath` for resource ids and URNs, where * stops at a slash and ** does not.
//
// In role definitions, a star between two slashes also stands for no segment at all: "computes/*/write" fits
// "computes/write". Managed Identity Operator, for one, is only given "userAssignedIdentities/*/assign/action".

/**
 * Whether `text` fits `pattern`, in which `*` stands for any run of characters: also none, also across slashes.
 * Both are compared as they stand; a caller who ignores case lowers both. In the reading `"segments"` a star between
 * slashes may also stand for no segment. Every piece between stars takes its leftmost place, which never loses a fit,
 * so nothing is tried twice.
 */
export function fits(pattern: string, text: string, reading: "plain" | "segments" = "plain"): boolean {
  const [first = "", ...pieces] = pattern.split("*");
  const last = pieces.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;

  let before = first;
  let end = first.length;
  /** Where a piece may begin: the slashes on either side of a star may be one and the same. */
  const from = (piece: string): number =>
    reading === "segments" && before.endsWith("/") && piece.startsWith("/") ? end - 1 : end;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from(piece));
    if (at < 0) return false;
    end = at + piece.length;
    before = piece;
  }
  return text.endsWith(last) && text.length - last.length >= from(last);
}

// "/subscriptions/1/**/workers-*" fits "/subscriptions/1/resourceGroups/a/workers-2", and "/subscriptions/1/**" fits all
// that lies below the subscription, but not the subscription itself.

/**
 * Whether a path fits `pattern`, in which `*` stands for any text up to the next slash, and `**` as a whole part for any
 * number of parts: between two slashes also for none, at the end for one or more. Both are compared as they stand.
 * Where parts do not fit, only the last `**` takes one part more, which never loses a fit, so the work is at most one
 * comparison for each pair of parts.
 */
export function fitsPath(pattern: string, text: string): boolean {
  const [wanted, given] = [pattern.split("/"), text.split("/")];
  let next = 0;
  let at = 0;
  /** Where the last `**` stands, and the first part that it does not stand for. */
  let last: { readonly next: number; at: number } | undefined;
  while (at < given.length) {
    if (wanted[next] === "**") {
      next++;
      last = { next, at };
    } else if (next < wanted.length && fits(wanted[next]!, given[at]!)) {
      next++;
      at++;
    } else if (last) {
      last.at++;
      ({ next, at } = last);
    } else return false;
  }
  return next === wanted.length;
}
