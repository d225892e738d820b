import { likelyUtf16, textsIn } from "./bytes";
import type { Bounds } from "./decode";
import { characters, runs } from "./runs";

/** Text packed as base64 or hexadecimal digits: whole, in runs inside a text, in blocks of lines, in PowerShell's -EncodedCommand. */

const base64Digits = characters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");
const hexDigits = characters("0123456789ABCDEFabcdef");
/** Shorter runs are words. */
const shortest = { base64: 20, hex: 16 } as const;
/** `base64` breaks its lines after 76 digits, others earlier. */
const longLine = 38;

/** PowerShell's, which is UTF-16. */
const encodedCommand = /[-/\u2013]e[a-z]{0,13}[\s:]+["']?([A-Za-z0-9+/]{8,}={0,2})/gi;

export function* encodedTexts(text: string, bounds: Bounds): Generator<string> {
  const whole = text.trim();
  if (/^[A-Za-z0-9+/_-]{8,19}={0,2}$/.test(whole)) yield* fromBase64(whole, bounds);
  const found = runs(text, base64Digits, shortest.hex);
  if (text.includes("\n") && found.some(({ length }) => length >= longLine))
    for (const block of blocksOfLines(text)) yield* fromBase64(block, bounds);
  for (const run of found) {
    if (run.length >= shortest.base64) yield* fromBase64(run, bounds);
    for (const digits of runs(run, hexDigits, shortest.hex)) yield* textsIn(Buffer.from(digits, "hex"), bounds);
  }
  for (const [, command] of text.matchAll(encodedCommand)) {
    const bytes = Buffer.from(command as string, "base64");
    if (likelyUtf16(bytes)) yield bytes.toString("utf16le");
  }
}

/** Taken again and again: to ask for room is dearer than to decode. */
const room = Buffer.alloc(256 * 1024);

/** Buffer takes both alphabets and ends at the first `=`. */
const fromBase64 = (text: string, bounds: Bounds): string[] =>
  textsIn(
    text.length <= room.length ? room.subarray(0, room.write(text, "base64")) : Buffer.from(text, "base64"),
    bounds,
  );

/** Base64 broken into lines, as `base64` prints it: lines of nothing else, the first one long. */
function* blocksOfLines(text: string): Generator<string> {
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
