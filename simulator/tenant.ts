import type { Row } from "./json";

/** One node of the management group tree. `subscriptions` holds subscription ids without a prefix. */
export interface ManagementGroup {
  readonly name: string;
  readonly displayName: string;
  readonly parent: string | null;
  readonly subscriptions: readonly string[];
}

/** What Microsoft.Compute counts in one region of one subscription: the rows of `locations/{l}/usages`. */
export interface RegionUsages {
  readonly subscription: string;
  readonly location: string;
  readonly value: readonly Row[];
}

/** A size that is not sold to a subscription in a region. */
export interface SkuRestriction {
  readonly subscription: string;
  readonly location: string;
  readonly name: string;
  readonly reasonCode: "NotAvailableForSubscription" | "QuotaId";
}

/** How the limits of one subscription in one region are shared and capped, as they are visible to it. */
export interface ComputeLimits {
  readonly subscription: string;
  readonly location: string;
  readonly guests: readonly string[];
  readonly shared: readonly string[];
  readonly caps: readonly {
    readonly family: string;
    readonly defaultMemberCap?: number;
    readonly overrides: readonly { readonly subscription: string; readonly cap: number }[];
  }[];
}

/** What Azure Resource Manager knows. Every row is the wire form of the service that owns it. */
export interface ArmTables {
  readonly tenants: readonly Row[];
  readonly subscriptions: readonly Row[];
  readonly locations: readonly Row[];
  readonly managementGroups: readonly ManagementGroup[];
  /** What holds for all management groups: none, or the one row of the root group. */
  readonly hierarchySettings: readonly Row[];
  readonly roleDefinitions: readonly Row[];
  readonly roleAssignments: readonly Row[];
  readonly denyAssignments: readonly Row[];
  readonly roleEligibilityScheduleInstances: readonly Row[];
  readonly roleAssignmentScheduleInstances: readonly Row[];
  readonly roleManagementPolicyAssignments: readonly Row[];
  readonly resourceGroups: readonly Row[];
  readonly resources: readonly Row[];
  readonly usages: readonly RegionUsages[];
  /** What Azure Machine Learning counts; it is not registered in subscriptions without a row. */
  readonly mlUsages: readonly RegionUsages[];
  /** What Container Instances counts; it is not registered in subscriptions without a row. */
  readonly containerUsages: readonly RegionUsages[];
  /** How many accelerators Foundry's managed compute may use; the same holds. */
  readonly foundryUsages: readonly RegionUsages[];
  /** How many Batch accounts a subscription may have in each region; the service is not registered in those without a row. */
  readonly batchAccountQuotas: readonly { readonly subscription: string; readonly accountQuota: number }[];
  readonly skus: readonly Row[];
  readonly skuRestrictions: readonly SkuRestriction[];
  /** Resource providers beside those of services that have something in a subscription, which are registered. */
  readonly providers: readonly {
    readonly subscription: string;
    readonly namespace: string;
    readonly registrationState: "Registered" | "Registering" | "Unregistering" | "Unregistered" | "NotRegistered";
  }[];
  /** What Microsoft.ComputeLimit knows; it is not registered in subscriptions without a row. */
  readonly computeLimits: readonly ComputeLimits[];
  readonly quotaRequests: readonly Row[];
  readonly activityLog: readonly Row[];
  readonly tenantActivityLog: readonly Row[];
  /** What was done at management groups, whose logs are theirs alone; the group stands in `resourceId`. */
  readonly groupActivityLog: readonly Row[];
  readonly policyAssignments: readonly Row[];
  /** Everything else that has an id below a subscription and is only listed: plans, alerts, contacts, settings. */
  readonly documents: readonly Row[];
  readonly subscriptionPolicy: Row | null;
  readonly serviceTags: Row;
}

/** Who is in a group, directly. Nested groups are members like any other. */
export interface Link {
  readonly of: string;
  readonly is: string;
}

/** What Microsoft Graph knows. */
export interface GraphTables {
  readonly organization: readonly Row[];
  readonly domains: readonly Row[];
  readonly subscribedSkus: readonly Row[];
  readonly users: readonly Row[];
  readonly groups: readonly Row[];
  readonly memberships: readonly Link[];
  readonly owners: readonly Link[];
  readonly administrativeUnits: readonly Row[];
  readonly unitMembers: readonly Link[];
  readonly servicePrincipals: readonly Row[];
  readonly applications: readonly Row[];
  /** Who holds app roles of Microsoft Graph. */
  readonly graphAppRoleAssignments: readonly Row[];
  readonly federatedCredentials: readonly { readonly of: string; readonly row: Row }[];
  readonly directoryRoles: readonly Row[];
  readonly roleDefinitions: readonly Row[];
  readonly roleAssignments: readonly Row[];
  readonly roleManagementPolicyAssignments: readonly Row[];
  readonly roleEligibilityScheduleInstances: readonly Row[];
  readonly roleAssignmentScheduleInstances: readonly Row[];
  /** Places in groups that PIM lets people activate. */
  readonly groupEligibilityScheduleInstances: readonly Row[];
  readonly registrations: readonly Row[];
  readonly conditionalAccessPolicies: readonly Row[];
  readonly namedLocations: readonly Row[];
  readonly authenticationStrengths: readonly Row[];
  /** What is trusted of people from other tenants: the default, and what differs for partners. */
  readonly crossTenantDefault: Row;
  readonly crossTenantPartners: readonly Row[];
  /** Of federated domains, by name. */
  readonly federations: readonly { readonly domain: string; readonly row: Row }[];
  /** `perUserMfaState` of users, by id; disabled where none stands here. */
  readonly perUserMfa: readonly { readonly user: string; readonly state: string }[];
  readonly securityDefaults: Row;
  readonly groupSettings: readonly Row[];
  readonly authorizationPolicy: Row;
  readonly authenticationMethodsPolicy: Row;
  readonly directoryAudits: readonly Row[];
  readonly signIns: readonly Row[];
  readonly riskyUsers: readonly Row[];
  readonly riskDetections: readonly Row[];
  /** Connections that Defender for Endpoint has seen: rows of DeviceNetworkEvents as hunting has them. */
  readonly deviceNetworkEvents: readonly Row[];
  /** What the Defender portal shows: rows of `alerts_v2`. */
  readonly alerts: readonly Row[];
  /** What somebody has written for the Defender portal: rows of `security/rules/detectionRules`. */
  readonly detectionRules: readonly Row[];
}

/** A Log Analytics workspace, and what is exported to it. */
export interface Workspace {
  /** Its id in ARM, `/subscriptions/…/resourceGroups/…/providers/Microsoft.OperationalInsights/workspaces/…`. */
  readonly resourceId: string;
  /** Its id in its own rows. */
  readonly customerId: string;
  /** Names of the tables that it has, such as `AzureActivity`; a query for another one is refused. */
  readonly tables: readonly string[];
  /** Ids of the subscriptions whose activity log is exported to it. */
  readonly exported: readonly string[];
  /** When rows ceased to arrive, where they did, ISO 8601. */
  readonly until?: string;
  /** Older rows are not there. */
  readonly retentionDays: number;
}

/** A row that a resource sends to a table of a workspace, such as `DNSQueryLogs`; no list of ARM or Graph has it. */
export interface SentRow {
  /** The workspace's id in ARM. */
  readonly workspace: string;
  readonly table: string;
  readonly row: Row;
}

/** A whole tenant, as plain data. */
export interface Tenant {
  readonly tenantId: string;
  readonly defaultDomain: string;
  /** The instant at which the audit looks, ISO 8601. */
  readonly at: string;
  /** The application that an auditor signs in with. */
  readonly auditor: { readonly clientId: string; readonly objectId: string; readonly secret: string };
  readonly arm: ArmTables;
  readonly graph: GraphTables;
  /** The retail prices that Azure lists to everybody, each in the form of its list. None where it is left out. */
  readonly retailPrices?: readonly Row[];
  /** What Azure lists as the operations of its resource providers: one row a provider. None where it is left out. */
  readonly providerOperations?: readonly Row[];
  /** None where it is left out. */
  readonly workspaces?: readonly Workspace[];
  readonly sentRows?: readonly SentRow[];
  /** What advanced hunting has: tables, and in CloudAuditEvents subscriptions, by id. All, where it is left out. */
  readonly hunting?: { readonly tables?: readonly string[]; readonly subscriptions?: readonly string[] };
}

/** The same tables while a scenario still fills them. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
