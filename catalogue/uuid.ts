import { createHash } from "node:crypto";

/** The namespace of our own ids: version 5 of the project's address in the namespace of URLs, 6ba7b811-9dad-11d1-80b4-00c04fd430c8 (RFC 9562, 6.6). */
const namespace = "0c67baad-59de-5a40-ace7-1919b6b018f5";

/** Whether a text is an id in the form of a UUID, which Azure calls a GUID. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** The same id for the same words, always: a UUID of version 5 (RFC 9562, 5.5). */
export function uuidOf(words: string, within: string = namespace): string {
  const bytes = createHash("sha1")
    .update(Buffer.from(within.replaceAll("-", ""), "hex"))
    .update(words)
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
