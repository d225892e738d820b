import { readFileSync } from "node:fs";
import { join } from "node:path";
import { json } from "../../posture/report/json";
import type { Report } from "../../posture/report/model";
import { reportOf } from "../../posture/report/stored";
import { contosoReport } from "../demo/audited";
import { printed } from "../report/printed";

export const goldenFile = join(__dirname, "report.json");

/** The demo's report as it is stored. */
export const goldenText = async (): Promise<string> => printed(json, await contosoReport());

/** The same, read again. */
export const goldenReport = (): Report => reportOf(JSON.parse(readFileSync(goldenFile, "utf8")))!;
