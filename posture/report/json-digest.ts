import { createHash } from "node:crypto";
import type { Report } from "./model";

/** The digest of one report is asked for by the page and by the console, and known once `report.json` was printed. */
const known = new WeakMap<Report, string>();
const chunkLength = 64 * 1024;

/** SHA-256 of the `report.json` of a report, where that was printed to its end. */
export const knownDigest = (report: Report): string | undefined => known.get(report);

/** The pieces as they are; the digest of all of them together is known once the last one was taken. */
export function* digested(report: Report, pieces: Iterable<string>): Generator<string> {
  const hash = createHash("sha256");
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length >= chunkLength) {
      hash.update(chunk);
      chunk = "";
    }
    yield piece;
  }
  known.set(report, hash.update(chunk).digest("hex"));
}
