import type { Severity } from "../../catalogue/outcome";
import { acts, inHour } from "./checks-activity";
import type { Table } from "./checks-table";
import {
  assignment,
  contacts,
  daysAgo,
  guid,
  healthy,
  logAlert,
  logExports,
  logTable,
  membership,
  network,
  production,
  type Rows,
  roleIds,
  sandbox,
  spending,
  unlinked,
} from "./checks-tenant";

/** Tables of the checks on credentials, on risk and on what stands guard. */

type Row<K extends keyof Rows> = Rows[K][number];
const inDays = (days: number) => daysAgo(-days);

export const plan = (subscription: number, name = "Arm", tier = "Standard"): Row<"defenderPlans"> => ({
  id: `/subscriptions/${guid(subscription)}/providers/Microsoft.Security/pricings/${name}`,
  subscription: guid(subscription),
  name,
  tier,
});

/** In the sandbox. Without `inUse` it could not be read whether something may need it. */
const registered = (namespace: string, inUse?: boolean): Row<"computeProviders"> => ({
  subscription: guid(2),
  namespace,
  ...(inUse !== undefined && { inUse }),
});

/** Service principal 301, which can create compute, and the credentials that it has. */
export const workload = (...credentials: Rows["credentials"]): Partial<Rows> => ({
  servicePrincipals: [{ id: guid(301), appId: guid(391), name: "deploy", kind: "Application", enabled: true }],
  principals: [...healthy.principals, { id: guid(301), type: "ServicePrincipal", name: "deploy" }],
  roleAssignments: [...healthy.roleAssignments, assignment(520, 301, roleIds.contributor)],
  credentials,
});

export const secret = (change: Partial<Row<"credentials">> = {}): Row<"credentials"> => ({
  id: guid(531),
  holder: guid(301),
  appId: guid(391),
  where: "application",
  kind: "secret",
  name: "pipeline",
  startsOn: daysAgo(100),
  endsOn: inDays(900),
  ...change,
});
const withoutStart = ({ startsOn: _, ...row }: Row<"credentials">) => row;
const withoutEnd = ({ endsOn: _, ...row }: Row<"credentials">) => row;

export const risky = (user: number, change: Partial<Row<"riskyUsers">> = {}): Row<"riskyUsers"> => ({
  user: guid(user),
  state: "atRisk",
  level: "medium",
  updatedOn: daysAgo(1),
  ...change,
});

export const detected = (user: number, change: Partial<Row<"riskDetections">> = {}): Row<"riskDetections"> => ({
  ...{ user: guid(user), type: "anonymizedIPAddress", state: "atRisk", level: "medium", at: daysAgo(3) },
  address: "203.0.113.9",
  ...change,
});

export const alert = (change: Partial<Row<"defenderAlerts">> = {}): Row<"defenderAlerts"> => ({
  id: `${production}/providers/Microsoft.Security/locations/westeurope/alerts/1`,
  subscription: guid(1),
  type: "ARM_SuspiciousComputeCreation",
  title: "Suspicious creation of compute resources detected",
  status: "Active",
  severity: "Medium",
  startedOn: daysAgo(1),
  entity: "Production",
  ...change,
});
const alertId = alert().id;

/** Production as it is, and the sandbox watched by these alone. */
const watching = (rules: Rows["alertRules"]): Rows["alertRules"] => [
  ...healthy.alertRules.filter(({ subscription }) => subscription === guid(1)),
  ...rules,
];
const lesser = [logAlert(2, "Policy"), logAlert(2, "Security")];
const withoutSecurity = [logAlert(2, "Administrative"), logAlert(2, "Policy")];
const transferQuery =
  "AzureActivity\n| where OperationNameValue in~ ('Microsoft.Subscription/updateTenant/action', 'Microsoft.Security/locations/alerts/activate/action')";
const asking = (query: string, workspace = logTable("AzureActivity").workspace): Row<"alertRules"> => ({
  id: `${production}/providers/microsoft.insights/scheduledqueryrules/q`,
  subscription: guid(1),
  name: "q",
  enabled: true,
  scopes: [workspace.toUpperCase()],
  actionGroups: ["/soc"],
  queries: [query],
});

const rootGroup = `/providers/Microsoft.Management/managementGroups/${guid(900)}`;
/** All logs as the healthy tenant sends them, but for one. */
const exported = (change: Row<"activityLogExports">): Rows["activityLogExports"] => [
  ...healthy.activityLogExports.filter(({ id }) => id.toLowerCase() !== change.id.toLowerCase()),
  change,
];

export const portalAlert = (change: Partial<Row<"xdrAlerts">> = {}): Row<"xdrAlerts"> => ({
  id: "da1_1",
  title: "VM quota modified after risky user signed in",
  status: "new",
  severity: "high",
  product: "microsoftDefenderForCloudApps",
  createdOn: daysAgo(3),
  ...change,
});
const machine = `${production}/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm-1`.toLowerCase();

/** Each alert that Microsoft's report of 2023-07-25 names, as it spells it, some as Defender spells them today. */
const namedInTheReport: readonly (readonly [title: string, severity: Severity])[] = [
  ["Access elevation by risky user", "medium"],
  ["Suspicious Azure activities related to possible cryptocurrency mining", "critical"],
  ["Mass provisioning of GPU virtual machines for possible cryptocurrency mining", "critical"],
  ["Suspicious creation of multiple Azure ML clusters and workspaces", "high"],
  ["Suspicious role assignment in Azure subscription", "medium"],
  ["VM quota modified after risky user signed in", "high"],
  ["Risky user performed suspicious Azure activities", "medium"],
  ["Multiple delete VM activities", "high"],
  ["Multiple VM creation activities", "high"],
  ["Azure Resource Manager operation from suspicious proxy IP address", "medium"],
  ["Crypto-mining activity", "critical"],
  ["Digital currency mining activity (Preview)", "critical"],
  ["Fileless attack toolkit detected", "high"],
  ["Possible Cryptocoinminer download detected", "critical"],
  ["Process associated with digital currency mining detected", "critical"],
  ["Potential crypto coin miner started", "critical"],
  ["Suspicious Azure role assignment detected (Preview)", "medium"],
  ["PREVIEW - Suspicious creation of compute resources detected", "high"],
  ["Suspicious installation of a GPU extension was detected in your virtual machine (Preview)", "high"],
  ["Suspicious invocation of a high-risk 'Execution' operation by a service principal detected (Preview)", "medium"],
  ["Suspicious invocation of a high-risk ‘Execution’ operation detected (Preview)", "medium"],
  ["Suspicious invocation of a high-risk 'Impact' operation by a service principal detected (Preview)", "medium"],
  ["Suspicious invocation of a high-risk 'Impact' operation detected (Preview)", "medium"],
  ["Suspicious subscription transfer to external tenant was detected (Preview)", "critical"],
  ["Possible cryptocurrency miner", "critical"],
];

const allowedSizes = "/providers/Microsoft.Authorization/policyDefinitions/cccc23c7-8427-4f53-ad12-b6a63eb452b3";
const allowedRegions = "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c";
const notAllowedTypes = "/providers/Microsoft.Authorization/policyDefinitions/6c112d4e-5bc7-47ae-a041-ea2d9dccd749";
const managementGroup = "/providers/Microsoft.Management/managementGroups/root";
const ours = (name: string) => `${managementGroup}/providers/Microsoft.Authorization/policySetDefinitions/${name}`;

export const guardrail = (change: Partial<Row<"policyAssignments">> = {}): Row<"policyAssignments"> => ({
  id: `${managementGroup}/providers/Microsoft.Authorization/policyAssignments/sizes`,
  name: "sizes",
  displayName: "Allowed sizes",
  scope: managementGroup,
  definition: allowedSizes,
  enforcement: "Default",
  parameters: { listOfAllowedSKUs: ["Standard_D2s_v5"] },
  ...change,
});
const guardrailId = guardrail().id;
/** An exemption from it, without an end. */
export const exemption = (change: Partial<Row<"policyExemptions">> = {}): Row<"policyExemptions"> => {
  const { scope = sandbox } = change;
  return {
    id: `${scope}/providers/Microsoft.Authorization/policyExemptions/migration`,
    name: "migration",
    scope,
    assignment: guardrailId,
    ...change,
  };
};
const exempted = (change: Partial<Row<"policyExemptions">> = {}, of = guardrail()) => ({
  policyAssignments: [of],
  policyExemptions: [exemption(change)],
});
const exemptionAt = (scope: string) => exemption({ scope }).id;
/** What Azure says that it would refuse in a subscription. */
const refusal = (subscription: number, ...by: string[]): Row<"policyRestrictions"> => ({
  ...{ subscription: guid(subscription), region: "eastus", size: "Standard_ND96isr_H100_v5" },
  refusedBy: by.map(id => id.toLowerCase()),
});
/** Both subscriptions, below this group. */
const below = (group: string) => healthy.subscriptions.map(row => ({ ...row, managementGroups: [group] }));

export const delegation = (role: string, change: Partial<Row<"delegations">> = {}): Row<"delegations"> => ({
  id: `${sandbox}/providers/Microsoft.ManagedServices/registrationAssignments/${guid(541)}`,
  subscription: guid(2),
  tenant: guid(901),
  name: "Operations",
  authorizations: [{ principal: guid(542), principalName: "Operators", role, eligible: false }],
  ...change,
});
const ofGroup = (group: string): Row<"delegations"> =>
  delegation(roleIds.contributor, {
    id: `${sandbox}/resourceGroups/${group}/providers/Microsoft.ManagedServices/registrationAssignments/${guid(541)}`,
  });
const assigning = (...assignable: string[]): Row<"delegations"> =>
  delegation(roleIds.userAccessAdministrator, {
    authorizations: [{ principal: guid(542), role: roleIds.userAccessAdministrator, eligible: false, assignable }],
  });
const managed = (by: number): Rows["subscriptions"] =>
  healthy.subscriptions.map(row => (row.id === guid(2) ? { ...row, managedBy: [guid(by)] } : row));

export const guardTables: Record<string, Table> = {
  "long-lived-credential": {
    bad: {
      "a secret of years": {
        change: workload(secret()),
        at: [guid(301)],
        severity: "medium",
        says: /valid for more than 366 days[\s\S]*secret pipeline on the application, from 2026-08-12 until 2029-05-08/,
      },
      "a secret without an end": { change: workload(withoutEnd(secret())), at: [guid(301)], says: /without an end/ },
      "a secret whose start is not told, that has years to go": {
        change: workload(withoutStart(secret())),
        at: [guid(301)],
      },
      "a secret of a day on the service principal itself": {
        change: workload(secret({ where: "servicePrincipal", startsOn: daysAgo(0.5), endsOn: inDays(0.5) })),
        at: [guid(301)],
        severity: "high",
        says: /on the service principal itself/,
      },
      "two of them, as one fault": {
        change: workload(secret(), secret({ id: guid(532), where: "servicePrincipal" })),
        at: [guid(301)],
        says: /has 2 secrets valid for more than 366 days, and has 1 credential on the service principal itself/,
      },
      "a certificate of five years": {
        change: workload(secret({ kind: "certificate", endsOn: inDays(1800) })),
        at: [guid(301)],
        severity: "low",
        says: /has 1 certificate valid for more than 731 days\ncertificate pipeline on the application/,
      },
      "a certificate of a year, where the estate allows less": {
        change: workload(secret({ kind: "certificate", endsOn: inDays(265) })),
        estate: { thresholds: { certificateDays: 180 } },
        at: [guid(301)],
      },
      "a certificate on the service principal itself": {
        change: workload(secret({ kind: "certificate", where: "servicePrincipal", endsOn: inDays(90) })),
        at: [guid(301)],
        severity: "high",
      },
      "a secret and a certificate": {
        change: workload(secret(), secret({ id: guid(533), kind: "certificate", endsOn: inDays(1800) })),
        at: [guid(301)],
        severity: "medium",
      },
      "a secret of half a year, where the estate allows three months": {
        change: workload(secret({ endsOn: inDays(80) })),
        estate: { thresholds: { credentialDays: 90 } },
        at: [guid(301)],
      },
    },
    quiet: {
      "a secret of a year to the day": { change: workload(secret({ startsOn: daysAgo(65), endsOn: inDays(300) })) },
      "a secret that has ended": { change: workload(secret({ startsOn: daysAgo(2000), endsOn: daysAgo(1) })) },
      "a certificate of two years": {
        change: workload(secret({ kind: "certificate", startsOn: daysAgo(1), endsOn: inDays(730) })),
      },
      "a certificate that has ended": {
        change: workload(secret({ kind: "certificate", startsOn: daysAgo(2000), endsOn: daysAgo(1) })),
      },
      "a secret of somebody who cannot create compute": {
        change: { ...workload(secret()), roleAssignments: healthy.roleAssignments },
      },
      "a secret of an application that is switched off": {
        change: {
          ...workload(secret()),
          servicePrincipals: [{ id: guid(301), appId: guid(391), name: "deploy", kind: "Application", enabled: false }],
        },
      },
      "an application that signs in by federation": { change: workload() },
    },
    unsure: {
      "a secret that ends soon, of which the start is not told": {
        change: workload(withoutStart(secret({ endsOn: inDays(30) }))),
      },
    },
  },

  "risk-detection-compute-role": {
    bad: {
      "an anonymous address": {
        change: { riskDetections: [detected(101)] },
        at: [guid(101)],
        severity: "high",
        says: /saw: a sign-in from an anonymous address, as of Tor or a proxy$[\s\S]*from 203\.0\.113\.9, risk medium/m,
      },
      "leaked credentials and features of somebody else": {
        change: {
          riskDetections: [
            detected(101, { type: "leakedCredentials" }),
            detected(101, { type: "unfamiliarFeatures", level: "low" }),
          ],
        },
        at: [guid(101)],
        severity: "high",
        says: /saw: a sign-in that is unlike its own; its password among leaked ones$/m,
      },
      "what nobody here knows yet": {
        change: { riskDetections: [detected(101, { type: "somethingNew" })] },
        at: [guid(101)],
        says: /saw: somethingNew$/m,
      },
      "low risk alone": {
        change: { riskDetections: [detected(101, { level: "low" })] },
        at: [guid(101)],
        severity: "medium",
      },
      "confirmed by an administrator": {
        change: { riskDetections: [detected(101, { level: "low", state: "confirmedCompromised" })] },
        at: [guid(101)],
        severity: "critical",
      },
      "compute was created after it": {
        change: {
          riskDetections: [detected(101, { level: "low" })],
          activity: [...healthy.activity, acts({ first: daysAgo(60) }), inHour(30)],
        },
        at: [guid(101)],
        severity: "critical",
        says: /; since then it created compute \(microsoft\.compute\/virtualmachinescalesets\/write\) in westeurope$/m,
      },
      "compute was created before it, or by somebody else, or not at all": {
        change: {
          riskDetections: [detected(101)],
          activity: [
            ...healthy.activity,
            inHour(80),
            inHour(30, { caller: guid(102) }),
            inHour(30, { result: "failed" }),
            inHour(30, { operation: "microsoft.compute/virtualmachines/delete" }),
          ],
        },
        at: [guid(101)],
        severity: "high",
        says: /proxy$/m,
      },
    },
    quiet: {
      "somebody who only reads": { change: { riskDetections: [detected(102)] } },
      "an account that is blocked": {
        change: {
          riskDetections: [detected(101)],
          users: healthy.users.map(row => (row.id === guid(101) ? { ...row, enabled: false } : row)),
        },
      },
    },
  },

  "risky-compute-role": {
    bad: {
      "an account at risk": {
        change: { riskyUsers: [risky(101)] },
        at: [guid(101)],
        severity: "high",
        says: /at risk \(medium\)[\s\S]*Virtual Machine Contributor/,
      },
      "an account at high risk": {
        change: { riskyUsers: [risky(101, { level: "high" })] },
        at: [guid(101)],
        severity: "critical",
      },
      "an account at low risk": {
        change: { riskyUsers: [risky(101, { level: "low" })] },
        at: [guid(101)],
        severity: "medium",
      },
      "an account whose level the licence hides": {
        change: { riskyUsers: [risky(101, { level: "hidden" })] },
        at: [guid(101)],
        severity: "high",
      },
      "an account that is confirmed to be compromised": {
        change: { riskyUsers: [risky(101, { state: "confirmedCompromised", level: "none" })] },
        at: [guid(101)],
        severity: "critical",
        says: /confirmed to be compromised/,
      },
    },
    quiet: {
      "somebody who only reads": { change: { riskyUsers: [risky(102)] } },
      "an account that is blocked": {
        change: {
          riskyUsers: [risky(101)],
          users: healthy.users.map(row => (row.id === guid(101) ? { ...row, enabled: false } : row)),
        },
      },
    },
  },

  "subscription-transfer-open": {
    bad: {
      "a tenant that lets subscriptions leave": {
        change: { subscriptionPolicy: [{ blocksLeaving: false, blocksEntering: true, exempted: [guid(102)] }] },
        at: [guid(900), guid(900)],
        says: new RegExp(`leave[\\s\\S]*${guid(102)} is exempt`),
      },
      "with those who could move one": {
        change: {
          subscriptionPolicy: [{ blocksLeaving: false, blocksEntering: true, exempted: [] }],
          roleAssignments: [...healthy.roleAssignments, assignment(530, 102, roleIds.owner)],
        },
        at: [guid(900)],
        severity: "high",
        says: new RegExp(`\\(${guid(102)}\\) could move 1 subscription, as Owner by an assignment of their own`),
      },
      "a policy that does not bind somebody who owns a subscription": {
        change: {
          subscriptionPolicy: [{ blocksLeaving: true, blocksEntering: true, exempted: [guid(102), guid(101)] }],
          roleAssignments: [...healthy.roleAssignments, assignment(530, 102, roleIds.owner)],
        },
        at: [guid(900)],
        severity: "medium",
        says: /does not bind 2 identities, of whom 1 owns a subscription[\s\S]*could move 1 subscription.*exempt/,
      },
      "a policy that does not bind somebody who owns none": {
        change: { subscriptionPolicy: [{ blocksLeaving: true, blocksEntering: true, exempted: [guid(102)] }] },
        at: [guid(900)],
        severity: "low",
        says: /does not bind 1 identity, of whom none owns a subscription/,
      },
      "nor one who owns it through a group": {
        change: {
          subscriptionPolicy: [{ blocksLeaving: true, blocksEntering: true, exempted: [guid(102)] }],
          memberships: [...healthy.memberships, membership(201, 102)],
          roleAssignments: [...healthy.roleAssignments, assignment(530, 201, roleIds.owner)],
        },
        at: [guid(900)],
        severity: "low",
      },
      "a tenant that lets subscriptions in": {
        change: { subscriptionPolicy: [{ blocksLeaving: true, blocksEntering: false, exempted: [] }] },
        at: [guid(900)],
        severity: "low",
      },
      "a tenant that lets them come and go, as two faults": {
        change: { subscriptionPolicy: [{ blocksLeaving: false, blocksEntering: false, exempted: [] }] },
        at: [guid(900), guid(900)],
      },
    },
    quiet: {
      "a tenant that has never said anything: Azure blocks": { change: { subscriptionPolicy: [] } },
      "a policy that leaves both open to the default": { change: { subscriptionPolicy: [{ exempted: [] }] } },
    },
  },

  "foreign-managed-subscription": {
    bad: {
      "a tenant that may create compute": {
        change: { subscriptions: managed(901), delegations: [delegation(roleIds.contributor)] },
        at: [sandbox],
        severity: "high",
        says: /delegation Operations\nOperators of that tenant holds Contributor/,
      },
      "a tenant that may grant itself more": {
        change: { delegations: [delegation(roleIds.userAccessAdministrator)] },
        at: [sandbox],
        severity: "high",
      },
      "a tenant that only reads": {
        change: { delegations: [delegation(roleIds.reader)] },
        at: [sandbox],
        severity: "low",
      },
      "a tenant with a role that is not known here": {
        change: { delegations: [delegation(guid(599))] },
        at: [sandbox],
        severity: "medium",
        says: new RegExp(guid(599)),
      },
      "a tenant whose roles are not shown": {
        change: { subscriptions: managed(901) },
        at: [sandbox],
        severity: "medium",
        says: /its roles are not known/,
      },
      "a tenant that manages a resource group only": {
        change: { delegations: [ofGroup("web"), ofGroup("data")] },
        at: [sandbox],
        severity: "high",
        says: /in resource groups data, web only\ndelegation Operations of resource group web/,
      },
      "a tenant that manages a resource group, and the subscription": {
        change: { delegations: [ofGroup("web"), delegation(roleIds.contributor)] },
        at: [sandbox],
        says: /through Azure Lighthouse\n/,
      },
      "a tenant that may give machines' identities Contributor": {
        change: { delegations: [assigning(roleIds.reader, roleIds.contributor)] },
        at: [sandbox],
        severity: "high",
        says: /holds User Access Administrator, to give managed identities Contributor, Reader/,
      },
      "one that may only let them read": {
        change: { delegations: [assigning(roleIds.reader)] },
        at: [sandbox],
        severity: "low",
      },
      "a partner's group that owns a subscription (case E14)": {
        change: { roleAssignments: [assignment(513, 298, roleIds.owner, sandbox, { principalType: "ForeignGroup" })] },
        at: [sandbox],
        severity: "high",
        says: /holds Owner at/,
      },
      "one at a management group": {
        change: {
          roleAssignments: [
            assignment(513, 298, roleIds.reader, "/providers/Microsoft.Management/managementGroups/root", {
              principalType: "ForeignGroup",
            }),
          ],
        },
        at: [
          `/providers/Microsoft.Management/managementGroups/root/providers/Microsoft.Authorization/roleAssignments/${guid(513)}`,
        ],
        severity: "low",
        says: /holds Reader at .*, in subscriptions whose number is not known/,
      },
      "two tenants": {
        change: { subscriptions: managed(902), delegations: [delegation(roleIds.reader)] },
        at: [sandbox, sandbox],
      },
    },
    quiet: {
      "a group of this tenant": { change: { roleAssignments: [assignment(513, 298, roleIds.reader, sandbox)] } },
      "a tenant that the estate trusts": {
        change: { subscriptions: managed(901), delegations: [delegation(roleIds.contributor)] },
        estate: { trustedTenants: [guid(901)] },
      },
      "this tenant's own delegation": { change: { subscriptions: managed(900) } },
      "a customer's subscription, which is at home elsewhere": {
        change: {
          subscriptions: healthy.subscriptions.map(row => ({ ...row, tenantId: guid(901), managedBy: [guid(900)] })),
        },
      },
    },
  },

  "unenforced-guardrail": {
    bad: {
      "allowed sizes on trial": {
        change: { policyAssignments: [guardrail({ enforcement: "DoNotEnforce", scope: production })] },
        at: [guardrailId],
        severity: "medium",
        says: /DoNotEnforce, and refuses nothing$/m,
      },
      "one above two subscriptions, told once": {
        change: {
          subscriptions: below("root"),
          policyAssignments: [guardrail({ enforcement: "DoNotEnforce" })],
        },
        at: [guardrailId],
        says: /refuses nothing in 2 subscriptions$/m,
      },
      "one that leaves a subscription out": {
        change: {
          subscriptions: below("root"),
          policyAssignments: [guardrail({ enforcement: "DoNotEnforce", notScopes: [sandbox.toUpperCase()] })],
        },
        at: [guardrailId],
        says: /refuses nothing in 1 subscription$/m,
      },
      "one that leaves out a resource group, and so no subscription": {
        change: {
          subscriptions: below("root"),
          policyAssignments: [guardrail({ enforcement: "DoNotEnforce", notScopes: [`${sandbox}/resourceGroups/web`] })],
        },
        at: [guardrailId],
        says: /refuses nothing in 2 subscriptions$/m,
      },
      "one of which it was not read what stands below": {
        change: { policyAssignments: [guardrail({ enforcement: "DoNotEnforce" })] },
        at: [guardrailId],
        says: /refuses nothing in subscriptions whose number is not known$/m,
      },
      "another letter case": {
        change: {
          policyAssignments: [guardrail({ enforcement: "donotenforce", definition: allowedSizes.toUpperCase() })],
        },
        at: [guardrailId],
      },
      "allowed regions that only audit": {
        change: { policyAssignments: [guardrail({ definition: allowedRegions, parameters: { Effect: "audit" } })] },
        at: [guardrailId],
        says: /has the effect audit/,
      },
      "an effect that is overridden": {
        change: {
          policyAssignments: [
            guardrail({ definition: allowedRegions, parameters: { effect: "Deny" }, overriddenTo: "Disabled" }),
          ],
        },
        at: [guardrailId],
        says: /has the effect Disabled/,
      },
      "our own guardrails, switched to audit": {
        change: {
          policyAssignments: [guardrail({ definition: ours("computeguard"), parameters: { effect: "Audit" } })],
        },
        at: [guardrailId],
      },
      "our own guardrails, of which one denies": {
        change: {
          policyAssignments: [
            guardrail({
              definition: ours("computeguard"),
              parameters: { effect: "Audit" },
              partlyOverriddenTo: ["deny"],
            }),
          ],
        },
        at: [guardrailId],
        severity: "low",
        says: /has the effect Audit, and denies only a part of what it guards$/m,
      },
      "our own guardrails, of which one is switched off": {
        change: {
          policyAssignments: [
            guardrail({ definition: ours("computeguard"), partlyOverriddenTo: ["Deny", "Disabled"] }),
          ],
        },
        at: [guardrailId],
        severity: "low",
        says: /has the effect Disabled for a part of what it guards$/m,
      },
      "our own guardrails, in some regions alone": {
        change: { policyAssignments: [guardrail({ definition: ours("computeguard"), selective: true })] },
        at: [guardrailId],
        severity: "low",
        says: /only for the places or types of its resource selectors$/m,
      },
      "our own guardrails, in some regions and enforced in none": {
        change: {
          policyAssignments: [
            guardrail({ definition: ours("computeguard"), selective: true, enforcement: "DoNotEnforce" }),
          ],
        },
        at: [guardrailId],
        severity: "medium",
        says: /is set to DoNotEnforce, and refuses nothing/,
      },
      "one definition of our own": {
        change: {
          policyAssignments: [
            guardrail({ definition: ours("computeguard-unapproved-gpu-size"), enforcement: "DoNotEnforce" }),
          ],
        },
        at: [guardrailId],
      },
      "types that are not allowed, compute among them": {
        change: {
          policyAssignments: [
            guardrail({
              definition: notAllowedTypes,
              enforcement: "DoNotEnforce",
              parameters: { listOfResourceTypesNotAllowed: ["microsoft.batch/BATCHACCOUNTS"] },
            }),
          ],
        },
        at: [guardrailId],
      },
      "one on trial, and an exemption from it: told once": {
        change: exempted({}, guardrail({ enforcement: "DoNotEnforce" })),
        at: [guardrailId],
      },
      "a subscription that is exempted for ever": {
        change: exempted({ assignment: guardrailId.toUpperCase() }),
        at: [exemptionAt(sandbox)],
        severity: "medium",
        says: /exempts a whole subscription from "Allowed sizes" without an end$/m,
      },
      "a subscription that is exempted until a day": {
        change: exempted({ endsOn: inDays(1) }),
        at: [exemptionAt(sandbox)],
        severity: "medium",
        says: new RegExp(`exempts a whole subscription from "Allowed sizes" until ${inDays(1).slice(0, 10)}$`, "m"),
      },
      "a management group that is exempted": {
        change: { subscriptions: below("root"), ...exempted({ scope: managementGroup, endsOn: inDays(1) }) },
        at: [exemptionAt(managementGroup)],
        severity: "medium",
        says: /exempts a whole management group in 2 subscriptions from "Allowed sizes"/,
      },
      "a group of resources that is exempted for ever": {
        change: exempted({ scope: `${sandbox}/resourceGroups/web` }),
        at: [exemptionAt(`${sandbox}/resourceGroups/web`)],
        severity: "low",
        says: /exempts a resource group from "Allowed sizes" without an end$/m,
      },
      "a subscription that is exempted from a part of ours, for ever": {
        change: exempted({ partly: true }, guardrail({ definition: ours("computeguard") })),
        at: [exemptionAt(sandbox)],
        severity: "low",
        says: /exempts a whole subscription from a part of "Allowed sizes" without an end$/m,
      },
    },
    quiet: {
      "an exemption that has ended": { change: exempted({ endsOn: daysAgo(1) }) },
      "a group of resources that is exempted until a day": {
        change: exempted({ scope: `${sandbox}/resourceGroups/web`, endsOn: inDays(1) }),
      },
      "an exception of the estate, as the guardrails print it": {
        change: exempted({ partly: true, endsOn: inDays(1) }, guardrail({ definition: ours("computeguard") })),
      },
      "an exemption from a policy that has nothing to do with compute": {
        change: exempted(
          {},
          guardrail({ definition: `/providers/Microsoft.Authorization/policyDefinitions/${guid(1)}` }),
        ),
      },
      "an exemption from an assignment that is gone": {
        change: { policyAssignments: [], policyExemptions: [exemption()] },
      },
      "in force where it is enrolled, and Azure names it in all that it reaches": {
        change: {
          subscriptions: below("root"),
          policyAssignments: [guardrail({ enforcement: "Enroll", notScopes: [sandbox] })],
          policyRestrictions: [refusal(1, guardrailId), refusal(2)],
        },
      },
      "what our own guardrails deploy where it is missing, which refuses nothing": {
        change: {
          policyAssignments: [
            guardrail({
              definition: ours("computeguard-deploys-alerts"),
              parameters: { effect: "DeployIfNotExists" },
            }),
          ],
        },
      },
      "no guardrail at all": { change: { policyAssignments: [] } },
      "regions, denied by default": {
        change: { policyAssignments: [guardrail({ definition: allowedRegions, parameters: {} })] },
      },
      "regions, denied in so many words": {
        change: { policyAssignments: [guardrail({ definition: allowedRegions, parameters: { effect: "deny" } })] },
      },
      "a policy of another's, which its owner has narrowed to some types": {
        change: { policyAssignments: [guardrail({ definition: allowedRegions, selective: true })] },
      },
      "our own guardrails, with an override that denies what is denied": {
        change: { policyAssignments: [guardrail({ definition: ours("computeguard"), partlyOverriddenTo: ["Deny"] })] },
      },
      "another policy on trial": {
        change: {
          policyAssignments: [
            guardrail({
              definition: `/providers/Microsoft.Authorization/policyDefinitions/${guid(1)}`,
              enforcement: "DoNotEnforce",
            }),
          ],
        },
      },
      "types that are not allowed, none of them compute": {
        change: {
          policyAssignments: [
            guardrail({
              definition: notAllowedTypes,
              enforcement: "DoNotEnforce",
              parameters: {
                listOfResourceTypesNotAllowed: [
                  "Microsoft.Storage/storageAccounts",
                  "Microsoft.Compute/virtualMachine",
                ],
              },
            }),
          ],
        },
      },
      "a name that only begins like ours": {
        change: {
          policyAssignments: [guardrail({ definition: ours("computeguardian"), enforcement: "DoNotEnforce" })],
        },
      },
    },
    unsure: {
      "in force only where it is enrolled": { change: { policyAssignments: [guardrail({ enforcement: "Enroll" })] } },
      "the same, and Azure names it in one subscription of two": {
        change: {
          subscriptions: below("root"),
          policyAssignments: [guardrail({ enforcement: "Enroll" })],
          policyRestrictions: [refusal(1, guardrailId), refusal(2)],
        },
      },
      "the same, and Azure names another": {
        change: {
          policyAssignments: [guardrail({ enforcement: "Enroll", scope: sandbox })],
          policyRestrictions: [refusal(2, `${guardrailId}-of-another`)],
        },
      },
    },
  },

  "missing-defender-plan": {
    bad: {
      "the plan is off on one subscription": {
        change: { defenderPlans: [plan(1), plan(2, "arm", "free"), plan(2, "VirtualMachines", "Standard")] },
        at: [sandbox],
        severity: "medium",
        says: /Resource Manager is off\n[\s\S]*unseen: DC-09 Suspicious creation of compute resources detected\n/,
      },
      "a plan that watches what was created, in other letter case": {
        change: { defenderPlans: [plan(1), plan(2), plan(2, "virtualmachines", "free")] },
        at: [sandbox],
        severity: "low",
        says: /Servers is off\n[\s\S]*unseen: DC-10 Suspicious installation of GPU extension/,
      },
      "two of one subscription, each told": {
        change: { defenderPlans: [plan(1), plan(2, "Arm", "Free"), plan(2, "Containers", "Free")] },
        at: [sandbox, sandbox],
        says: /Containers is off/,
      },
      "on both": {
        change: { defenderPlans: [plan(1, "Arm", "Free"), plan(2, "Arm", "Free")] },
        at: [production, sandbox],
      },
    },
    quiet: {
      "a plan is off that raises no such alert": {
        change: { defenderPlans: [plan(1), plan(2), plan(2, "KeyVaults", "Free")] },
      },
      "nothing can be created there": {
        change: {
          defenderPlans: [plan(1), plan(2, "Arm", "Free")],
          subscriptions: healthy.subscriptions.map(row => (row.id === guid(2) ? { ...row, state: "Disabled" } : row)),
        },
      },
    },
    unsure: {
      "a list that does not name the plan": { change: { defenderPlans: [plan(1), plan(2, "Containers")] } },
    },
  },

  "unused-compute-provider": {
    bad: {
      "two providers that nothing needs, beside one in use": {
        change: {
          computeProviders: [
            registered("Microsoft.HDInsight", false),
            registered("Microsoft.Batch", false),
            registered("Microsoft.ContainerInstance", true),
          ],
        },
        at: [sandbox],
        severity: "low",
        says: new RegExp(
          `^Microsoft\\.Batch, Microsoft\\.HDInsight are registered, .* them\n.*--namespace Microsoft\\.Batch --subscription ${guid(2)}\naz provider unregister --namespace Microsoft\\.HDInsight --subscription ${guid(2)}\n`,
        ),
      },
      "one in each subscription": {
        change: {
          computeProviders: [
            registered("Microsoft.Batch", false),
            { ...registered("Microsoft.Batch", false), subscription: guid(1) },
          ],
        },
        at: [production, sandbox],
        says: /Microsoft\.Batch is registered, .* it\n/,
      },
      "one that nothing needs, beside one of which that is not known": {
        change: {
          computeProviders: [registered("Microsoft.Batch", false), registered("Microsoft.ContainerInstance")],
        },
        at: [sandbox],
        says: /^Microsoft\.Batch is registered/,
      },
    },
    quiet: {
      "one that is in use": { change: { computeProviders: [registered("Microsoft.Batch", true)] } },
      "nothing can be created there": {
        change: {
          computeProviders: [registered("Microsoft.Batch", false), registered("Microsoft.AVS")],
          subscriptions: healthy.subscriptions.map(row => (row.id === guid(2) ? { ...row, state: "disabled" } : row)),
        },
      },
      "a subscription that nobody listed": {
        change: { computeProviders: [{ ...registered("Microsoft.Batch", false), subscription: guid(3) }] },
      },
    },
    unsure: {
      "one of which it could not be read": { change: { computeProviders: [registered("Microsoft.Batch")] } },
    },
  },

  "unexported-activity-log": {
    bad: {
      "two categories that nobody sends": {
        change: { activityLogExports: exported(logExports(sandbox, ["administrative"])) },
        at: [sandbox],
        severity: "medium",
        says: /^sends Security, Policy of its activity log nowhere\nSecurity: the transfer of a subscription/,
      },
      "a setting that leads nowhere, the id in other letter case": {
        change: {
          activityLogExports: exported({
            id: sandbox.toUpperCase(),
            settings: [{ name: "a", categories: ["allLogs"] }],
          }),
        },
        at: [sandbox],
      },
      "the root management group's own": {
        change: { activityLogExports: exported({ id: rootGroup, settings: [] }) },
        at: [rootGroup],
        says: /^sends Administrative, Policy of its/,
      },
    },
    quiet: {
      "two settings send all of it together, one of them to an archive": {
        change: {
          activityLogExports: exported({
            id: sandbox,
            settings: [
              ...logExports(sandbox, ["Administrative"]).settings,
              { name: "b", categories: ["Policy", "Security"], elsewhere: ["storage"] },
            ],
          }),
        },
      },
      "nothing happens there": {
        change: {
          activityLogExports: exported({ id: sandbox, settings: [] }),
          subscriptions: healthy.subscriptions.map(row => (row.id === guid(2) ? { ...row, state: "Disabled" } : row)),
        },
      },
    },
    unsure: {
      "of one subscription it was not read": {
        change: { activityLogExports: healthy.activityLogExports.filter(({ id }) => id !== sandbox) },
      },
    },
  },

  "unexported-entra-log": {
    bad: {
      "sign-ins of workloads": {
        change: {
          entraLogExports: [
            logExports("/providers/microsoft.aadiam", ["AuditLogs", "SignInLogs", "NonInteractiveUserSignInLogs"]),
          ],
        },
        at: [guid(900)],
        severity: "medium",
        says: /^sends ServicePrincipalSignInLogs, ManagedIdentitySignInLogs nowhere\n/,
      },
      "nothing at all": {
        change: { entraLogExports: [{ id: "/providers/microsoft.aadiam", settings: [] }] },
        at: [guid(900)],
      },
    },
    quiet: {
      "all logs there are": {
        change: { entraLogExports: [logExports("/providers/microsoft.aadiam", ["allLogs"])] },
      },
    },
  },

  "short-log-retention": {
    bad: {
      "two tables of a workspace": {
        change: { logTables: [logTable("SigninLogs", 30), logTable("AuditLogs", 60), logTable("AzureActivity")] },
        at: [logTable("SigninLogs").workspace],
        severity: "low",
        says: /^keeps AuditLogs, SigninLogs for 30 days, and 90 are looked back\nAuditLogs: 60 days\nSigninLogs: 30 days/,
      },
    },
    quiet: {
      "as long as the estate looks back": {
        change: { logTables: [logTable("SigninLogs", 30)] },
        estate: { thresholds: { historyDays: 30 } },
      },
      "a table without logs of the attack": { change: { logTables: [logTable("Heartbeat", 4)] } },
    },
  },

  "missing-security-contact": {
    bad: {
      "none at all": {
        change: { securityContacts: [contacts(1), { id: sandbox.toUpperCase(), contacts: [] }] },
        at: [sandbox],
        severity: "low",
        says: /^has no security contact/,
      },
      "one that is off, and one without anybody": {
        change: { securityContacts: [contacts(1, { mails: 0 }), contacts(2, { enabled: false })] },
        at: [production, sandbox],
        says: /^has no security contact/,
      },
      "told of High alone": {
        change: { securityContacts: [contacts(1), contacts(2, { alertsFrom: "High" })] },
        at: [sandbox],
        says: /of the severity High alone/,
      },
      "told of attack paths, and of no alerts": {
        change: {
          securityContacts: [contacts(1), { id: sandbox, contacts: [{ enabled: true, mails: 1, roles: [] }] }],
        },
        at: [sandbox],
        says: /of no alerts/,
      },
    },
    quiet: {
      "a role in place of an address": {
        change: { securityContacts: [contacts(1), contacts(2, { mails: 0, roles: ["Owner"], alertsFrom: "low" })] },
      },
      "nothing happens there": {
        change: {
          securityContacts: [contacts(1), { id: sandbox, contacts: [] }],
          subscriptions: healthy.subscriptions.map(row => (row.id === guid(2) ? { ...row, state: "Disabled" } : row)),
        },
      },
    },
    unsure: {
      "of one subscription it was not read": { change: { securityContacts: [contacts(1)] } },
    },
  },

  "missing-spending-alert": {
    bad: {
      "nothing at all, the id in other letter case": {
        change: { spendingAlerts: [spending(1), spending(2, { id: sandbox.toUpperCase(), budgets: [] })] },
        at: [sandbox],
        severity: "low",
        says: /^has neither a budget for all of it nor an anomaly alert that tells anybody/,
      },
      "budgets that do not do": {
        change: {
          spendingAlerts: [
            spending(1),
            spending(2, {
              budgets: [
                { name: "part", whole: false, tells: true },
                { name: "silent", whole: true, tells: false },
                { name: "old", whole: true, tells: true, endsOn: daysAgo(1) },
              ],
            }),
          ],
        },
        at: [sandbox],
        says: /\nbudget part counts a part of the subscription alone\nbudget silent tells nobody\nbudget old has ended/,
      },
      "anomaly alerts that are off or have ended": {
        change: {
          spendingAlerts: [
            spending(1),
            spending(2, {
              budgets: [],
              anomalyAlerts: [
                { name: "a", enabled: false },
                { name: "b", enabled: true, endsOn: daysAgo(1) },
              ],
            }),
          ],
        },
        at: [sandbox],
        says: /\nanomaly alert a is off\nanomaly alert b has ended/,
      },
    },
    quiet: {
      "an anomaly alert in place of a budget": {
        change: {
          spendingAlerts: [
            spending(1),
            spending(2, { budgets: [], anomalyAlerts: [{ name: "a", enabled: true, endsOn: inDays(1) }] }),
          ],
        },
      },
      "nothing is bought there": {
        change: {
          spendingAlerts: [spending(1), spending(2, { budgets: [] })],
          subscriptions: healthy.subscriptions.map(row => (row.id === guid(2) ? { ...row, state: "Disabled" } : row)),
        },
      },
    },
    unsure: {
      "of one subscription it was not read": { change: { spendingAlerts: [spending(1)] } },
    },
  },

  "unwatched-critical-operation": {
    bad: {
      "no alert at all": {
        change: { alertRules: watching([]) },
        at: [sandbox],
        severity: "medium",
        says: /^no alert rule tells anybody of quota-increase, .*subscription-transfer.*\nquota-increase \(Administrative\): Microsoft\.Quota\/quotas\/write, /,
      },
      "one that is switched off, and one without a receiver": {
        change: {
          alertRules: watching([
            { ...logAlert(2, "Administrative"), enabled: false },
            { ...logAlert(2, "Policy"), actionGroups: [] },
            logAlert(2, "Security"),
          ]),
        },
        at: [sandbox],
        says: /refused-request\n/,
      },
      "a transfer under a category that its records do not have": {
        change: {
          alertRules: watching([
            logAlert(2, "Administrative"),
            logAlert(2, "Policy"),
            logAlert(2, "Administrative", "Microsoft.Subscription/updateTenant/action"),
            logAlert(2, "Security", "Microsoft.Security/locations/alerts/activate/action"),
          ]),
        },
        at: [sandbox],
        says: /^no alert rule tells anybody of subscription-transfer\nsubscription-transfer \(Security\): Microsoft\.Subscription\/updateTenant\/action\n/,
      },
      "one that stands in another subscription": {
        change: { alertRules: watching([{ ...logAlert(2, "Administrative"), subscription: guid(1) }, ...lesser]) },
        at: [sandbox],
      },
      "one that watches a resource group": {
        change: {
          alertRules: watching([
            { ...logAlert(2, "Administrative"), scopes: [`${sandbox}/resourceGroups/rg`] },
            ...lesser,
          ]),
        },
        at: [sandbox],
      },
      "a query on a workspace to which the log is not sent": {
        change: { alertRules: watching([asking(transferQuery, "elsewhere"), ...withoutSecurity]) },
        at: [sandbox],
        says: /^no alert rule tells anybody of subscription-transfer, defender-alert\n/,
      },
      "a query on another table": {
        change: {
          alertRules: watching([asking(transferQuery.replace("AzureActivity", "Heartbeat")), ...withoutSecurity]),
        },
        at: [sandbox],
      },
    },
    quiet: {
      "names in other letter case": {
        change: {
          alertRules: watching(
            [logAlert(2, "ADMINISTRATIVE"), ...lesser].map(rule => ({ ...rule, scopes: [sandbox.toUpperCase()] })),
          ),
        },
      },
      "queries on the workspace to which the log is sent": {
        change: { alertRules: watching([asking(transferQuery), ...withoutSecurity]) },
      },
      "nothing happens there": {
        change: {
          alertRules: watching([]),
          subscriptions: healthy.subscriptions.map(row => (row.id === guid(2) ? { ...row, state: "Disabled" } : row)),
        },
      },
    },
    unsure: {
      "a query, where it was not read to which workspace the log is sent": {
        change: {
          alertRules: watching([asking(transferQuery), ...withoutSecurity]),
          activityLogExports: healthy.activityLogExports.filter(({ id }) => id !== sandbox),
        },
      },
      "one that a caller narrows": {
        change: {
          alertRules: watching([
            {
              ...logAlert(2, "Administrative"),
              all: [
                [{ field: "category", values: ["Administrative"] }],
                [{ field: "caller", values: ["a@contoso.com"] }],
              ],
            },
            ...lesser,
          ]),
        },
      },
      "a query that leaves the operations out": {
        change: { alertRules: watching([asking(transferQuery.replace("in~", "!in~")), ...withoutSecurity]) },
      },
    },
  },

  "unrefused-mining-pools": {
    bad: {
      "a new network that is linked to no policy": {
        change: { dnsLinks: [network(1, "web"), network(2, "lab"), unlinked(2, "new")] },
        at: [sandbox],
        severity: "low",
        says: /^1 virtual network does not refuse .*\nnew in westeurope: linked to no DNS resolver policy\n/,
      },
      "linked to a policy that neither blocks nor tells, the subscription in other letter case": {
        change: {
          dnsLinks: [network(1, "web"), network(2, "lab", { refuses: "no", subscription: guid(2).toUpperCase() })],
        },
        at: [sandbox],
        says: /\nlab in westeurope: its DNS resolver policy pools refuses no mining pool\n/,
      },
      "linked to a policy whose lists hold some pools": {
        change: { dnsLinks: [network(1, "web"), network(2, "lab", { refuses: "no", refused: 3 })] },
        at: [sandbox],
        says: /\nlab in westeurope: its DNS resolver policy pools refuses 3 of the \d{3} mining pools known\n/,
      },
      "seven networks, of which five are named": {
        change: { dnsLinks: [network(1, "web"), ...Array.from("abcdefg", name => unlinked(2, name))] },
        at: [sandbox],
        says: /^7 virtual networks do not refuse .*\na in .*\nb in .*\nc in .*\nd in .*\ne in .*\nand 2 more\n/,
      },
      "beside one of which it is not known": {
        change: { dnsLinks: [network(1, "web", { refuses: "unknown" }), unlinked(2, "lab")] },
        at: [sandbox],
      },
      "no network refuses them: told once, of the tenant": {
        change: { dnsLinks: [unlinked(1, "web"), unlinked(2, "lab")] },
        at: [guid(900)],
        severity: "low",
        says: /^2 virtual networks, and no network refuses [\s\S]*\ndeploy it: pulumi config set computeguard:dns Block && pulumi up\n/,
      },
    },
    quiet: {
      "a policy that only tells of them": {
        change: { dnsLinks: [network(1, "web"), network(2, "lab", { refuses: "alerts" })] },
      },
      "there is no network": { change: { dnsLinks: [] } },
      "nothing happens there": {
        change: {
          dnsLinks: [network(1, "web"), unlinked(2, "lab")],
          subscriptions: healthy.subscriptions.map(row => (row.id === guid(2) ? { ...row, state: "Disabled" } : row)),
        },
      },
    },
    unsure: {
      "its policy's rules were not read": {
        change: { dnsLinks: [network(1, "web"), network(2, "lab", { refuses: "unknown" })] },
      },
    },
  },

  "open-compute-abuse-alert": {
    bad: {
      "suspicious creation of compute": {
        change: { defenderAlerts: [alert()] },
        at: [alertId],
        severity: "high",
        says: /ARM_SuspiciousComputeCreation/,
      },
      "somebody is at it": { change: { defenderAlerts: [alert({ status: "InProgress" })] }, at: [alertId] },
      "a driver that failed to install, in other letter case": {
        change: { defenderAlerts: [alert({ type: "vm_gpuextensionsuspiciousfailure" })] },
        at: [alertId],
        severity: "high",
      },
      "a family of types": {
        change: { defenderAlerts: [alert({ type: "ARM_AnomalousServiceOperation.Impact" })] },
        at: [alertId],
        severity: "medium",
      },
      "access that was elevated": {
        change: { defenderAlerts: [alert({ type: "ARM_AnomalousElevateAccess" })] },
        at: [alertId],
        severity: "medium",
      },
      "mining in a node": {
        change: { defenderAlerts: [alert({ type: "K8S.NODE_DigitalCurrencyMining" })] },
        at: [alertId],
        severity: "critical",
      },
      "mining that only the title tells of": {
        change: { defenderAlerts: [alert({ type: "MDE_1", title: "Possible cryptocurrency mining activity" })] },
        at: [alertId],
        severity: "critical",
      },
      ...Object.fromEntries(
        namedInTheReport.map(([title, severity]) => [
          `${title}, by its title alone`,
          { change: { defenderAlerts: [alert({ type: "", title })] }, at: [alertId], severity },
        ]),
      ),
      "one of the Defender portal, which nobody has taken": {
        change: { xdrAlerts: [portalAlert()] },
        at: ["da1_1"],
        severity: "high",
        says: /still open since 2026-\d\d-\d\d, assigned to nobody/,
      },
      "one that somebody has taken": {
        change: { xdrAlerts: [portalAlert({ status: "inProgress", assignedTo: "soc@contoso.com" })] },
        at: ["da1_1"],
        says: /still open since 2026-\d\d-\d\d\n[\s\S]*assigned to soc@contoso\.com/,
      },
      "in both places, told once, with what either names and by the name that the directory has": {
        change: {
          defenderAlerts: [alert({ id: `${alertId}_A`, accounts: ["mallory@contoso.com"], resources: [machine] })],
          xdrAlerts: [
            portalAlert({
              providerId: "1_a",
              title: "Suspicious creation",
              accounts: [guid(101)],
              createdOn: daysAgo(9),
            }),
          ],
        },
        at: [`${alertId}_A`],
        says: /open since 2026-11-19, assigned to nobody\n[\s\S]*names mallory@contoso\.com\nnames user101@contoso\.com\nnames \/subscriptions\/.*\/vm-1\n/,
      },
      "in both places, resolved in one alone": {
        change: {
          defenderAlerts: [alert({ status: "Resolved" })],
          xdrAlerts: [portalAlert({ providerId: "other" })],
        },
        at: ["da1_1"],
      },
      "a miner that the title names": {
        change: { defenderAlerts: [alert({ type: "MDE_2", title: "'XMRig' malware was detected" })] },
        at: [alertId],
        severity: "critical",
      },
    },
    quiet: {
      "it was resolved": { change: { defenderAlerts: [alert({ status: "Resolved" })] } },
      "it was dismissed": { change: { defenderAlerts: [alert({ status: "dismissed" })] } },
      "resolved in the portal": { change: { xdrAlerts: [portalAlert({ status: "resolved" })] } },
      "one of the portal about something else": {
        change: { xdrAlerts: [portalAlert({ title: "Suspicious inbox manipulation rule" })] },
      },
      "something else": {
        change: { defenderAlerts: [alert({ type: "SQL.VM_BruteForce", title: "Attempted logon by brute force" })] },
      },
      "a title that only begins like one that the report names": {
        change: { defenderAlerts: [alert({ type: "", title: "Multiple delete VM activities policy was edited" })] },
      },
      "words that only look alike": {
        change: { defenderAlerts: [alert({ type: "VM_X", title: "Determining the coin of a cryptography library" })] },
      },
    },
  },
};
