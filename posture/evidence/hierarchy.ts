import * as z from "zod";
import type { Azure } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { maybeText, present, text } from "./reading/wire";

const row = z.object({
  id: z.string().describe("The ARM id, such as `/subscriptions/…`"),
  kind: z.enum(["subscription", "managementGroup"]),
  name: z.string().describe("The subscription's id, or the management group's name, in lower case"),
  displayName: z.string().exactOptional(),
  parent: z.string().describe("Name of the management group right above it, in lower case"),
});

/** One subscription or management group of the tenant. */
export type HierarchyNode = RowOf<typeof row>;

const calls = {
  descendants: {
    api: "arm",
    actions: ["Microsoft.Management/managementGroups/descendants/read"],
    why: "know how many subscriptions there are, and which management groups stand above each",
  },
} as const satisfies Calls;

/** Azure knows two forms of the type: `/subscriptions` and `Microsoft.Management/managementGroups`. */
const kindOf = (type: string): HierarchyNode["kind"] =>
  /\bsubscriptions$/i.test(type) ? "subscription" : "managementGroup";

const node = z
  .object({
    id: text,
    type: text,
    name: text,
    properties: z.object({ displayName: maybeText, parent: z.object({ id: text }) }),
  })
  .transform(
    ({ id, type, name, properties: { displayName, parent } }): HierarchyNode =>
      present({
        id,
        kind: kindOf(type),
        name: name.toLowerCase(),
        displayName,
        parent: (parent.id.split("/").pop() as string).toLowerCase(),
      }),
  );

/** Whatever lies below a management group, at any depth. */
export const descendantsOf = (azure: Azure, group: string) =>
  read(azure.armList(pathOf(group)), { what: "the tenant's list of subscriptions", call: calls.descendants, as: node });

const pathOf = (group: string) =>
  `/providers/Microsoft.Management/managementGroups/${encodeURIComponent(group)}/descendants?api-version=2023-04-01`;

/**
 * All that lies below the root management group, whose name is the tenant's id. This is the one list that also names
 * subscriptions on which the sign-in has no role, so it proves that all were seen. Where subscriptions are chosen by
 * name, there is nothing to prove, and nothing is asked.
 */
export default defineEvidence({
  kind: "hierarchy",
  title: "the tenant's list of subscriptions",
  row,
  calls,
  whole: "refused as a whole",
  async *run({ azure, tenant, chosenSubscriptions }) {
    if (chosenSubscriptions) return;
    yield* descendantsOf(azure, tenant);
  },
});

/** Names of the management groups above a subscription, its own first and the root group last; undefined where it is not listed. */
export function chainsOf(nodes: readonly HierarchyNode[]): (subscription: string) => readonly string[] | undefined {
  const parents = new Map(nodes.map(({ kind, name, parent }) => [`${kind} ${name}`, parent]));
  return subscription => {
    let parent = parents.get(`subscription ${subscription.toLowerCase()}`);
    if (parent === undefined) return undefined;
    const chain = new Set<string>();
    for (; parent !== undefined && !chain.has(parent); parent = parents.get(`managementGroup ${parent}`))
      chain.add(parent);
    return [...chain];
  };
}
