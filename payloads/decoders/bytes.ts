import { deflatedIn, type Packed, packedIn, shortestRaw } from "./archives";
import type { Bounds } from "./bounds";

/** How deep archives may lie in archives. */
const maxDepth = 6;

/**
 * The texts in some bytes: the bytes themselves when they are text, what is unpacked from archives in them, or the legible parts of a
 * program. Random bytes have no text.
 * @param shortest how many bytes there must be to take them for a deflated stream without a header
 */
export function textsIn(bytes: Buffer, bounds: Bounds, shortest = shortestRaw, depth = 0): string[] {
  if (bytes.length < 4) return [];
  if (depth > maxDepth) {
    bounds.cut(`archives lie more than ${maxDepth} deep in each other`);
    return [];
  }
  const text = textOf(bytes);
  const packed = [...packedIn(bytes, bounds)];
  if (text === undefined && packed.length === 0) packed.push(...deflatedIn(bytes, shortest, bounds));
  const around = text !== undefined ? [text] : packed.length ? legible(without(bytes, packed)) : [];
  if (packed.length)
    return [...around, ...packed.flatMap(({ content }) => textsIn(content, bounds, shortest, depth + 1))];
  if (text !== undefined) return around;
  return bytes.length >= 512 || depth > 0 ? legible(bytes) : [];
}

/** The bytes before, between and after the archives: scripts that unpack them, names of files. */
function without(bytes: Buffer, packed: readonly Packed[]): Buffer {
  const ends = [0, ...packed.map(({ end }) => end)];
  return Buffer.concat(ends.map((end, i) => bytes.subarray(end, packed[i]?.start)));
}

/** Reads bytes as UTF-8 or UTF-16. The result is `undefined` when more than one in twenty characters is none that a text has. */
function textOf(bytes: Buffer): string | undefined {
  return [bytes.toString("utf8"), ...(likelyUtf16(bytes) ? [bytes.toString("utf16le")] : [])].findLast(isText);
}

/** Control characters other than blanks and line ends, and the replacement character for bytes that are not UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this finds control characters
const noise = /[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]/g;

function isText(text: string): boolean {
  let signs = 0;
  for (const _ of text.matchAll(noise)) if (++signs * 20 >= text.length) return false;
  return text.length > 0;
}

/** True when many second bytes are zero, as they are when Latin text is written in UTF-16. */
export function likelyUtf16(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 512);
  let zeros = 0;
  for (let i = 1; i < sample.length; i += 2) if (sample[i] === 0) zeros++;
  return sample.length >= 4 && zeros * 3 > sample.length;
}

/** The legible runs of characters in a program, as the tool `strings` prints them. */
function legible(bytes: Buffer): string[] {
  const runs = bytes.toString("latin1").match(/[\x20-\x7e]{6,}/g);
  return runs ? [runs.join("\n")] : [];
}
