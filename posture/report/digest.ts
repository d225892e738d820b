import { createHash } from "node:crypto";
import { json } from "./json";
import type { Report } from "./model";

/** The digest of one report is asked for by the page and by the console. */
const known = new WeakMap<Report, string>();
const chunkLength = 64 * 1024;

/** SHA-256 of `report.json` as it is written, in hexadecimal: `computeguard verify` prints it of the file. */
export function reportDigest(report: Report): string {
  const before = known.get(report);
  if (before !== undefined) return before;
  const hash = createHash("sha256");
  let chunk = "";
  for (const piece of json.print(report)) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    hash.update(chunk);
    chunk = "";
  }
  const digest = hash.update(chunk).digest("hex");
  known.set(report, digest);
  return digest;
}

/** What proves a report: its digests, by what they are of, and the command that checks them. Names of files are the reader's own. */
export function proofOf(report: Report): {
  readonly digests: readonly (readonly [of: string, sha256: string])[];
  readonly command: string;
} {
  const { evidence, coverage } = report;
  const { sha256 } = coverage.estate;
  return {
    digests: [
      ["report.json", reportDigest(report)],
      ...(evidence ? [["saved evidence", evidence.sha256] as const] : []),
      ...(sha256 === undefined ? [] : [["estate", sha256] as const]),
    ],
    command: [
      "computeguard verify report.json",
      ...(evidence ? ["--from <evidence>", ...(sha256 === undefined ? [] : ["--estate <file>"])] : []),
    ].join(" "),
  };
}
