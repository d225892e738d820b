import { constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import type { Bounds } from "./decode";

/** What bytes say, if they say anything. */

/** The most that is unpacked out of one archive. */
const maxOutputLength = 4 * 1024 * 1024;

/** Deflate packs at most 1,032 bytes into one: so much of an archive surely unpacks to less than `maxOutputLength`. */
const beginning = 4000;

/** Shorter bytes are tried as a deflated stream only where its header says so: every checksum could be one without. */
const shortestRaw = 48;

type Unpack = typeof gunzipSync;

/** The texts in some bytes: as they stand, unpacked, or, in a program, what is legible in it. None in mere noise. */
export function textsIn(bytes: Buffer, bounds: Bounds): string[] {
  if (bytes.length < 4) return [];
  const text = textOf(bytes);
  if (text !== undefined) return [text];
  for (const unpack of unpackers(bytes)) {
    if (!bounds.mayUnpack()) break;
    const unpacked = unpackedBy(unpack, bytes, bounds);
    if (!unpacked?.length) continue;
    const inner = textOf(unpacked);
    return inner === undefined ? legible(unpacked) : [inner];
  }
  return bytes.length >= 512 ? legible(bytes) : [];
}

/** By the first two bytes; a deflated stream without a header has none. */
function unpackers(bytes: Buffer): Unpack[] {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [gunzipSync];
  const raw = bytes.length >= shortestRaw ? [inflateRawSync] : [];
  return bytes[0] === 0x78 && bytes.readUInt16BE(0) % 31 === 0 ? [inflateSync, ...raw] : raw;
}

/** Of an archive that unpacks to too much, the beginning. An archive that is torn off yields what it holds. */
function unpackedBy(unpack: Unpack, bytes: Buffer, bounds: Bounds): Buffer | undefined {
  const finishFlush = unpack === inflateRawSync ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
  try {
    return unpack(bytes, { maxOutputLength, finishFlush });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE") return undefined;
  }
  bounds.cut("an archive in it is larger than 4 MB");
  return unpack(bytes.subarray(0, beginning), { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
}

/** Bytes as text: UTF-8 or UTF-16, if they are almost free of signs that no text has. */
function textOf(bytes: Buffer): string | undefined {
  return [bytes.toString("utf8"), ...(likelyUtf16(bytes) ? [bytes.toString("utf16le")] : [])].findLast(isText);
}

/** Control characters but for blanks and ends of lines, and what stands for bytes that are no UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const noise = /[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]/g;

const isText = (text: string): boolean => text.length > 0 && (text.match(noise)?.length ?? 0) * 20 < text.length;

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
