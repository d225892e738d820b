import type { Format } from "../../posture/report/format";
import type { Report } from "../../posture/report/model";

/** The whole report in one format. */
export const printed = (format: Format, report: Report): string => [...format.print(report)].join("");
