import { roleIds } from "../built-in-roles";
import { applications, cast, groupId, groups, idOf, principalId, sandboxTeam } from "../cast";
import { guid, scopes } from "../ids";
import { customRole, roleAssignment } from "../rows/authorization";
import type { PlantedFault } from "../stage";
import { unregister } from "./accounts";

/** Who may create compute, and how well they are defended. */

const { virtualMachineContributor, contributor, accessControlAdministrator } = roleIds;

export const rightsFaults: readonly PlantedFault[] = [
  {
    id: "P1",
    sentence:
      "Dana Moreno (dana.moreno@contoso.com) holds Virtual Machine Contributor on subscription Contoso Production directly and has not registered for MFA.",
    add: stage => {
      const held = {
        number: 101,
        scope: scopes.production,
        role: virtualMachineContributor,
        principal: idOf(cast.dana),
      };
      stage.arm.roleAssignments.push(roleAssignment({ ...held, on: stage.ago({ days: 300 }) }));
      unregister(stage, cast.dana);
    },
  },
  {
    id: "P2",
    sentence:
      "Theo Lindqvist (theo.lindqvist@contoso.com), member of Build Agents, which is nested in VM Operators, holds Virtual Machine Contributor on Contoso Production through it and has not registered for MFA.",
    add: stage => {
      const held = {
        number: 102,
        scope: scopes.production,
        role: virtualMachineContributor,
        principal: groupId(groups.vmOperators),
      };
      stage.arm.roleAssignments.push(roleAssignment({ ...held, type: "Group", on: stage.ago({ days: 300 }) }));
      unregister(stage, cast.theo);
    },
  },
  {
    id: "P3",
    sentence:
      "Custom role Contoso Compute Operator allows Microsoft.Compute/* in Contoso Development, and Ines Ferreira holds it.",
    add: ({ arm, ago }) => {
      const on = ago({ days: 200 });
      const { development: scope } = scopes;
      const actions = ["Microsoft.Compute/*", "Microsoft.Network/networkInterfaces/*", "*/read"];
      arm.roleDefinitions.push(
        customRole(1, "Contoso Compute Operator", scope, actions, ["Microsoft.Compute/galleries/share/action"], on),
      );
      arm.roleAssignments.push(
        roleAssignment({ number: 103, scope, role: guid("customRole", 1), principal: idOf(cast.ines), on }),
      );
    },
  },
  {
    id: "P4",
    sentence: "Service principal contoso-deploy holds Contributor at management group Contoso Landing Zones.",
    add: ({ arm, ago }) => {
      const principal = principalId(applications.deploy);
      arm.roleAssignments.push(
        roleAssignment({
          number: 104,
          scope: scopes.landingZones,
          role: contributor,
          principal,
          type: "ServicePrincipal",
          on: ago({ days: 390 }),
        }),
      );
    },
  },
  {
    id: "P9",
    sentence:
      "Fifteen people hold Contributor on Contoso Sandbox, standing and directly: five times the three that are allowed.",
    add: ({ arm, ago }) =>
      sandboxTeam.forEach((person, i) => {
        const held = { number: 120 + i, scope: scopes.sandbox, role: contributor, principal: idOf(person) };
        arm.roleAssignments.push(roleAssignment({ ...held, on: ago({ days: 250 }) }));
      }),
  },
  {
    id: "P14",
    sentence: "Guest Pat Lamb (pat.lamb@example.com) holds Contributor on Contoso Development.",
    add: ({ arm, ago }) => {
      const held = { number: 114, scope: scopes.development, role: contributor, principal: idOf(cast.pat) };
      arm.roleAssignments.push(roleAssignment({ ...held, on: ago({ days: 90 }) }));
    },
  },
  {
    id: "P15",
    sentence: "A principal that was deleted still holds Contributor on Contoso Data.",
    add: ({ arm, ago }) => {
      const held = { number: 115, scope: scopes.data, role: contributor, principal: guid("user", 9999) };
      arm.roleAssignments.push(roleAssignment({ ...held, on: ago({ days: 600 }) }));
    },
  },
  {
    id: "P28",
    sentence:
      "Ellis Grant holds Role Based Access Control Administrator on Contoso Production without a condition, and so can make themselves Owner.",
    add: ({ arm, ago }) => {
      const held = {
        number: 118,
        scope: scopes.production,
        role: accessControlAdministrator,
        principal: idOf(cast.ellis),
      };
      arm.roleAssignments.push(roleAssignment({ ...held, on: ago({ days: 150 }) }));
    },
  },
];
