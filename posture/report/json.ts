import type { Format } from "./format";
import { digested } from "./json-digest";
import { jsonPieces } from "./json-pieces";
import { storedOf } from "./stored";

/** The report as it is, with sets of subscriptions named once: `docs/report-1.schema.json` describes it. */
export const json = {
  name: "json",
  extension: "json",
  contentType: "application/json",
  print: report => digested(report, jsonPieces(storedOf(report))),
} as const satisfies Format;
