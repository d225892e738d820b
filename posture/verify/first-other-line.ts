/**
 * The first line of a stored text that is not as it is printed, counted from 1; undefined, where all of it is. What is printed is read
 * piece by piece, as it is made. By bytes: one that is none of UTF-8 reads like the mark that stands in the place of such.
 */
export function firstOtherLine(stored: Buffer, printed: Iterable<string>): number | undefined {
  let at = 0;
  for (const piece of printed) {
    const bytes = Buffer.from(piece);
    if (stored.compare(bytes, 0, bytes.length, at, Math.min(stored.length, at + bytes.length)) !== 0) {
      const alike = bytes.findIndex((byte, i) => byte !== stored[at + i]);
      return lineAt(stored, at + alike, at + alike === stored.length ? bytes[alike] : undefined);
    }
    at += bytes.length;
  }
  return at === stored.length ? undefined : lineAt(stored, at, stored[at]);
}

/** @param beyond the next byte of the longer, where the shorter ends there: after a line break, the line that is another is the next */
function lineAt(stored: Buffer, end: number, beyond: number | undefined): number {
  let line = beyond === lineBreak ? 2 : 1;
  for (let i = stored.indexOf(lineBreak); i >= 0 && i < end; i = stored.indexOf(lineBreak, i + 1)) line += 1;
  return line;
}

const lineBreak = 0x0a;
