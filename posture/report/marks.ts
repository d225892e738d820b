import { hash } from "node:crypto";

/** Ids that follow from what they name: the same report has the same ones, and nothing of them is random. */

/** A short hash, as a finding's fingerprint is one, of what has none: a subject that could not be judged, say. */
export const markOf = (...words: readonly string[]): string => hashOf("sha256", words).slice(0, 16);

/**
 * A UUID of version 5 (RFC 9562, section 5.5) in a namespace of our own. Its bits 48 to 51 say the version, the two of the
 * variant are `10`.
 */
export function uuidOf(...words: readonly string[]): string {
  const hex = hashOf("sha1", [namespace, ...words]);
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(18, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

const namespace = "computeguard/report/1";

/** A line break is in no id and in no fingerprint, so two lists of words never read as one. */
const hashOf = (algorithm: string, words: readonly string[]): string => hash(algorithm, words.join("\n"));
