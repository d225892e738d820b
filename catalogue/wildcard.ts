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
