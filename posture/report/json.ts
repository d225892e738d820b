import type { Format } from "./format";
import { digested } from "./json-digest";
import { jsonPieces } from "./json-pieces";

/** The report as it is: `docs/report-1.schema.json` describes it. */
export const json = {
  name: "json",
  extension: "json",
  contentType: "application/json",
  print: report => digested(report, jsonPieces(report)),
} as const satisfies Format;
