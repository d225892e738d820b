import type { Tenant } from "../tenant";
import { plantedFaults as all } from "./attack/all";
import { addBecoming } from "./baseline/becoming";
import { addConditionalAccess } from "./baseline/conditional-access";
import { addDecoy } from "./baseline/decoy";
import { addDirectory } from "./baseline/directory";
import { addDirectoryChanges } from "./baseline/directory-changes";
import { addDns } from "./baseline/dns";
import { addHistory } from "./baseline/history";
import { addJoining } from "./baseline/joining";
import { licences } from "./baseline/licences";
import { addMachines } from "./baseline/machines";
import { addMetrics } from "./baseline/metrics";
import { addSubscriptions } from "./baseline/places";
import { addReadiness } from "./baseline/readiness";
import { addRights } from "./baseline/rights";
import { addSentinel } from "./baseline/sentinel";
import { addSignIns } from "./baseline/sign-ins";
import {
  authenticationMethodsPolicy,
  authorizationPolicy,
  crossTenantDefault,
  passwordRules,
  securityDefaults,
  serviceTags,
  subscriptionPolicy,
} from "./baseline/singles";
import { addWatch } from "./baseline/watch";
import { applications } from "./cast";
import { generate, type Size } from "./generated";
import { guid, tenantId } from "./ids";
import { lengthOf, type Stage } from "./stage";

export interface ContosoOptions {
  /** Planted faults to leave out; every other row stays as it is. `all` gives the healthy tenant. */
  readonly without?: readonly string[] | "all";
  /** The planted faults to take in, and no others. */
  readonly only?: readonly string[];
  /** The instant of the audit, ISO 8601. Every time in the tenant is told from it. */
  readonly at?: string;
  readonly size?: Size;
  readonly seed?: number;
  /** Changes the quiet tenant, before faults are planted in it. */
  readonly shape?: (stage: Stage) => void;
  /** What Contoso has bought. */
  readonly licence?: "P2" | "P1" | "free";
}

/** The plantedFaults of STORY.md: id and sentence. */
export const plantedFaults: readonly { readonly id: string; readonly sentence: string }[] = all.map(
  ({ id, sentence }) => ({
    id,
    sentence,
  }),
);

/** "Contoso under attack", as STORY.md tells it. The same options give the same bytes: nothing here asks a clock. */
export function contoso(options: ContosoOptions = {}): Tenant {
  const { only, at = "2026-11-24T12:00:00.000Z", size = {}, seed = 1, licence = "P2" } = options;
  const { without = only ? all.map(({ id }) => id).filter(id => !only.includes(id)) : [] } = options;
  const now = Date.parse(at);
  if (Number.isNaN(now)) throw new Error(`"${at}" is not a time; write it as 2026-11-24T12:00:00Z.`);
  const unknown = without === "all" ? undefined : without.find(id => !all.some(fault => fault.id === id));
  if (unknown !== undefined) throw new Error(`There is no planted fault "${unknown}"; STORY.md lists them.`);
  const stage: Stage = {
    ago: span => new Date(now - lengthOf(span)).toISOString().replace("Z", "0000Z"),
    workspaces: [],
    sentRows: [],
    arm: {
      tenants: [],
      subscriptions: [],
      locations: [],
      managementGroups: [],
      hierarchySettings: [],
      roleDefinitions: [],
      roleAssignments: [],
      denyAssignments: [],
      roleEligibilityScheduleInstances: [],
      roleManagementPolicyAssignments: [],
      roleAssignmentScheduleInstances: [],
      resourceGroups: [],
      resources: [],
      usages: [],
      mlUsages: [],
      containerUsages: [],
      foundryUsages: [],
      batchAccountQuotas: [],
      providers: [],
      skus: [],
      skuRestrictions: [],
      computeLimits: [],
      quotaRequests: [],
      activityLog: [],
      tenantActivityLog: [],
      groupActivityLog: [],
      policyAssignments: [],
      metrics: [],
      documents: [],
      subscriptionPolicy,
      serviceTags,
    },
    graph: {
      organization: [],
      domains: [],
      subscribedSkus: licences(licence),
      users: [],
      groups: [],
      memberships: [],
      owners: [],
      administrativeUnits: [],
      unitMembers: [],
      servicePrincipals: [],
      applications: [],
      graphAppRoleAssignments: [],
      federatedCredentials: [],
      directoryRoles: [],
      roleDefinitions: [],
      roleAssignments: [],
      roleEligibilityScheduleInstances: [],
      roleManagementPolicyAssignments: [],
      roleAssignmentScheduleInstances: [],
      groupEligibilityScheduleInstances: [],
      registrations: [],
      conditionalAccessPolicies: [],
      namedLocations: [],
      authenticationStrengths: [],
      crossTenantDefault,
      crossTenantPartners: [],
      federations: [],
      perUserMfa: [],
      securityDefaults,
      groupSettings: [passwordRules],
      authorizationPolicy,
      authenticationMethodsPolicy,
      directoryAudits: [],
      signIns: [],
      riskyUsers: [],
      riskDetections: [],
      deviceNetworkEvents: [],
      alerts: [],
      detectionRules: [],
    },
  };
  for (const add of [
    addSubscriptions,
    addDirectory,
    addConditionalAccess,
    addMachines,
    addMetrics,
    addRights,
    addJoining,
    addBecoming,
    addDecoy,
    addHistory,
    addSignIns,
    addDirectoryChanges,
    addWatch,
    addDns,
    addSentinel,
    addReadiness,
  ])
    add(stage);
  generate(stage, size, seed);
  options.shape?.(stage);
  for (const fault of all) if (without !== "all" && !without.includes(fault.id)) fault.add(stage);
  const { number } = applications.auditor;
  return {
    tenantId,
    defaultDomain: "contoso.com",
    at: new Date(now).toISOString(),
    auditor: { clientId: guid("appId", number), objectId: guid("servicePrincipal", number), secret: "not-a-secret" },
    arm: stage.arm,
    graph: stage.graph,
    workspaces: stage.workspaces,
    sentRows: stage.sentRows,
  };
}
