import { stringify } from "csv-stringify/sync";
import type { Format } from "./format";
import type { Report } from "./model";
import { type Row, rowsOf } from "./rows";

/** One line for each finding, excepted or not, unknown and subject of a gap. */
export const csv = {
  name: "csv",
  extension: "csv",
  contentType: "text/csv; charset=utf-8",
  *print(report: Report) {
    yield line(Object.keys(columns));
    for (const row of rowsOf(report)) yield line(Object.values(columns).map(cell => cell(row)));
  },
} as const satisfies Format;

/** The header of each column, and its cell. */
const columns: { readonly [header: string]: (row: Row) => string } = {
  status: ({ status }) => status,
  severity: ({ severity }) => severity,
  rule: ({ rule }) => rule,
  title: ({ title }) => title,
  "subject kind": ({ subject }) => subject?.kind ?? "",
  subject: ({ subject }) => subject?.name ?? "",
  "subject id": ({ subject }) => subject?.id ?? "",
  subscription: ({ subscription }) => subscription?.name ?? "",
  "subscription id": ({ subscription }) => subscription?.id ?? "",
  scope: ({ subject }) => subject?.scope ?? "",
  file: ({ subject }) => subject?.file ?? "",
  path: ({ path }) => path ?? "",
  message: ({ message }) => message,
  proof: ({ proof }) => proof.join("; "),
  fix: ({ fix }) => fix,
  fingerprint: ({ fingerprint }) => fingerprint,
  exception: ({ exception }) => exception ?? "",
};

/** Cells that a spreadsheet would run as a formula are made text. */
const line = (cells: readonly string[]): string => stringify([cells], { escape_formulas: true, quoted_string: true });
