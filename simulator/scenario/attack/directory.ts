import { accountOf, appRoleOf, servicePrincipalOf } from "../baseline/directory-changes";
import { homeRegion } from "../baseline/usages";
import { roleIds } from "../built-in-roles";
import { addresses, applications, cast, idOf, sandboxTeam } from "../cast";
import { guid, scopes } from "../ids";
import { directoryChange, keyDescription } from "../rows/audits";
import { activity, riskDetection } from "../rows/logs";
import type { PlantedFault, Stage } from "../stage";

/** What only Entra's audit log tells, and what was created after that. */

const oli = sandboxTeam.at(-1)!;

/** A role that was given, used within the hour and taken away, of which nothing but the log is left. */
function useYoungRole({ arm, ago }: Stage): void {
  const home = { methods: "rsa,mfa", address: addresses.home };
  const assignment = `${scopes.development}/providers/Microsoft.Authorization/roleAssignments/${guid("assignment", 1530)}`;
  const grant = { ...home, by: cast.avery, scope: assignment, correlation: 8710 };
  const machine = `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.Compute/virtualMachines/vm-test`;
  const creation = { ...home, by: oli, scope: machine, action: "Microsoft.Compute/virtualMachines/write" };
  arm.activityLog.push(
    activity({
      ...{
        ...grant,
        number: 8710,
        at: ago({ days: 1, hours: 3 }),
        action: "Microsoft.Authorization/roleAssignments/write",
      },
      answered: {
        properties: { principalId: idOf(oli), principalType: "User", roleDefinitionId: roleIds.contributor },
      },
    }),
    activity({
      ...{ ...creation, number: 8711, correlation: 8711, at: ago({ days: 1, hours: 2 }), status: "Accepted" },
      answered: { location: homeRegion, properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } },
    }),
    activity({ ...creation, number: 8712, correlation: 8711, at: ago({ days: 1, hours: 2, minutes: -1 }) }),
    activity({
      ...{ ...grant, number: 8713, correlation: 8713, at: ago({ days: 1, hours: 1 }), method: "DELETE" },
      action: "Microsoft.Authorization/roleAssignments/delete",
    }),
  );
}

export const directoryFaults: readonly PlantedFault[] = [
  {
    id: "P150",
    sentence:
      "2 days ago Theo Lindqvist added a secret to the service principal of Azure Virtual Desktop, Virtual Machine Contributor on resource group rg-shared of Contoso Development, and took it away within the hour.",
    add: ({ graph, ago }) => {
      const by = { by: cast.theo, address: addresses.home };
      const key = keyDescription(1500, "test");
      const desktops = servicePrincipalOf(applications.desktops);
      graph.directoryAudits.push(
        directoryChange({
          ...{ ...by, number: 9100, at: ago({ days: 2, hours: 6 }), title: "Add service principal credentials" },
          targets: [{ ...desktops, changes: { KeyDescription: [[key], []] } }],
        }),
        directoryChange({
          ...{ ...by, number: 9101, at: ago({ days: 2, hours: 5 }), title: "Remove service principal credentials" },
          targets: [{ ...desktops, changes: { KeyDescription: [[], [key]] } }],
        }),
      );
    },
  },
  {
    id: "P151",
    sentence:
      "3 days ago Kim Novak gave the application contoso-reporting RoleManagement.ReadWrite.Directory of Microsoft Graph, and took it away within the hour.",
    add: ({ graph, ago }) => {
      const by = { by: cast.kim, address: addresses.home };
      const targets = appRoleOf(applications.reporting, "RoleManagement.ReadWrite.Directory");
      graph.directoryAudits.push(
        directoryChange({
          ...{ ...by, number: 9110, at: ago({ days: 3, hours: 6 }), targets },
          title: "Add app role assignment to service principal",
        }),
        directoryChange({
          ...{ ...by, number: 9111, at: ago({ days: 3, hours: 5 }), targets },
          title: "Remove app role assignment from service principal",
        }),
      );
    },
  },
  {
    id: "P152",
    sentence:
      "2 days ago Avery Howard registered another second factor for Harper Diaz, two hours before Harper Diaz created a machine.",
    add: ({ graph, ago }) => {
      graph.directoryAudits.push(
        directoryChange({
          ...{ number: 9120, at: ago({ days: 2, hours: 2 }), by: cast.avery, address: addresses.home },
          ...{ title: "Admin registered security info", service: "Authentication Methods" },
          targets: [accountOf(cast.harper)],
        }),
      );
    },
  },
  {
    id: "P153",
    sentence:
      "Yesterday Avery Howard gave Oli Park Contributor on Contoso Development, where Oli Park created a machine an hour later; an hour after that the role was taken away.",
    add: useYoungRole,
  },
  {
    id: "P154",
    sentence:
      "Sasha Kim, who may create compute and does, is at medium risk: 3 days ago somebody signed in as her from an anonymous address.",
    add: ({ graph, ago }) => {
      graph.riskDetections.push(riskDetection({ number: 8730, of: cast.sasha, at: ago({ days: 3 }) }));
      graph.riskyUsers.push({
        ...{ id: idOf(cast.sasha), userDisplayName: cast.sasha.name, userPrincipalName: "sasha.kim@contoso.com" },
        ...{ isDeleted: false, isProcessing: false, riskLastUpdatedDateTime: ago({ days: 3 }) },
        ...{ riskLevel: "medium", riskState: "atRisk", riskDetail: "none" },
      });
    },
  },
];
