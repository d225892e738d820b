import { deflatedIn, type Packed, packedIn, shortestRaw } from "./archives";
import type { Bounds } from "./decode";

/** What bytes say, if they say anything. */

/** Archives in archives in archives. */
const maxDepth = 6;

/**
 * The texts in some bytes: as they stand, unpacked, or, in a program, what is legible in it. None in mere noise.
 * @param shortest bytes without any header are tried as a deflated stream if they are so long
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

/** What stands before, between and behind what is packed: scripts that unpack it, names of files. */
function without(bytes: Buffer, packed: readonly Packed[]): Buffer {
  const ends = [0, ...packed.map(({ end }) => end)];
  return Buffer.concat(ends.map((end, i) => bytes.subarray(end, packed[i]?.start)));
}

/** Bytes as text: UTF-8 or UTF-16, if they are almost free of signs that no text has. */
function textOf(bytes: Buffer): string | undefined {
  return [bytes.toString("utf8"), ...(likelyUtf16(bytes) ? [bytes.toString("utf16le")] : [])].findLast(isText);
}

/** Control characters but for blanks and ends of lines, and what stands for bytes that are no UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const noise = /[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]/g;

function isText(text: string): boolean {
  let signs = 0;
  for (const _ of text.matchAll(noise)) if (++signs * 20 >= text.length) return false;
  return text.length > 0;
}

/** Latin text in UTF-16 has a zero in every second byte. */
export function likelyUtf16(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 512);
  let zeros = 0;
  for (let i = 1; i < sample.length; i += 2) if (sample[i] === 0) zeros++;
  return sample.length >= 4 && zeros * 3 > sample.length;
}

/** Runs of legible text in a program, as `strings` prints them. */
function legible(bytes: Buffer): string[] {
  const runs = bytes.toString("latin1").match(/[\x20-\x7e]{6,}/g);
  return runs ? [runs.join("\n")] : [];
}
