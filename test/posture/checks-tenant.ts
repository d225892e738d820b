import { defaultEstate, type Estate, estateSchema } from "../../catalogue/estate";
import type { Gap, Outcome } from "../../catalogue/outcome";
import type { Evidence, EvidenceKind } from "../../posture/evidence/all";
import type { ConditionalAccessPolicy } from "../../posture/evidence/conditional-access";
import type { Gathered, Manifest } from "../../posture/evidence/gathered";
import type { Membership } from "../../posture/evidence/memberships";
import type { Registration } from "../../posture/evidence/registrations";
import type { RoleAssignment } from "../../posture/evidence/role-assignments";
import type { User } from "../../posture/evidence/users";
import { judgeAll } from "../../posture/run/audit";

export type Rows = { readonly [K in EvidenceKind]: readonly Evidence[K][] };

/** Zero-padded ids: 1-99 subscriptions, 1xx users, 2xx groups, 3xx service principals, 4xx custom roles, 5xx the rest. */
export const guid = (n: number): string => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;

export const now = "2026-11-20T12:00:00Z";
export const daysAgo = (days: number): string => new Date(Date.parse(now) - days * 86_400_000).toISOString();

export const roleIds = {
  owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  vmContributor: "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
  userAccessAdministrator: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
} as const;
export const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
export const managementApp = "797f4846-ba00-4fd7-ba43-dac1f8f63013";

export const production = `/subscriptions/${guid(1)}`;
export const sandbox = `/subscriptions/${guid(2)}`;

export const user = (n: number, change: Partial<User> = {}): User => ({
  id: guid(n),
  upn: `user${n}@contoso.com`,
  name: `User ${n}`,
  enabled: true,
  guest: false,
  synced: false,
  createdOn: daysAgo(700),
  lastSignIn: daysAgo(1),
  ...change,
});

export const registration = (n: number, mfaRegistered = true, admin = false): Registration => ({
  user: guid(n),
  mfaRegistered,
  mfaCapable: mfaRegistered,
  admin,
});

export const assignment = (
  n: number,
  principal: number,
  role: string,
  scope: string = production,
  change: Partial<RoleAssignment> = {},
): RoleAssignment => ({
  id: `${scope === "/" ? "" : scope}/providers/Microsoft.Authorization/roleAssignments/${guid(n)}`,
  scope,
  role,
  principal: guid(principal),
  principalType: principal < 200 ? "User" : principal < 300 ? "Group" : "ServicePrincipal",
  ...change,
});

export const membership = (group: number, member: number): Membership => ({
  group: guid(group),
  groupName: `Group ${group}`,
  member: guid(member),
  memberType: member < 200 ? "User" : member < 300 ? "Group" : "ServicePrincipal",
});

export const policy = (change: Partial<ConditionalAccessPolicy> = {}): ConditionalAccessPolicy => ({
  id: guid(501),
  name: "MFA for all",
  state: "enabled",
  users: filter({ includeUsers: ["All"] }),
  applications: { include: ["All"], exclude: [] },
  clientAppTypes: ["all"],
  narrowedBy: [],
  grant: { operator: "OR", controls: ["mfa"] },
  ...change,
});

export const filter = (change: Partial<ConditionalAccessPolicy["users"]> = {}): ConditionalAccessPolicy["users"] => ({
  includeUsers: [],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includesGuests: false,
  excludesGuests: false,
  ...change,
});

/** The tenant's own list of these subscriptions, all right below the root group. */
export function listOf(subscriptions: readonly { readonly id: string }[]): Rows["hierarchy"] {
  return subscriptions.map(({ id }) => ({
    id: `/subscriptions/${id}`,
    kind: "subscription",
    name: id,
    parent: guid(900),
  }));
}

/** The healthy tenant with some kinds replaced; its list of subscriptions follows them. */
export const healthyBut = (change: Partial<Rows>): Rows => ({
  ...healthy,
  hierarchy: listOf(change.subscriptions ?? healthy.subscriptions),
  ...change,
});

const blocking = { operator: "OR", controls: ["block"] } as const;

export const noDeviceCode = (change: Partial<ConditionalAccessPolicy> = {}): ConditionalAccessPolicy =>
  policy({
    id: guid(571),
    name: "No device code",
    narrowedBy: ["authenticationFlows"],
    flows: ["deviceCodeFlow", "authenticationTransfer"],
    grant: blocking,
    ...change,
  });

/** MFA at high sign-in risk; a new password at high user risk. */
export const riskPolicies = (
  change: Partial<ConditionalAccessPolicy> = {},
): readonly [ConditionalAccessPolicy, ConditionalAccessPolicy] => [
  policy({
    id: guid(572),
    name: "Sign-ins at risk",
    narrowedBy: ["signInRiskLevels"],
    riskLevels: { signIn: ["high", "medium"], user: [] },
    ...change,
  }),
  policy({
    id: guid(573),
    name: "Users at risk",
    narrowedBy: ["userRiskLevels"],
    riskLevels: { signIn: [], user: ["high"] },
    grant: { operator: "AND", controls: ["mfa", "passwordChange"] },
    ...change,
  }),
];

const workspace = `/subscriptions/${guid(1)}/resourcegroups/rg/providers/microsoft.operationalinsights/workspaces/logs`;
export const logExports = (scope: string, categories: string[]) => ({
  id: scope,
  settings: [{ name: "all", categories, workspace }],
});
export const logTable = (name: string, days = 90) => ({ id: `${workspace}/tables/${name}`, workspace, name, days });

const soc = `/subscriptions/${guid(1)}/resourcegroups/rg/providers/microsoft.insights/actiongroups/soc`;
/** An alert on a category of a subscription's activity log, and on one operation alone where it is named. */
export const logAlert = (subscription: number, category: string, operation?: string) => ({
  id: `/subscriptions/${guid(subscription)}/providers/Microsoft.Insights/activityLogAlerts/${category}${operation ?? ""}`,
  subscription: guid(subscription),
  name: category,
  enabled: true,
  scopes: [`/subscriptions/${guid(subscription)}`],
  actionGroups: [soc.toUpperCase()],
  all: [
    [{ field: "category", values: [category] }],
    ...(operation ? [[{ field: "operationName", values: [operation] }]] : []),
  ],
});

/** A rule of Sentinel in the workspace that gets the logs. */
export const sentinelRule = (
  name: string,
  query: string,
  change: Partial<Rows["sentinelRules"][number]> = {},
): Rows["sentinelRules"][number] => ({
  id: `${workspace}/providers/Microsoft.SecurityInsights/alertRules/${name}`,
  ...{ workspace, name, kind: "Scheduled", enabled: true, query },
  ...change,
});
export const sentinelHunt = (name: string, query: string): Rows["sentinelHunts"][number] => ({
  ...{ id: `${workspace}/savedSearches/${name}`, workspace, name, query },
});
const creations =
  "AzureActivity\n| where OperationNameValue in~ ('MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE')\n| where ActivityStatusValue startswith 'Accept'";

type Contact = Rows["securityContacts"][number]["contacts"][number];
/** Where new subscriptions stand, with a policy that refuses sizes, at the root group or where it is said. */
export const landing = (
  policy: Partial<Rows["policyAssignments"][number]> = {},
  change: Partial<Rows["landingGroup"][number]> = {},
): Rows["landingGroup"][number] => ({
  id: `/providers/Microsoft.Management/managementGroups/${guid(900)}`,
  name: guid(900),
  set: false,
  assignments: [
    {
      id: `/providers/Microsoft.Management/managementGroups/${guid(900)}/providers/Microsoft.Authorization/policyAssignments/sizes`,
      name: "sizes",
      scope: `/providers/Microsoft.Management/managementGroups/${guid(900)}`,
      // Allowed virtual machine size SKUs
      definition: "/providers/Microsoft.Authorization/policyDefinitions/cccc23c7-8427-4f53-ad12-b6a63eb452b3",
      enforcement: "Default",
      parameters: {},
      ...policy,
    },
  ],
  ...change,
});

/** What Defender's recommendation on owners without MFA says of a subscription. */
export const assessed = (subscription: number, change: Partial<Rows["defenderAssessments"][number]> = {}) => ({
  id: `/subscriptions/${guid(subscription)}/providers/Microsoft.Security/assessments/6240402e-f77c-46fa-9060-a7ce53997754`,
  subscription: guid(subscription),
  key: "6240402e-f77c-46fa-9060-a7ce53997754",
  status: "Healthy",
  ...change,
});

/** A subscription with one budget that tells somebody. */
export const spending = (subscription: number, change: Partial<Rows["spendingAlerts"][number]> = {}) => ({
  id: `/subscriptions/${guid(subscription)}`,
  budgets: [{ name: "monthly", whole: true, tells: true }],
  anomalyAlerts: [],
  ...change,
});

/** The one security contact of a subscription. */
export const contacts = (subscription: number, change: Partial<Contact> = {}) => ({
  id: `/subscriptions/${guid(subscription)}`,
  contacts: [{ enabled: true, mails: 1, roles: [], alertsFrom: "Medium", ...change }],
});

/** A virtual network, linked to a policy that blocks unless it says otherwise. */
export const network = (
  subscription: number,
  name: string,
  change: Partial<Rows["dnsLinks"][number]> = {},
): Rows["dnsLinks"][number] => ({
  network: `/subscriptions/${guid(subscription)}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/${name}`,
  subscription: guid(subscription),
  region: "westeurope",
  policy: `${production}/resourceGroups/net/providers/Microsoft.Network/dnsResolverPolicies/pools`,
  refuses: "yes",
  ...change,
});
/** The same without a link. */
export const unlinked = (subscription: number, name: string): Rows["dnsLinks"][number] => {
  const { policy: _, ...row } = network(subscription, name, { refuses: "no" });
  return row;
};

/** A Batch account of Production that has run 8 cores on each day for three months. */
export const cores = (change: Partial<Rows["corePeaks"][number]> = {}): Rows["corePeaks"][number] => ({
  account: `${production}/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/b1`,
  service: "batch",
  subscription: guid(1),
  region: "westeurope",
  since: daysAgo(90),
  days: coresOn(...Array.from({ length: 91 }, (_, ago) => [90 - ago, 8] as const)),
  ...change,
});
/** Peaks on so many days before the audit, oldest first. */
export const coresOn = (...peaks: readonly (readonly [ago: number, cores: number])[]) =>
  peaks.map(([ago, cores]) => ({ day: daysAgo(ago).slice(0, 10), cores }));

/** A tenant without a fault: one person with a standing right, registered, and a policy that holds for all. */
export const healthy: Rows = {
  tenant: [{ id: guid(900), name: "Contoso", plans: ["AAD_PREMIUM", "AAD_PREMIUM_P2"] }],
  hierarchy: listOf([{ id: guid(1) }, { id: guid(2) }]),
  subscriptions: [
    { id: guid(1), name: "Production", state: "Enabled" },
    { id: guid(2), name: "Sandbox", state: "Enabled" },
  ],
  roleAssignments: [assignment(511, 101, roleIds.vmContributor), assignment(512, 102, roleIds.reader)],
  eligibleAssignments: [],
  activationRules: [],
  directoryActivationRules: [],
  groupActivationRules: [],
  activeAssignments: [],
  roleDefinitions: [
    role(roleIds.owner, "Owner", ["*"]),
    role(
      roleIds.contributor,
      "Contributor",
      ["*"],
      ["Microsoft.Authorization/*/Write", "Microsoft.Authorization/*/Delete"],
    ),
    role(roleIds.reader, "Reader", ["*/read"]),
    role(roleIds.vmContributor, "Virtual Machine Contributor", ["Microsoft.Compute/virtualMachines/*"]),
    role(roleIds.userAccessAdministrator, "User Access Administrator", ["*/read", "Microsoft.Authorization/*"]),
  ],
  users: [user(101), user(102)],
  servicePrincipals: [],
  memberships: [],
  owners: [],
  groupEligibilities: [],
  denyAssignments: [],
  principals: [
    { id: guid(101), type: "User", name: "User 101" },
    { id: guid(102), type: "User", name: "User 102" },
  ],
  directoryRoles: [],
  administrativeUnits: [],
  registrations: [registration(101), registration(102)],
  conditionalAccess: [policy(), noDeviceCode(), ...riskPolicies()],
  securityDefaults: [{ enabled: false }],
  authenticationStrengths: [],
  policyObjects: [],
  passwordProtection: [{ enforced: true, words: 12 }],
  domains: [{ name: "contoso.com", federated: false }],
  crossTenantAccess: [{ mfaTrusted: true }],
  perUserMfa: Array.from({ length: 99 }, (_, n) => ({ user: guid(101 + n), state: "disabled" })),
  quota: [
    quota("cores", 90, 100),
    quota("standardDSv5Family", 8, 10),
    quota("StandardNCADSA100v4Family", 24, 24),
    quota("lowPriorityCores", 0, 0),
  ],
  soldSizes: [],
  sharedLimits: [],
  mlQuota: [],
  batchQuota: [],
  containerQuota: [],
  foundryQuota: [],
  quotaRequests: [],
  elevations: [],
  resources: [
    {
      id: `${production}/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/web`,
      type: "Microsoft.Compute/virtualMachines",
      name: "web",
      region: "westeurope",
      subscription: guid(1),
      resource: { location: "westeurope", properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } },
    },
  ],
  workloadsWithIdentity: [],
  credentials: [],
  federatedCredentials: [],
  agentIdentities: [],
  riskyUsers: [],
  riskDetections: [],
  subscriptionPolicy: [{ blocksLeaving: true, blocksEntering: true, exempted: [] }],
  defenderPlans: [1, 2].map(n => ({
    id: `/subscriptions/${guid(n)}/providers/Microsoft.Security/pricings/Arm`,
    subscription: guid(n),
    name: "Arm",
    tier: "Standard",
  })),
  defenderAlerts: [],
  defenderAssessments: [1, 2].map(n => assessed(n)),
  policyAssignments: [],
  policyExemptions: [],
  landingGroup: [landing()],
  policyRestrictions: [],
  delegations: [],
  administratorLicences: Array.from({ length: 99 }, (_, n) => ({ user: guid(101 + n), mailbox: false, office: false })),
  graphPermissions: [],
  directorySync: [{ synced: true, passwordsSyncedOn: daysAgo(0) }],
  vaults: [],
  activity: [guid(1), guid(2)].map(subscription => ({
    question: "reach",
    key: { subscription, road: "records" },
    times: 0,
    first: daysAgo(90),
    last: daysAgo(0),
    distinct: {},
    sum: {},
  })),
  signInActivity: ["interactiveUser", "nonInteractiveUser", "servicePrincipal", "managedIdentity"].map(signInType => ({
    question: "reach",
    key: { signInType, road: "records" },
    times: 0,
    first: daysAgo(30),
    last: daysAgo(0),
    distinct: {},
    sum: {},
  })),
  poolContacts: [
    {
      question: "reach",
      key: { source: "DNSQueryLogs", road: "workspace" },
      times: 0,
      first: daysAgo(90),
      last: daysAgo(0),
      distinct: {},
      sum: {},
    },
  ],
  contactingMachines: [],
  directoryActivity: ["Core Directory", "Authentication Methods"].map(service => ({
    question: "reach",
    key: { service, road: "records" },
    times: 0,
    first: daysAgo(30),
    last: daysAgo(0),
    distinct: {},
    sum: {},
  })),
  serviceTags: [{ prefix: "203.0.113.0/24" }, { prefix: "2001:db8:100::/48" }],
  publicAddresses: [],
  computeProviders: [],
  decoyTraces: [],
  xdrAlerts: [],
  activityLogExports: [
    logExports(`/subscriptions/${guid(1)}`, ["Administrative", "Policy", "Security"]),
    logExports(`/subscriptions/${guid(2)}`, ["allLogs"]),
    logExports(`/providers/Microsoft.Management/managementGroups/${guid(900)}`, ["Administrative", "Policy"]),
  ],
  entraLogExports: [
    logExports("/providers/microsoft.aadiam", [
      "AuditLogs",
      "ManagedIdentitySignInLogs",
      "NonInteractiveUserSignInLogs",
      "ServicePrincipalSignInLogs",
      "SignInLogs",
    ]),
  ],
  logTables: [logTable("AzureActivity"), logTable("SigninLogs")],
  securityContacts: [1, 2].map(n => contacts(n)),
  sentinelWorkspaces: [
    { id: workspace.toUpperCase(), subscription: guid(1), name: "logs", onboarded: true },
    { id: `${workspace}-of-an-app`, subscription: guid(1), name: "logs-of-an-app", onboarded: false },
  ],
  sentinelRules: [
    sentinelRule(
      "pools",
      "ThreatIntelIndicators | where ObservableKey startswith 'domain-name' | join _Im_Dns on DnsQuery",
    ),
    sentinelRule(
      "sign-ins",
      "SigninLogs | make-series c = count() by IPAddress | extend a = series_decompose_anomalies(c)",
    ),
    sentinelRule(
      "elsewhere",
      "SigninLogs | where HomeTenantId != ResourceTenantId | where ResourceTenantId in (others)",
    ),
    sentinelRule("burst", `${creations}\n| summarize machines = count() by Caller`),
    sentinelRule("accelerators", `${creations}\n| where vmSize startswith 'Standard_N'`),
    sentinelRule("moved", "AzureActivity | where OperationNameValue =~ 'Microsoft.Subscription/updateTenant/action'"),
    sentinelRule("elevated", "AuditLogs | where Category =~ 'AzureRBACRoleManagementElevateAccess'"),
    { id: `${workspace}/fusion`, workspace, name: "fusion", kind: "Fusion", enabled: true },
  ],
  sentinelHunts: [
    sentinelHunt("miners", "DeviceProcessEvents | where ProcessCommandLine has_any ('xmrig', 'stratum')"),
    sentinelHunt("ended", "Syslog | where SyslogMessage has 'pkill' | where SyslogMessage has 'minerd'"),
  ],
  spendingAlerts: [1, 2].map(n => spending(n)),
  customDetections: [{ id: "1", name: "powershell", enabled: true, query: "DeviceProcessEvents | take 1" }],
  alertRules: [1, 2].flatMap(n => ["Administrative", "Policy", "Security"].map(category => logAlert(n, category))),
  dnsLinks: [network(1, "web"), network(2, "lab")],
  corePeaks: [cores()],
};

/** Types that create compute and are seldom thought of, each in a service of its own. */
export const rareCompute: readonly string[] = [
  "Microsoft.ContainerService/fleets",
  "Microsoft.Synapse/workspaces/kustoPools",
  "Microsoft.DocumentDB/cassandraClusters/dataCenters",
  "Microsoft.Web/hostingEnvironments",
];

export function role(
  id: string,
  name: string,
  actions: string[],
  notActions: string[] = [],
  change: Partial<Evidence["roleDefinitions"]> = {},
): Evidence["roleDefinitions"] {
  // Azure's own can be assigned anywhere, and no other can be assigned at the root.
  const assignableScopes = change.custom ? [`/subscriptions/${guid(1)}`] : ["/"];
  return { id, name, custom: false, assignableScopes, permissions: [{ actions, notActions }], ...change };
}

export function quota(
  name: string,
  used: number,
  limit: number,
  region = "westeurope",
  subscription = guid(1),
): Evidence["quota"] {
  return { subscription, region, name, displayName: name, used, limit };
}

export const kinds = Object.keys(healthy) as EvidenceKind[];

export const denied = (what: string, subjects?: readonly string[]): Gap => ({
  what,
  missing: "a permission",
  reason: "denied",
  ...(subjects && { subjects }),
});

export type Gaps = { readonly [K in EvidenceKind]?: readonly Gap[] };

export const gather = (rows: Partial<Rows>, gaps: Gaps = {}): Gathered =>
  Object.fromEntries(
    kinds.map(kind => [kind, { value: rows[kind] ?? [], gaps: gaps[kind] ?? [] }]),
  ) as unknown as Gathered;

export const manifest: Manifest = {
  schema: 1,
  collectedAt: now,
  auditor: { id: "00000000-0000-0000-0000-0000000000aa", name: "auditor@contoso.com", kind: "user" },
  tenant: guid(900),
  subscriptions: [guid(1), guid(2)],
  decoys: [{ subscription: guid(2), principal: guid(301) }],
  kinds,
};

export const estateOf = (estate: object): Estate => estateSchema.parse(estate);

/** The healthy tenant with some kinds replaced, judged. */
export const report = (change: Partial<Rows> = {}, gaps: Gaps = {}, estate: Estate = defaultEstate) =>
  judgeAll(gather(healthyBut(change), gaps), manifest, { estate, version: "0.0.0" });

export function outcome(
  rule: string,
  change: Partial<Rows> = {},
  gaps: Gaps = {},
  estate: Estate = defaultEstate,
): Outcome {
  const { outcomes } = judgeAll(gather(healthyBut(change), gaps), manifest, {
    estate,
    version: "0.0.0",
    select: ({ id }) => id === rule,
  });
  if (outcomes.length !== 1) throw new Error(`no check ${rule}`);
  return outcomes[0]!;
}
