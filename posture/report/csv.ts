import { stringify } from "csv-stringify/sync";
import { type Amount, figure } from "../facts/amount";
import type { Format } from "./format";
import type { Report } from "./model";
import { type Row, rowsOf } from "./rows";
import { type SubjectMoney, subjectMoney } from "./subject-money";

/**
 * One line for each finding, excepted or not, unknown, subject of a gap and check that passes. RFC 4180, with the mark of
 * UTF-8 before it, without which Excel reads another encoding.
 */
export const csv = {
  name: "csv",
  extension: "csv",
  contentType: "text/csv; charset=utf-8",
  *print(report: Report) {
    const moneyOf = subjectMoney(report);
    yield `\uFEFF${line(Object.keys(columns))}`;
    for (const row of rowsOf(report)) {
      const money = row.subject ? moneyOf(row.subject.id) : {};
      yield line(Object.values(columns).map(cell => cell(row, money)));
    }
  },
} as const satisfies Format;

/** The header of each column, and its cell. A figure has its bound beside it: exact, atLeast, atMost or unknown. */
const columns: { readonly [header: string]: (row: Row, money: SubjectMoney) => string } = {
  status: ({ status }) => status,
  severity: ({ severity }) => severity,
  rule: ({ rule }) => rule,
  title: ({ title }) => title,
  subject_kind: ({ subject }) => subject?.kind ?? "",
  subject_name: ({ subject }) => subject?.name ?? "",
  subject_id: ({ subject }) => subject?.id ?? "",
  subscription_name: ({ subscription }) => subscription?.name ?? "",
  subscription_id: ({ subscription }) => subscription?.id ?? "",
  scope: ({ subject }) => subject?.scope ?? "",
  file: ({ subject }) => subject?.file ?? "",
  path: ({ path }) => path ?? "",
  message: ({ message }) => message,
  burning_usd_per_day: (_, { burning }) => amount(burning),
  burning_bound: (_, { burning }) => burning?.is ?? "",
  could_burn_usd_per_day: (_, { couldBurn }) => amount(couldBurn),
  could_burn_bound: (_, { couldBurn }) => couldBurn?.is ?? "",
  proof: ({ proof }) => proof.join("; "),
  fix: ({ fix }) => fix,
  fingerprint: ({ fingerprint }) => fingerprint,
  exception: ({ exception }) => exception ?? "",
  done_by_name: ({ by = [] }) => by.map(({ name }) => name).join("; "),
  done_by_id: ({ by = [] }) => by.map(({ id }) => id).join("; "),
  first_seen: ({ firstSeen }) => firstSeen ?? "",
  first_judged: ({ firstJudged }) => firstJudged ?? "",
  portal: ({ portal }) => portal ?? "",
};

/** A plain number, which every spreadsheet reads as one; empty, where it is not known. */
const amount = (of: Amount | undefined): string => (of && figure(of))?.toString() ?? "";

/** Cells that a spreadsheet would run as a formula are made text. */
const line = (cells: readonly string[]): string =>
  stringify([cells], { escape_formulas: true, quoted_string: true, record_delimiter: "windows" });
