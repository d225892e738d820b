import { RoleAssignment, RoleDefinition } from "@pulumi/azure-native/authorization";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import { AppRoleAssignment } from "@pulumi/azuread/appRoleAssignment";
import { getServicePrincipalOutput } from "@pulumi/azuread/getServicePrincipal";
import { microsoftApps } from "../catalogue/well-known-ids";
import { auditRole } from "../posture/audit-role";
import { namedWorkspace } from "../posture/evidence/calls";
import { requiredAccess } from "../posture/permissions";
import { type Settings, scopeOf } from "./settings";
import { tags } from "./tags";

/** A built-in role as a role assignment names it, at whatever scope. */
export const builtInRoleId = (guid: string): string => `/providers/Microsoft.Authorization/roleDefinitions/${guid}`;

/**
 * The identity that the audit runs as, with the rights that its collectors state and no more. All of them only read.
 * Whoever deploys this needs User Access Administrator at the management group and at the scopes above it, and for
 * the permissions of Graph the directory role Privileged Role Administrator.
 */
export function identityOfAudit(
  { managementGroup, tiers, cloud, absentProviders, workspace }: Settings,
  group: ResourceGroup,
): UserAssignedIdentity {
  const identity = new UserAssignedIdentity("audit", { resourceGroupName: group.name, location: group.location, tags });
  const needed = requiredAccess(undefined, tiers, cloud);
  const scope = scopeOf(managementGroup);
  const principal = { principalId: identity.principalId, principalType: "ServicePrincipal" };

  const { actions, notActions } = auditRole(needed, absentProviders);
  const role = new RoleDefinition("audit", {
    scope,
    // names of roles are unique in a tenant, and another group has a stack and a role of its own
    roleName: `Computeguard audit (${managementGroup})`,
    description: "Reads what the Computeguard audit judges; writes nothing.",
    assignableScopes: [scope],
    permissions: [{ actions: [...actions], notActions: [...notActions] }],
  });
  new RoleAssignment("audit", { ...principal, scope, roleDefinitionId: role.id });

  for (const { role, roleId, scope, why } of needed.builtInGrants) {
    const at = scope === namedWorkspace ? workspace : scope;
    if (at === undefined) continue;
    const name = scope === namedWorkspace ? "-workspace" : scope.replaceAll("/", "-");
    new RoleAssignment(`${role}${name}`.replaceAll(" ", "-").toLowerCase(), {
      ...principal,
      scope: at,
      roleDefinitionId: builtInRoleId(roleId),
      description: why,
    });
  }

  const graph = getServicePrincipalOutput({ clientId: microsoftApps.graph });
  for (const { permission, appRoleId } of needed.graph)
    new AppRoleAssignment(permission, {
      appRoleId,
      principalObjectId: identity.principalId,
      resourceObjectId: graph.objectId,
    });
  return identity;
}
