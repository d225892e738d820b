import { likelyUtf16, textsIn } from "./bytes";
import type { Bounds } from "./decode";
import { characters, runs } from "./runs";

/** Text packed as base64 or hexadecimal digits: whole, in runs inside a text, in PowerShell's -EncodedCommand. */

export const base64Digits = characters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");
const hexDigits = characters("0123456789ABCDEFabcdef");
/** Shorter runs are words. */
const shortest = { base64: 20, hex: 16, deflated: 8 } as const;

/** Of hexadecimal digits alone: that is not base64. SHA-512 has the longest. */
const checksum = /^(?:[0-9a-f]{32,128}|[0-9A-F]{32,128})$/;

/** PowerShell's, which is UTF-16. */
const encodedCommand = /[-/\u2013]e[a-z]{0,13}[\s:]+["']?([A-Za-z0-9+/]{8,}={0,2})/gi;

export function* encodedTexts(text: string, bounds: Bounds): Generator<string> {
  const whole = text.trim();
  if (/^[A-Za-z0-9+/_-]{8,19}={0,2}$/.test(whole)) yield* fromBase64(whole, bounds);
  const found = runs(text, base64Digits, shortest.hex);
  const shortestDeflated = found.length > 0 && /[di][en]flat/i.test(text) ? shortest.deflated : undefined;
  for (const run of found) yield* textsOfDigits(run, bounds, shortestDeflated);
  for (const [, command] of text.matchAll(encodedCommand)) {
    const bytes = Buffer.from(command as string, "base64");
    if (likelyUtf16(bytes)) yield bytes.toString("utf16le");
  }
}

/** What a run of digits says, in base64 or in hexadecimal. Of each run once. */
export function* textsOfDigits(run: string, bounds: Bounds, shortestDeflated?: number): Generator<string> {
  if (!bounds.isNew(run)) return;
  if (!checksum.test(run)) for (const digits of inOneAlphabet(run)) yield* fromBase64(digits, bounds, shortestDeflated);
  for (const digits of runs(run, hexDigits, shortest.hex))
    yield* textsIn(Buffer.from(digits, "hex"), bounds, shortestDeflated);
}

/** Taken again and again: to ask for room is dearer than to decode. */
const room = Buffer.alloc(256 * 1024);

/** Buffer takes both alphabets and ends at the first `=`. */
const fromBase64 = (text: string, bounds: Bounds, shortestDeflated?: number): string[] =>
  textsIn(
    text.length <= room.length ? room.subarray(0, room.write(text, "base64")) : Buffer.from(text, "base64"),
    bounds,
    shortestDeflated,
  );

/** Base64 has either `+/` or `-_`: with both, a run is several, or digits with a name before them (`sha512-…`, `/opt/…`). */
const inOneAlphabet = (run: string): string[] =>
  (/[+/]/.test(run) && /[-_]/.test(run) ? [...run.split(/[-_]+/), ...run.split(/[+/]+/)] : [run]).filter(
    ({ length }) => length >= shortest.base64,
  );
