import { roleIds } from "../built-in-roles";
import { applications, cast, idOf, principalId } from "../cast";
import { guid, scopes, tenantId } from "../ids";
import { customRole, roleAssignment } from "../rows/authorization";
import {
  agentOf,
  application,
  federatedCredential,
  group,
  groupActivationPolicy,
  groupEligibility,
  servicePrincipal,
} from "../rows/directory";
import type { PlantedFault } from "../stage";

/** How others come in: as a member for a while, from another tenant, with a token of somebody else's. */

const dataOperators = { number: 80, name: "Data Operators" };

export const joiningFaults: readonly PlantedFault[] = [
  {
    id: "P80",
    sentence:
      "Toni Berg may activate a membership of the group Data Operators, which is Contributor on Contoso Data, and is asked for nothing.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = dataOperators;
      const on = ago({ days: 180 });
      graph.groups.push(group(number, name, on));
      graph.groupEligibilityScheduleInstances.push(groupEligibility("member", number, idOf(cast.toni), on));
      graph.roleManagementPolicyAssignments.push(
        groupActivationPolicy("member", number, {}),
        groupActivationPolicy("owner", number, { mfa: true }),
      );
      arm.roleAssignments.push(
        roleAssignment({
          number: 280,
          scope: scopes.data,
          role: roleIds.contributor,
          principal: guid("group", number),
          type: "Group",
          on,
        }),
      );
    },
  },
  {
    id: "P81",
    sentence:
      "Application contoso-ci, Virtual Machine Contributor on resource group rg-data of Contoso Data, trusts the tokens of ci.example.net.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = applications.ci;
      const on = ago({ days: 220 });
      graph.applications.push(application(number, name, on));
      graph.servicePrincipals.push(servicePrincipal(number, name, "Application", on));
      graph.federatedCredentials.push({
        of: guid("application", number),
        row: federatedCredential(81, "ci", "https://ci.example.net", "project:contoso/platform"),
      });
      arm.roleAssignments.push(
        roleAssignment({
          number: 281,
          scope: `${scopes.data}/resourceGroups/rg-data`,
          role: roleIds.virtualMachineContributor,
          principal: principalId(applications.ci),
          type: "ServicePrincipal",
          on,
        }),
      );
    },
  },
  {
    id: "P82",
    sentence:
      "Guest Lee Walsh (lee.walsh@example.com) may edit the workflow wf-release in Contoso Data, whose identity the application contoso-release trusts, which is Contributor on resource group rg-data.",
    add: ({ arm, graph, ago }) => {
      const on = ago({ days: 75 });
      const { release, relay } = applications;
      graph.applications.push(application(release.number, release.name, on));
      graph.servicePrincipals.push(servicePrincipal(release.number, release.name, "Application", on));
      const group = `${scopes.data}/resourceGroups/rg-data`;
      const workflow = `${group}/providers/Microsoft.Logic/workflows/${relay.name}`;
      graph.servicePrincipals.push({
        ...servicePrincipal(relay.number, relay.name, "ManagedIdentity", on),
        alternativeNames: ["isExplicit=False", workflow],
      });
      graph.federatedCredentials.push({
        of: guid("application", release.number),
        row: federatedCredential(
          82,
          "workflow",
          `https://login.microsoftonline.com/${tenantId}/v2.0`,
          principalId(relay),
        ),
      });
      arm.resources.push({
        id: workflow,
        name: relay.name,
        type: "Microsoft.Logic/workflows",
        location: "westeurope",
        tags: {},
        identity: { type: "SystemAssigned", principalId: principalId(relay), tenantId },
        properties: { state: "Enabled", provisioningState: "Succeeded" },
      });
      arm.roleDefinitions.push(
        customRole(82, "Contoso Workflow Editor", scopes.data, ["Microsoft.Logic/workflows/*", "*/read"], [], on),
      );
      arm.roleAssignments.push(
        roleAssignment({ number: 282, scope: group, role: guid("customRole", 82), principal: idOf(cast.lee), on }),
        roleAssignment({
          number: 283,
          scope: group,
          role: roleIds.contributor,
          principal: principalId(release),
          type: "ServicePrincipal",
          on,
        }),
      );
    },
  },
  {
    id: "P83",
    sentence:
      "Application fabrikam-scaler, which is registered in another tenant, is Virtual Machine Contributor on resource group rg-data of Contoso Data.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = applications.scaler;
      const on = ago({ days: 130 });
      graph.servicePrincipals.push({
        ...servicePrincipal(number, name, "Application", on),
        appOwnerOrganizationId: guid("tenant", 83),
      });
      arm.roleAssignments.push(
        roleAssignment({
          number: 284,
          scope: `${scopes.data}/resourceGroups/rg-data`,
          role: roleIds.virtualMachineContributor,
          principal: principalId(applications.scaler),
          type: "ServicePrincipal",
          on,
        }),
      );
    },
  },
  {
    id: "P84",
    sentence: "A service provider that nobody at Contoso named administers the tenant.",
    add: ({ graph }) =>
      graph.crossTenantPartners.push({ tenantId: guid("tenant", 84), isServiceProvider: true, inboundTrust: null }),
  },
  {
    id: "P85",
    sentence:
      "Resource group rg-data of Contoso Data is managed by another tenant through Azure Lighthouse: its people may activate Virtual Machine Contributor.",
    add: ({ arm, ago }) => {
      const group = `${scopes.data}/resourceGroups/rg-data`;
      const name = guid("other", 85);
      arm.documents.push({
        id: `${group}/providers/Microsoft.ManagedServices/registrationAssignments/${name}`,
        type: "Microsoft.ManagedServices/registrationAssignments",
        name,
        properties: {
          provisioningState: "Succeeded",
          registrationDefinitionId: `${scopes.data}/providers/Microsoft.ManagedServices/registrationDefinitions/${guid("other", 86)}`,
          registrationDefinition: {
            properties: {
              registrationDefinitionName: "Reporting",
              managedByTenantId: guid("tenant", 85),
              manageeTenantId: tenantId,
              authorizations: [
                {
                  principalId: guid("other", 87),
                  principalIdDisplayName: "Deployers",
                  roleDefinitionId: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
                  delegatedRoleDefinitionIds: [roleIds.reader],
                },
              ],
              eligibleAuthorizations: [
                {
                  principalId: guid("other", 88),
                  principalIdDisplayName: "Operators",
                  roleDefinitionId: roleIds.virtualMachineContributor,
                  justInTimeAccessPolicy: { multiFactorAuthProvider: "Azure", maximumActivationDuration: "PT8H" },
                },
              ],
              provisioningState: "Succeeded",
            },
          },
        },
        systemData: { createdAt: ago({ days: 45 }) },
      });
    },
  },
  {
    id: "P86",
    sentence:
      "Riley Chen owns the blueprint contoso-agents, whose agent agent-scaling is Contributor on resource group rg-data of Contoso Data.",
    add: ({ arm, graph, ago }) => {
      const { agents, scalingAgent } = applications;
      const on = ago({ days: 60 });
      const { application: blueprint, principals } = agentOf(agents, scalingAgent, on);
      graph.applications.push(blueprint);
      graph.servicePrincipals.push(...principals);
      graph.owners.push({ of: guid("application", agents.number), is: idOf(cast.riley) });
      arm.roleAssignments.push(
        roleAssignment({
          number: 285,
          scope: `${scopes.data}/resourceGroups/rg-data`,
          role: roleIds.contributor,
          principal: principalId(scalingAgent),
          type: "ServicePrincipal",
          on,
        }),
      );
    },
  },
  {
    id: "P87",
    sentence:
      "Guest Mika Sand (mika.sand@example.com) may run commands in the AKS cluster aks-shared in Contoso Development, whose pods sign in as id-runner.",
    add: ({ arm, ago }) => {
      const on = ago({ days: 50 });
      const actions = ["Microsoft.ContainerService/managedClusters/runCommand/action", "*/read"];
      arm.roleDefinitions.push(customRole(87, "Contoso Cluster Operator", scopes.development, actions, [], on));
      arm.roleAssignments.push(
        roleAssignment({
          number: 286,
          scope: `${scopes.development}/resourceGroups/rg-shared`,
          role: guid("customRole", 87),
          principal: idOf(cast.mika),
          on,
        }),
      );
    },
  },
];
