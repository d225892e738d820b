import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { Option } from "commander";
import { withBaseline } from "../posture/report/history";
import { jsonIn } from "../posture/report/json-bytes";
import type { Report } from "../posture/report/model";
import { type Baseline, baselineSchema } from "../posture/report/since-schema";
import { reportOf } from "../posture/report/stored";
import { type FailOn, isOnNew, UsageError } from "./exit";

/** Reads an earlier report. @throws UsageError where the file is none, in one line */
export const baselineIn = (file: string): Baseline => read(file, value => baselineSchema.safeParse(value).data);

/** Reads a report of this version. @throws UsageError where the file is none, in one line */
export const reportIn = (file: string): Report => read(file, reportOf);

function read<T>(file: string, from: (value: unknown) => T | undefined): T {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(
      `The report ${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Name a report.json.`,
    );
  }
  const report = from(jsonIn(bytes));
  if (report === undefined)
    throw new UsageError(`${file} is no report of computeguard. Name a report.json that --format json wrote.`);
  return report;
}

/** The report with what has changed since an earlier one, and since when, where one is named. */
export function since(report: Report, file: string | undefined, before: Baseline | undefined): Report {
  if (!before) return report;
  refuseOther(before, report, file!);
  if (Date.parse(before.collectedAt) > Date.parse(report.collectedAt))
    throw new UsageError(
      `${file} is of ${before.collectedAt}, later than what is judged (${report.collectedAt}). Name an earlier report.`,
    );
  return withBaseline(report, before);
}

/** The option of every command that judges. */
export const baselineOption = () =>
  new Option(
    "--baseline <file>",
    "an earlier report.json of the same: the report tells what is new since, and what is fixed",
  );

interface BaselineOptions {
  readonly baseline?: string;
  /** The earlier report is that of the store. */
  readonly sinceLast?: true;
  readonly failOn: FailOn;
}

/** Reads the earlier report before anything long begins. */
export function baselineOf({ baseline, failOn, sinceLast }: BaselineOptions): Baseline | undefined {
  if (isOnNew(failOn) && baseline === undefined && !sinceLast)
    throw new UsageError(`--fail-on ${failOn} needs an earlier report. Name it with --baseline.`);
  return baseline === undefined ? undefined : baselineIn(baseline);
}

/** Reports of two tenants have nothing in common: everything would be new, and everything fixed. */
export const isOfOther = (before: Pick<Baseline, "tenant">, now: Pick<Baseline, "tenant">): boolean =>
  before.tenant?.id.toLowerCase() !== now.tenant?.id.toLowerCase();

/** What of two reports tells whether they can be compared. */
type Comparable = Pick<Baseline, "tenant" | "subscriptions" | "coverage">;

/**
 * Whether two reports were narrowed to different subscriptions or resource groups: what lies in others would count as fixed, or as
 * new. A report of a tenant as a whole is of whatever it holds that day.
 */
export const isOfOtherPart = (before: Comparable, now: Comparable): boolean =>
  !isDeepStrictEqual(partOf(before), partOf(now));

const partOf = ({ subscriptions = [], coverage }: Comparable) => ({
  subscriptions: coverage?.subscriptions?.chosen ? subscriptions.map(({ id }) => id.toLowerCase()).sort() : "all",
  groups: [...(coverage?.resourceGroups ?? [])].map(name => name.toLowerCase()).sort(),
});

/** @throws UsageError where the reports are not of the same tenant or of the same part of it, or one is of files */
export function refuseOther(before: Baseline, now: Comparable, file: string): void {
  if (isOfOther(before, now))
    throw new UsageError(
      `${file} is a report of ${subjectOf(before)}, and not of ${subjectOf(now)}. Name an earlier report of the same.`,
    );
  if (isOfOtherPart(before, now))
    throw new UsageError(
      `${file} is of other subscriptions or resource groups: what lies in them would count as fixed or as new. Name an earlier report of the same choice.`,
    );
}

/** Two tenants may have one name. */
const subjectOf = ({ tenant }: Pick<Baseline, "tenant">): string =>
  tenant ? `${tenant.name || "the tenant"} (${tenant.id})` : "files";
