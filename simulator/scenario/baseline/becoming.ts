import { roleIds } from "../built-in-roles";
import { applications, cast, groupId, groups, idOf, principalId } from "../cast";
import { entraRoles, scopes } from "../ids";
import { mendingAssignment, mendingId, roleAssignment } from "../rows/authorization";
import { directoryAssignment, servicePrincipal } from "../rows/directory";
import type { Stage } from "../stage";

/** Who may become somebody else that only reads, or tags: the quiet twins Q94 to Q97. */
export function addBecoming({ arm, graph, ago }: Stage): void {
  const on = ago({ days: 260 });
  graph.owners.push({ of: groupId(groups.auditors), is: idOf(cast.ash) });
  graph.roleAssignments.push({
    ...directoryAssignment(entraRoles.applicationAdministrator, idOf(cast.harper)),
    directoryScopeId: `/${principalId(applications.auditor)}`,
  });
  arm.roleAssignments.push(
    roleAssignment({
      number: 96,
      scope: `${scopes.data}/resourceGroups/rg-data/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${applications.backup.name}`,
      role: roleIds.managedIdentityOperator,
      principal: idOf(cast.riley),
      on,
    }),
  );
  const { number, name } = applications.tagging;
  const identity = principalId(applications.tagging);
  const { development } = scopes;
  arm.policyAssignments.push(
    mendingAssignment({
      name,
      displayName: "Resource groups say who owns them",
      scope: development,
      definition: `${development}/providers/Microsoft.Authorization/policyDefinitions/${name}`,
      identity,
    }),
  );
  graph.servicePrincipals.push({
    ...servicePrincipal(number, name, "ManagedIdentity", on),
    alternativeNames: ["isExplicit=False", mendingId(development, name)],
  });
  arm.roleAssignments.push(
    roleAssignment({
      number: 97,
      scope: development,
      role: roleIds.resourcePolicyContributor,
      principal: idOf(cast.ines),
      on,
    }),
    roleAssignment({
      number: 98,
      scope: development,
      role: roleIds.tagContributor,
      principal: identity,
      type: "ServicePrincipal",
      on,
    }),
  );
}
