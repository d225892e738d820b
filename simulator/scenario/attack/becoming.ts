import { roleIds } from "../built-in-roles";
import { applications, cast, idOf, principalId } from "../cast";
import { entraRoles, guid, scopes } from "../ids";
import { mendingAssignment, mendingId, roleAssignment } from "../rows/authorization";
import { application, directoryAssignment, graphAppRole, group, servicePrincipal } from "../rows/directory";
import type { PlantedFault } from "../stage";

/** Who may create nothing, and may become somebody who does. */

const renderOperators = { number: 94, name: "Render Operators" };
const batchOperators = { number: 99, name: "Batch Operators" };

const dataGroup = `${scopes.data}/resourceGroups/rg-data`;

export const becomingFaults: readonly PlantedFault[] = [
  {
    id: "P94",
    sentence:
      "Blair Nunes holds no right, and owns the group Render Operators, which is Virtual Machine Contributor on resource group rg-data of Contoso Data.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = renderOperators;
      const on = ago({ days: 230 });
      graph.groups.push(group(number, name, on));
      graph.owners.push({ of: guid("group", number), is: idOf(cast.blair) });
      arm.roleAssignments.push(
        roleAssignment({
          number: 294,
          scope: dataGroup,
          role: roleIds.virtualMachineContributor,
          principal: guid("group", number),
          type: "Group",
          on,
        }),
      );
    },
  },
  {
    id: "P95",
    sentence:
      "Guest Rowan Pike (rowan.pike@example.com) is Application Administrator of the application contoso-rendering, which is Virtual Machine Contributor on resource group rg-data of Contoso Data.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = applications.rendering;
      const principal = principalId(applications.rendering);
      const on = ago({ days: 210 });
      graph.applications.push(application(number, name, on));
      graph.servicePrincipals.push(servicePrincipal(number, name, "Application", on));
      // The role holds for one object only, which policies for a role do not see.
      graph.roleAssignments.push({
        ...directoryAssignment(entraRoles.applicationAdministrator, idOf(cast.rowan)),
        directoryScopeId: `/${principal}`,
      });
      arm.roleAssignments.push(
        roleAssignment({
          number: 295,
          scope: dataGroup,
          role: roleIds.virtualMachineContributor,
          principal,
          type: "ServicePrincipal",
          on,
        }),
      );
    },
  },
  {
    id: "P96",
    sentence:
      "Guest Sky Hale (sky.hale@example.com) holds Managed Identity Contributor on the identity id-runner of Contoso Development, which is Virtual Machine Contributor on resource group rg-shared.",
    add: ({ arm, ago }) => {
      arm.roleAssignments.push(
        roleAssignment({
          number: 296,
          scope: `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${applications.runner.name}`,
          role: roleIds.managedIdentityContributor,
          principal: idOf(cast.sky),
          on: ago({ days: 190 }),
        }),
      );
    },
  },
  {
    id: "P97",
    sentence:
      "Guest Wren Cole (wren.cole@example.com) holds Resource Policy Contributor on Contoso Data, where the identity of Contoso's own policy deploy-agent is Virtual Machine Contributor on resource group rg-data.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = applications.extending;
      const identity = principalId(applications.extending);
      const on = ago({ days: 170 });
      arm.policyAssignments.push(
        mendingAssignment({
          name,
          displayName: "Machines have the agent",
          scope: dataGroup,
          definition: `${scopes.data}/providers/Microsoft.Authorization/policyDefinitions/${name}`,
          identity,
        }),
      );
      graph.servicePrincipals.push({
        ...servicePrincipal(number, name, "ManagedIdentity", on),
        alternativeNames: ["isExplicit=False", mendingId(dataGroup, name)],
      });
      arm.roleAssignments.push(
        roleAssignment({
          number: 297,
          scope: scopes.data,
          role: roleIds.resourcePolicyContributor,
          principal: idOf(cast.wren),
          on,
        }),
        roleAssignment({
          number: 298,
          scope: dataGroup,
          role: roleIds.virtualMachineContributor,
          principal: identity,
          type: "ServicePrincipal",
          on,
        }),
      );
    },
  },
  {
    id: "P99",
    sentence:
      "Application contoso-grouping holds the permission GroupMember.ReadWrite.All of Microsoft Graph, and so may join the group Batch Operators, which is Virtual Machine Contributor on resource group rg-data of Contoso Data.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = applications.grouping;
      const on = ago({ days: 160 });
      graph.applications.push(application(number, name, on));
      graph.servicePrincipals.push(servicePrincipal(number, name, "Application", on));
      graph.graphAppRoleAssignments.push(
        graphAppRole("dbaae8cf-10b5-4b86-a4a1-f871c94c6695", applications.grouping, on),
      );
      graph.groups.push(group(batchOperators.number, batchOperators.name, on));
      arm.roleAssignments.push(
        roleAssignment({
          number: 389,
          scope: dataGroup,
          role: roleIds.virtualMachineContributor,
          principal: guid("group", batchOperators.number),
          type: "Group",
          on,
        }),
      );
    },
  },
];
