import { constants, inflateRawSync } from "node:zlib";
import type { Bounds } from "./bounds";

/** An archive that was found in some bytes, and what was in it. */
export interface Packed {
  /** Where the archive begins and ends in the bytes. The text around it may be a script that unpacks it. */
  readonly start: number;
  readonly end: number;
  readonly content: Buffer;
}

/** The most bytes that are unpacked out of one archive. */
const maxOutputLength = 4 * 1024 * 1024;

/** So many bytes never unpack to more than `maxOutputLength`, because deflate packs at most 1,032 bytes into one. */
const beginning = 4000;

/** Fewer bytes are taken for a deflated stream only when they begin with its header. Without it, any checksum might be one. */
export const shortestRaw = 48;

const gzipHeader = Buffer.from([0x1f, 0x8b, 8]);
const zipHeader = Buffer.from("PK\x03\x04");

/** Finds every gzip and every file of a zip anywhere in the bytes, since a script may carry an archive at its end. */
export function* packedIn(bytes: Buffer, bounds: Bounds): Generator<Packed> {
  for (let at = bytes.indexOf(gzipHeader); at >= 0; ) {
    const packed = gzipAt(bytes, at, bounds);
    if (packed) yield packed;
    at = bytes.indexOf(gzipHeader, packed?.end ?? at + 1);
  }
  for (let at = bytes.indexOf(zipHeader); at >= 0; ) {
    const packed = zippedAt(bytes, at, bounds);
    if (packed) yield packed;
    at = bytes.indexOf(zipHeader, packed?.end ?? at + 1);
  }
}

/**
 * Unpacks bytes that are one deflated stream.
 * @param shortest how many bytes a stream must have when it lacks the header of zlib
 */
export function* deflatedIn(bytes: Buffer, shortest: number, bounds: Bounds): Generator<Packed> {
  const isZlib = bytes[0] === 0x78 && bytes.readUInt16BE(0) % 31 === 0;
  const packed =
    (isZlib ? inflated(bytes, 2, bounds) : undefined) ??
    (bytes.length >= shortest ? inflated(bytes, 0, bounds, constants.Z_FINISH) : undefined);
  if (packed) yield packed;
}

/** Unpacks the gzip that begins at `start`. Gzips that follow directly on it belong to the same text. */
function gzipAt(bytes: Buffer, start: number, bounds: Bounds): Packed | undefined {
  const contents: Buffer[] = [];
  let end = start;
  while (bytes.indexOf(gzipHeader, end) === end) {
    const packed = inflated(bytes, afterGzipHeader(bytes, end), bounds);
    if (!packed) break;
    contents.push(packed.content);
    // a checksum and a length follow the content
    end = packed.end + 8;
  }
  return contents.length ? { start, end, content: Buffer.concat(contents) } : undefined;
}

/** The end of a gzip's header (RFC 1952). Its flags tell whether an extra field, a name, a comment and a checksum are in it. */
function afterGzipHeader(bytes: Buffer, start: number): number {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1 || bytes.length;
  return flags & 2 ? at + 2 : at;
}

/** Unpacks the file of a zip whose local header begins at `at`. */
function zippedAt(bytes: Buffer, at: number, bounds: Bounds): Packed | undefined {
  if (at + 30 > bytes.length) return undefined;
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const method = bytes.readUInt16LE(at + 8);
  if (method === 8) return inflated(bytes, start, bounds);
  const end = start + bytes.readUInt32LE(at + 18);
  return method === 0 && end > start && end <= bytes.length
    ? { start, end, content: bytes.subarray(start, end) }
    : undefined;
}

/**
 * Inflates the stream that begins at `start`. Of a stream that unpacks to too much, only the beginning is returned.
 * @param finishFlush with `Z_SYNC_FLUSH` a stream that was cut short yields what it holds; with `Z_FINISH` it yields nothing
 */
function inflated(
  bytes: Buffer,
  start: number,
  bounds: Bounds,
  finishFlush: number = constants.Z_SYNC_FLUSH,
): Packed | undefined {
  if (!mayBeDeflated(bytes, start)) return undefined;
  const most = Math.min(maxOutputLength, bounds.bytesForNextArchive());
  if (most <= 0) return undefined;
  try {
    const { buffer, engine } = inflateRawSync(bytes.subarray(start), {
      maxOutputLength: most,
      finishFlush,
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    bounds.unpacked(buffer.length);
    return buffer.length ? { start, end: start + engine.bytesWritten, content: buffer } : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE") return undefined;
  }
  bounds.unpacked(most);
  bounds.cut("an archive in it is larger than 4 MB");
  const end = start + beginning;
  const content = inflateRawSync(bytes.subarray(start, end), { finishFlush: constants.Z_SYNC_FLUSH });
  return { start, end, content };
}

/**
 * True when a deflated stream (RFC 1951) can begin at `start`. This look is far cheaper than an attempt to inflate. It rules out three
 * of four checksums, and everything that begins with a `/` when it is read as base64, as paths and resource ids do.
 */
function mayBeDeflated(bytes: Buffer, start: number): boolean {
  if (start + 4 > bytes.length) return false;
  const kind = ((bytes[start] as number) >> 1) & 3;
  // a stored block: its length, then the same with all bits inverted
  if (kind === 0)
    return start + 5 <= bytes.length && bytes.readUInt16LE(start + 1) === (~bytes.readUInt16LE(start + 3) & 0xffff);
  return kind === 1 || (kind === 2 && hasCodes(bytes, start));
}

/** True when a block with dynamic codes can begin here: it has not too many codes, and the code lengths fill exactly seven bits. */
function hasCodes(bytes: Buffer, start: number): boolean {
  const bits = (at: number, count: number): number =>
    (((bytes[start + (at >> 3)] ?? 0) | ((bytes[start + (at >> 3) + 1] ?? 0) << 8)) >> (at & 7)) & ((1 << count) - 1);
  if (bits(3, 5) > 29 || bits(8, 5) > 29) return false;
  const lengths = Array.from({ length: bits(13, 4) + 4 }, (_, i) => bits(17 + 3 * i, 3));
  return lengths.reduce((space, length) => space + (length ? 128 >> length : 0), 0) === 128;
}
