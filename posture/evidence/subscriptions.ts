import * as z from "zod";
import type { Gap } from "../../catalogue/outcome";
import type { Azure } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import hierarchy, { chainsOf } from "./hierarchy";
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
      "Names (not display names) of the management groups above it, its own first and the tenant's root group last. Left out where they could not be read",
    ),
  inResourceGraph: z
    .boolean()
    .exactOptional()
    .describe(
      "Whether Resource Graph knows the subscription. It does not where access is too new, or reaches only a part of it: then its tables are not whole for it",
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
  containers: {
    api: "arm",
    actions: ["Microsoft.Resources/subscriptions/read"],
    why: "know which subscriptions Resource Graph has, and which management groups stand above each",
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

/** The subscriptions on which the sign-in has a role, as ARM lists them. */
export const subscriptionsSeen = (azure: Azure) =>
  read(azure.armList("/subscriptions?api-version=2022-12-01"), {
    what: "subscriptions",
    call: calls.list,
    as: subscription,
  });

/** Nothing was looked at: the sign-in has no role on any subscription, or it is for another tenant. */
export const noSubscription: Gap = {
  what: "any subscription",
  missing: "Reader at the root management group, or on a subscription: this sign-in sees none",
  reason: "denied",
};

/** A list that could not be read at all says nothing of the sign-in's rights, and Reader would not mend it. */
export const listFailed = ({ reason, field }: Gap): boolean => reason !== "denied" && field === undefined;

/**
 * Azure lists the subscriptions that the sign-in sees, and says nothing of the others. Those that the hierarchy or Resource
 * Graph names beside them are missing, here and in all that is read subscription by subscription.
 */
export default defineEvidence({
  kind: "subscriptions",
  title: "subscriptions",
  row,
  calls,
  whole: "filtered by rights",
  namedBy: [hierarchy],
  async *run({ azure, tenant, rows, chosenSubscriptions }) {
    const listed = await apart(subscriptionsSeen(azure));
    yield* listed.gaps;
    const chosen = chosenSubscriptions && new Set(chosenSubscriptions);
    const wanted = listed.rows.filter(row => !chosen || chosen.has(row.subscriptionId));
    const containers = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), {
        what: "which subscriptions Resource Graph has",
        call: calls.containers,
        as: chain,
      }),
    );
    for (const { gap } of containers.gaps) yield new Missing({ ...gap, field: "inResourceGraph" });
    const known = new Map(containers.rows.map(({ subscriptionId, ancestors }) => [subscriptionId, ancestors]));
    const chainOf = chainsOf(rows.hierarchy);
    const found = wanted.map(row => {
      const { subscriptionId: id, tenantId } = row;
      const isForeign = tenantId !== undefined && tenantId !== tenant;
      return present({
        id,
        name: row.displayName ?? id,
        state: row.state,
        quotaId: row.subscriptionPolicies?.quotaId,
        tenantId,
        // The groups of this tenant stand above its own subscriptions only.
        managementGroups: isForeign ? [] : (chainOf(id) ?? known.get(id)?.map(({ name }) => name)),
        inResourceGraph: known.has(id) || (containers.gaps.length > 0 ? undefined : false),
        managedBy: row.managedByTenants?.length
          ? row.managedByTenants.map(({ tenantId }) => tenantId).sort()
          : undefined,
      });
    });
    yield* found;
    const orphans = found.filter(({ managementGroups }) => managementGroups === undefined);
    if (orphans.length > 0)
      yield new Missing({
        missing: calls.containers.actions[0],
        reason: "denied",
        ...containers.gaps[0]?.gap,
        what: "management groups above the subscription",
        subjects: orphans.map(({ id }) => id),
        field: "managementGroups",
      });

    if (wanted.length === 0 && listed.gaps.every(({ gap }) => !listFailed(gap))) yield new Missing(noSubscription);
    const seen = new Set(listed.rows.map(({ subscriptionId }) => subscriptionId));
    const inTree = rows.hierarchy.filter(({ kind }) => kind === "subscription").map(({ name }) => name);
    const unseen = [...new Set(chosen ?? [...inTree, ...known.keys()])].filter(id => !seen.has(id));
    if (unseen.length > 0) yield new Missing(unseenGap(unseen));
  },
});

const notSeen = "subscriptions that this sign-in does not see";

/** Ids of the subscriptions that something names and the sign-in does not see. */
export const unseenIn = (gaps: readonly Gap[]): readonly string[] =>
  gaps.filter(({ what }) => what === notSeen).flatMap(({ subjects }) => subjects ?? []);

const unseenGap = (subjects: readonly string[]): Gap => ({
  what: notSeen,
  missing: "Reader on each of them, or at a management group above",
  reason: "denied",
  subjects,
});
