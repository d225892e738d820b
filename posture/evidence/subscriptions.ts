import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { apart, read } from "./reading/read";
import { guid, maybeGuid, maybeText, present, text } from "./reading/wire";

const row = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  quotaId: z.string().exactOptional().describe("The offer, such as `EnterpriseAgreement_2014-09-01`"),
  tenantId: z.string().exactOptional(),
  managementGroups: z
    .array(z.string())
    .exactOptional()
    .describe(
      "Names (not display names) of the management groups above it, in any order, the tenant's root group included. Left out where the hierarchy could not be read; every management group then counts as one above it",
    ),
  managedBy: z.array(z.string()).exactOptional().describe("Ids of other tenants that Azure Lighthouse lets manage it"),
});

export type Subscription = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Resources/subscriptions/read"],
    why: "find the subscriptions",
  },
  hierarchy: {
    api: "arm",
    actions: ["Microsoft.Resources/subscriptions/read"],
    why: "know which management groups stand above each subscription",
  },
} as const satisfies Calls;

const subscription = z.object({
  subscriptionId: guid,
  displayName: maybeText,
  state: text,
  tenantId: maybeGuid,
  subscriptionPolicies: z.object({ quotaId: maybeText }).nullish(),
  managedByTenants: z.array(z.object({ tenantId: guid })).nullish(),
});

const query = [
  "resourcecontainers",
  "where type =~ 'microsoft.resources/subscriptions'",
  "project id, subscriptionId, ancestors = properties.managementGroupAncestorsChain",
].join(" | ");

/** From its own group up to the tenant's root group. Nothing, where the tenant has no groups. */
const chain = z.object({ subscriptionId: guid, ancestors: z.array(z.object({ name: text })).nullish() });

export default defineEvidence({
  kind: "subscriptions",
  title: "subscriptions",
  row,
  calls,
  whole: "filtered by rights",
  async *run({ azure, chosenSubscriptions }) {
    const unseen = new Set(chosenSubscriptions);
    const listed = await apart(
      read(azure.armList("/subscriptions?api-version=2022-12-01"), {
        what: "subscriptions",
        call: calls.list,
        as: subscription,
      }),
    );
    yield* listed.gaps;
    const wanted = listed.rows.filter(row => !chosenSubscriptions || unseen.delete(row.subscriptionId));
    const above = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), {
        what: "management groups above the subscriptions",
        call: calls.hierarchy,
        as: chain,
      }),
    );
    for (const { gap } of above.gaps) yield new Missing({ ...gap, field: "managementGroups" });
    const chains = new Map(above.rows.map(({ subscriptionId, ancestors }) => [subscriptionId, ancestors]));
    for (const row of wanted) {
      yield present({
        id: row.subscriptionId,
        name: row.displayName ?? row.subscriptionId,
        state: row.state,
        quotaId: row.subscriptionPolicies?.quotaId,
        tenantId: row.tenantId,
        managementGroups: chains.get(row.subscriptionId)?.map(({ name }) => name),
        managedBy: row.managedByTenants?.length
          ? row.managedByTenants.map(({ tenantId }) => tenantId).sort()
          : undefined,
      });
    }
    if (unseen.size) {
      yield new Missing({
        what: "subscriptions that were asked for",
        missing: "Reader on the subscription, which this sign-in does not see",
        reason: "denied",
        subjects: [...unseen],
      });
    }
  },
});
