import { base64Digits, textsOfDigits } from "./base64";
import type { Bounds } from "./bounds";
import { runs } from "./runs";

/** Short pieces are joined only in a text that names a tool which reads base64. Pieces as long as lines that `base64` prints need none. */
const readers = [/base64/i, /b64/i, /certutil/i, /openssl/];
const longPiece = 38;
/** The fewest digits of a joined text. Shorter ones are words of a list. */
const shortest = 20;

/** What separates long quoted pieces: `"aGVsbG8g", "d29ybGQ="` in a list, `+` in a sum, a blank between literals of Python. */
const between = /["'](?<=[\w+/=-]{8}["'])\s{0,40}[,+\\]?\s{0,40}["'](?=[\w+/-]{2})/g;

/** The blank between pieces of a text, for scripts that take it out with `tr -d`. */
const blank = /(?<=[\w+/-]{4}) (?=[\w+/-]{2})/g;

/** A line with one piece: `aGVsbG8g`, `# aGVsbG8g`, `P+=aGVsbG8g`, `echo aGVsbG8g >> /tmp/f`. */
const line =
  /^(#+\s{0,9}|echo\s{1,9}(?:-n\s{1,9})?|\$?\w{1,40}\s{0,9}\+?=\s{0,9})?["']?((?:[\w+/-]{4,}|[\w+/-]{2,3}=)={0,2})["']?\s{0,9}([,;\\]|>{1,2}\s{0,9}[^\s;]{1,100})?$/;

/**
 * Decodes base64 that a script puts together from pieces: from literals, from lines, from what it adds to a variable or writes to a file.
 */
export function* splitBase64Texts(text: string, bounds: Bounds): Generator<string> {
  if (!readers.some(reader => reader.test(text)) && runs(text, base64Digits, longPiece).length < 2) return;
  const joined = text.replace(between, "");
  const whole = joined.includes("tr -d") ? joined.replace(blank, "") : joined;
  if (whole !== text) for (const run of runs(whole, base64Digits, shortest)) yield* textsOfDigits(run, bounds);
  for (const block of blocksOf(joined)) if (block.length >= shortest) yield* textsOfDigits(block, bounds);
}

/** Joins the pieces of consecutive lines that are written in the same form. */
function* blocksOf(text: string): Generator<string> {
  let block: string[] = [];
  let form: string | undefined;
  for (const written of [...text.split("\n"), ""]) {
    const [, before = "", piece, behind = ""] = line.exec(written.trim()) ?? [];
    const formOfLine = piece === undefined ? undefined : `${before}|${behind}`.replace(/[+>\s]/g, "");
    if (form === undefined || formOfLine !== form) {
      if (block.length > 1) yield block.join("");
      // the first line may be a word of the script, such as `then`
      if (block.length > 2 && block[0]?.length !== block[1]?.length) yield block.slice(1).join("");
      block = [];
    }
    // padding ends a base64 text
    form = piece?.endsWith("=") ? undefined : formOfLine;
    if (piece !== undefined) block.push(piece);
  }
}
