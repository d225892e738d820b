import type { EvidenceKind } from "./all";

/** What the number of requests grows with. In a run in which every list can be read, and Resource Graph has every subscription. */
export const drivers = {
  run: "in all",
  query: "query of Resource Graph: one, and one more for each 1,000 rows beyond the first",
  subscription: "subscription",
  parent: "management group right above subscriptions",
  region: "region of a subscription that has registered the service and counts compute there",
  group: "group that holds a role, or that Conditional Access names",
  memberPage: "further page of 999 members of such a group",
  person: "person who holds a role, be it through a group, or who owns what holds one",
  userPage: "page of 999 users",
  reportPage: "page of the report on registrations: how many users stand on one, Microsoft Graph does not say",
} as const;
export type Driver = keyof typeof drivers;

/** What one kind of evidence sends: so many requests for each. */
export interface Sends extends Readonly<Partial<Record<Driver, number>>> {
  /** For each of these as well, of which a tenant has few, whatever its size. */
  readonly beside?: string;
}

/** What all kinds share: the proof that Resource Graph shows the sign-in all there is. */
export const sharedSends: Sends = { parent: 1, beside: "role that the sign-in holds there" };

/** A test counts what is really sent, at two sizes of a tenant. */
export const sends: { readonly [K in EvidenceKind]: Sends } = {
  tenant: { run: 2 },
  hierarchy: { run: 1 },
  subscriptions: { run: 1, query: 1 },
  roleAssignments: { run: 1, query: 1, parent: 1 },
  eligibleAssignments: { subscription: 1 },
  activeAssignments: { subscription: 1 },
  roleDefinitions: { run: 2 },
  denyAssignments: { subscription: 1 },
  users: { userPage: 1 },
  servicePrincipals: { run: 1 },
  memberships: { run: 1, group: 2, memberPage: 1 },
  principals: { run: 1 },
  groupEligibilities: { beside: "group whose membership could be activated into, and what is activated" },
  owners: { run: 2, beside: "group whose owners are asked for one by one" },
  directoryRoles: { run: 4 },
  administrativeUnits: { beside: "administrative unit over which somebody holds a role" },
  registrations: { reportPage: 1 },
  conditionalAccess: { run: 1 },
  securityDefaults: { run: 1 },
  authenticationStrengths: { run: 1 },
  policyObjects: { run: 1 },
  domains: { run: 1 },
  crossTenantAccess: { run: 2 },
  perUserMfa: { person: 1 },
  passwordProtection: { run: 1 },
  quota: { query: 1 },
  soldSizes: { beside: "region of a subscription in which quota lies idle that matters" },
  sharedLimits: { beside: "region of a subscription in which quota lies idle that matters, and each cap there" },
  mlQuota: { region: 1 },
  batchQuota: { query: 1, beside: "subscription that has registered Batch, and Batch account" },
  containerQuota: { region: 1 },
  foundryQuota: { query: 1, beside: "region of a subscription with a Foundry account" },
  quotaRequests: { region: 1 },
  elevations: { run: 2 },
  activity: { run: 3, parent: 1, subscription: 1 },
  signInActivity: { run: 5 },
  poolContacts: { run: 2 },
  contactingMachines: { query: 1 },
  directoryActivity: { run: 2 },
  serviceTags: { run: 1 },
  publicAddresses: { query: 3 },
  resources: { query: 2, beside: "list below a Foundry account or a machine learning workspace" },
  corePeaks: { query: 1, beside: "month, Batch account and machine learning workspace" },
  workloadsWithIdentity: { query: 2, beside: "machine learning workspace" },
  credentials: { run: 2 },
  federatedCredentials: { run: 1, beside: "managed identity that the user assigns, and that holds a role" },
  agentIdentities: { beside: "agent identity that holds a role" },
  riskyUsers: { run: 1 },
  riskDetections: { run: 1 },
  subscriptionPolicy: { run: 1 },
  defenderPlans: { query: 1 },
  defenderAlerts: { query: 1 },
  defenderAssessments: { query: 1 },
  policyAssignments: { query: 1, parent: 1 },
  policyExemptions: { query: 1, parent: 1 },
  landingGroup: { run: 2 },
  policyRestrictions: { subscription: 1 },
  delegations: { query: 1 },
  activationRules: { beside: "scope at which a role is eligible that creates compute" },
  directoryActivationRules: { run: 1 },
  administratorLicences: { beside: "administrator of the directory" },
  directorySync: { run: 1 },
  groupActivationRules: { beside: "group whose membership somebody may activate" },
  graphPermissions: { run: 1 },
  vaults: { query: 1 },
  computeProviders: { query: 1, subscription: 1 },
  decoyTraces: { beside: "decoy of the estate" },
  xdrAlerts: { run: 1 },
  activityLogExports: { parent: 1, subscription: 1 },
  entraLogExports: { run: 1 },
  logTables: { beside: "workspace to which a log is exported" },
  alertRules: { query: 1 },
  securityContacts: { subscription: 1 },
  dnsLinks: { query: 2, beside: "DNS security policy, and list of its rules" },
  sentinelWorkspaces: { query: 1, beside: "workspace to which a log is exported" },
  sentinelRules: { beside: "workspace with Sentinel" },
  sentinelHunts: { beside: "workspace with Sentinel" },
  customDetections: { run: 1 },
  spendingAlerts: { subscription: 2 },
};

/** How much there is of what the requests grow with. */
export type Amounts = { readonly [D in Driver]: number };

/** The requests that grow with the tenant; those for `beside` come on top. */
export const requestsFor = (sent: Sends, amounts: Amounts): number =>
  (Object.keys(drivers) as Driver[]).reduce((sum, driver) => sum + (sent[driver] ?? 0) * amounts[driver], 0);
