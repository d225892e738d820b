import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { each, read } from "./reading/read";
import { inAnyCase, maybeText, text } from "./reading/wire";
import sentinelWorkspaces from "./sentinel-workspaces";

const row = z.object({
  id: z.string(),
  workspace: z.string().describe("Resource id of the workspace, in lower case"),
  name: z.string().describe("As the portal shows it"),
  query: z.string().describe("KQL"),
});

/** One hunting query of Microsoft Sentinel: a saved search that somebody runs by hand. */
export type SentinelHunt = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.OperationalInsights/workspaces/savedSearches/read"],
    why: "know which hunting queries of Microsoft Sentinel are at hand",
  },
} as const satisfies Calls;

/**
 * Source: Azure REST API, Log Analytics, Saved Searches (2020-08-01). Some stand there with their names in another letter case.
 */
const wire = inAnyCase(
  z.object({
    id: text,
    name: text,
    properties: z.object({ category: maybeText, displayname: maybeText, query: maybeText }),
  }),
);

/** Only those of the category in which Sentinel keeps its hunts: each workspace has dozens of others from the start. */
export default defineEvidence({
  kind: "sentinelHunts",
  title: "hunting queries of Microsoft Sentinel",
  row,
  calls,
  whole: "refused per subscription",
  per: [sentinelWorkspaces],
  run: ({ azure, rows }) =>
    each(
      rows.sentinelWorkspaces.filter(({ onboarded }) => onboarded),
      async function* ({ id: of }): AsyncGenerator<SentinelHunt | Missing> {
        const all = read(azure.armList(`${of}/savedSearches?api-version=2020-08-01`), {
          what: "saved searches of the workspace",
          call: calls.list,
          as: wire,
          of: [of],
        });
        for await (const found of all)
          if (!("properties" in found)) yield found;
          else if (found.properties.category?.toLowerCase() === "hunting queries" && found.properties.query)
            yield {
              id: found.id,
              workspace: of.toLowerCase(),
              name: found.properties.displayname ?? found.name,
              query: found.properties.query,
            };
      },
    ),
});
