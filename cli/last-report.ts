import { withBaseline } from "../posture/report/history";
import type { Report } from "../posture/report/model";
import { type Baseline, baselineSchema } from "../posture/report/since-schema";
import { parsed } from "../posture/run/shard";
import { isOfOther, isOfOtherPart } from "./baseline";
import type { BlobContainer } from "./blob-container";
import { lastName } from "./store-report";

/** Tells in one line why the last report is of no use. It ends no audit: the next run compares with the report of this one. */
export type Warn = (words: string) => void;

/** A folder's name, as `folderOf` makes it: what else stands in the blob leads nowhere. */
const folderForm = /^\d{4}-\d\d-\d\dT[\d.-]{8,20}Z$/;

/** The last whole report in a container; undefined where there is none yet, or none that can be used. */
export async function lastReport(container: BlobContainer, warn: Warn): Promise<Baseline | undefined> {
  const useless = (why: string): undefined => {
    warn(uselessWords(container, why));
  };
  try {
    const last = await container.get(lastName);
    if (last.status === 404 && last.headers.get("x-ms-error-code") === "BlobNotFound") return undefined;
    if (last.status !== 200) return useless(`HTTP ${last.status}`);
    const folder = last.bodyAsText?.trim() ?? "";
    if (!folderForm.test(folder)) return useless(`${lastName} names no report`);
    const report = await container.get(`${folder}/report.json`);
    if (report.status !== 200) return useless(`HTTP ${report.status} for that of ${folder}`);
    const read = baselineSchema.safeParse(parsed(report.bodyAsText ?? ""));
    return read.success ? read.data : useless(`that of ${folder} is no report of computeguard`);
  } catch (error) {
    return useless(String((error as Error).message).split("\n")[0] ?? "");
  }
}

/** The report with what has changed since the last one that was stored, and with what the earlier ones came to. */
export function sinceLast(report: Report, last: Baseline, container: BlobContainer, warn: Warn): Report {
  const why = isOfOther(last, report)
    ? "it is of another tenant"
    : isOfOtherPart(last, report)
      ? "it is of other subscriptions or resource groups"
      : undefined;
  if (why === undefined) return withBaseline(report, last);
  warn(uselessWords(container, why));
  return report;
}

const uselessWords = ({ address }: BlobContainer, why: string): string =>
  `The last report in ${address} cannot be compared with (${why}); nothing tells what is new.`;
