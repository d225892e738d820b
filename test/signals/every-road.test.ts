import assert from "node:assert/strict";
import { connect } from "../../posture/azure/connect";
import type { EvidenceKind } from "../../posture/evidence/all";
import { Missing } from "../../posture/evidence/define";
import { answersOf, foldsOf } from "../../posture/evidence/reading/answer-rows";
import { askEngines } from "../../posture/evidence/reading/log-engines";
import { all } from "../../posture/evidence/reading/read";
import { gather } from "../../posture/run/gather";
import { directoryServices } from "../../posture/signals/directory-operations";
import { lackingOn, type Road, roadNames } from "../../posture/signals/log";
import { type LogName, logs } from "../../posture/signals/logs";
import type { Answer } from "../../posture/signals/question";
import { signInKinds } from "../../posture/signals/sign-in-log";
import type { Row } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import type { Tenant } from "../../simulator/tenant";
import { stillClock } from "../posture/gather-tenant";
import { simulated } from "../simulated";

/** One planted data set comes by every road, and gives the same answers. */

const now = Date.parse("2026-11-24T00:00:00Z");
const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString();
const id = (n: number) => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;
const subscription = (n: number) => `00000000-0000-0000-0005-00000000000${n}`;
const management = "797f4846-ba00-4fd7-ba43-dac1f8f63013";

/** So that every part of the log counts as held: something early and something late. */
const ends = [29 * 24, 2] as const;

const person = { userId: id(1).toUpperCase(), userPrincipalName: "dana@contoso.com" };
const signIn = (kind: string, hours: number, more: Row = {}): Row => ({
  id: `${kind} ${hours}`,
  signInEventTypes: [kind],
  createdDateTime: ago(hours),
  ipAddress: "203.0.113.7",
  location: { countryOrRegion: "NL" },
  resourceId: management,
  appDisplayName: "Microsoft Azure CLI",
  status: { errorCode: 0 },
  ...(kind.endsWith("User")
    ? {
        ...person,
        userAgent: "AZURECLI/2.80.0",
        authenticationRequirement: "multiFactorAuthentication",
        authenticationProtocol: "none",
        conditionalAccessStatus: "success",
        riskLevelAggregated: "none",
        resourceTenantId: id(3).toUpperCase(),
        autonomousSystemNumber: 64496,
      }
    : { servicePrincipalId: id(9), servicePrincipalName: "contoso-deploy", appDisplayName: "contoso-deploy" }),
  ...more,
});

const failing = (code: number, hours: number, more: Row = {}) =>
  signIn("interactiveUser", hours, { id: `code ${code} ${hours}`, status: { errorCode: code }, ...more });

const signIns: readonly Row[] = [
  ...["interactiveUser", "nonInteractiveUser", "servicePrincipal", "managedIdentity"].flatMap(kind =>
    ends.map(hours => signIn(kind, hours)),
  ),
  failing(50126, 30, { userAgent: "python-requests/2.32.3", ipAddress: "2001:db8::7" }),
  failing(50126, 30.1, { userId: id(2), userPrincipalName: "kim@contoso.com" }),
  failing(50053, 26),
  failing(50076, 25.5),
  failing(700016, 25),
  signIn("interactiveUser", 20, {
    authenticationRequirement: "singleFactorAuthentication",
    authenticationProtocol: "deviceCode",
    conditionalAccessStatus: "notApplied",
    riskLevelAggregated: "high",
    autonomousSystemNumber: 64497,
    location: { countryOrRegion: "BR" },
  }),
  signIn("interactiveUser", 19, { userAgent: "", location: null, conditionalAccessStatus: "failure" }),
  signIn("interactiveUser", 18, { resourceId: "00000003-0000-0000-c000-000000000000", ipAddress: "192.0.2.250" }),
];

const machine = `/subscriptions/${subscription(1)}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/vm-9`;
const record = (hours: number, more: Row = {}): Row => ({
  caller: "dana@contoso.com",
  correlationId: id(hours),
  operationName: { value: "Microsoft.Compute/virtualMachines/write" },
  status: { value: "Succeeded" },
  claims: {
    "http://schemas.microsoft.com/identity/claims/objectidentifier": id(1),
    "http://schemas.microsoft.com/claims/authnmethodsreferences": "pwd",
  },
  httpRequest: { clientIpAddress: "203.0.113.7" },
  properties: { statusCode: "Created" },
  subscriptionId: subscription(1),
  resourceId: machine,
  eventTimestamp: ago(hours),
  ...more,
});

const body = {
  location: "East US 2",
  properties: { priority: "Spot", hardwareProfile: { vmSize: "Standard_NC4as_T4_v3" } },
};
const cpu = JSON.stringify({ location: "uksouth", properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } });
const ticket = {
  properties: {
    serviceId: "/providers/Microsoft.Support/services/06bfd9d3-516b-d5c6-5802-169c800dec89",
    quotaTicketDetails: {
      quotaChangeRequests: [
        { region: "EastUS", payload: JSON.stringify({ VMFamily: "NCASv3_T4 Series", NewLimit: 64 }) },
      ],
    },
  },
};
const refusal = { error: { code: "InvalidTemplateDeployment", details: [{ code: "QuotaExceeded" }] } };
const activityLog: readonly Row[] = [
  ...[1, 2, 3, 4].flatMap(n =>
    ends.map(hours =>
      record(hours, {
        subscriptionId: subscription(n),
        operationName: { value: "Microsoft.Storage/storageAccounts/write" },
        resourceId: `/subscriptions/${subscription(n)}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/s${n}`,
      }),
    ),
  ),
  record(30, { status: { value: "Started" } }),
  record(29.9, {
    correlationId: id(30),
    status: { value: "Accepted" },
    properties: { responseBody: JSON.stringify(body) },
  }),
  record(29.8, { correlationId: id(30) }),
  ...[
    { responseBody: JSON.stringify({ id: "x", properties: { provisioningState: "Creating" } }), requestbody: cpu },
    { responseBody: JSON.stringify({ properties: { ProvisioningState: "Creating" } }) },
    { responseBody: JSON.parse(cpu), requestbody: JSON.parse(cpu) },
    { responseBody: cpu.slice(0, -9), requestbody: cpu },
    { requestbody: JSON.stringify({ Properties: { priority: "Spot" } }) },
    { requestbody: JSON.stringify({ tags: {} }) },
    { responseBody: cpu, message: { value: "in another form" }, statusMessage: ["another"] },
  ].map((properties, i) => record(27.9 - i / 10, { properties })),
  record(28.5, {
    operationName: { value: "Microsoft.Compute/virtualMachineScaleSets/write" },
    properties: { requestbody: JSON.stringify({ sku: { name: "Standard_D2s_v5", capacity: "100" } }) },
  }),
  record(28, { status: { value: "Failed" }, properties: { statusMessage: JSON.stringify(refusal) } }),
  ...[
    {
      code: "QuotaExceeded",
      message: "exceeding approved standardNCASv3_T4Family Cores quota, Location: East US 2, of",
    },
    { code: "Conflict", message: JSON.stringify({ error: { code: "OperationNotAllowed" } }) },
    { code: "RequestDisallowedByPolicy", additionalInfo: [{ expressionValue: "Microsoft.Compute/virtualMachines" }] },
    { code: "RequestDisallowedByPolicy", additionalInfo: [{ expressionValue: "Microsoft.Storage/storageAccounts" }] },
    { code: "RequestDisallowedByPolicy" },
    { code: "ServiceUnavailable", message: "container group quota 'ContainerGroups' exceeded in region 'eastus2'." },
    { code: "OperationNotAllowed", message: "too many requests" },
    {
      code: "Conflict",
      message: JSON.stringify({ code: "OperationNotAllowed", details: [{ code: "TooManyRequests" }] }),
    },
    {
      code: "ErrCode_InsufficientVCPUQuota",
      message: "remaining 0 for family StandardDasv7Family for region eastus. Or",
    },
  ].map((detail, i) =>
    record(23 - i, {
      operationName: { value: "Microsoft.Resources/deployments/write" },
      resourceId: `/subscriptions/${subscription(1)}/resourceGroups/rg/providers/Microsoft.Resources/deployments/d${i}`,
      status: { value: "Failed" },
      properties: {
        statusMessage: JSON.stringify({ error: { code: "InvalidTemplateDeployment", details: [detail] } }),
      },
    }),
  ),
  record(18, { operationName: { value: "Microsoft.Authorization/policies/deny/action" } }),
  ...[{ properties: { principalId: id(7) } }, { Properties: { PrincipalId: id(8) } }].map((body, i) =>
    record(26 - i, {
      operationName: { value: "Microsoft.Authorization/roleAssignments/write" },
      resourceId: `/subscriptions/${subscription(1)}/providers/Microsoft.Authorization/roleAssignments/${id(26 - i)}`,
      properties: { [i === 0 ? "responseBody" : "requestbody"]: JSON.stringify(body) },
    }),
  ),
  record(26, {
    operationName: { value: "Microsoft.Support/supportTickets/write" },
    resourceId: `/subscriptions/${subscription(1)}/providers/Microsoft.Support/supportTickets/t1`,
    claims: { appid: "04B07795-8ddb-461a-bbee-02f9e1bf7b46" },
    properties: { requestbody: JSON.stringify(ticket) },
  }),
  record(24, {
    operationName: { value: "Microsoft.Subscription/updateTenant/action" },
    resourceId: `/subscriptions/${subscription(1)}`,
    properties: { message: `The subscription was moved from tenant ${id(7).toUpperCase()} to tenant ${id(8)}.` },
  }),
  record(25, {
    operationName: { value: "Microsoft.Quota/quotas/write" },
    resourceId: `/subscriptions/${subscription(1)}/providers/Microsoft.Compute/locations/eastus2/providers/Microsoft.Quota/quotas/StandardNCADSA100v4Family`,
    properties: { requestbody: JSON.stringify({ properties: { limit: { value: 96 } } }) },
  }),
  record(26.8, {
    operationName: { value: "Microsoft.Compute/virtualMachineScaleSets/write" },
    resourceId: `/subscriptions/${subscription(1)}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/set`,
    properties: { requestbody: JSON.stringify({ Properties: { extensions: [{ Type: "NvidiaGpuDriverLinux" }] } }) },
  }),
  record(27, {
    operationName: { value: "Microsoft.Compute/virtualMachines/extensions/write" },
    resourceId: `${machine}/extensions/NvidiaGpuDriverLinux`,
    claims: {},
  }),
];

/** Which names machines ask for no API lists: test/signals/contacts.test.ts. */
type Recorded = Exclude<LogName, "contacts">;

/** What a property was and is: each is JSON itself. */
const property = (displayName: string, newValue: unknown, oldValue: unknown = null): Row => ({
  displayName,
  oldValue: oldValue === null ? null : JSON.stringify(oldValue),
  newValue: newValue === null ? null : JSON.stringify(newValue),
});
const key = (n: number) => `[KeyIdentifier=${id(n)},KeyType=Password,KeyUsage=Verify,DisplayName=a "name" {${n}}]`;

const dana: Row = { id: id(1).toUpperCase(), userPrincipalName: "dana@contoso.com", ipAddress: "203.0.113.7" };
const audit = (hours: number, activityDisplayName: string, targets: readonly Row[], more: Row = {}): Row => ({
  id: `${String(more.loggedByService)} ${hours}`,
  activityDateTime: ago(hours),
  activityDisplayName,
  loggedByService: "Core Directory",
  result: "success",
  initiatedBy: { app: null, user: dana },
  targetResources: targets.map(target => ({
    displayName: null,
    userPrincipalName: null,
    modifiedProperties: [],
    ...target,
  })),
  additionalDetails: [{ key: "User-Agent", value: "Mozilla/5.0" }],
  ...more,
});
const inMethods = { loggedByService: "Authentication Methods" };
const client: Row = { id: id(9), type: "ServicePrincipal", displayName: "contoso-deploy" };
const managementNames = property(
  "TargetId.ServicePrincipalNames",
  `${management};https://management.core.windows.net/`,
);
const api = (...modifiedProperties: Row[]): Row => ({
  ...{ id: id(40), type: "ServicePrincipal", displayName: "Microsoft Graph" },
  modifiedProperties,
});
const secrets = "Update application – Certificates and secrets management ";
const directoryAudits: readonly Row[] = [
  ...directoryServices.flatMap(loggedByService =>
    ends.map(hours => audit(hours, "User started security info registration", [], { loggedByService })),
  ),
  audit(40, "Add service principal credentials", [
    { ...client, modifiedProperties: [property("KeyDescription", [key(1)], [])] },
  ]),
  audit(39, secrets, [
    {
      id: id(50),
      type: "Application",
      displayName: "contoso-deploy",
      modifiedProperties: [property("KeyDescription", [key(1), key(2)], [key(1)])],
    },
  ]),
  audit(38, secrets, [
    {
      id: id(50),
      type: "Application",
      displayName: "contoso-deploy",
      modifiedProperties: [property("KeyDescription", [key(2)], [key(1), key(2)])],
    },
  ]),
  audit(37, "Add owner to application", [
    {
      id: id(2),
      type: "User",
      userPrincipalName: "kim@contoso.com",
      modifiedProperties: [property("Application.ObjectID", id(50))],
    },
    { id: id(50).toUpperCase(), type: "Application", displayName: "contoso-deploy" },
  ]),
  audit(36, "Add app role assignment to service principal", [
    api(
      property("AppRole.Value", "RoleManagement.ReadWrite.Directory"),
      property("ServicePrincipal.ObjectID", id(9)),
      property("ServicePrincipal.DisplayName", "contoso-deploy"),
    ),
  ]),
  audit(35, "Add delegated permission grant", [
    api(property("DelegatedPermissionGrant.Scope", " openid user_impersonation"), managementNames),
    client,
  ]),
  audit(34, "Add delegated permission grant", [
    api(property("DelegatedPermissionGrant.Scope", " user_impersonation of another API")),
    client,
  ]),
  audit(
    33,
    "User registered security info",
    [{ id: id(1), type: "User", userPrincipalName: "dana@contoso.com" }],
    inMethods,
  ),
  audit(32, "Admin deleted security info", [{ id: id(2), type: "User", displayName: "Kim" }], {
    ...inMethods,
    result: "failure",
    initiatedBy: { user: null, app: { servicePrincipalId: id(9), displayName: "contoso-helpdesk" } },
    additionalDetails: [],
  }),
  audit(31, "Admin updated security info", [{ id: id(2), type: "User" }], {
    ...inMethods,
    initiatedBy: { app: { displayName: "Azure MFA StrongAuthenticationService" } },
  }),
  audit(30, "Add member to group", [client]),
];

const partsOf: { readonly [L in Recorded]: readonly string[] } = {
  activity: [1, 2, 3, 4].map(subscription),
  signIns: Object.keys(signInKinds),
  directory: directoryServices,
};

const story = contoso({ without: "all", at: new Date(now).toISOString() });
const workspace = `/subscriptions/${subscription(2)}/resourceGroups/rg-watch/providers/Microsoft.OperationalInsights/workspaces/law-contoso`;
const planted: Tenant = {
  ...story,
  arm: { ...story.arm, activityLog, tenantActivityLog: [], groupActivityLog: [] },
  graph: { ...story.graph, signIns, directoryAudits },
  hunting: { tables: [] },
  workspaces: [
    {
      resourceId: workspace,
      customerId: id(77),
      tables: [
        "AzureActivity",
        "SigninLogs",
        "AADNonInteractiveUserSignInLogs",
        "AADServicePrincipalSignInLogs",
        "AADManagedIdentitySignInLogs",
        "AuditLogs",
      ],
      exported: [1, 2, 3, 4].map(subscription),
      retentionDays: 90,
    },
  ],
};

/** What each road is asked of, and nothing else can answer. */
const tenants: { readonly [R in Road]: readonly [Tenant, workspace?: string] } = {
  workspace: [planted, workspace],
  hunting: [{ ...planted, hunting: {} }],
  records: [planted],
};

const kindOf = {
  activity: "activity",
  signIns: "signInActivity",
  directory: "directoryActivity",
} as const satisfies Record<Recorded, EvidenceKind>;

/** What nobody asks an engine for, as the API is read for so few: here it is asked all the same. */
async function answersBy(road: Road, name: Recorded): Promise<readonly Answer[]> {
  const [scenario, workspace] = tenants[road];
  return simulated({ scenario }, async signed => {
    const connection = { ...signed, clock: stillClock() };
    if (road === "records") {
      const { gathered } = await gather({ ...connection, kinds: [kindOf[name]], historyDays: 30 });
      return gathered[kindOf[name]].value;
    }
    const [log, call] = [logs[name], { api: "arm", actions: [], why: "" } as const];
    const folds = foldsOf(log);
    const asking = {
      ...{ log, what: log.log.name, calls: { workspace: call, hunting: call }, folds, readable: 0 },
      parts: partsOf[name],
    };
    const time = { now: new Date(now).toISOString(), historyDays: 30 };
    const context = { azure: connect(connection), ...time, ...(workspace !== undefined && { workspace }) };
    const told = await all(askEngines(context, asking));
    return [...told, ...answersOf(folds, "")].map(each => {
      assert(!(each instanceof Missing), JSON.stringify(each));
      return each;
    });
  });
}

const sorted = (of: object): readonly (readonly [string, unknown])[] =>
  Object.entries(of).sort(([one], [other]) => (one < other ? -1 : 1));

/** Without what a road does not keep, answers that differ in nothing else are one. */
function without(columns: readonly string[], answers: readonly Answer[]): string[] {
  const all = new Map<string, { times: number; first: string; last: string; rest: object }>();
  for (const { question, key, window, times, first, last, distinct, sum } of answers) {
    const kept = sorted(key).filter(([column]) => !columns.includes(column));
    const rest = { question, key: Object.fromEntries(kept), window, distinct: sorted(distinct), sum: sorted(sum) };
    const id = JSON.stringify([question, kept, window]);
    const found = all.get(id);
    if (!found) all.set(id, { times, first, last, rest });
    else {
      found.times += times;
      if (first < found.first) found.first = first;
      if (last > found.last) found.last = last;
    }
  }
  return [...all.values()].map(each => JSON.stringify(each)).sort();
}

describe("the roads of a log", () => {
  for (const name of Object.keys(partsOf) as Recorded[])
    describe(`of ${logs[name].log.name}`, () => {
      const { log, questions } = logs[name];
      const engines = (["workspace", "hunting"] as const).filter(engine => engine in log.roads);
      const told = new Map<Road, readonly Answer[]>();
      before(async () => {
        for (const road of [...engines, "records"] as const) told.set(road, await answersBy(road, name));
      });

      it("each was asked, for every part", () => {
        for (const [road, answers] of told) {
          const [part = ""] = logs[name].reach.per;
          const reaches = answers.filter(({ question, key }) => question === "reach" && key[part]);
          assert.deepEqual([...new Set(reaches.map(({ key }) => key.road))], [road]);
          const told = new Set(reaches.map(({ key }) => key[part]));
          assert.deepEqual(
            partsOf[name].filter(each => !told.has(each)),
            [],
          );
        }
      });

      for (const road of engines)
        it(`${roadNames[road]} answers row by row as the API does`, () => {
          const ids = Object.values(questions).map(({ id }) => id);
          const lacking = lackingOn(log as never, road, Object.keys(log.columns));
          const [expected, found] = (["records", road] as const).map(each =>
            without(
              lacking,
              told.get(each)!.filter(({ question }) => (ids as readonly string[]).includes(question)),
            ),
          );
          assert(expected!.length > 6, "the data set is no small one");
          assert.deepEqual(found, expected);
        });
    });
});
