import { applications, cast, everybody, groupId, groups, idOf, principalId, sandboxTeam } from "../cast";
import { entraRoles, guid, tenantId } from "../ids";
import { activationRules } from "../rows/authorization";
import {
  application,
  certificate,
  directoryAssignment,
  directoryInstance,
  graphAppRole,
  group,
  registration,
  servicePrincipal,
  user,
} from "../rows/directory";
import type { Stage } from "../stage";

/** The directory of the healthy tenant: everybody has registered, nobody is at risk, no secret lies about. */

const administrators = [cast.avery, cast.morgan, cast.emergency];
/** Accounts for administration alone: of those who are administrators, or may become it. */
const apart = [...administrators, cast.kim, cast.harper, cast.rowan, ...sandboxTeam.slice(0, 5)];
/** Casey has been given a key as well. */
const withKeys = [...apart, cast.casey];

const roleNames: readonly (readonly [id: string, name: string, description: string])[] = [
  [entraRoles.globalAdministrator, "Global Administrator", "Can manage all aspects of Microsoft Entra ID."],
  [entraRoles.globalReader, "Global Reader", "Can read everything that a Global Administrator can."],
  [entraRoles.userAdministrator, "User Administrator", "Can manage users and groups."],
  [entraRoles.applicationAdministrator, "Application Administrator", "Can manage all aspects of applications."],
  [entraRoles.domainNameAdministrator, "Domain Name Administrator", "Can manage domain names."],
];

export function addDirectory({ graph, ago }: Stage): void {
  const founded = ago({ days: 900 });
  graph.organization.push({
    id: tenantId,
    displayName: "Contoso",
    countryLetterCode: "NL",
    createdDateTime: founded,
    assignedPlans: [],
    tenantType: "AAD",
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: ago({ minutes: 25 }),
    onPremisesLastPasswordSyncDateTime: ago({ minutes: 25 }),
    verifiedDomains: [
      { capabilities: "Email", isDefault: true, isInitial: false, name: "contoso.com", type: "Managed" },
      { capabilities: "Email", isDefault: false, isInitial: true, name: "contoso.onmicrosoft.com", type: "Managed" },
    ],
  });
  for (const [id, isDefault] of [
    ["contoso.com", true],
    ["contoso.onmicrosoft.com", false],
  ] as const)
    graph.domains.push({
      authenticationType: "Managed",
      id,
      isAdminManaged: true,
      isDefault,
      isInitial: !isDefault,
      isRoot: true,
      isVerified: true,
      supportedServices: [],
    });

  for (const person of everybody) {
    const daily = !apart.some(({ number }) => number === person.number);
    graph.users.push(user(person, ago({ days: 700 }), ago({ days: 1, hours: person.number }), daily));
    const registered = person.number !== cast.alex.number;
    graph.registrations.push(
      registration(
        person,
        registered,
        administrators.some(({ number }) => number === person.number),
        ago({ days: 3 }),
        withKeys.some(({ number }) => number === person.number),
      ),
    );
  }
  for (const { number, name } of Object.values(groups)) graph.groups.push(group(number, name, ago({ days: 650 })));
  const engineers = [
    cast.riley,
    cast.robin,
    cast.noor,
    cast.ines,
    cast.sasha,
    cast.harper,
    cast.ellis,
    cast.pat,
    cast.jamie,
    cast.toni,
    cast.lee,
    cast.mika,
    cast.blair,
    cast.rowan,
    cast.sky,
    cast.wren,
    ...sandboxTeam,
  ];
  const memberships = [
    ...engineers.map(person => [groups.cloudEngineers, idOf(person)] as const),
    [groups.vmOperators, groupId(groups.buildAgents)] as const,
    [groups.buildAgents, idOf(cast.theo)] as const,
    [groups.auditors, idOf(cast.quinn)] as const,
    [groups.contractors, idOf(cast.jules)] as const,
    [groups.contractors, idOf(cast.ash)] as const,
  ];
  for (const [of, is] of memberships) graph.memberships.push({ of: groupId(of), is });
  graph.memberships.push({ of: groupId(groups.auditors), is: principalId(applications.auditor) });
  graph.owners.push({ of: groupId(groups.cloudEngineers), is: idOf(cast.avery) });

  const { deploy, reporting, backup, auditor } = applications;
  const ofAYear = certificate(94, "CN=contoso-deploy", ago({ days: 30 }), ago({ days: -335 }));
  for (const { number, name } of [deploy, reporting, auditor])
    graph.applications.push({
      ...application(number, name, ago({ days: 400 })),
      ...(number === deploy.number && { keyCredentials: [ofAYear] }),
    });
  for (const { number, name } of [deploy, reporting, auditor])
    graph.servicePrincipals.push(servicePrincipal(number, name, "Application", ago({ days: 400 })));
  const identity = `/subscriptions/${guid("subscription", 3)}/resourcegroups/rg-data/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${backup.name}`;
  graph.servicePrincipals.push({
    ...servicePrincipal(backup.number, backup.name, "ManagedIdentity", ago({ days: 400 })),
    alternativeNames: ["isExplicit=True", identity],
  });
  // Directory.Read.All and Policy.Read.All: they only read
  for (const role of ["7ab1d382-f21e-4acd-a863-ba3e13f7da61", "246dd0d5-5bd0-4def-940b-0421030a5b68"])
    graph.graphAppRoleAssignments.push(graphAppRole(role, auditor, ago({ days: 400 })));
  graph.federatedCredentials.push({
    of: guid("application", deploy.number),
    row: {
      id: guid("credential", 1),
      name: "deploy-from-main",
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:contoso/deploy:ref:refs/heads/main",
      audiences: ["api://AzureADTokenExchange"],
      description: null,
    },
  });

  roleNames.forEach(([id, displayName, description], i) => {
    graph.roleDefinitions.push({
      id,
      description,
      displayName,
      isBuiltIn: true,
      isEnabled: true,
      resourceScopes: ["/"],
      templateId: id,
      version: "1",
      rolePermissions: [],
    });
    graph.directoryRoles.push({
      id: guid("directoryRole", i + 1),
      deletedDateTime: null,
      description,
      displayName,
      roleTemplateId: id,
    });
  });
  const { globalAdministrator } = entraRoles;
  for (const person of administrators) {
    const standing = person.number === cast.emergency.number;
    graph.roleAssignments.push(directoryAssignment(globalAdministrator, idOf(person)));
    graph.roleAssignmentScheduleInstances.push(
      standing
        ? directoryInstance("Assigned", globalAdministrator, idOf(person), ago({ days: 600 }), null)
        : directoryInstance("Activated", globalAdministrator, idOf(person), ago({ hours: 2 }), ago({ hours: -6 })),
    );
    if (!standing)
      graph.roleEligibilityScheduleInstances.push(
        directoryInstance("eligible", globalAdministrator, idOf(person), ago({ days: 600 }), ago({ days: -165 })),
      );
  }
  graph.roleManagementPolicyAssignments.push({
    id: `DirectoryRole_${guid("tenant", 1)}_${globalAdministrator}`,
    policyId: `DirectoryRole_${guid("tenant", 1)}_policy`,
    roleDefinitionId: globalAdministrator,
    scopeId: "/",
    scopeType: "DirectoryRole",
    policy: { id: `DirectoryRole_${guid("tenant", 1)}_policy`, rules: activationRules({ context: "c1" }, "graph") },
  });
  graph.roleAssignments.push(directoryAssignment(entraRoles.globalReader, principalId(auditor)));
  const unit = guid("other", 20);
  graph.administrativeUnits.push({
    id: unit,
    deletedDateTime: null,
    displayName: "Contractors",
    description: null,
    isMemberManagementRestricted: false,
    visibility: null,
  });
  for (const person of [cast.jules, cast.ash]) graph.unitMembers.push({ of: unit, is: idOf(person) });
  graph.roleAssignments.push({
    ...directoryAssignment(entraRoles.userAdministrator, idOf(cast.harper)),
    directoryScopeId: `/administrativeUnits/${unit}`,
  });
  graph.roleEligibilityScheduleInstances.push(
    directoryInstance("eligible", globalAdministrator, idOf(cast.kim), ago({ days: 100 }), ago({ days: -265 })),
  );
}
