import { roleIds } from "../built-in-roles";
import { applications, cast, groupId, groups, idOf, principalId } from "../cast";
import { guid, scopes } from "../ids";
import { roleAssignment } from "../rows/authorization";
import { clusterIssuer } from "../rows/compute";
import { agentOf, groupActivationPolicy, groupEligibility, servicePrincipal } from "../rows/directory";
import type { Stage } from "../stage";

/** How others come in soundly: the quiet twins Q80 to Q85. */
export function addJoining(stage: Stage): void {
  activated(stage);
  trusted(stage);
  known(stage);
  readingAgent(stage);
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

/** Pods of a cluster sign in as an identity that may create machines: AKS issues their tokens. A guest may read the cluster. */
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
      issuer: clusterIssuer(84),
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
    roleAssignment({ number: 84, scope: group, role: roleIds.reader, principal: idOf(cast.pat), on }),
  );
}

/** An application of Microsoft's own with a role, and a partner that administers nothing. */
function known({ arm, graph, ago }: Stage): void {
  const on = ago({ days: 300 });
  const { number, name } = applications.desktops;
  graph.servicePrincipals.push({
    ...servicePrincipal(number, name, "Application", on),
    appOwnerOrganizationId: "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
  });
  arm.roleAssignments.push(
    roleAssignment({
      number: 82,
      scope: `${scopes.development}/resourceGroups/rg-shared`,
      role: roleIds.virtualMachineContributor,
      principal: principalId(applications.desktops),
      type: "ServicePrincipal",
      on,
    }),
  );
  graph.crossTenantPartners.push({ tenantId: guid("tenant", 86), isServiceProvider: false, inboundTrust: null });
}

/** An agent that only reads, whoever owns its blueprint. */
function readingAgent({ arm, graph, ago }: Stage): void {
  const { assistants, readingAgent: agent } = applications;
  const on = ago({ days: 90 });
  const { application, principals } = agentOf(assistants, agent, on);
  graph.applications.push(application);
  graph.servicePrincipals.push(...principals);
  graph.owners.push({ of: String(application.id), is: idOf(cast.jules) });
  arm.roleAssignments.push(
    roleAssignment({
      number: 83,
      scope: `${scopes.data}/resourceGroups/rg-data`,
      role: roleIds.reader,
      principal: principalId(agent),
      type: "ServicePrincipal",
      on,
    }),
  );
}
