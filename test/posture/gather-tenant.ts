import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import type { Clock } from "../../posture/azure/clock";
import type { Connection } from "../../posture/azure/pipeline";
import { listedProviders } from "../../simulator/arm/providers";

/** A small tenant of Contoso on loopback, in literal wire JSON: what Azure answers, and nothing of ours. */

export const tenantId = "00000000-0000-0000-0000-00000000c001";
export const sub1 = "00000000-0000-0000-0000-000000000501";
export const sub2 = "00000000-0000-0000-0000-000000000502";
export const id = (n: number) => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;
export const uaa = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";
export const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
export const globalAdmin = "62e90394-69f5-4237-9190-012177145e10";

export interface Asked {
  readonly method: string;
  /** Decoded path and query. */
  readonly url: string;
  readonly body: string;
  readonly authorization: string | undefined;
  readonly host: string;
}
export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly json?: unknown;
      readonly text?: string;
      /** The body begins so, and never ends. */
      readonly stall?: string;
    }
  | "tear";
/** A string is found anywhere in `METHOD path body`. The first route that matches answers. */
export type Route = readonly [string | RegExp, (asked: Asked, times: number) => Reply];

const assignment = (at: string, n: number, role: string, principal: number, more: object = {}) => ({
  id: `${at === "/" ? "" : at}/providers/Microsoft.Authorization/roleAssignments/${id(n)}`,
  name: id(n),
  type: "Microsoft.Authorization/roleAssignments",
  properties: {
    roleDefinitionId: `${at === "/" ? "" : at}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    principalId: id(principal).toUpperCase(),
    scope: at,
    ...more,
  },
});
const group1 = "/providers/Microsoft.Management/managementGroups/contoso";
const rootGroup = `/providers/Microsoft.Management/managementGroups/${tenantId}`;
const s = (sub: string) => `/subscriptions/${sub}`;
export const rootRow = assignment("/", 1, uaa, 11, { createdOn: "2026-08-17T19:21:16.3422480Z", createdBy: "" });
const mgRow = assignment(group1, 2, contributor, 21, { principalType: "Group" });
const subRow = assignment(s(sub1), 3, contributor, 11, { principalType: "User", condition: "@Resource[x] Exists" });

/** The workspace that gets the logs, in lower case as it is asked for. */
export const logs = `/subscriptions/${sub1}/resourcegroups/rg/providers/microsoft.operationalinsights/workspaces/logs`;
const logSetting = (name: string, on: string[], properties: object) => ({
  id: `/providers/microsoft.insights/diagnosticSettings/${name}`,
  name,
  properties: { logs: on.map(category => ({ category, enabled: true })), metrics: [], ...properties },
});
const table = (name: string, properties: object) => ({
  id: `${logs}/tables/${name}`,
  name,
  properties: { plan: "Analytics", ...properties },
});

const monitor = (name: string, properties: object) => ({
  id: `/subscriptions/${sub1}/resourceGroups/rg/providers/microsoft.insights/${name}`,
  name: name.split("/")[1],
  subscriptionId: sub1.toUpperCase(),
  properties,
});

export const network = (sub: string, name: string) => ({
  id: `/subscriptions/${sub}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/${name}`,
  name,
  type: "microsoft.network/virtualnetworks",
  subscriptionId: sub,
  location: "West Europe",
});
/** The ids of DNS resolver policies, all in the first subscription. */
export const resolver = (name: string) =>
  `/subscriptions/${sub1}/resourceGroups/net/providers/Microsoft.Network/dnsResolverPolicies/${name}`;
const linked = (name: string, id: string) => ({ name, properties: { virtualNetwork: { id } } });
/** The id of the list of domains that all rules name. */
export const domainList = `/subscriptions/${sub1}/resourceGroups/net/providers/Microsoft.Network/dnsResolverDomainLists/all`;
const dnsRule = (actionType: string, change: object = {}) => ({
  properties: { action: { actionType }, dnsResolverDomainLists: [{ id: domainList }], priority: 200, ...change },
});

const list = (...value: unknown[]): Reply => ({ json: { value } });
type Measured = readonly (readonly [timeStamp: string, average: number | undefined])[];
/** A metric with one series of points for each value of its dimension. */
export const metric = (name: string, ...series: readonly Measured[]) => ({
  name: { value: name, localizedValue: name },
  unit: "Count",
  errorCode: "Success",
  timeseries: series.map(points => ({
    metadatavalues: [],
    data: points.map(([timeStamp, average]) => ({ timeStamp, ...(average !== undefined && { average }) })),
  })),
});
export const metrics = (...value: unknown[]): Reply => ({ json: { cost: 0, interval: "PT1H", value } });
const graphData = (...data: unknown[]): Reply => ({
  json: { totalRecords: data.length, count: data.length, resultTruncated: "false", facets: [], data },
});
const usage = (value: string, used: number, limit: number) => ({
  unit: "Count",
  currentValue: used,
  limit,
  name: { value, localizedValue: `${value} vCPUs` },
});
const notRegistered: Reply = {
  status: 409,
  json: { error: { code: "MissingSubscriptionRegistration", message: "The subscription is not registered." } },
};
/** Azure lists all providers to each subscription, those that it has not registered too. */
const providersOf = (subscription: string, states: Readonly<Record<string, string>>) => {
  const told = new Set(Object.keys(states).map(namespace => namespace.toLowerCase()));
  const others = listedProviders.filter(namespace => !told.has(namespace.toLowerCase()));
  return list(
    ...[...Object.entries(states), ...others.map(namespace => [namespace, "NotRegistered"] as const)].map(
      ([namespace, registrationState]) => ({
        id: `${s(subscription)}/providers/${namespace}`,
        namespace,
        registrationState,
        registrationPolicy: "RegistrationRequired",
        resourceTypes: [],
      }),
    ),
  );
};
/** Limits of the subscription, and beside them those of a workspace and a row that is no limit on vCPUs. */
const mlUsages = (
  [
    ["totalCores", "Clusters", 7, 100],
    ["dedicatedCores", "Total Cluster Dedicated Regional vCPUs", 14, 24],
    ["vmFamily", "Standard NCASv3_T4 Family Cluster Dedicated vCPUs", 4, 24],
    ["workspaces", "Standard NCASv3_T4 Family Cluster Dedicated vCPUs", 4, 24],
    ["lowPriorityCores", "Total Cluster LowPriority Regional vCPUs", 18, 50],
    ["vmFamily", "Standard NCASv3_T4 Family Cluster LowPriority vCPUs", 0, -1],
  ] as const
).map(([type, value, currentValue, limit]) => ({
  id: `${s(sub1)}/usages`,
  type: `Microsoft.MachineLearningServices/${type}/usages`,
  currentValue,
  limit,
  name: { value, localizedValue: value },
  unit: "Count",
}));
const limitsPath = `GET ${s(sub1)}/providers/Microsoft.ComputeLimit/locations/westeurope`;

/** Of each size one thing: sold, sold in some zones, not sold to this subscription, not sold as spot; and a disk. */
const skus = (
  [
    ["virtualMachines", "Standard_NC4as_T4_v3", "Standard NCASv3_T4 Family", [], "True"],
    ["virtualMachines", "Standard_D2s_v5", "standardDSv5Family", [["Zone", "1"]], "True"],
    ["virtualMachines", "Standard_NC24ads_A100_v4", "StandardNCADSA100v4Family", [["Location", "WestEurope"]], "True"],
    ["virtualMachines", "Standard_D4s_v5", "standardDSv5Family", [["Location", "northeurope"]], "True"],
    ["virtualMachines", "Standard_B2s", "standardBSFamily", [], "False"],
    ["disks", "Premium_LRS", undefined, [], undefined],
  ] as const
).map(([resourceType, name, family, restrictions, spot]) => ({
  resourceType,
  name,
  ...(family && { family }),
  locations: ["westeurope"],
  capabilities: spot ? [{ name: "LowPriorityCapable", value: spot }] : null,
  restrictions: restrictions.map(([type, value]) => ({
    type,
    values: [value],
    restrictionInfo: { locations: ["WestEurope"] },
    reasonCode: "NotAvailableForSubscription",
  })),
}));
const scheduled = (kind: string, n: number, more: object) => ({
  id: `${s(sub1)}/providers/Microsoft.Authorization/${kind}/${id(n)}`,
  name: id(n),
  type: `Microsoft.Authorization/${kind}`,
  properties: {
    scope: s(sub1),
    roleDefinitionId: `${s(sub1)}/providers/Microsoft.Authorization/roleDefinitions/${contributor}`,
    principalId: id(12),
    principalType: "User",
    memberType: "Direct",
    endDateTime: "2027-01-01T00:00:00Z",
    ...more,
  },
});
const claims = {
  "http://schemas.microsoft.com/claims/authnmethodsreferences": "pwd",
  "http://schemas.microsoft.com/identity/claims/objectidentifier": id(11),
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn": "ada@contoso.com",
  idtyp: "user",
};
export const elevationRecord = (status: string, second: number) => ({
  authorization: {
    action: "Microsoft.Authorization/elevateAccess/action",
    scope: "/providers/Microsoft.Authorization",
  },
  caller: "ada@contoso.com",
  claims,
  httpRequest: { clientIpAddress: "203.0.113.7" },
  operationName: { value: "MICROSOFT.AUTHORIZATION/ELEVATEACCESS/ACTION" },
  operationId: id(901),
  correlationId: id(902),
  eventTimestamp: `2026-11-20T10:00:0${second}.5Z`,
  status: { value: status },
});

export const machine = {
  id: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1`,
  name: "vm1",
  type: "microsoft.compute/virtualmachines",
  location: "westeurope",
  subscriptionId: sub1,
  kind: "",
  zones: null,
  sku: null,
  properties: {
    hardwareProfile: { vmSize: "Standard_NC6" },
    osProfile: { adminUsername: "ada", adminPassword: "hunter2-hunter2", customData: "IyEvYmluL3No" },
  },
};

/** Resources of services whose machines have lists of their own. */
export const batchAccount = {
  id: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/b1`,
  name: "b1",
  type: "microsoft.batch/batchaccounts",
  location: "westeurope",
  subscriptionId: sub1,
  properties: { poolAllocationMode: "BatchService" },
};
export const workspace = {
  id: `${s(sub2)}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w1`,
  name: "w1",
  type: "microsoft.machinelearningservices/workspaces",
  location: "westeurope",
  subscriptionId: sub2,
  properties: { friendlyName: "hunter2-hunter2" },
};
export const pool = {
  id: `${batchAccount.id}/pools/p1`,
  name: "p1",
  type: "microsoft.batch/batchaccounts/pools",
  subscriptionId: sub1,
  properties: {
    vmSize: "STANDARD_D2S_V5",
    currentDedicatedNodes: 2,
    currentLowPriorityNodes: 1,
    scaleSettings: { fixedScale: { targetDedicatedNodes: 2, targetLowPriorityNodes: 1 } },
    startTask: { commandLine: "echo hunter2-hunter2" },
  },
};
/** The account as Batch itself writes it, and one whose pools draw on the quota of the subscription. */
const limitedAccount = {
  ...batchAccount,
  location: "West Europe",
  properties: {
    poolAllocationMode: "BatchService",
    dedicatedCoreQuota: 100,
    lowPriorityCoreQuota: 50,
    dedicatedCoreQuotaPerVMFamilyEnforced: true,
    dedicatedCoreQuotaPerVMFamily: [
      { name: "standardDSv5Family", coreQuota: 20 },
      { name: "standardNPSFamily", coreQuota: 0 },
    ],
  },
};
const userAccount = {
  ...batchAccount,
  id: `${batchAccount.id}user`,
  name: "b1user",
  properties: { poolAllocationMode: "UserSubscription" },
};
const foundryAccount = { id: `${s(sub1)}/x`, kind: "AIServices", location: "West Europe" };

const cluster = {
  id: `${workspace.id}/computes/cpu`,
  name: "cpu",
  type: "Microsoft.MachineLearningServices/workspaces/computes",
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "STANDARD_D2S_V5", scaleSettings: { maxNodeCount: 2 } },
  },
};

/** The auditor reads all below Contoso, nothing at the root group, and in the sandbox no rights, policies, alerts, vaults, workspaces and DNS. */
export const ownRoles: readonly Route[] = [
  [
    `GET ${group1}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope() and assignedTo('${id(66)}')`,
    () => list(assignment(group1, 4, reader, 66)),
  ],
  [
    `GET ${s(sub2)}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope() and assignedTo('${id(66)}')`,
    () => list(assignment(s(sub2), 5, id(42), 66)),
  ],
  ["assignedTo(", () => list()],
  [
    `GET ${s(sub2)}/providers/Microsoft.Authorization/roleDefinitions/${id(42)}?`,
    () => ({
      json: {
        properties: {
          permissions: [
            {
              actions: ["*/read"],
              notActions: [
                "Microsoft.Authorization/roleAssignments/*",
                "Microsoft.Authorization/policyAssignments/*",
                "Microsoft.Authorization/policyExemptions/*",
                "Microsoft.Insights/activityLogAlerts/*",
                "Microsoft.KeyVault/*",
                "Microsoft.ManagedServices/*",
                "Microsoft.Network/dnsResolverPolicies/*",
                "Microsoft.OperationalInsights/workspaces/read",
                "Microsoft.Security/*",
              ],
            },
          ],
        },
      },
    }),
  ],
  [
    `GET ${group1}/providers/Microsoft.Authorization/roleDefinitions/${reader}?`,
    () => ({ json: { properties: { roleName: "Reader", permissions: [{ actions: ["*/read"], notActions: [] }] } } }),
  ],
];

const refusal = (name: string, evaluationResult: string, policyEffect: string) => ({
  policyInfo: { policyAssignmentId: `${group1}/providers/Microsoft.Authorization/policyAssignments/${name}` },
  evaluationResult,
  effectDetails: { policyEffect },
});

export const routes: readonly Route[] = [
  [
    "in~ ('microsoft.network/virtualnetworks')",
    () => graphData(...["web", "told", "open", "new"].map(name => network(sub1, name))),
  ],
  [
    "in~ ('microsoft.network/dnsresolverpolicies')",
    ({ body }) => {
      const asked = body.includes('"subscriptions"') && !body.includes(sub1) ? [] : ["blocks", "tells", "idle"];
      return graphData(...asked.map(name => ({ ...network(sub1, name), id: resolver(name) })));
    },
  ],
  [`GET ${s(sub2)}/providers/Microsoft.Network/virtualNetworks?`, () => list(network(sub2, "lab"))],
  [/providers\/Microsoft\.Network\/(?:virtualNetworks|dnsResolverPolicies)\?/, () => list()],
  [
    `GET ${resolver("blocks")}/virtualNetworkLinks?`,
    () => list(linked("a", network(sub1, "web").id), linked("b", network(sub2, "lab").id.toUpperCase())),
  ],
  [`GET ${resolver("blocks")}/dnsSecurityRules?`, () => list(dnsRule("Alert"), dnsRule("Block", { priority: 100 }))],
  [`GET ${domainList}?`, () => ({ json: { id: domainList, properties: { domains: ["Example.com.", "."] } } })],
  [`GET ${resolver("tells")}/virtualNetworkLinks?`, () => list(linked("c", network(sub1, "told").id))],
  [
    `GET ${resolver("tells")}/dnsSecurityRules?`,
    () =>
      list(
        dnsRule("Alert", { dnsSecurityRuleState: "Enabled" }),
        dnsRule("Block", { dnsSecurityRuleState: "Disabled" }),
      ),
  ],
  [`GET ${resolver("idle")}/virtualNetworkLinks?`, () => list(linked("d", network(sub1, "open").id))],
  [
    `GET ${resolver("idle")}/dnsSecurityRules?`,
    () => list(dnsRule("Allow"), dnsRule("Block", { dnsResolverDomainLists: [] })),
  ],
  [
    "'microsoft.insights/activitylogalerts'",
    () =>
      graphData(
        monitor("activitylogalerts/transfer", {
          scopes: [s(sub1)],
          condition: {
            allOf: [
              { field: "category", equals: "Security", containsAny: null },
              {
                anyOf: [
                  { field: "operationName", equals: "a/write" },
                  { field: "operationName", containsAny: ["b/write"] },
                ],
              },
            ],
          },
          actions: { actionGroups: [{ actionGroupId: "/soc", webhookProperties: {} }] },
          description: "not kept",
        }),
        monitor("scheduledqueryrules/q", {
          enabled: false,
          scopes: [logs],
          criteria: { allOf: [{ query: "AzureActivity", threshold: 0 }] },
          actions: { actionGroups: ["/soc"], customProperties: {} },
          evaluationFrequency: "PT15M",
        }),
        monitor("scheduledqueryrules/older", {
          enabled: "true",
          source: { query: "AzureActivity", dataSourceId: logs, queryType: "ResultCount" },
          schedule: { frequencyInMinutes: 5, timeWindowInMinutes: 5 },
          action: { "odata.type": "AlertingAction", severity: "1", aznsAction: { actionGroup: ["/soc"] } },
        }),
      ),
  ],
  [
    "'microsoft.operationalinsights/workspaces'",
    () =>
      graphData(
        { id: logs, name: "logs", subscriptionId: sub1.toUpperCase(), properties: { customerId: id(9) } },
        { id: `${logs}-2`, name: "logs-2", subscriptionId: sub1, properties: null },
      ),
  ],
  // Microsoft Graph, more narrowly than below
  [
    "/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo?",
    () =>
      list(
        { id: "a-1", principalId: id(13).toUpperCase(), appRoleId: "9E3F62CF-ca93-4989-b6ce-bf83c28f9fe8" },
        { id: "a-2", principalId: id(13), appRoleId: "7ab1d382-f21e-4acd-a863-ba3e13f7da61" },
      ),
  ],
  [
    "?$select=id,assignedPlans",
    () => ({
      json: {
        id: id(11).toUpperCase(),
        assignedPlans: [
          {
            service: "exchange",
            servicePlanId: "EFB87545-963c-4e0d-99df-69c6916d9eb0",
            capabilityStatus: "Enabled",
          },
          {
            service: "MicrosoftOffice",
            servicePlanId: "43de0ff5-c92c-492b-9116-175376d08c38",
            capabilityStatus: "Enabled",
          },
        ],
      },
    }),
  ],
  [
    "GET /beta/organization?",
    () =>
      list({
        id: tenantId,
        onPremisesSyncEnabled: true,
        onPremisesLastPasswordSyncDateTime: "2026-11-20T09:58:00.0000000Z",
      }),
  ],
  // Azure Resource Manager
  [
    "GET /subscriptions?api-version",
    () =>
      list(
        {
          id: s(sub1),
          subscriptionId: sub1,
          displayName: "Production",
          state: "Enabled",
          tenantId,
          subscriptionPolicies: { quotaId: "EnterpriseAgreement_2014-09-01", spendingLimit: "Off" },
        },
        {
          id: s(sub2),
          subscriptionId: sub2,
          displayName: "Sandbox",
          state: "Warned",
          tenantId,
          managedByTenants: [{ tenantId: id(92).toUpperCase() }, { tenantId: id(91) }],
        },
      ),
  ],
  [
    `GET /providers/Microsoft.Management/managementGroups/${tenantId}/descendants?`,
    () =>
      list(
        {
          id: group1,
          type: "Microsoft.Management/managementGroups",
          name: "Contoso",
          properties: { displayName: "Landing Zones", parent: { id: rootGroup } },
        },
        {
          id: s(sub1),
          type: "/subscriptions",
          name: sub1.toUpperCase(),
          properties: { displayName: "Production", parent: { id: group1 } },
        },
        { id: s(sub2), type: "/subscriptions", name: sub2, properties: { parent: { id: rootGroup } } },
      ),
  ],
  [
    "resourcecontainers",
    () =>
      graphData(
        {
          id: s(sub1),
          subscriptionId: sub1.toUpperCase(),
          ancestors: [
            { displayName: "Landing Zones", name: "contoso" },
            { displayName: "Tenant Root Group", name: tenantId },
          ],
        },
        { id: s(sub2), subscriptionId: sub2, ancestors: null },
      ),
  ],
  ["GET /providers/Microsoft.Authorization/roleAssignments", () => list(rootRow)],
  ["'microsoft.authorization/roleassignments'", () => graphData(mgRow, subRow)],
  ...ownRoles,
  [new RegExp(`GET ${rootGroup}/providers/Microsoft.Authorization/roleAssignments`), () => list(rootRow)],
  [new RegExp(`GET /subscriptions/${sub2}/providers/Microsoft.Authorization/roleAssignments`), () => list(rootRow)],
  ["/Microsoft.Authorization/roleAssignments?", () => list({ ...mgRow, id: mgRow.id.toUpperCase() })],
  [
    new RegExp(`GET /subscriptions/${sub1}/providers/Microsoft.Authorization/denyAssignments`),
    () =>
      list({
        id: `${s(sub1)}/resourceGroups/managed/providers/Microsoft.Authorization/denyAssignments/${id(33)}`,
        name: id(33),
        type: "Microsoft.Authorization/denyAssignments",
        properties: {
          denyAssignmentName: "Managed",
          description: "Made by a managed application.",
          permissions: [
            { actions: ["*"], notActions: ["*/read"], dataActions: [], notDataActions: [], condition: null },
          ],
          scope: `${s(sub1)}/resourceGroups/managed`,
          doNotApplyToChildScopes: false,
          principals: [{ id: id(0), type: "SystemDefined", displayName: "All Principals" }],
          excludePrincipals: [{ id: id(13).toUpperCase(), type: "ServicePrincipal" }],
          isSystemProtected: true,
        },
      }),
  ],
  ["/Microsoft.Authorization/denyAssignments?", () => list()],
  [
    "/roleManagementPolicyAssignments?api-version=2020-10-01",
    () =>
      list({
        id: `${s(sub1)}/providers/Microsoft.Authorization/roleManagementPolicyAssignments/x`,
        properties: {
          scope: s(sub1),
          roleDefinitionId: `${s(sub1)}/providers/Microsoft.Authorization/roleDefinitions/${contributor}`,
          effectiveRules: [
            { id: "Enablement_EndUser_Assignment", enabledRules: ["Justification"] },
            { id: "Approval_EndUser_Assignment", setting: { isApprovalRequired: true } },
            { id: "AuthenticationContext_EndUser_Assignment", isEnabled: false, claimValue: "c7" },
            { id: "Expiration_EndUser_Assignment", maximumDuration: "PT8H" },
          ],
        },
      }),
  ],
  [
    "scopeType eq 'Group'",
    () =>
      list({
        id: `Group_${id(21)}_x_member`,
        roleDefinitionId: "member",
        scopeId: id(21),
        scopeType: "Group",
        policy: {
          rules: [
            { id: "Enablement_EndUser_Assignment", enabledRules: ["Justification"] },
            { id: "Approval_EndUser_Assignment", setting: { isApprovalRequired: false } },
          ],
        },
      }),
  ],
  [
    /privilegedAccess\/group\/eligibilityScheduleInstances\?\$filter=groupId eq '[\w-]+21'/,
    () =>
      list(
        {
          id: `${id(21)}_member_31`,
          accessId: "member",
          groupId: id(21).toUpperCase(),
          principalId: id(12),
          memberType: "direct",
          startDateTime: "2026-01-01T00:00:00Z",
          endDateTime: null,
        },
        { id: `${id(21)}_owner_32`, accessId: "owner", groupId: id(21), principalId: id(23) },
        {
          id: `${id(21)}_member_33`,
          accessId: "member",
          groupId: id(21),
          principalId: id(11),
          endDateTime: "2026-11-23T00:00:00Z",
        },
      ),
  ],
  ["/privilegedAccess/group/eligibilityScheduleInstances?$filter=groupId", () => list()],
  [
    "/policies/roleManagementPolicyAssignments?",
    () =>
      list({
        id: "DirectoryRole_x",
        roleDefinitionId: globalAdmin,
        scopeId: "/",
        policy: {
          rules: [
            { id: "Enablement_EndUser_Assignment", enabledRules: ["MultiFactorAuthentication"] },
            { id: "AuthenticationContext_EndUser_Assignment", isEnabled: true, claimValue: "c1" },
            { id: "Approval_EndUser_Assignment", setting: { isApprovalRequired: false } },
          ],
        },
      }),
  ],
  [
    "/roleEligibilityScheduleInstances?",
    () =>
      list(
        scheduled("RoleEligibilityScheduleInstances", 31, {
          condition: "@Resource[x] Exists",
          conditionVersion: "2.0",
        }),
      ),
  ],
  [
    "/roleAssignmentScheduleInstances?",
    () =>
      list(
        scheduled("RoleAssignmentScheduleInstances", 32, {
          assignmentType: "Activated",
          originRoleAssignmentId: subRow.id,
        }),
      ),
  ],
  [
    "/Microsoft.Authorization/roleDefinitions?",
    ({ url }) =>
      list(
        {
          id: `${s(sub1)}/providers/Microsoft.Authorization/roleDefinitions/${id(41)}`,
          properties: {
            roleName: "Machine Maker",
            type: "CustomRole",
            assignableScopes: [s(sub1)],
            permissions: [{ actions: ["Microsoft.Compute/*"], notActions: [], dataActions: [] }],
          },
        },
        ...(url.includes("CustomRole")
          ? []
          : [
              {
                id: `/providers/Microsoft.Authorization/roleDefinitions/${contributor}`,
                properties: {
                  roleName: "Contributor",
                  type: "BuiltInRole",
                  assignableScopes: ["/"],
                  permissions: [
                    {
                      actions: ["*"],
                      notActions: ["Microsoft.Authorization/*/Write"],
                      condition: "@Request[x] Exists",
                    },
                  ],
                },
              },
            ]),
      ),
  ],
  [
    "QuotaResources",
    () =>
      graphData({
        id: `${s(sub1)}/x`,
        subscriptionId: sub1,
        location: "westeurope",
        usages: [usage("cores", 4, 100), usage("Standard NCASv3_T4 Family", 0, 24), usage("lowPriorityCores", 0, 0)],
      }),
  ],
  [
    /GET \/subscriptions\/[\w-]+\/locations\?/,
    () =>
      list(
        { name: "northeurope", metadata: { regionType: "Physical" } },
        { name: "europe", metadata: { regionType: "Logical" } },
      ),
  ],
  [/GET .*\/Microsoft\.Compute\/locations\/\w+\/usages/, () => list(usage("cores", 0, 10))],
  [
    `GET ${s(sub1)}/providers/Microsoft.Compute/skus?api-version=2021-07-01&$filter=location eq 'westeurope'`,
    () => list(...skus),
  ],
  ["/providers/Microsoft.MachineLearningServices/locations/westeurope/usages", () => list(...mlUsages)],
  ["/providers/Microsoft.MachineLearningServices/locations/", () => notRegistered],
  [
    "/providers/Microsoft.Quota/quotaRequests",
    () =>
      list({
        id: `${s(sub1)}/providers/Microsoft.Compute/locations/westeurope/providers/Microsoft.Quota/quotaRequests/${id(51)}`,
        properties: {
          requestSubmitTime: "2026-11-01T10:00:00.1234Z",
          provisioningState: "Succeeded",
          value: [
            {
              name: { value: "Standard NCASv3_T4 Family" },
              subRequestId: id(52),
              provisioningState: "Succeeded",
              limit: { limitObjectType: "LimitValue", value: 24 },
            },
          ],
        },
      }),
  ],
  [
    /runHuntingQuery .*DeviceNetworkEvents.* by source, machine/s,
    () => ({
      json: {
        schema: [],
        results: [
          {
            ...{ source: "DeviceNetworkEvents", machine: "vm.contoso.com", address: "10.0.0.4", network: "" },
            ...{ host: "xmr-eu1.nanopool.org", outcome: "", pool: "yes", times: 2, distinct_day: ["2026-11-20"] },
            ...{ firstAt: "2026-11-20T10:00:00Z", lastAt: "2026-11-20T11:00:00Z" },
          },
        ],
      },
    }),
  ],
  [
    /runHuntingQuery .*DeviceNetworkEvents/s,
    () => ({
      json: {
        schema: [],
        results: [
          { source: "DeviceNetworkEvents", times: 9, firstAt: "2026-11-01T10:00:00Z", lastAt: "2026-11-20T11:00:00Z" },
        ],
      },
    }),
  ],
  [
    /networkinterfaces.*privateIPAddress/s,
    () =>
      graphData({
        id: `/subscriptions/${sub1}/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/vm-nic`,
        subscriptionId: sub1,
        properties: {
          virtualMachine: {
            id: `/subscriptions/${sub1}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm`,
          },
          ipConfigurations: [
            { properties: { subnet: { id: `/subscriptions/${sub1}/virtualNetworks/none/subnets/default` } } },
            { properties: { privateIPAddress: "10.0.0.5" } },
            {
              properties: {
                privateIPAddress: "10.0.0.4",
                subnet: {
                  id: `/subscriptions/${sub1}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/default`,
                },
              },
            },
          ],
        },
      }),
  ],
  // No other hunting table has rows here: the logs themselves tell.
  ["runHuntingQuery", () => ({ json: { schema: [], results: [] } })],
  [
    `GET /subscriptions/${sub1}/providers/Microsoft.Insights/eventtypes`,
    () =>
      list({
        operationName: { value: "Microsoft.Compute/virtualMachines/write" },
        status: { value: "Succeeded" },
        caller: "dana@contoso.com",
        correlationId: id(71),
        subscriptionId: sub1,
        resourceId: `/subscriptions/${sub1}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm`,
        eventTimestamp: "2026-11-20T10:00:00Z",
      }),
  ],
  [
    "/serviceTags?",
    () => ({ json: { values: [{ name: "AzureCloud", properties: { addressPrefixes: ["192.0.2.0/24"] } }] } }),
  ],
  [
    "microsoft.network/publicipaddresses",
    () =>
      graphData({
        id: `/subscriptions/${sub1}/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/ip`,
        subscriptionId: sub1,
        properties: { ipAddress: "192.0.2.7" },
      }),
  ],
  ["type =~ 'microsoft.network/networkinterfaces'", () => graphData()],
  ["networkinterfaces/ipconfigurations/publicipaddresses", () => graphData()],
  [
    /GET \/providers\/Microsoft\.Management\/managementGroups\/[^/]+\/providers\/Microsoft\.Insights\/eventtypes/,
    () => list(),
  ],
  [
    "GET /providers/Microsoft.Insights/eventtypes",
    () =>
      list(elevationRecord("Started", 1), elevationRecord("Succeeded", 2), {
        operationName: { value: "Microsoft.Subscription/aliases/write" },
        eventTimestamp: "2026-11-20T10:00:00Z",
        status: {},
      }),
  ],
  [
    /"batchresources \| where type =~ .*isnotempty\(identity\)/,
    () =>
      graphData({
        ...pool,
        name: "p2",
        id: `${batchAccount.id}/pools/p2`,
        kind: "",
        identity: { type: "UserAssigned", userAssignedIdentities: { "/ids/pool": { principalId: id(97) } } },
        kubelet: "",
      }),
  ],
  [
    "isnotempty(identity)",
    () =>
      graphData(
        {
          id: machine.id,
          name: "vm1",
          type: machine.type,
          subscriptionId: sub1,
          identity: {
            type: "SystemAssigned, UserAssigned",
            principalId: id(93).toUpperCase(),
            tenantId,
            userAssignedIdentities: {
              [`${s(sub1)}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deploy`]: {
                principalId: id(13).toUpperCase(),
                clientId: id(14),
              },
            },
          },
          kubelet: "",
        },
        {
          id: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks1`,
          name: "aks1",
          type: "microsoft.containerservice/managedclusters",
          subscriptionId: sub1.toUpperCase(),
          identity: { type: "SystemAssigned", principalId: id(94), tenantId },
          kubelet: id(95).toUpperCase(),
          issuer: "https://westeurope.oic.prod-aks.azure.com/x/y/",
          entra: "",
          disabled: "false",
        },
        {
          id: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks2`,
          name: "aks2",
          type: "microsoft.containerservice/managedclusters",
          subscriptionId: sub1,
          identity: null,
          kubelet: "",
          issuer: "https://westeurope.oic.prod-aks.azure.com/x/z/",
          entra: '{"managed":true}',
          disabled: "",
        },
        {
          id: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.Web/sites/fn1`,
          name: "fn1",
          type: "microsoft.web/sites",
          kind: "FunctionApp,linux",
          subscriptionId: sub1,
          identity: { type: "SystemAssigned", principalId: id(96), tenantId },
          kubelet: "",
        },
        { ...workspace, kind: "Default", identity: null, kubelet: "" },
      ),
  ],
  [`${limitsPath}/guestSubscriptions?`, () => list({ name: sub2.toUpperCase(), properties: {} })],
  [`${limitsPath}/sharedLimits?`, () => list({ name: "StandardNVADSA10v5Family", properties: { limit: 24 } })],
  [
    `${limitsPath}/sharedLimitCaps?`,
    () => list({ name: "standardNDSH100v5Family", properties: { isBoundedCap: true } }),
  ],
  [
    `${limitsPath}/sharedLimitCaps/standardNDSH100v5Family/memberCapOverrides/${sub1}?`,
    () => ({ json: { name: sub1, properties: { cap: 8 } } }),
  ],
  [
    "/providers/Microsoft.ContainerInstance/locations/westeurope/usages",
    () => list(usage("ContainerGroups", 1, 100), usage("StandardCores", 2, 10), usage("StandardSpotCores", 0, 0)),
  ],
  ["/providers/Microsoft.ContainerInstance/locations/", () => notRegistered],
  [
    "resources | where type =~ 'microsoft.cognitiveservices/accounts'",
    () => graphData({ id: `${s(sub1)}/x`, subscriptionId: sub1.toUpperCase(), location: "West Europe" }),
  ],
  [
    "/providers/Microsoft.CognitiveServices/locations/westeurope/managedComputeUsages",
    () =>
      list({ ...usage("Managed.H100_80GB", 2, 8), unit: "AcceleratorCount", offerScope: "Global", deployments: [] }),
  ],
  [
    `GET ${s(sub1)}/providers/Microsoft.CognitiveServices/accounts?`,
    () => list(foundryAccount, { ...foundryAccount, kind: "OpenAI", location: "westus" }),
  ],
  ["/providers/Microsoft.CognitiveServices/accounts?", () => notRegistered],
  ["resources | where type =~ 'microsoft.batch/batchaccounts'", () => graphData({ ...batchAccount, properties: null })],
  [`GET ${s(sub1)}/providers/Microsoft.Batch/batchAccounts?`, () => list(limitedAccount, userAccount)],
  [`GET ${s(sub2)}/providers/Microsoft.Batch/batchAccounts?`, () => list()],
  [`GET ${batchAccount.id}/pools?`, () => list(pool)],
  [`GET ${s(sub1)}/providers/Microsoft.Batch/locations/westeurope/quotas?`, () => ({ json: { accountQuota: 3 } })],
  ["/providers/Microsoft.Batch/locations/", () => notRegistered],
  ["batchresources | where type in~", () => graphData(pool)],
  ["resources | where type in~ ('microsoft.batch/batchaccounts', ", () => graphData(batchAccount, workspace)],
  [`GET ${s(sub1)}/providers/Microsoft.MachineLearningServices/workspaces?`, () => notRegistered],
  [`GET ${s(sub2)}/providers/Microsoft.MachineLearningServices/workspaces?`, () => list(workspace)],
  [
    `GET ${batchAccount.id}/providers/Microsoft.Insights/metrics?`,
    () =>
      metrics(
        metric("CoreCount", [
          ["2026-11-23T00:00:00Z", 8],
          ["2026-11-23T01:00:00Z", 4],
          ["2026-11-22T05:00:00Z", 2.4],
        ]),
        metric("LowPriorityCoreCount", [
          ["2026-11-23T00:00:00Z", 16],
          ["2026-11-22T05:00:00Z", undefined],
        ]),
      ),
  ],
  [`GET ${batchAccount.id}user/providers/Microsoft.Insights/metrics?`, () => metrics(metric("CoreCount"))],
  [
    `GET ${workspace.id}/providers/Microsoft.Insights/metrics?`,
    () =>
      metrics(
        metric(
          "Total Cores",
          [
            ["2026-11-20T00:00:00Z", 8],
            ["2026-11-19T00:00:00Z", 0],
          ],
          [["2026-11-20T00:00:00Z", 4]],
        ),
      ),
  ],
  ["resources | where type in~", () => graphData(machine, batchAccount, workspace)],
  [
    `GET ${workspace.id}/computes?`,
    () =>
      list(cluster, {
        ...cluster,
        id: `${workspace.id}/computes/train`,
        name: "train",
        identity: { type: "SystemAssigned", principalId: id(98), tenantId },
      }),
  ],
  [/GET .*\/workspaces\/w1\/(jobs|schedules|featuresets)\?/, () => list()],
  [
    "GET /providers/Microsoft.Subscription/policies/default?",
    () => ({
      json: {
        id: "providers/Microsoft.Subscription/policies/default",
        name: "default",
        properties: {
          policyId: id(70),
          blockSubscriptionsLeavingTenant: true,
          blockSubscriptionsIntoTenant: null,
          exemptedPrincipals: [id(11).toUpperCase()],
        },
      },
    }),
  ],
  [
    "'microsoft.security/pricings'",
    () =>
      graphData({
        id: `${s(sub1)}/providers/Microsoft.Security/pricings/Arm`,
        name: "Arm",
        subscriptionId: sub1,
        properties: { pricingTier: "Free", enforce: "False" },
      }),
  ],
  ["/Microsoft.Security/pricings?", () => list()],
  [
    "'microsoft.security/assessments'",
    () =>
      graphData({
        id: `${s(sub1)}/providers/Microsoft.Security/assessments/6240402E-f77c-46fa-9060-a7ce53997754`,
        name: "6240402E-f77c-46fa-9060-a7ce53997754",
        subscriptionId: sub1,
        properties: { displayName: "MFA", status: { code: "Unhealthy" }, resourceDetails: { Id: s(sub1) } },
      }),
  ],
  [
    "/Microsoft.Security/assessments?",
    () =>
      list(
        {
          id: `${s(sub2)}/providers/Microsoft.Security/assessments/0354476c-a12a-4fcc-a79d-f0ab7ffffdbb`,
          name: "0354476c-a12a-4fcc-a79d-f0ab7ffffdbb",
          properties: { displayName: "Guests", Status: { Code: "NotApplicable", cause: "Exempt" } },
        },
        {
          id: `${s(sub2)}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm/providers/Microsoft.Security/assessments/a`,
          name: "a",
          properties: { status: { code: "Unhealthy" } },
        },
      ),
  ],
  [
    "'microsoft.security/locations/alerts'",
    () =>
      graphData({
        id: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.Security/locations/westeurope/alerts/a1`,
        subscriptionId: sub1,
        properties: {
          AlertType: "ARM_SuspiciousComputeCreation",
          AlertDisplayName: "Suspicious creation",
          Status: "Active",
          Severity: "High",
          StartTimeUtc: "2026-11-20T10:00:00.1234567Z",
          CompromisedEntity: "Production",
          Entities: [
            { $id: "1", Type: "ip", Address: "203.0.113.7" },
            { $id: "2", Type: "account", AadUserId: id(11).toUpperCase(), Name: "Ada", UPNSuffix: "contoso.com" },
            { $id: "3", Type: "account", Name: "local" },
          ],
          ResourceIdentifiers: [
            { AzureResourceId: s(sub1), Type: "AzureResource" },
            {
              AzureResourceId: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-1`,
              Type: "AzureResource",
            },
            { WorkspaceId: id(9), Type: "LogAnalytics" },
          ],
          ExtendedProperties: { note: "not kept" },
        },
      }),
  ],
  ["/Microsoft.Security/alerts?", () => list()],
  [
    `GET ${s(sub1)}/providers/Microsoft.Insights/diagnosticSettings?`,
    () =>
      list(
        logSetting("to-logs", ["Security", "Administrative"], {
          workspaceId: logs.toUpperCase(),
          logs: [
            { category: "Security", categoryGroup: null, enabled: true },
            { category: "Administrative", enabled: true },
            { category: "Policy", enabled: false },
          ],
        }),
        logSetting("archive", [], {
          storageAccountId: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/archive`,
          eventHubAuthorizationRuleId: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/n/authorizationRules/r`,
          logs: [{ category: null, categoryGroup: "allLogs", enabled: true }],
        }),
      ),
  ],
  ["/providers/Microsoft.Insights/diagnosticSettings?", () => list()],
  [
    "GET /providers/microsoft.aadiam/diagnosticSettings?",
    () => list(logSetting("entra", ["SignInLogs"], { workspaceId: logs })),
  ],
  [
    `GET ${logs}/tables?`,
    () =>
      list(
        table("AzureActivity", { retentionInDays: 90 }),
        table("SigninLogs", { retentionInDays: 30, totalRetentionInDays: 365 }),
        table("Heartbeat", { retentionInDays: 30 }),
      ),
  ],
  [/Microsoft\.Insights\/(?:activityLogAlerts|scheduledQueryRules)\?/, () => list()],
  [
    `GET ${s(sub1)}/providers/Microsoft.Consumption/budgets?`,
    () =>
      list(
        {
          name: "monthly",
          properties: {
            timePeriod: { startDate: "2026-01-01T00:00:00Z", endDate: "2027-01-01T00:00:00Z" },
            filter: {},
            notifications: {
              off: { enabled: false, contactEmails: ["a@contoso.com"] },
              on: { enabled: true, contactEmails: [], contactRoles: ["Owner"], contactGroups: null },
            },
          },
        },
        {
          name: "part",
          properties: {
            filter: { dimensions: { name: "ResourceGroupName", operator: "In", values: ["rg"] } },
            notifications: { on: { enabled: true, contactEmails: [] } },
          },
        },
      ),
  ],
  [
    `GET ${s(sub1)}/providers/Microsoft.CostManagement/scheduledActions?`,
    () =>
      list(
        {
          name: "anomalies",
          kind: "InsightAlert",
          properties: {
            status: "Enabled",
            schedule: { endDate: "2027-01-01T00:00:00Z" },
            notification: { to: ["a@contoso.com"] },
          },
        },
        { name: "view", kind: "Email", properties: { status: "Enabled" } },
      ),
  ],
  [/Microsoft\.(?:Consumption\/budgets|CostManagement\/scheduledActions)\?/, () => list()],
  ["/Microsoft.OperationalInsights/workspaces?", () => list()],
  [
    `GET ${logs}/providers/Microsoft.SecurityInsights/onboardingStates?`,
    () => list({ name: "default", properties: { customerManagedKey: false } }),
  ],
  [
    "/workspaces/logs-2/providers/Microsoft.SecurityInsights/onboardingStates?",
    () => ({ status: 404, json: { error: { code: "NotFound", message: "Microsoft Sentinel was not found" } } }),
  ],
  [
    `GET ${logs}/providers/Microsoft.SecurityInsights/alertRules?`,
    () =>
      list(
        {
          id: `${logs}/providers/Microsoft.SecurityInsights/alertRules/${id(61)}`,
          name: id(61),
          kind: "Scheduled",
          properties: {
            displayName: "Creation of expensive computes in Azure",
            enabled: false,
            alertRuleTemplateName: "9736E5F1-7b6e-4bfb-a708-e53ff1d182c3",
            query: "AzureActivity",
            queryFrequency: "PT1H",
            queryPeriod: "P1D",
            triggerOperator: "GreaterThan",
            triggerThreshold: 25,
            description: "not kept",
          },
        },
        {
          id: `${logs}/providers/Microsoft.SecurityInsights/alertRules/BuiltInFusion`,
          name: "BuiltInFusion",
          kind: "Fusion",
          properties: { enabled: true, displayName: null, alertRuleTemplateName: null },
        },
      ),
  ],
  [
    `GET ${logs}/savedSearches?`,
    () =>
      list(
        {
          id: `${logs}/savedSearches/h1`,
          name: "h1",
          properties: { category: "Hunting Queries", displayName: "Miners", query: "Syslog", version: 2 },
        },
        // the older spelling
        {
          id: `${logs}/savedSearches/h2`,
          name: "h2",
          properties: { Category: "hunting queries", Query: "SigninLogs" },
        },
        { id: `${logs}/savedSearches/all`, name: "all", properties: { category: "Log Management", query: "Event" } },
      ),
  ],
  [
    "GET /v1.0/security/rules/detectionRules",
    () =>
      list(
        { id: "by-status", displayName: "By status", status: "autoDisabled", queryCondition: { queryText: "Syslog" } },
        {
          id: 7,
          displayName: "Older",
          isEnabled: true,
          queryCondition: { queryText: "AuditLogs", lastModifiedDateTime: null },
        },
        { id: "neither", displayName: null, queryCondition: null },
      ),
  ],
  [
    `GET ${s(sub1)}/providers/Microsoft.Security/securityContacts?`,
    () =>
      list({
        name: "default",
        properties: {
          emails: "john@contoso.com; jane@contoso.com",
          isEnabled: true,
          phone: "not kept",
          notificationsByRole: { state: "On", roles: ["Owner"] },
          notificationsSources: [
            { sourceType: "AttackPath", minimalRiskLevel: "Critical" },
            { sourceType: "Alert", minimalSeverity: "Medium" },
          ],
        },
      }),
  ],
  [
    "/Microsoft.Security/securityContacts?",
    () =>
      list({
        name: "default",
        properties: { isEnabled: false, notificationsByRole: { state: "Off", roles: ["Owner"] } },
      }),
  ],
  [
    "GET /v1.0/security/alerts_v2?$filter=status ne 'resolved'",
    () =>
      list(
        {
          "@odata.type": "#microsoft.graph.security.alert",
          id: "da637551227677560813_-961444813",
          providerAlertId: "A1",
          status: "inProgress",
          severity: "high",
          serviceSource: "microsoftDefenderForCloud",
          title: "Suspicious creation",
          assignedTo: "soc@contoso.com",
          createdDateTime: "2026-11-20T10:00:00.1234567Z",
          evidence: [
            {
              "@odata.type": "#microsoft.graph.security.userEvidence",
              userAccount: { azureAdUserId: id(11).toUpperCase(), userPrincipalName: "Ada@contoso.com" },
            },
            {
              "@odata.type": "#microsoft.graph.security.deviceEvidence",
              deviceDnsName: "vm-1",
              vmMetadata: { vmId: id(1), cloudProvider: "azure", resourceId: `${s(sub1)}/RG/vm-1` },
            },
            { "@odata.type": "#microsoft.graph.security.azureResourceEvidence", resourceId: `${s(sub1)}/RG/vm-2` },
            { "@odata.type": "#microsoft.graph.security.ipEvidence", ipAddress: "203.0.113.7" },
            { "@odata.type": "#microsoft.graph.security.userEvidence", userAccount: "of another form" },
            null,
          ],
        },
        { id: "da2", status: "new", assignedTo: null, title: null, severity: null, evidence: [] },
      ),
  ],
  ["'microsoft.authorization/policyassignments'", () => graphData()],
  [
    "/Microsoft.PolicyInsights/checkPolicyRestrictions?",
    ({ url }) => ({
      json: {
        fieldRestrictions: [],
        contentEvaluationResult: {
          policyEvaluations: url.includes(sub1)
            ? [
                refusal("B", "NonCompliant", "deny"),
                refusal("A", "NonCompliant", "Deny"),
                refusal("audits", "NonCompliant", "Audit"),
                refusal("agrees", "Compliant", "Deny"),
                { policyInfo: null, evaluationResult: "NonCompliant", effectDetails: { policyEffect: "Deny" } },
              ]
            : null,
        },
      },
    }),
  ],
  [
    `GET ${rootGroup}/settings?`,
    () =>
      list({
        id: `${rootGroup}/settings/default`,
        name: "default",
        properties: {
          tenantId,
          defaultManagementGroup: group1.toUpperCase(),
          requireAuthorizationForGroupCreation: false,
        },
      }),
  ],
  [
    "/Microsoft.Authorization/policyAssignments?",
    ({ url }) =>
      list({
        // What is inherited is listed at each group and subscription, and not always in one spelling.
        id: `${url.includes("contoso/") ? group1 : group1.toUpperCase()}/providers/Microsoft.Authorization/policyAssignments/sizes`,
        name: "sizes",
        properties: {
          displayName: "Allowed sizes",
          scope: group1,
          policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${id(71)}`,
          enforcementMode: "DoNotEnforce",
          notScopes: [],
          parameters: { effect: { value: "Deny" }, apiKeySecret: { value: "hunter2-hunter2" } },
          overrides: [
            { kind: "policyEffect", value: "Audit", selectors: [{ kind: "resourceLocation", in: ["westeurope"] }] },
            { kind: "policyEffect", value: "Disabled" },
          ],
          resourceSelectors: [{ name: "ring", selectors: [{ kind: "resourceLocation", in: ["westeurope"] }] }],
        },
      }),
  ],
  ["'microsoft.authorization/policyexemptions'", () => graphData()],
  [
    "/Microsoft.Authorization/policyExemptions?",
    () =>
      list(
        {
          id: `${group1}/providers/Microsoft.Authorization/policyExemptions/all`,
          name: "all",
          properties: {
            displayName: "For the migration",
            policyAssignmentId: `${group1}/providers/Microsoft.Authorization/policyAssignments/sizes`,
            policyDefinitionReferenceIds: [],
            exemptionCategory: "Waiver",
            expiresOn: null,
          },
        },
        {
          id: `${s(sub1)}/resourceGroups/rg/providers/microsoft.authorization/policyExemptions/rg`,
          name: "rg",
          properties: {
            policyAssignmentId: `${group1}/providers/Microsoft.Authorization/policyAssignments/sizes`,
            policyDefinitionReferenceIds: ["sizes-of-machines"],
            exemptionCategory: "Mitigated",
            expiresOn: "2026-12-31T23:59:59Z",
          },
        },
      ),
  ],
  ["managedservicesresources", () => graphData()],
  [
    new RegExp(`GET /subscriptions/${sub2}/providers/Microsoft.ManagedServices/registrationAssignments`),
    () =>
      list({
        id: `${s(sub2)}/providers/Microsoft.ManagedServices/registrationAssignments/${id(72)}`,
        name: id(72),
        properties: {
          registrationDefinitionId: "/x",
          registrationDefinition: {
            properties: {
              registrationDefinitionName: "Operations",
              managedByTenantId: id(91).toUpperCase(),
              authorizations: [
                { principalId: id(73), principalIdDisplayName: "Operators", roleDefinitionId: contributor },
              ],
              eligibleAuthorizations: [
                {
                  principalId: id(74),
                  roleDefinitionId: uaa,
                  delegatedRoleDefinitionIds: [`/providers/Microsoft.Authorization/roleDefinitions/${contributor}`],
                },
              ],
            },
          },
        },
      }),
  ],
  ["/Microsoft.ManagedServices/registrationAssignments?", () => list()],
  ["GET /tenants?", () => list({ tenantId, displayName: "Contoso (ARM)", defaultDomain: "contoso.com" })],
  // Microsoft Graph
  [
    "GET /v1.0/organization",
    () =>
      list({
        id: tenantId,
        displayName: "Contoso",
        verifiedDomains: [
          { name: "contoso.onmicrosoft.com", isDefault: false },
          { name: "contoso.com", isDefault: true },
        ],
      }),
  ],
  [
    "GET /v1.0/subscribedSkus",
    () =>
      list(
        {
          capabilityStatus: "Enabled",
          servicePlans: [
            { servicePlanName: "AAD_PREMIUM", provisioningStatus: "Success" },
            { servicePlanName: "EXCHANGE_S", provisioningStatus: "Success" },
          ],
        },
        {
          capabilityStatus: "Suspended",
          servicePlans: [{ servicePlanName: "AAD_PREMIUM_P2", provisioningStatus: "Success" }],
        },
      ),
  ],
  [
    "GET /v1.0/users",
    ({ url }) =>
      list(
        {
          id: id(11).toUpperCase(),
          userPrincipalName: "ada@contoso.com",
          displayName: "Ada",
          accountEnabled: true,
          userType: "Member",
          onPremisesSyncEnabled: null,
          createdDateTime: "2024-01-02T03:04:05Z",
          ...(url.includes("signInActivity") && {
            signInActivity: {
              lastSignInDateTime: "2026-11-22T00:00:00Z",
              lastSuccessfulSignInDateTime: "2026-11-21T00:00:00Z",
            },
          }),
        },
        {
          id: id(12),
          userPrincipalName: "bob_fabrikam.com#EXT#@contoso.com",
          displayName: null,
          accountEnabled: false,
          userType: "Guest",
          onPremisesSyncEnabled: true,
          createdDateTime: null,
        },
      ),
  ],
  [
    "/microsoft.graph.agentIdentity",
    ({ url }) =>
      url.includes(id(101))
        ? { json: { id: id(101), agentIdentityBlueprintId: id(16).toUpperCase(), displayName: "agent" } }
        : { status: 404, json: { error: { code: "Request_ResourceNotFound", message: "x" } } },
  ],
  [
    "GET /v1.0/servicePrincipals",
    () =>
      list(
        {
          id: id(13),
          appId: id(14),
          displayName: "deploy",
          accountEnabled: true,
          servicePrincipalType: "ManagedIdentity",
          alternativeNames: [
            "isExplicit=True",
            `${s(sub1)}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deploy`,
          ],
          owners: [],
          passwordCredentials: [],
          keyCredentials: [{ keyId: id(85), usage: "Verify", endDateTime: "2027-01-01T00:00:00Z" }],
        },
        {
          id: id(15),
          appId: id(16),
          displayName: "old",
          accountEnabled: true,
          servicePrincipalType: "Legacy",
          appOwnerOrganizationId: id(94).toUpperCase(),
          owners: null,
          passwordCredentials: [
            { keyId: id(81), displayName: "", startDateTime: "2026-01-01T00:00:00Z", endDateTime: null, hint: "x1~" },
            { keyId: id(86), customKeyIdentifier: "c2FtbA==", endDateTime: "2029-01-01T00:00:00Z", hint: "x1~" },
          ],
          keyCredentials: [
            { keyId: id(86), customKeyIdentifier: "c2FtbA==", usage: "Sign", endDateTime: "2029-01-01T00:00:00Z" },
            { keyId: id(87), customKeyIdentifier: "c2FtbA==", usage: "Verify", endDateTime: "2029-01-01T00:00:00Z" },
            { keyId: id(88), customKeyIdentifier: "YWRkZWQ=", usage: "Verify", endDateTime: "2029-01-01T00:00:00Z" },
          ],
        },
        {
          id: id(101),
          appId: id(102),
          displayName: "agent",
          servicePrincipalType: "ServiceIdentity",
          owners: [],
          passwordCredentials: [],
          keyCredentials: [],
        },
      ),
  ],
  [
    "$expand=federatedIdentityCredentials",
    () =>
      list(
        {
          id: id(17),
          appId: id(16),
          federatedIdentityCredentials: [
            { id: id(85), name: "main", issuer: "https://token.actions.githubusercontent.com", subject: "repo:x" },
            {
              id: id(86),
              name: "",
              issuer: `https://login.microsoftonline.com/${tenantId.toUpperCase()}/v2.0`,
              subject: id(13).toUpperCase(),
              description: null,
            },
          ],
        },
        { id: id(18), appId: id(19), federatedIdentityCredentials: [{ id: id(87), issuer: "https://x.example.net" }] },
      ),
  ],
  [
    "/userAssignedIdentities/deploy/federatedIdentityCredentials?",
    () =>
      list({
        id: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deploy/federatedIdentityCredentials/pods`,
        name: "pods",
        properties: { issuer: "https://westeurope.oic.prod-aks.azure.com/x/y/", subject: "system:serviceaccount:a:b" },
      }),
  ],
  [
    "GET /v1.0/applications",
    () =>
      list(
        {
          id: id(17),
          appId: id(16).toUpperCase(),
          owners: [{ "@odata.type": "#microsoft.graph.user", id: id(12) }],
          passwordCredentials: [
            {
              keyId: id(82).toUpperCase(),
              displayName: "pipeline",
              startDateTime: "2026-01-01T00:00:00Z",
              endDateTime: "2036-01-01T00:00:00.5Z",
              hint: "x1~",
              secretText: null,
            },
          ],
          keyCredentials: [
            {
              keyId: id(83),
              displayName: "CN=contoso",
              startDateTime: "2026-01-01T00:00:00Z",
              endDateTime: "2027-01-01T00:00:00Z",
              type: "AsymmetricX509Cert",
              usage: "Verify",
              key: "AAAA",
            },
          ],
        },
        { id: id(18), appId: id(19), owners: [], passwordCredentials: [{ keyId: id(84) }], keyCredentials: [] },
      ),
  ],
  [
    "GET /v1.0/identityProtection/riskyUsers",
    ({ url }) => {
      const rows = [
        {
          id: id(11).toUpperCase(),
          isDeleted: false,
          riskLevel: "high",
          riskState: "atRisk",
          riskLastUpdatedDateTime: "2026-11-22T10:00:00Z",
        },
        { id: id(12), riskLevel: null, riskState: "confirmedCompromised", riskLastUpdatedDateTime: null },
        { id: id(13), riskLevel: "none", riskState: "remediated", riskLastUpdatedDateTime: null },
      ];
      return list(...rows.filter(({ riskState }) => decodeURIComponent(url).includes(`riskState eq '${riskState}'`)));
    },
  ],
  [
    "GET /v1.0/identityProtection/riskDetections",
    ({ url }) =>
      url.includes("detectedDateTime ge 2026-")
        ? list(
            {
              ...{ id: id(801), userId: id(11).toUpperCase(), riskEventType: "leakedCredentials", riskState: "atRisk" },
              ...{ riskLevel: "high", ipAddress: null, activityDateTime: null },
              detectedDateTime: "2026-11-21T10:00:00.1234567Z",
            },
            {
              ...{
                id: id(802),
                userId: id(11),
                riskEventType: "anonymizedIPAddress",
                riskState: "confirmedCompromised",
              },
              ...{ riskLevel: null, ipAddress: "203.0.113.9", activityDateTime: "2026-11-22T09:00:00Z" },
              detectedDateTime: "2026-11-22T10:00:00Z",
            },
            ...["remediated", "dismissed", "confirmedSafe", "none"].map((riskState, i) => ({
              ...{ id: id(803 + i), userId: id(12), riskEventType: "unfamiliarFeatures", riskState, riskLevel: "low" },
              detectedDateTime: "2026-11-22T10:00:00Z",
            })),
          )
        : list(),
  ],
  [
    "POST /v1.0/directoryObjects/getByIds",
    ({ body }) =>
      list(
        ...[
          { "@odata.type": "#microsoft.graph.user", id: id(11), displayName: "Ada" },
          { "@odata.type": "#microsoft.graph.group", id: id(21), displayName: "Builders", isAssignableToRole: false },
          { "@odata.type": "#microsoft.graph.group", id: id(22), displayName: "Break glass" },
          { "@odata.type": "#microsoft.graph.group", id: id(23), displayName: "Leads" },
          {
            "@odata.type": "#microsoft.graph.group",
            id: id(24),
            displayName: "Fitters",
            isAssignableToRole: false,
            groupTypes: ["DynamicMembership"],
          },
          { "@odata.type": "#microsoft.graph.application", id: id(77), displayName: "Deploy", appId: id(78) },
        ].filter(({ id }) => body.includes(id)),
      ),
  ],
  [
    /GET \/v1\.0\/groups\/[\w-]+21\/owners/,
    () => list({ "@odata.type": "#microsoft.graph.user", id: id(11).toUpperCase() }),
  ],
  // Case W02: the list of members leaves service principals out; only the typed read has them.
  [
    /GET \/v1\.0\/groups\/[\w-]+21\/transitiveMembers\/microsoft\.graph\.servicePrincipal/,
    () => list({ id: id(13) }, { id: id(101) }),
  ],
  [
    /GET \/v1\.0\/groups\/[\w-]+21\//,
    () =>
      list(
        { "@odata.type": "#microsoft.graph.user", id: id(12) },
        { "@odata.type": "#microsoft.graph.group", id: id(24) },
      ),
  ],
  [
    /GET \/v1\.0\/groups\/[\w-]+23\/transitive/,
    () => list({ "@odata.type": "#microsoft.graph.user", id: id(11).toUpperCase() }),
  ],
  ["GET /v1.0/groups/", () => list()],
  [
    "GET /v1.0/directory/administrativeUnits/",
    () => list({ "@odata.type": "#microsoft.graph.user", id: id(12).toUpperCase() }),
  ],
  [
    "GET /v1.0/roleManagement/directory/roleDefinitions",
    () =>
      list(
        { id: globalAdmin, displayName: "Global Administrator", templateId: globalAdmin, isBuiltIn: true },
        {
          id: id(76),
          displayName: "Rotator",
          templateId: id(76),
          isBuiltIn: false,
          rolePermissions: [
            {
              allowedResourceActions: [
                "microsoft.directory/applications/credentials/update",
                "microsoft.directory/applications/standard/read",
              ],
            },
          ],
        },
      ),
  ],
  [
    "GET /v1.0/roleManagement/directory/roleAssignments",
    () =>
      list(
        {
          id: "a-1",
          principalId: id(11),
          resourceScope: "/",
          directoryScopeId: "/",
          roleDefinitionId: globalAdmin,
        },
        {
          id: "a-2",
          principalId: id(11),
          directoryScopeId: `/administrativeUnits/${id(75)}`,
          roleDefinitionId: id(76),
        },
        { id: "a-3", principalId: id(11), directoryScopeId: `/${id(77)}`, roleDefinitionId: id(76) },
      ),
  ],
  [
    "GET /v1.0/roleManagement/directory/roleAssignmentScheduleInstances",
    () =>
      list(
        {
          id: "i-1",
          principalId: id(11),
          directoryScopeId: "/",
          roleDefinitionId: globalAdmin,
          assignmentType: "Assigned",
        },
        {
          id: "i-2",
          principalId: id(11).toUpperCase(),
          directoryScopeId: `/administrativeUnits/${id(75)}`,
          roleDefinitionId: id(76),
          assignmentType: "Activated",
          endDateTime: "2026-11-24T20:00:00Z",
        },
      ),
  ],
  [
    "GET /v1.0/roleManagement/directory/roleEligibilityScheduleInstances",
    () =>
      list({ id: "e-1", principalId: id(12), directoryScopeId: "/", roleDefinitionId: globalAdmin, endDateTime: null }),
  ],
  [
    "GET /v1.0/reports/authenticationMethods/userRegistrationDetails",
    () =>
      list(
        {
          id: id(11),
          isMfaRegistered: true,
          isMfaCapable: true,
          isAdmin: true,
          methodsRegistered: ["fido2", "mobilePhone"],
        },
        { id: id(12), isMfaRegistered: false, isMfaCapable: false },
      ),
  ],
  [
    "GET /v1.0/identity/conditionalAccess/policies",
    () =>
      list({
        id: id(61),
        displayName: "MFA for Azure",
        state: "enabled",
        conditions: {
          users: {
            includeUsers: ["All"],
            excludeUsers: [id(11).toUpperCase()],
            includeGroups: [],
            excludeGroups: [id(22)],
            includeRoles: [],
            excludeRoles: [],
            includeGuestsOrExternalUsers: null,
          },
          applications: {
            includeApplications: ["797f4846-ba00-4fd7-ba43-dac1f8f63013"],
            excludeApplications: [],
            includeUserActions: [],
            applicationFilter: null,
          },
          clientAppTypes: ["all"],
          signInRiskLevels: [],
          userRiskLevels: [],
          platforms: { includePlatforms: ["all"], excludePlatforms: [] },
          locations: { includeLocations: ["All"], excludeLocations: ["AllTrusted"] },
          devices: null,
          "conditions@odata.context": "x",
        },
        grantControls: {
          operator: "OR",
          builtInControls: [],
          customAuthenticationFactors: [],
          termsOfUse: [id(63)],
          authenticationStrength: { id: id(2), displayName: "Multifactor authentication" },
        },
      }),
  ],
  [
    "GET /v1.0/domains/fed.contoso.com/federationConfiguration",
    () => list({ id: id(96), displayName: "fed", federatedIdpMfaBehavior: "enforceMfaByFederatedIdp" }),
  ],
  [
    "GET /v1.0/domains",
    () =>
      list(
        { id: "contoso.com", authenticationType: "Managed", isVerified: true },
        { id: "fed.contoso.com", authenticationType: "Federated", isVerified: true },
      ),
  ],
  [
    "GET /v1.0/policies/crossTenantAccessPolicy/default",
    () => ({
      json: { isServiceDefault: false, inboundTrust: { isMfaAccepted: true, isCompliantDeviceAccepted: false } },
    }),
  ],
  [
    "GET /v1.0/policies/crossTenantAccessPolicy/partners",
    () =>
      list(
        { tenantId: id(97).toUpperCase(), isServiceProvider: null, inboundTrust: null },
        { tenantId: id(98), isServiceProvider: true, inboundTrust: { isMfaAccepted: false } },
      ),
  ],
  [
    "GET /v1.0/groupSettings",
    () =>
      list(
        { id: id(97), templateId: id(998), values: [{ name: "EnableBannedPasswordCheck", value: "False" }] },
        {
          id: id(98),
          templateId: "5cf42378-d67d-4f36-ba46-e8b86229381d".toUpperCase(),
          values: [
            { name: "EnableBannedPasswordCheck", value: "True" },
            { name: "BannedPasswordList", value: "contoso\tnorthwind\r\nutrecht\t" },
            { name: "LockoutThreshold", value: null },
          ],
        },
      ),
  ],
  ["GET /beta/users/", ({ url }) => ({ json: { perUserMfaState: url.includes(id(11)) ? "enforced" : "disabled" } })],
  ["GET /v1.0/policies/identitySecurityDefaultsEnforcementPolicy", () => ({ json: { id: id(5), isEnabled: false } })],
  [
    "GET /v1.0/policies/authenticationStrengthPolicies",
    () =>
      list(
        { id: id(2), displayName: "Multifactor authentication", requirementsSatisfied: "mfa" },
        {
          id: id(64),
          displayName: "Weak",
          requirementsSatisfied: "none",
          allowedCombinations: ["password", "fido2"],
        },
      ),
  ],
  [
    "GET /beta/auditLogs/signIns",
    () => list({ id: "sign-in-1", servicePrincipalId: id(301), createdDateTime: "2026-11-21T10:00:00Z" }),
  ],
  [`GET /subscriptions/${sub2}/providers/Microsoft.Insights/eventtypes`, () => list()],
  [
    "GET /v1.0/auditLogs/directoryAudits",
    () =>
      list({
        id: "audit-1",
        activityDateTime: "2026-11-20T10:05:00Z",
        loggedByService: "Azure RBAC (Elevated Access)",
        activityDisplayName: "The role assignment of User Access Administrator has been removed from the user",
        result: "success",
        initiatedBy: {
          user: { id: id(12), userPrincipalName: "bob@contoso.com", ipAddress: "203.0.113.8" },
          app: null,
        },
        targetResources: [{ id: id(11), type: "User" }],
      }),
  ],
  [
    `GET ${s(sub1)}/providers/Microsoft.KeyVault/vaults?`,
    () =>
      list({
        id: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-policies`,
        name: "kv-policies",
        properties: {
          enabledForTemplateDeployment: true,
          accessPolicies: [
            { tenantId, objectId: id(11), permissions: { secrets: ["get"] } },
            { tenantId, objectId: id(12), permissions: { secrets: ["all"] } },
          ],
        },
      }),
  ],
  [
    `GET ${s(sub2)}/providers/Microsoft.KeyVault/vaults?`,
    () =>
      list({
        id: `${s(sub2)}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-roles`,
        name: "kv-roles",
        properties: { enableRbacAuthorization: true, enabledForTemplateDeployment: false },
      }),
  ],
  [
    "microsoft.keyvault/vaults",
    () =>
      graphData(
        {
          id: `${s(sub1)}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-policies`,
          name: "kv-policies",
          subscriptionId: sub1,
          roles: null,
          templates: true,
          policies: [
            { tenantId, objectId: id(11).toUpperCase(), permissions: { keys: [], secrets: ["List", "Get"] } },
            { tenantId, objectId: id(12), permissions: { secrets: ["all"] } },
            { tenantId, objectId: id(13), permissions: { keys: ["get"], secrets: ["list", "set"] } },
            { tenantId, objectId: id(14), applicationId: id(15), permissions: { secrets: ["get"] } },
          ],
        },
        {
          id: `${s(sub2)}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-roles`,
          name: "kv-roles",
          subscriptionId: sub2,
          roles: true,
          templates: false,
          policies: [{ tenantId, objectId: id(11), permissions: { secrets: ["get"] } }],
        },
      ),
  ],
  [
    `GET ${s(sub1)}/providers?`,
    () =>
      providersOf(sub1, {
        "microsoft.batch": "Registered",
        "Microsoft.ComputeLimit": "Registered",
        "Microsoft.ContainerInstance": "Registering",
        "Microsoft.MachineLearningServices": "Registering",
        "Microsoft.Quota": "Registered",
        "Microsoft.HDInsight": "registered",
        "Microsoft.RedHatOpenShift": "Registering",
        "Microsoft.AVS": "Unregistered",
        "Microsoft.App": "NotRegistered",
        "Microsoft.Compute": "Registered",
        "Microsoft.Storage": "Registered",
      }),
  ],
  [
    `GET ${s(sub2)}/providers?`,
    () =>
      providersOf(sub2, {
        "Microsoft.ContainerInstance": "Registered",
        "Microsoft.Batch": "Registering",
        "Microsoft.MachineLearningServices": "Registering",
        "Microsoft.Quota": "Registered",
      }),
  ],
  [
    "startswith 'microsoft.hdinsight/'",
    () =>
      graphData({
        subscriptionId: sub1.toUpperCase(),
        types: ["Microsoft.Batch/batchAccounts", "microsoft.web/sites"],
      }),
  ],
];

export interface Loopback {
  readonly url: string;
  readonly ca: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

let certificate: Promise<{ private: string; cert: string }> | undefined;

/** Serves the tenant, with other answers where `first` has some. */
export async function serve(first: readonly Route[] = []): Promise<Loopback> {
  certificate ??= generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 7, ip: "127.0.0.1" },
          { type: 2, value: "localhost" },
        ],
      },
    ],
  }) as Promise<{ private: string; cert: string }>;
  const { private: key, cert } = await certificate;
  const asked: Asked[] = [];
  const times = new Map<Route, number>();
  const all = [...first, ...routes];
  const server: Server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", chunk => chunks.push(chunk));
    request.on("end", () => {
      const one: Asked = {
        method: request.method ?? "",
        url: decodeURIComponent(request.url ?? "").replaceAll(/\/{2,}/g, "/"),
        body: Buffer.concat(chunks).toString(),
        authorization: request.headers.authorization,
        host: request.headers.host ?? "",
      };
      asked.push(one);
      const line = `${one.method} ${one.url} ${one.body}`;
      const route = all.find(([form]) => (typeof form === "string" ? line.includes(form) : form.test(line)));
      const nth = route ? (times.get(route) ?? 0) : 0;
      if (route) times.set(route, nth + 1);
      const reply = route?.[1](one, nth) ?? { status: 404, json: { error: { code: "NotFound", message: line } } };
      if (reply === "tear") return void request.socket.destroy();
      response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
      if (reply.stall !== undefined) return void response.write(reply.stall);
      response.end(reply.text ?? JSON.stringify(reply.json));
    });
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    ca: cert,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise(done => server.close(() => done()));
    },
  };
}

/** A clock that stands still, and notes what it is asked to wait. */
export const stillClock = (): Clock & { readonly waits: number[] } => {
  const waits: number[] = [];
  return {
    waits,
    now: () => Date.parse("2026-11-24T00:00:00Z"),
    random: () => 0,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      waits.push(milliseconds);
    },
  };
};

export const secretToken = [
  "e30",
  Buffer.from(JSON.stringify({ tid: tenantId, oid: id(66), upn: "auditor@contoso.com" })).toString("base64url"),
  "s3cr3t",
].join(".");

export const connectionTo = ({ url, ca }: Loopback, clock: Clock = stillClock()): Connection => ({
  endpoints: { authority: url, arm: url, graph: url },
  credential: { getToken: async () => ({ token: secretToken, expiresOnTimestamp: Date.now() + 3_600_000 }) },
  tlsOptions: { ca },
  clock,
  limits: [],
});

/** Serves, gathers and closes. */
export async function withTenant<T>(first: readonly Route[], use: (loopback: Loopback) => Promise<T>): Promise<T> {
  const loopback = await serve(first);
  try {
    return await use(loopback);
  } finally {
    await loopback.close();
  }
}
