import { roleIds } from "../built-in-roles";
import { applications, cast, idOf, principalId, sandboxTeam } from "../cast";
import { entraRoles, guid, scopes, subscriptions } from "../ids";
import { activationPolicy, roleAssignment } from "../rows/authorization";
import { application, directoryAssignment, directoryInstance, group, servicePrincipal } from "../rows/directory";
import { change, type PlantedFault, type Stage } from "../stage";

/** Roads to rights that no list of role assignments shows. */

const platformOwners = { number: 6, name: "Platform Owners" };

/** A directory role at all times, in the list of what is in force and in PIM's. */
function stand({ graph, ago }: Stage, role: string, principal: string): void {
  graph.roleAssignments.push(directoryAssignment(role, principal));
  graph.roleAssignmentScheduleInstances.push(directoryInstance("Assigned", role, principal, ago({ days: 200 }), null));
}

export const roadFaults: readonly PlantedFault[] = [
  {
    id: "P33",
    sentence:
      "Five people of the sandbox team are standing Global Administrators through the role-assignable group Platform Owners.",
    add: stage => {
      const { graph, ago } = stage;
      const owners = {
        ...group(platformOwners.number, platformOwners.name, ago({ days: 210 })),
        isAssignableToRole: true,
      };
      graph.groups.push(owners);
      const id = guid("group", platformOwners.number);
      for (const person of sandboxTeam.slice(0, 5)) graph.memberships.push({ of: id, is: idOf(person) });
      stand(stage, entraRoles.globalAdministrator, id);
    },
  },
  {
    id: "P34",
    sentence:
      "Jamie Rhodes holds no right, and owns the application contoso-build, which is Virtual Machine Contributor on Contoso Sandbox.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = applications.build;
      const on = ago({ days: 150 });
      graph.applications.push(application(number, name, on));
      graph.servicePrincipals.push(servicePrincipal(number, name, "Application", on));
      graph.owners.push({ of: guid("application", number), is: idOf(cast.jamie) });
      arm.roleAssignments.push(
        roleAssignment({
          number: 184,
          scope: scopes.sandbox,
          role: roleIds.virtualMachineContributor,
          principal: principalId(applications.build),
          type: "ServicePrincipal",
          on,
        }),
      );
    },
  },
  {
    id: "P35",
    sentence:
      "Machine vm-web-01 in Contoso Production works under the managed identity id-web, which is Contributor on Contoso Production.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = applications.web;
      const on = ago({ days: 40 });
      const machine = `/subscriptions/${subscriptions.production}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/vm-web-01`;
      graph.servicePrincipals.push({
        ...servicePrincipal(number, name, "ManagedIdentity", on),
        alternativeNames: ["isExplicit=False", machine],
      });
      change(
        arm.resources,
        row => row.id === machine,
        row => ({ ...row, identity: { type: "SystemAssigned", principalId: principalId(applications.web) } }),
      );
      arm.roleAssignments.push(
        roleAssignment({
          number: 185,
          scope: scopes.production,
          role: roleIds.contributor,
          principal: principalId(applications.web),
          type: "ServicePrincipal",
          on,
        }),
      );
    },
  },
  {
    id: "P36",
    sentence: "Service principal contoso-helpdesk holds the directory role User Administrator.",
    add: stage => {
      const { number, name } = applications.helpdesk;
      const on = stage.ago({ days: 320 });
      stage.graph.applications.push(application(number, name, on));
      stage.graph.servicePrincipals.push(servicePrincipal(number, name, "Application", on));
      stand(stage, entraRoles.userAdministrator, principalId(applications.helpdesk));
    },
  },
  {
    id: "P37",
    sentence:
      "Whoever activates Contributor on Contoso Production is asked for neither MFA, nor approval, nor an authentication context.",
    add: ({ arm }) =>
      change(
        arm.roleManagementPolicyAssignments,
        row => String(row.id).includes(roleIds.contributor),
        () => activationPolicy(scopes.production, roleIds.contributor, {}),
      ),
  },
  {
    id: "P100",
    sentence:
      "Application contoso-domains holds the directory role Domain Name Administrator, and so may sign in as Robin Vance, who holds Virtual Machine Contributor on Contoso Data and is synchronised from on-premises.",
    add: stage => {
      const { number, name } = applications.domains;
      const on = stage.ago({ days: 150 });
      stage.graph.applications.push(application(number, name, on));
      stage.graph.servicePrincipals.push(servicePrincipal(number, name, "Application", on));
      stand(stage, entraRoles.domainNameAdministrator, principalId(applications.domains));
      change(
        stage.graph.users,
        row => row.id === idOf(cast.robin),
        row => ({ ...row, onPremisesSyncEnabled: true }),
      );
    },
  },
];
