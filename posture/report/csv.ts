import { stringify } from "csv-stringify/sync";
import type { Report } from "./model";
import { rowsOf } from "./rows";

const columns = [
  "status",
  "severity",
  "rule",
  "title",
  "subject kind",
  "subject",
  "subject id",
  "scope",
  "message",
  "proof",
  "fix",
  "fingerprint",
  "exception",
];

/** One line for each finding, excepted or not, unknown and gap. Cells that a spreadsheet would run as a formula are made text. */
export function csv(report: Report): string {
  const lines = [...rowsOf(report)].map(
    ({ status, severity, rule, title, subject, message, proof, fix, fingerprint, exception = "" }) => [
      status,
      severity,
      rule,
      title,
      subject?.kind ?? "",
      subject?.name ?? "",
      subject?.id ?? "",
      subject?.scope ?? "",
      message,
      proof.join("; "),
      fix,
      fingerprint,
      exception,
    ],
  );
  return stringify([columns, ...lines], { escape_formulas: true, quoted_string: true });
}
