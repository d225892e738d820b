import { activityLogs, entraLogs } from "./exported-logs";

/**
 * What a rule or a hunting query of Microsoft Sentinel has to ask for, so that the abuse of compute is seen. All comparisons ignore
 * case. A rule counts whatever its name is; Microsoft's own templates are known by their ids too.
 */
export interface SentinelContent {
  readonly id: string;
  /** As Microsoft names it. */
  readonly title: string;
  /** A rule raises an alert by itself; a hunt is run by a person, and a rule that asks the same is better. */
  readonly form: "rule" | "hunt";
  /** Ids of the templates: of an analytics rule, or of the hunting query. */
  readonly templates: readonly string[];
  /** Tables in one of which it stands. */
  readonly tables: readonly string[];
  /** Of each list, one word has to stand in the query. */
  readonly words: readonly (readonly string[])[];
  /** A query with one of these words asks for something else. */
  readonly narrowedBy?: readonly string[];
  /** It looks at the sizes of machines, and has to be able to match one of the N-series. */
  readonly looksAtSizes?: true;
  /** What nobody sees without it. */
  readonly unseen: string;
}

/** The table of the activity logs of subscriptions and management groups; the others are Entra's. */
export const activityTable = "AzureActivity";

const writesOfMachines = ["Microsoft.Compute/virtualMachines/write", "Create or Update Virtual Machine"];
const requests = [activityTable, "CloudAuditEvents"];
const signIns = ["SigninLogs", "AADNonInteractiveUserSignInLogs", "EntraIdSignInEvents", "AADSignInEventsBeta"];
const processes = ["Syslog", "SecurityEvent", "DeviceProcessEvents", "_Im_ProcessCreate", "imProcessCreate"];
const miners = ["xmrig", "minerd", "minergate", "ethminer", "nicehash", "cryptonight", "stratum", "monero"];

/**
 * The hunts and rules that Microsoft's report of 2023-07-25 names (HU-00 to HU-05), and the rules of Sentinel on the same attack. Ids
 * and contents from Azure/Azure-Sentinel: Solutions/Syslog, Azure Activity, Microsoft Entra ID, Threat Intelligence (NEW),
 * Detections/Anomalies and Hunting Queries/SigninLogs.
 */
export const sentinelContents: readonly SentinelContent[] = [
  {
    id: "HU-00",
    title: "TI map of domains",
    form: "rule",
    templates: [
      "7c1ea2e6-6210-412c-92e4-180803a741b4",
      "1546f3b3-de8a-4e62-bfea-815422154981",
      "afa4cb9e-6fec-4742-a17f-f494b54c01e7",
    ],
    tables: ["ThreatIntelIndicators", "ThreatIntelligenceIndicator"],
    words: [["domain"]],
    unseen: "machines that ask for the addresses of mining pools",
  },
  {
    id: "HU-01",
    title: "Crypto currency miners",
    form: "hunt",
    templates: ["1ef1c38f-26dd-4e28-b884-5b3665352648"],
    tables: processes,
    words: [miners],
    narrowedBy: ["pkill", "killall"],
    unseen: "miners that are loaded onto a machine",
  },
  {
    id: "HU-02",
    title: "Suspicious cryptocurrency mining related threat activity detected",
    form: "hunt",
    templates: ["005d6e3c-7453-46f6-aef3-f59695594545"],
    tables: processes,
    words: [[...miners, "miner", "xmr"], ["kill"]],
    unseen: "miners of others that an attacker ends to have the machine alone",
  },
  {
    id: "HU-03",
    title: "Anomaly Sign In Event from an IP",
    form: "rule",
    templates: ["9c1e9381-79dd-4ddf-9570-b73a1dc59fe0"],
    tables: signIns,
    words: [["series_decompose_anomalies", "series_outliers"]],
    unseen: "one address that signs in as several people",
  },
  {
    id: "HU-04",
    title: "Administrators Authenticating to Another Microsoft Entra ID Tenant",
    form: "hunt",
    templates: ["3a0447c1-7f43-43d0-aeac-d5e1247964a8"],
    tables: signIns,
    words: [["ResourceTenantId"], ["HomeTenantId", "AADTenantId"]],
    unseen: "administrators who sign in to a tenant of somebody else, where a subscription may be carried",
  },
  {
    id: "HU-05",
    title: "Creation of an anomalous number of resources",
    form: "hunt",
    templates: ["a09e6368-065b-4f1e-a4ce-b1b3a64b493b"],
    tables: requests,
    words: [writesOfMachines, ["make-series", "count("]],
    unseen: "one identity that creates more machines than it ever did",
  },
  {
    id: "number-of-creations",
    title: "Suspicious number of resource creation or deployment activities",
    form: "rule",
    templates: ["361dd1e3-1c11-491e-82a3-bb2e44ac36ba"],
    tables: requests,
    words: [writesOfMachines, ["make-series", "count("]],
    unseen: "the burst of machines itself",
  },
  {
    id: "expensive-computes",
    title: "Creation of expensive computes in Azure",
    form: "rule",
    templates: ["9736e5f1-7b6e-4bfb-a708-e53ff1d182c3", "56fe0db0-6779-46fa-b3c5-006082a53064"],
    tables: requests,
    words: [writesOfMachines, ["vmSize", "hardwareProfile", "sku"]],
    looksAtSizes: true,
    unseen: "the first machine with an accelerator",
  },
  {
    id: "subscription-moved",
    title: "Subscription moved to another tenant",
    form: "rule",
    templates: ["48c026d8-7f36-4a95-9568-6f1420d66e37"],
    tables: requests,
    words: [["Microsoft.Subscription/updateTenant/action"]],
    unseen: "a subscription that is carried out of the tenant",
  },
  {
    id: "elevate-access",
    title: "Azure RBAC (Elevate Access)",
    form: "rule",
    templates: ["132fdff4-c044-4855-a390-c1b71e0f833b"],
    tables: ["AuditLogs"],
    words: [["AzureRBACRoleManagementElevateAccess", "elevated their access to User Access Administrator"]],
    unseen: "a Global Administrator who takes the whole of Azure",
  },
];

/** Tables that get nothing any more, with the last day and what has their place. Source: Microsoft Learn, "Work with STIX objects and indicators". */
export const endedTables: ReadonlyMap<string, { readonly on: string; readonly now: string }> = new Map([
  ["ThreatIntelligenceIndicator", { on: "2025-07-31", now: "ThreatIntelIndicators" }],
]);

/** Tables that get rows only where a diagnostic setting sends them, and the categories of which one is enough. */
export const categoriesOfTables: ReadonlyMap<string, readonly string[]> = new Map(
  [...new Set([...activityLogs, ...entraLogs].map(({ table }) => table))].map(table => [
    table,
    [...activityLogs, ...entraLogs].flatMap(log => (log.table === table ? [log.category] : [])),
  ]),
);
