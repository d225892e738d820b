import { join } from "node:path";
import { json } from "../../posture/report/json";
import { contosoReport } from "../demo/audited";
import { printed } from "../report/printed";

export const goldenFile = join(__dirname, "report.json");

/** The demo's report as it is stored. */
export const goldenText = async (): Promise<string> => printed(json, await contosoReport());
