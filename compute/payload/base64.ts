import { textsIn } from "./bytes";
import type { Cut } from "./decode";

/** Text packed as base64 or hexadecimal digits: whole, in runs inside a text, in blocks of lines, in PowerShell's -EncodedCommand. */

/** Digits of one or the other kind. */
const run = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
/** Shorter runs of base64 are words. */
const shortestBase64 = 20;
// one class, no group: a repeated group keeps a way back for every round, and megabytes of digits overflow the stack
const hexRun = /[0-9A-Fa-f]{16,}/g;
const encodedCommand = /[-/\u2013]e[a-z]{0,13}[\s:]+["']?([A-Za-z0-9+/]{8,}={0,2})/gi;

export function* encodedTexts(text: string, cut: Cut): Generator<string> {
  const whole = text.trim();
  if (/^[A-Za-z0-9+/_-]{8,19}={0,2}$/.test(whole)) yield* fromBase64(whole, cut);
  for (const block of blocksOfLines(text)) yield* fromBase64(block, cut);
  for (const [found] of text.matchAll(run)) {
    if (found.replace(/=+$/, "").length >= shortestBase64) yield* fromBase64(found, cut);
    for (const [digits] of found.matchAll(hexRun)) yield* textsIn(Buffer.from(digits, "hex"), cut);
  }
  for (const [, found] of text.matchAll(encodedCommand)) yield* fromBase64(found as string, cut);
}

/** Buffer takes both alphabets and ends at the first `=`. */
const fromBase64 = (text: string, cut: Cut): string[] => textsIn(Buffer.from(text, "base64"), cut);

const longLine = /^[^\S\n]*[A-Za-z0-9+/_-]{38,}={0,2}[^\S\n]*$/m;

/** Base64 broken into lines, as `base64` prints it: lines of nothing else, the first one long. */
function* blocksOfLines(text: string): Generator<string> {
  if (!longLine.test(text)) return; // so that not every script is taken apart
  let block: string[] = [];
  for (const line of [...text.split("\n"), ""]) {
    const trimmed = line.trim();
    const fits = /^[A-Za-z0-9+/_-]+={0,2}$/.test(trimmed) && (block.length > 0 || trimmed.length >= 40);
    if (fits) block.push(trimmed);
    else {
      if (block.length > 1) yield block.join("");
      block = [];
    }
  }
}
