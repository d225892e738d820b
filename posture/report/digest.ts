import { json } from "./json";
import { knownDigest } from "./json-digest";
import type { Report } from "./model";

/** SHA-256 of `report.json` as it is written, in hexadecimal: `computeguard verify` prints it of the file. */
export function reportDigest(report: Report): string {
  const before = knownDigest(report);
  if (before !== undefined) return before;
  const pieces = json.print(report);
  while (!pieces.next().done);
  return knownDigest(report)!;
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
