import type { Report } from "../model";
import { type Row, rowsOf } from "../rows";
import { shortened } from "../visible";

/** The table, as Log Analytics names tables of one's own, and the stream that leads to it. */
export const tableName = "Computeguard_CL";
export const streamName = `Custom-${tableName}`;

interface Column {
  readonly type: "datetime" | "string" | "boolean" | "dynamic";
  readonly means: string;
  readonly of: (row: Row, report: Report, fresh: ReadonlySet<string> | undefined) => unknown;
}

/** Characters of a text, at most. Log Analytics cuts a field at 64 KB, and one request takes 1 MB. */
const most = 8_000;
const text = (words: string): string => shortened(words, most);

/** Names that Log Analytics keeps for itself, such as TenantId, Title and Type, are not among them. */
export const columns = {
  TimeGenerated: { type: "datetime", means: "when the evidence was collected", of: (_, report) => report.collectedAt },
  Tenant: { type: "string", means: "the tenant's id", of: (_, { tenant }) => tenant?.id ?? "" },
  Status: {
    type: "string",
    means: "fail, excepted, unknown, pass, gap, hidden or coverage",
    of: ({ status }) => status,
  },
  Severity: { type: "string", means: "critical, high, medium or low", of: ({ severity }) => severity },
  Rule: { type: "string", means: "the id of the rule", of: ({ rule }) => rule },
  Fault: { type: "string", means: "the fault, or what the rule asks", of: ({ title }) => text(title) },
  SubjectKind: { type: "string", means: "what it is of", of: ({ subject }) => subject?.kind ?? "" },
  SubjectName: { type: "string", means: "its name", of: ({ subject }) => text(subject?.name ?? "") },
  SubjectId: { type: "string", means: "its id", of: ({ subject }) => text(subject?.id ?? "") },
  SubscriptionName: { type: "string", means: "its subscription", of: row => text(row.subscription?.name ?? "") },
  SubscriptionGuid: { type: "string", means: "the id of that", of: ({ subscription }) => subscription?.id ?? "" },
  Path: { type: "string", means: "where in it", of: ({ path }) => text(path ?? "") },
  Message: { type: "string", means: "what is wrong, for people", of: ({ message }) => text(message) },
  Proof: { type: "dynamic", means: "facts that prove it, at most 20", of: ({ proof }) => proof.slice(0, 20).map(text) },
  Fix: { type: "string", means: "what to do", of: ({ fix }) => text(fix) },
  Fingerprint: { type: "string", means: "the same in every run", of: ({ fingerprint }) => fingerprint },
  IsNew: {
    type: "boolean",
    means: "whether the earlier report does not have it; empty without one",
    of: ({ fingerprint }, _, fresh) => (fresh === undefined || fingerprint === "" ? null : fresh.has(fingerprint)),
  },
} as const satisfies { readonly [name: string]: Column };

/** The rows of a report as the table takes them. */
export function* tableRows(report: Report): Generator<object> {
  const fresh = report.since && new Set(report.since.new);
  const all: readonly (readonly [string, Column])[] = Object.entries(columns);
  for (const row of rowsOf(report))
    yield Object.fromEntries(all.map(([name, { of }]) => [name, of(row, report, fresh)]));
}
