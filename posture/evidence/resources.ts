import * as z from "zod";
import { computeTypes } from "../../compute/types";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { reduced } from "./reading/reduced";
import { guid, maybeText, present, region, text } from "./reading/wire";

/** Services that Azure has shut down: nothing runs there, and a custom role that names them may be refused. */
const shutDown = /^Microsoft\.(?:ServiceFabricMesh|VMwareCloudSimple)\//i;

/** The types that create compute, and the extensions on it. */
const watched = computeTypes.filter(
  ({ arm, requests, extensions }) => (requests ?? []).length + (extensions ?? []).length > 0 && !shutDown.test(arm),
);
const types = [...new Set(watched.map(({ arm }) => arm.toLowerCase()))].sort();

/**
 * A provider at a time: Azure refuses a custom role that names an operation it does not know, and not every type of
 * the table has a read operation by its own name in every cloud.
 */
const providers = [
  ...new Map(watched.map(({ arm }) => arm.split("/")[0] as string).map(name => [name.toLowerCase(), name])).values(),
].sort();

const row = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  region: z.string().exactOptional(),
  subscription: z.string(),
  resource: z
    .record(z.string(), z.unknown())
    .describe("What is read of it, in ARM's shape, with digests in place of texts"),
});

/** A resource that runs. */
export type LiveResource = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", ...providers.map(provider => `${provider}/*/read`)],
    why: "judge what already runs by the rules of the policy pack",
  },
} as const satisfies Calls;

/** What the readers of ARM resources look at. */
const parts = ["type", "kind", "location", "zones", "sku", "plan", "identity", "properties"] as const;

const resource = z
  .looseObject({ id: text, name: text, type: text, location: maybeText, subscriptionId: guid })
  .transform((row): LiveResource => {
    const { id, name, type, location, subscriptionId } = row;
    return present({
      id,
      type,
      name,
      region: location && region.parse(location),
      subscription: subscriptionId,
      resource: reduced(type, Object.fromEntries(parts.flatMap(part => (row[part] ? [[part, row[part]]] : [])))),
    });
  });

const columns = ["id", "name", "subscriptionId", ...parts].join(", ");
const query = `resources | where type in~ (${types.map(type => `'${type}'`).join(", ")}) | project ${columns}`;

export default defineEvidence({
  kind: "resources",
  title: "compute that runs",
  row,
  calls,
  whole: "filtered by rights",
  run: ({ azure, chosenSubscriptions }) =>
    read(azure.resourceGraph(query, chosenSubscriptions), {
      what: "compute that runs",
      call: calls.list,
      as: resource,
    }),
});
