import { join } from "node:path";
import { formats } from "../../posture/report/formats";
import { contosoReport } from "../demo/audited";

export const goldenFile = join(__dirname, "report.json");

/** The demo's report as it is stored. */
export const goldenText = async (): Promise<string> => formats.json(await contosoReport());
