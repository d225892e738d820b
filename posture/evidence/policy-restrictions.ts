import * as z from "zod";
import type { Cloud } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { each, once, read } from "./reading/read";
import { maybeText } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  subscription: z.string(),
  region: z.string(),
  size: z.string().describe("The size of the machines of the scale set that was asked about"),
  refusedBy: z
    .array(z.string())
    .describe(
      "Ids of the policy assignments that would refuse it, lower-case, sorted; that there is none proves nothing",
    ),
});

/** What Azure itself says of a scale set of GPU machines: which policies would refuse it. Nothing is created. */
export type PolicyRestriction = RowOf<typeof row>;

/**
 * The request is a POST and a read: "Get details about the restrictions that policy will enforce on a resource" (Microsoft Learn,
 * "Azure permissions for management and governance"). Reader holds it, so it stands with the other reads of posture.
 */
const calls = {
  ask: {
    api: "arm",
    actions: ["Microsoft.PolicyInsights/checkPolicyRestrictions/read"],
    why: "know whether Azure itself would refuse a scale set of GPU machines, without creating one",
  },
} as const satisfies Calls;

/** A size that hardly anybody approves. */
const size = "Standard_ND96isr_H100_v5";
/** Where it is asked about unless regions were chosen: each cloud's largest. */
const regionIn: { readonly [C in Cloud]: string } = {
  AzurePublicCloud: "eastus",
  AzureGovernment: "usgovvirginia",
  AzureChina: "chinanorth3",
};

const scaleSetIn = (location: string) => ({
  resourceDetails: {
    apiVersion: "2024-07-01",
    resourceContent: {
      type: "Microsoft.Compute/virtualMachineScaleSets",
      name: "computeguard-asks",
      location,
      sku: { name: size, tier: "Standard", capacity: 1 },
      properties: { orchestrationMode: "Flexible", virtualMachineProfile: {} },
    },
  },
});

/** Source: Azure REST API, Policy Restrictions, Check At Subscription Scope (2024-10-01). */
const evaluation = z.object({
  policyInfo: z.object({ policyAssignmentId: maybeText }).nullish(),
  evaluationResult: maybeText,
  effectDetails: z.object({ policyEffect: maybeText }).nullish(),
});
const answer = z
  .object({ contentEvaluationResult: z.object({ policyEvaluations: z.array(evaluation).nullish() }).nullish() })
  .transform(({ contentEvaluationResult }) => {
    const refusing = (contentEvaluationResult?.policyEvaluations ?? []).flatMap(
      ({ policyInfo, evaluationResult, effectDetails }) =>
        evaluationResult?.toLowerCase() === "noncompliant" && effectDetails?.policyEffect?.toLowerCase() === "deny"
          ? (policyInfo?.policyAssignmentId ?? [])
          : [],
    );
    return [...new Set(refusing.map(id => id.toLowerCase()))].sort();
  });

export default defineEvidence({
  kind: "policyRestrictions",
  title: "what Azure Policy would refuse",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, rows, cloud, chosenRegions }) {
    const regions = chosenRegions ?? [regionIn[cloud ?? "AzurePublicCloud"]];
    const places = rows.subscriptions.flatMap(({ id }) => regions.map(region => ({ id, region })));
    yield* each(places, ({ id, region }) =>
      read(
        once(() => azure.policyRestrictions(id, scaleSetIn(region))),
        {
          what: "what Azure Policy would refuse in the subscription",
          call: calls.ask,
          as: answer.transform((refusedBy): PolicyRestriction => ({ subscription: id, region, size, refusedBy })),
          of: [id],
        },
      ),
    );
  },
});
