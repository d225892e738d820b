import { RoleAssignment } from "@pulumi/azure-native/authorization";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import { azureRoles } from "../catalogue/well-known-ids";
import { registryIn } from "./cloud";
import { builtInRoleId } from "./identity";
import type { Settings } from "./settings";
import { tags } from "./tags";

/** Who pulls the image, from where, and the grant without which it could not. */
export interface ImagePull {
  readonly server: string;
  readonly identity: UserAssignedIdentity;
  readonly grant: RoleAssignment;
}

/**
 * A second identity, which pulls the image and has no other right: whoever comes to the registry by way of it reads nothing of
 * the tenant, and the audit's own identity is known to no registry. Undefined, where the image lies in no registry of Azure.
 */
export function imagePull({ image, registry }: Settings, group: ResourceGroup): ImagePull | undefined {
  if (registry === undefined) return undefined;
  const identity = new UserAssignedIdentity("pull", { resourceGroupName: group.name, location: group.location, tags });
  const grant = new RoleAssignment("pull", {
    principalId: identity.principalId,
    principalType: "ServicePrincipal",
    scope: registry,
    roleDefinitionId: builtInRoleId(azureRoles.acrPull),
    description: "to pull the image of the audit",
  });
  return { server: registryIn(image), identity, grant };
}
