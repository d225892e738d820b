import { base64Digits, textsOfDigits } from "./base64";
import type { Bounds } from "./decode";
import { runs } from "./runs";

/** Base64 that a script puts together of pieces: of literals, of lines, of what is added to a variable or written to a file. */

/** Scripts that put base64 together name what reads it. Pieces so long as `base64` prints them need no name. */
const readers = [/base64/i, /b64/i, /certutil/i, /openssl/];
const longPiece = 38;
/** Shorter ones are words that stand in a list. */
const shortest = 20;

/** Between the pieces, which are longer than most words, of a list, of a sum, of Python's literals side by side. */
const between = /["'](?<=[\w+/=-]{8}["'])\s{0,40}[,+\\]?\s{0,40}["'](?=[\w+/-]{2})/g;

/** Between the pieces of a text out of which `tr -d` takes the blanks. */
const blank = /(?<=[\w+/-]{4}) (?=[\w+/-]{2})/g;

/** A line with one piece: bare, behind a `#`, added to a variable, written to a file. */
const line =
  /^(#+\s{0,9}|echo\s{1,9}(?:-n\s{1,9})?|\$?\w{1,40}\s{0,9}\+?=\s{0,9})?["']?((?:[\w+/-]{4,}|[\w+/-]{2,3}=)={0,2})["']?\s{0,9}([,;\\]|>{1,2}\s{0,9}[^\s;]{1,100})?$/;

export function* piecedTexts(text: string, bounds: Bounds): Generator<string> {
  if (!readers.some(reader => reader.test(text)) && runs(text, base64Digits, longPiece).length < 2) return;
  const joined = text.replace(between, "");
  const whole = joined.includes("tr -d") ? joined.replace(blank, "") : joined;
  if (whole !== text) for (const run of runs(whole, base64Digits, shortest)) yield* textsOfDigits(run, bounds);
  for (const block of blocksOf(joined)) if (block.length >= shortest) yield* textsOfDigits(block, bounds);
}

/** The pieces of lines that follow on each other and are written in the same way. */
function* blocksOf(text: string): Generator<string> {
  let block: string[] = [];
  let way: string | undefined;
  for (const written of [...text.split("\n"), ""]) {
    const [, before = "", piece, behind = ""] = line.exec(written.trim()) ?? [];
    const same = piece === undefined ? undefined : `${before}|${behind}`.replace(/[+>\s]/g, "");
    if (way === undefined || same !== way) {
      if (block.length > 1) yield block.join("");
      // a word before them, as `then`
      if (block.length > 2 && block[0]?.length !== block[1]?.length) yield block.slice(1).join("");
      block = [];
    }
    // with its padding, base64 ends
    way = piece?.endsWith("=") ? undefined : same;
    if (piece !== undefined) block.push(piece);
  }
}
