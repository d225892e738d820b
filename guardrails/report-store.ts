import { ManagementLockByScope, RoleAssignment, RoleDefinition } from "@pulumi/azure-native/authorization";
import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type { Subnet } from "@pulumi/azure-native/network";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import {
  BlobContainer,
  BlobContainerImmutabilityPolicy,
  BlobServiceProperties,
  StorageAccount,
} from "@pulumi/azure-native/storage";
import { interpolate, type Output } from "@pulumi/pulumi";
import type { Estate } from "../catalogue/estate";
import { azureRoles } from "../catalogue/well-known-ids";
import { builtInRoleId } from "./identity";
import type { Settings } from "./settings";
import { tags } from "./tags";

/** For so many days nobody changes or deletes a report, nor what the audit wrote over; and what is deleted later comes back as long. */
const keptDays = 90;
/**
 * No destroy and no replacement takes the reports along: what happened before an attack is asked for after it. Retaining them
 * would not do, for the resource group is destroyed too, with all that is in it.
 */
const kept = { protect: true };

/** Where the reports are kept. */
export interface ReportStore {
  /** The id of the storage account. */
  readonly account: Output<string>;
  readonly container: string;
  /** The container's address. */
  readonly address: Output<string>;
}

const containerName = "reports";

const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

/** What the audit does with the store: it puts its report, and reads the last one. It deletes nothing, and changes no tag or policy. */
export const storingActions: readonly string[] = [`${blobs}/read`, `${blobs}/write`];

/**
 * Of all reports it reads those that it compares with: `latest`, which names the last one, and the report.json of a folder. A list of
 * blobs has no path, so there is none (https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac-attributes).
 */
export const readsLastReportOnly = `((!(ActionMatches{'${blobs}/read'})) OR (@Resource[${blobs}:path] StringEquals 'latest' OR @Resource[${blobs}:path] StringLike '*/report.json'))`;

/**
 * Where the reports are kept, for they tell how the tenant can be attacked: no key and no anonymous reader opens it, it is
 * reached from the audit's subnet and the estate's own addresses alone, no report is changed or deleted within its days, what is deleted
 * after them can be brought back, and a lock keeps the account. Pulumi itself destroys it only after `pulumi state unprotect`.
 */
export function reportStore(
  group: ResourceGroup,
  subnet: Subnet,
  identity: UserAssignedIdentity,
  estate: Estate,
  { readers, managementGroup }: Pick<Settings, "readers" | "managementGroup">,
): ReportStore {
  const account = new StorageAccount(
    "reports",
    {
      resourceGroupName: group.name,
      location: group.location,
      tags,
      kind: "StorageV2",
      sku: { name: "Standard_ZRS" },
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      allowCrossTenantReplication: false,
      isLocalUserEnabled: false,
      enableHttpsTrafficOnly: true,
      minimumTlsVersion: "TLS1_2",
      publicNetworkAccess: "Enabled",
      networkRuleSet: {
        bypass: "None",
        defaultAction: "Deny",
        virtualNetworkRules: [{ virtualNetworkResourceId: subnet.id, action: "Allow" }],
        ipRules: storageAddresses(estate.ownedAddresses).map(range => ({ iPAddressOrRange: range, action: "Allow" })),
      },
    },
    kept,
  );
  const place = { resourceGroupName: group.name, accountName: account.name };
  const properties = new BlobServiceProperties("reports", {
    ...place,
    blobServicesName: "default",
    isVersioningEnabled: true,
    deleteRetentionPolicy: { enabled: true, days: keptDays },
    containerDeleteRetentionPolicy: { enabled: true, days: keptDays },
  });
  // each version for itself: `latest` is written again and again, and what it said before is kept
  const container = new BlobContainer(
    "reports",
    { ...place, containerName, publicAccess: "None", immutableStorageWithVersioning: { enabled: true } },
    { ...kept, dependsOn: [properties] },
  );
  const unchanged = new BlobContainerImmutabilityPolicy("reports", {
    ...place,
    containerName: container.name,
    immutabilityPolicyName: "default",
    immutabilityPeriodSinceCreationInDays: keptDays,
  });
  const role = new RoleDefinition("reports", {
    scope: group.id,
    // names of roles are unique in a tenant, and another group has a stack and a role of its own
    roleName: `Computeguard reports (${managementGroup})`,
    description: "Stores the report of each audit and reads the last one; deletes nothing.",
    assignableScopes: [group.id],
    permissions: [{ actions: [], notActions: [], dataActions: [...storingActions], notDataActions: [] }],
  });
  const store = new RoleAssignment("reports", {
    principalId: identity.principalId,
    principalType: "ServicePrincipal",
    scope: container.id,
    roleDefinitionId: role.id,
    description: "to store the report of each audit",
    condition: readsLastReportOnly,
    conditionVersion: "2.0",
  });
  const read =
    readers &&
    new RoleAssignment("readers", {
      principalId: readers,
      principalType: "Group",
      scope: container.id,
      roleDefinitionId: builtInRoleId(azureRoles.storageBlobDataReader),
      description: "to read the reports of the audit",
    });
  // whoever may delete accounts, as a Contributor may, cannot take away locks; it comes last, and so it goes first
  new ManagementLockByScope(
    "reports",
    {
      scope: account.id,
      lockName: "computeguard-reports",
      level: "CanNotDelete",
      notes: "The reports of Computeguard tell what happened. pulumi destroy takes this lock away by itself.",
    },
    { dependsOn: [unchanged, store, ...(read ? [read] : [])] },
  );
  return {
    account: account.id,
    container: containerName,
    address: interpolate`${account.primaryEndpoints.blob}${container.name}`,
  };
}

/** The IP rules of a storage account know IPv4 alone, and take a single address or two without a prefix length. */
export const storageAddresses = (ranges: readonly string[]): readonly string[] =>
  ranges.filter(range => !range.includes(":")).flatMap(singly);

function singly(range: string): readonly string[] {
  const [address = "", length = "32"] = range.split("/");
  if (Number(length) < 31) return [range];
  if (Number(length) === 32) return [address];
  const octets = address.split(".").map(Number);
  const last = (octets[3] ?? 0) & ~1;
  return [last, last + 1].map(octet => [...octets.slice(0, 3), octet].join("."));
}
