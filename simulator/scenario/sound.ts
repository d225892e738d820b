import { random } from "../random";
import type { Tenant } from "../tenant";
import { cast, idOf } from "./cast";
import { inCloud } from "./clouds";
import { contoso } from "./contoso";
import { azureManagementApp } from "./ids";
import { accessPolicy } from "./rows/policies";

/** What sound tenants differ in. */
export interface Kind {
  readonly seed: number;
  readonly cloud: "AzurePublicCloud" | "AzureGovernment" | "AzureChina";
  readonly licence: "free" | "P1" | "P2";
  /** Conditional Access needs a licence, and is on only where security defaults are off. */
  readonly guard: "security defaults" | "Conditional Access";
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
    guard: licence === "free" ? "security defaults" : "Conditional Access",
    size: { subscriptions: upTo(4), users: upTo(12), assignments: upTo(4) },
  };
}

/**
 * A tenant in which nothing is wrong and nothing stands that its licence does not give: without P2 no Privileged Identity
 * Management and no risk, without P1 no Conditional Access and no list of banned passwords. `planted` are faults of the story.
 */
export function sound(kind: Kind, at: string, planted: readonly string[] = []): Tenant {
  const { seed, licence, guard, cloud, size } = kind;
  const tenant = contoso({ at, seed, licence, size, only: planted });
  const { arm, graph } = tenant;
  const ago = new Date(Date.parse(at) - 400 * 86_400_000).toISOString();
  const everybody = accessPolicy(
    {
      number: 8,
      name: "CA008 Everybody: MFA at Azure management",
      state: "enabled",
      users: { includeUsers: ["All"], excludeUsers: [idOf(cast.emergency)] },
      applications: [azureManagementApp],
      controls: ["mfa"],
    },
    ago,
  );
  const isForRisk = ({ conditions }: (typeof graph.conditionalAccessPolicies)[number]) =>
    /"(signIn|user)RiskLevels":\["/.test(JSON.stringify(conditions));
  const byGuard =
    guard === "security defaults"
      ? { conditionalAccessPolicies: [], namedLocations: [] }
      : {
          conditionalAccessPolicies: [
            ...graph.conditionalAccessPolicies.filter(policy => licence === "P2" || !isForRisk(policy)),
            everybody,
          ],
          securityDefaults: { ...graph.securityDefaults, isEnabled: false },
        };
  const noPim =
    licence === "P2"
      ? {}
      : { roleEligibilityScheduleInstances: [], roleAssignmentScheduleInstances: [], riskyUsers: [] };
  const noArmPim =
    licence === "P2" ? {} : { roleEligibilityScheduleInstances: [], roleAssignmentScheduleInstances: [] };
  const free = licence === "free" ? { groupSettings: [] } : {};
  return inCloud(
    { ...tenant, arm: { ...arm, ...noArmPim }, graph: { ...graph, ...byGuard, ...noPim, ...free } },
    cloud,
  );
}
