import { ManagementLockByScope, RoleAssignment } from "@pulumi/azure-native/authorization";
import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type { Subnet } from "@pulumi/azure-native/network";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import { BlobContainer, BlobServiceProperties, StorageAccount } from "@pulumi/azure-native/storage";
import { interpolate, type Output } from "@pulumi/pulumi";
import type { Estate } from "../catalogue/estate";
import { azureRoles } from "../catalogue/well-known-ids";
import { builtInRoleId } from "./identity";
import { tags } from "./tags";

/** How long a report that was deleted or overwritten can be brought back, in days. */
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

/**
 * Where the reports are kept, for they tell how the tenant can be attacked: no key and no anonymous reader opens it, it is
 * reached from the audit's subnet and the estate's own addresses alone, what is deleted can be brought back, and a lock keeps
 * the account. Pulumi itself destroys it only after `pulumi state unprotect`.
 */
export function reportStore(
  group: ResourceGroup,
  subnet: Subnet,
  identity: UserAssignedIdentity,
  estate: Estate,
  readers: string | undefined,
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
  const container = new BlobContainer("reports", { ...place, containerName, publicAccess: "None" }, kept);
  const store = new RoleAssignment("reports", {
    principalId: identity.principalId,
    principalType: "ServicePrincipal",
    scope: container.id,
    roleDefinitionId: builtInRoleId(azureRoles.storageBlobDataContributor),
    description: "to store the report of each audit",
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
    { dependsOn: [properties, container, store, ...(read ? [read] : [])] },
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
