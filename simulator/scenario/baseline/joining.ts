import { roleIds } from "../built-in-roles";
import { applications, cast, groupId, groups, idOf, principalId } from "../cast";
import { scopes, tenantId } from "../ids";
import { roleAssignment } from "../rows/authorization";
import { groupActivationPolicy, groupEligibility, servicePrincipal } from "../rows/directory";
import type { Stage } from "../stage";

/** How others come in soundly: the quiet twins Q80 and Q81. */
export function addJoining(stage: Stage): void {
  activated(stage);
  trusted(stage);
}

function activated({ arm, graph, ago }: Stage): void {
  const on = ago({ days: 400 });
  const { number } = groups.productionOperators;
  graph.groupEligibilityScheduleInstances.push(groupEligibility("member", number, idOf(cast.riley), on));
  graph.roleManagementPolicyAssignments.push(
    groupActivationPolicy("member", number, { approval: true }),
    groupActivationPolicy("owner", number, { mfa: true }),
  );
  arm.roleAssignments.push(
    roleAssignment({
      number: 80,
      scope: scopes.production,
      role: roleIds.virtualMachineContributor,
      principal: groupId(groups.productionOperators),
      type: "Group",
      on,
    }),
  );
}

/** Pods of a cluster sign in as an identity that may create machines: AKS issues their tokens. */
function trusted({ arm, graph, ago }: Stage): void {
  const on = ago({ days: 300 });
  const { number, name } = applications.runner;
  const group = `${scopes.development}/resourceGroups/rg-shared`;
  const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
  graph.servicePrincipals.push({
    ...servicePrincipal(number, name, "ManagedIdentity", on),
    alternativeNames: ["isExplicit=True", identity],
  });
  arm.documents.push({
    id: `${identity}/federatedIdentityCredentials/runners`,
    name: "runners",
    type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    properties: {
      issuer: `https://westeurope.oic.prod-aks.azure.com/${tenantId}/00000000-0000-0000-000f-000000000084/`,
      subject: "system:serviceaccount:ci:runner",
      audiences: ["api://AzureADTokenExchange"],
    },
  });
  arm.roleAssignments.push(
    roleAssignment({
      number: 81,
      scope: group,
      role: roleIds.virtualMachineContributor,
      principal: principalId(applications.runner),
      type: "ServicePrincipal",
      on,
    }),
  );
}
