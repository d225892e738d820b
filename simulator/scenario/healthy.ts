import type { Row } from "../json";
import { random } from "../random";
import type { Tenant } from "../tenant";
import { cast, idOf } from "./cast";
import { inCloud } from "./clouds";
import { contoso } from "./contoso";
import { azureManagementApp, scopes } from "./ids";
import { activationRules } from "./rows/authorization";
import { accessPolicy } from "./rows/policies";
import { type Stage, withIn } from "./stage";

/** What sound tenants differ in. */
export interface Kind {
  readonly seed: number;
  readonly cloud: "AzurePublicCloud" | "AzureGovernment" | "AzureChina";
  readonly licence: "free" | "P1" | "P2";
  /** Conditional Access needs a licence, and is on only where security defaults are off. */
  readonly guard: "security defaults" | "Conditional Access";
  /** Rows on a page at most. */
  readonly pageSize: number;
  /** In the sandbox the providers of Azure Machine Learning, Batch and Quota are not registered. */
  readonly unregistered: boolean;
  /** No machine; no policy of Azure, and no right but those of administrators and the auditor, beside those of the decoy. */
  readonly empty: boolean;
  readonly size: { readonly subscriptions: number; readonly users: number; readonly assignments: number };
}

/** The kind of a seed: every three licences and three clouds come along before long, sizes at random. */
export function kindOf(seed: number): Kind {
  const next = random(seed);
  const upTo = (most: number) => Math.floor(next() * (most + 1));
  const licence = (["free", "P1", "P2"] as const)[seed % 3]!;
  return {
    seed,
    licence,
    cloud: (["AzurePublicCloud", "AzureGovernment", "AzureChina"] as const)[Math.floor(seed / 3) % 3]!,
    guard: licence === "free" || next() < 0.3 ? "security defaults" : "Conditional Access",
    pageSize: [1000, 100, 7][upTo(2)]!,
    unregistered: next() < 0.3,
    empty: next() < 0.1,
    size: { subscriptions: upTo(4), users: upTo(12), assignments: upTo(4) },
  };
}

/**
 * A tenant in which nothing is wrong and nothing stands that its licence does not give: without P2 no Privileged Identity
 * Management and no risk, without P1 no Conditional Access and no list of banned passwords. `planted` are faults of the story.
 */
export function healthyTenant(
  { seed, licence, guard, cloud, size, empty }: Kind,
  at: string,
  planted: readonly string[] = [],
): Tenant {
  const shape = (stage: Stage) => {
    const { arm, graph } = stage;
    for (const subscription of arm.subscriptions.map(row => String(row.subscriptionId)))
      if (!arm.providers.some(each => each.subscription === subscription && each.namespace === "Microsoft.Quota"))
        arm.providers.push({ subscription, namespace: "Microsoft.Quota", registrationState: "Registered" });
    if (guard === "security defaults") {
      graph.conditionalAccessPolicies.length = 0;
      graph.namedLocations.length = 0;
      // An authentication context asks for nothing without a policy.
      graph.roleManagementPolicyAssignments = graph.roleManagementPolicyAssignments.map(row =>
        withIn(row, "policy", { rules: activationRules({ mfa: true }, "graph") }),
      );
    } else {
      if (licence !== "P2")
        graph.conditionalAccessPolicies = graph.conditionalAccessPolicies.filter(policy => !isForRisk(policy));
      graph.securityDefaults = { ...graph.securityDefaults, isEnabled: false };
      // P18 is that nothing asks everybody.
      if (!planted.includes("P18")) graph.conditionalAccessPolicies.push(everybody(stage));
    }
    if (licence !== "P2")
      for (const table of [arm, graph]) {
        table.roleEligibilityScheduleInstances.length = 0;
        table.roleAssignmentScheduleInstances.length = 0;
      }
    if (licence !== "P2") graph.groupEligibilityScheduleInstances.length = 0;
    if (empty) {
      for (const table of [
        arm.denyAssignments,
        arm.activityLog,
        arm.metrics,
        arm.quotaRequests,
        arm.batchAccountQuotas,
        arm.mlUsages,
        arm.containerUsages,
        arm.foundryUsages,
      ])
        table.length = 0;
      // A provider that is registered for nothing would be a fault; that of quota orders nothing.
      arm.providers = arm.providers.filter(({ namespace }) => namespace === "Microsoft.Quota");
      // People sign in from behind an address of Contoso's.
      const stays = /^Microsoft\.(?:(?:Operational)?Insights\/|Network\/publicIPAddresses$)/i;
      arm.resources = arm.resources.filter(({ type }) => stays.test(String(type)));
      const isOfDecoy = ({ id }: Row) => String(id).startsWith(scopes.decoy);
      arm.policyAssignments = arm.policyAssignments.filter(isOfDecoy);
      arm.roleAssignments = arm.roleAssignments.filter(
        row => isOfDecoy(row) || /managementGroups/i.test(String(row.id)),
      );
    }
    if (licence === "free") graph.groupSettings.length = 0;
  };
  return inCloud(contoso({ at, seed, licence, size, only: planted, shape }), cloud);
}

const everybody = ({ ago }: Stage) =>
  accessPolicy(
    {
      number: 8,
      name: "CA008 Everybody: MFA at Azure management",
      state: "enabled",
      users: { includeUsers: ["All"], excludeUsers: [idOf(cast.emergency)] },
      applications: [azureManagementApp],
      controls: ["mfa"],
    },
    ago({ days: 400 }),
  );

const isForRisk = ({ conditions }: Row) => /"(signIn|user)RiskLevels":\["/.test(JSON.stringify(conditions));
