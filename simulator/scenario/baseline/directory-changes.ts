import { roleIds } from "../built-in-roles";
import { addresses, applications, cast, idOf, principalId } from "../cast";
import { guid, scopes } from "../ids";
import { type DirectoryTarget, directoryChange, keyDescription } from "../rows/audits";
import { type Person, upnOf } from "../rows/directory";
import { activity, riskDetection } from "../rows/logs";
import type { Stage } from "../stage";
import { homeRegion } from "./usages";

type Application = (typeof applications)[keyof typeof applications];

export const servicePrincipalOf = (application: Application): DirectoryTarget => ({
  ...{ id: principalId(application), type: "ServicePrincipal", name: application.name },
});
export const accountOf = (person: Person): DirectoryTarget => ({
  ...{ id: idOf(person), type: "User", name: person.name, upn: upnOf(person) },
});

/** A permission of Microsoft Graph that an application gets: the API first, then the application. */
export const appRoleOf = (application: Application, permission: string): readonly DirectoryTarget[] => [
  {
    ...{ id: guid("servicePrincipal", 1000), type: "ServicePrincipal", name: "Microsoft Graph" },
    changes: {
      "AppRole.Value": [permission],
      "ServicePrincipal.ObjectID": [principalId(application)],
      "ServicePrincipal.DisplayName": [application.name],
    },
  },
  servicePrincipalOf(application),
];

const applicationOf = (
  application: Application,
  before: readonly string[],
  now: readonly string[],
): DirectoryTarget => ({
  ...{ id: guid("application", application.number), type: "Application", name: application.name },
  changes: { KeyDescription: [[...now], [...before]] },
});

/** What is changed on any day: the twins Q150 to Q154. */
export function addDirectoryChanges({ arm, graph, ago }: Stage): void {
  const [first, second] = [keyDescription(1501, "audit"), keyDescription(1502, "audit, new")];
  const by = { by: cast.morgan, address: addresses.home };
  const secrets = "Update application – Certificates and secrets management ";
  const method = { service: "Authentication Methods", address: addresses.home } as const;
  graph.directoryAudits.push(
    directoryChange({
      ...{ ...by, number: 9150, at: ago({ days: 4, hours: 6 }), title: secrets },
      targets: [applicationOf(applications.auditor, [first], [first, second])],
    }),
    directoryChange({
      ...{ ...by, number: 9151, at: ago({ days: 4, hours: 5 }), title: secrets },
      targets: [applicationOf(applications.deploy, [first, second], [second])],
    }),
    directoryChange({
      ...{ ...by, number: 9152, at: ago({ days: 4, hours: 4 }), title: "Add app role assignment to service principal" },
      targets: appRoleOf(applications.auditor, "Directory.Read.All"),
    }),
    directoryChange({
      ...{ ...method, number: 9153, at: ago({ days: 6 }), by: cast.ines, title: "User registered security info" },
      targets: [accountOf(cast.ines)],
    }),
    directoryChange({
      ...{ ...method, number: 9154, at: ago({ days: 1 }), by: cast.kim, title: "User updated security info" },
      targets: [accountOf(cast.kim)],
    }),
  );
  const home = { methods: "rsa,mfa", address: addresses.home };
  const machine = `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.Compute/virtualMachines/vm-riley`;
  arm.activityLog.push(
    ...[60, 2].flatMap((days, i) => {
      const creation = { ...home, by: cast.riley, scope: machine, action: "Microsoft.Compute/virtualMachines/write" };
      const answered = { location: homeRegion, properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } };
      const record = { ...creation, correlation: 8721 + i };
      return [
        activity({ ...record, number: 8725 + i, at: ago({ days, minutes: 1 }), status: "Accepted", answered }),
        activity({ ...record, number: 8721 + i, at: ago({ days }) }),
      ];
    }),
    activity({
      ...{ ...home, number: 8720, at: ago({ days: 2, hours: 1 }), by: cast.avery },
      action: "Microsoft.Authorization/roleAssignments/write",
      scope: `${scopes.development}/providers/Microsoft.Authorization/roleAssignments/${guid("assignment", 1531)}`,
      answered: {
        properties: { principalId: idOf(cast.riley), principalType: "User", roleDefinitionId: roleIds.reader },
      },
    }),
  );
  graph.riskDetections.push(riskDetection({ number: 8731, of: cast.ines, at: ago({ days: 9 }), state: "dismissed" }));
  graph.riskyUsers.push({
    ...{ id: idOf(cast.ines), userDisplayName: cast.ines.name, userPrincipalName: upnOf(cast.ines) },
    ...{ isDeleted: false, isProcessing: false, riskLastUpdatedDateTime: ago({ days: 9 }) },
    ...{ riskLevel: "none", riskState: "dismissed", riskDetail: "adminDismissedAllRiskForUser" },
  });
}
