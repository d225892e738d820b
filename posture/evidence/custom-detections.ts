import * as z from "zod";
import { withoutCustomDetections } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { maybeText, present, text } from "./reading/wire";

const row = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean().exactOptional().describe("Left out where Microsoft does not say"),
  query: z.string().exactOptional().describe("KQL"),
});

/** One custom detection of the Defender portal. */
export type CustomDetection = RowOf<typeof row>;

const calls = {
  list: {
    api: "graph",
    permission: "CustomDetection.Read.All",
    why: "know which custom detections of the Defender portal are on, and what they ask for",
  },
} as const satisfies Calls;

/** `status` stands in the place of `isEnabled`, which older answers have. A rule that fails again and again is switched off by Microsoft. */
const wire = z
  .object({
    id: z.union([text, z.number().transform(String)]),
    displayName: maybeText,
    status: maybeText,
    isEnabled: z.boolean().nullish(),
    queryCondition: z.object({ queryText: maybeText }).nullish(),
  })
  .transform(({ id, displayName, status, isEnabled, queryCondition }) =>
    present({
      id,
      name: displayName ?? id,
      enabled: status === undefined ? (isEnabled ?? undefined) : status.toLowerCase() === "enabled",
      query: queryCondition?.queryText,
    }),
  );

/** Source: Microsoft Graph v1.0, "List detectionRules" and the detectionRule resource type. */
export default defineEvidence({
  kind: "customDetections",
  title: "custom detections of the Defender portal",
  row,
  calls,
  whole: "refused as a whole",
  notIn: withoutCustomDetections,
  run: ({ azure }) =>
    read(azure.graphList("/v1.0/security/rules/detectionRules"), {
      what: "custom detections of the Defender portal",
      call: calls.list,
      as: wire,
    }),
});
