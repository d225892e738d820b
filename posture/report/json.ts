import type { Report } from "./model";

/** The report as it is: `docs/report-1.schema.json` describes it. */
export const json = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
