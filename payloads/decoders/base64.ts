import type { Bounds } from "./bounds";
import { likelyUtf16, textsIn } from "./bytes";
import { characters, runs } from "./runs";

export const base64Digits = characters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");
const hexDigits = characters("0123456789ABCDEFabcdef");
/** The fewest digits of an encoded text. Shorter runs are ordinary words. */
const shortest = { base64: 20, hex: 16, deflated: 8 } as const;

/** A run of hexadecimal digits is a checksum and no base64. The longest is that of SHA-512. */
const checksum = /^(?:[0-9a-f]{32,128}|[0-9A-F]{32,128})$/;

/** `powershell -enc dwBnAGUAdAA=`: the argument of PowerShell's -EncodedCommand, which is UTF-16 in base64. */
const encodedCommand = /[-/\u2013]e[a-z]{0,13}[\s:]+["']?([A-Za-z0-9+/]{8,}={0,2})/gi;

/** Nothing but digits of base64: custom data is mostly handed over like this. */
export const isEncoded = (text: string): boolean => text.length >= 8 && !/[^\w+/=\s-]/.test(text);

/** Digits of one alphabet, and at their end what fills up the last four: a list of encoded values has that in its midst. */
const oneEncoding = /^(?:[A-Za-z0-9+/]+|[\w-]+)(?=={0,2}$)/;

/** Decodes base64 and hexadecimal digits: a whole text, runs inside a text, and PowerShell's -EncodedCommand. */
export function* encodedTexts(text: string, bounds: Bounds): Generator<string> {
  const whole = text.trim();
  // who reads a whole text as base64, as Azure does, passes over blanks and line ends, however short the lines are
  if (isEncoded(whole) && /\s/.test(whole)) {
    const [digits] = oneEncoding.exec(whole.replace(/\s+/g, "")) ?? [];
    if (digits !== undefined) yield* textsOfDigits(digits, bounds);
  }
  if (/^[A-Za-z0-9+/_-]{8,19}={0,2}$/.test(whole)) yield* fromBase64(whole, bounds);
  const found = runs(text, base64Digits, shortest.hex);
  const shortestDeflated = found.length > 0 && /[di][en]flat/i.test(text) ? shortest.deflated : undefined;
  for (const run of found) yield* textsOfDigits(run, bounds, shortestDeflated);
  for (const [, command] of text.matchAll(encodedCommand)) {
    const bytes = Buffer.from(command as string, "base64");
    if (likelyUtf16(bytes)) yield bytes.toString("utf16le");
  }
}

/** Decodes a run of digits as base64 and as hexadecimal. Each run is decoded only once in a payload. */
export function* textsOfDigits(run: string, bounds: Bounds, shortestDeflated?: number): Generator<string> {
  if (!bounds.isNewRun(run)) return;
  if (!checksum.test(run)) for (const digits of inOneAlphabet(run)) yield* fromBase64(digits, bounds, shortestDeflated);
  for (const digits of runs(run, hexDigits, shortest.hex))
    yield* textsIn(Buffer.from(digits, "hex"), bounds, shortestDeflated);
}

/** Memory that each decoding uses again: to allocate it takes longer than to decode. */
const scratch = Buffer.alloc(256 * 1024);

/** Node's Buffer reads both alphabets of base64 and stops at the first `=`. */
const fromBase64 = (text: string, bounds: Bounds, shortestDeflated?: number): string[] =>
  textsIn(
    text.length <= scratch.length ? scratch.subarray(0, scratch.write(text, "base64")) : Buffer.from(text, "base64"),
    bounds,
    shortestDeflated,
  );

/**
 * The parts of a run that are written in one alphabet. Base64 uses either `+/` or `-_`. A run that has both is several runs, or it
 * has a name in front, as in `sha512-…` or `/opt/…`.
 */
const inOneAlphabet = (run: string): string[] =>
  (/[+/]/.test(run) && /[-_]/.test(run) ? [...run.split(/[-_]+/), ...run.split(/[+/]+/)] : [run]).filter(
    ({ length }) => length >= shortest.base64,
  );
