import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { each, read } from "./reading/read";
import { maybeGuid, maybeMinutes, maybeText, present, text } from "./reading/wire";
import sentinelWorkspaces from "./sentinel-workspaces";

const row = z.object({
  id: z.string(),
  workspace: z.string().describe("Resource id of the workspace, in lower case"),
  name: z.string().describe("As the portal shows it"),
  kind: z.string().describe("`Scheduled`, `NRT`, `Fusion`"),
  enabled: z.boolean(),
  template: z.string().exactOptional().describe("Id of Microsoft's template that it was made of, in lower case"),
  query: z.string().exactOptional().describe("KQL; left out for a kind without one"),
  everyMinutes: z.number().exactOptional().describe("How often its query runs; left out for a kind that runs at once"),
  lastMinutes: z.number().exactOptional().describe("Of how many minutes its query reads the records"),
  moreThan: z.number().exactOptional().describe("An alert needs more rows than this"),
});

/** One analytics rule of Microsoft Sentinel. */
export type SentinelRule = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.SecurityInsights/alertRules/read"],
    why: "know which rules of Microsoft Sentinel are on, and what they ask for",
  },
} as const satisfies Calls;

/** Source: Azure REST API, Sentinel, Alert Rules (2024-09-01). */
const wire = z.object({
  id: text,
  name: text,
  kind: text,
  properties: z.object({
    enabled: z.boolean(),
    displayName: maybeText,
    alertRuleTemplateName: maybeGuid,
    query: maybeText,
    queryFrequency: maybeMinutes,
    queryPeriod: maybeMinutes,
    triggerOperator: maybeText,
    triggerThreshold: z.number().nullish(),
  }),
});

export default defineEvidence({
  kind: "sentinelRules",
  title: "analytics rules of Microsoft Sentinel",
  row,
  calls,
  whole: "refused per subscription",
  per: [sentinelWorkspaces],
  run: ({ azure, rows }) =>
    each(
      rows.sentinelWorkspaces.filter(({ onboarded }) => onboarded),
      workspace =>
        read(azure.armList(`${workspace.id}/providers/Microsoft.SecurityInsights/alertRules?api-version=2024-09-01`), {
          what: "analytics rules of the workspace",
          call: calls.list,
          as: wire.transform(({ id, name, kind, properties }) =>
            present({
              ...{ id, workspace: workspace.id.toLowerCase(), name: properties.displayName ?? name, kind },
              enabled: properties.enabled,
              template: properties.alertRuleTemplateName,
              query: properties.query,
              everyMinutes: properties.queryFrequency,
              lastMinutes: properties.queryPeriod,
              moreThan:
                properties.triggerOperator?.toLowerCase() === "greaterthan"
                  ? (properties.triggerThreshold ?? undefined)
                  : undefined,
            }),
          ),
          of: [workspace.id],
        }),
    ),
});
