import type { Row } from "../../json";
import { applications, cast, everybody, groupId, groups, idOf, principalId, sandboxTeam } from "../cast";
import { azureManagementApp, entraRoles, guid, tenantId } from "../ids";
import {
  application,
  directoryAssignment,
  directoryInstance,
  group,
  registration,
  servicePrincipal,
  user,
} from "../rows/directory";
import { accessPolicy, authenticationStrength } from "../rows/policies";
import type { Stage } from "../stage";

/** The directory of the sound tenant: everybody has registered, nobody is at risk, no secret lies about. */

export const strengths = {
  mfa: "00000000-0000-0000-0000-000000000002",
  phishingResistant: "00000000-0000-0000-0000-000000000004",
} as const;

const administrators = [cast.avery, cast.morgan, cast.emergency];

const roleNames: readonly (readonly [id: string, name: string, description: string])[] = [
  [entraRoles.globalAdministrator, "Global Administrator", "Can manage all aspects of Microsoft Entra ID."],
  [entraRoles.globalReader, "Global Reader", "Can read everything that a Global Administrator can."],
  [entraRoles.userAdministrator, "User Administrator", "Can manage users and groups."],
];

/** Licences. Free has none of the premium plans, so that reports and PIM are refused. */
export function licences(licence: "P2" | "P1" | "free"): Row[] {
  const servicePlan = (number: number, servicePlanName: string): Row => ({
    servicePlanId: guid("sku", number),
    servicePlanName,
    provisioningStatus: "Success",
    appliesTo: "User",
  });
  const premium = { free: [], P1: ["AAD_PREMIUM"], P2: ["AAD_PREMIUM", "AAD_PREMIUM_P2"] }[licence];
  return [
    {
      capabilityStatus: "Enabled",
      consumedUnits: 35,
      id: `${tenantId}_${guid("sku", 1)}`,
      prepaidUnits: { enabled: 50, suspended: 0, warning: 0 },
      servicePlans: [servicePlan(2, "EXCHANGE_S_FOUNDATION"), ...premium.map((name, i) => servicePlan(3 + i, name))],
      skuId: guid("sku", 1),
      skuPartNumber: premium.length > 0 ? "EMSPREMIUM" : "ENTRA_FREE",
      appliesTo: "User",
    },
  ];
}

export function soundDirectory({ graph, ago }: Stage): void {
  const founded = ago({ days: 900 });
  graph.organization.push({
    id: tenantId,
    displayName: "Contoso",
    countryLetterCode: "NL",
    createdDateTime: founded,
    assignedPlans: [],
    tenantType: "AAD",
    onPremisesSyncEnabled: true,
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
    graph.users.push(user(person, ago({ days: 700 }), ago({ days: 1, hours: person.number })));
    const registered = person.number !== cast.alex.number;
    graph.registrations.push(
      registration(
        person,
        registered,
        administrators.some(({ number }) => number === person.number),
        ago({ days: 3 }),
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
  graph.owners.push({ of: groupId(groups.cloudEngineers), is: idOf(cast.avery) });

  const { deploy, reporting, backup, auditor } = applications;
  for (const { number, name } of [deploy, reporting, auditor])
    graph.applications.push(application(number, name, ago({ days: 400 })));
  for (const { number, name } of [deploy, reporting, auditor])
    graph.servicePrincipals.push(servicePrincipal(number, name, "Application", ago({ days: 400 })));
  const identity = `/subscriptions/${guid("subscription", 3)}/resourcegroups/rg-data/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${backup.name}`;
  graph.servicePrincipals.push({
    ...servicePrincipal(backup.number, backup.name, "ManagedIdentity", ago({ days: 400 })),
    alternativeNames: ["isExplicit=True", identity],
  });
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
    graph.roleAssignments.push(directoryAssignment(globalAdministrator, idOf(person)));
    graph.roleAssignmentScheduleInstances.push(
      directoryInstance("Assigned", globalAdministrator, idOf(person), ago({ days: 600 }), null),
    );
  }
  graph.roleAssignments.push(directoryAssignment(entraRoles.globalReader, principalId(auditor)));
  graph.roleEligibilityScheduleInstances.push(
    directoryInstance("eligible", globalAdministrator, idOf(cast.kim), ago({ days: 100 }), ago({ days: -265 })),
  );

  const phishingResistant = authenticationStrength(
    strengths.phishingResistant,
    "Phishing-resistant MFA",
    "mfa",
    ["fido2", "windowsHelloForBusiness", "x509CertificateMultiFactor"],
    "2021-12-01T08:00:00Z",
  );
  graph.authenticationStrengths.push(
    authenticationStrength(
      strengths.mfa,
      "Multifactor authentication",
      "mfa",
      ["windowsHelloForBusiness", "fido2", "password,microsoftAuthenticatorPush"],
      "2021-12-01T08:00:00Z",
    ),
    phishingResistant,
  );
  const excludeUsers = [idOf(cast.emergency)];
  graph.conditionalAccessPolicies.push(
    accessPolicy(
      {
        number: 1,
        name: "CA001 Cloud engineers: MFA at Azure management",
        state: "enabled",
        users: { includeGroups: [groupId(groups.cloudEngineers)], excludeUsers },
        applications: [azureManagementApp],
        controls: ["mfa"],
      },
      ago({ days: 500 }),
    ),
    accessPolicy(
      {
        number: 2,
        name: "CA002 Administrators: phishing-resistant MFA",
        state: "enabled",
        users: { includeRoles: [globalAdministrator, entraRoles.userAdministrator], excludeUsers },
        applications: ["All"],
        controls: [],
        strength: phishingResistant,
      },
      ago({ days: 500 }),
    ),
    accessPolicy(
      {
        number: 3,
        name: "CA003 Everybody: no legacy authentication",
        state: "enabled",
        users: { includeUsers: ["All"], excludeUsers },
        applications: ["All"],
        clientAppTypes: ["exchangeActiveSync", "other"],
        controls: ["block"],
      },
      ago({ days: 500 }),
    ),
  );
  graph.namedLocations.push(
    {
      "@odata.type": "#microsoft.graph.ipNamedLocation",
      id: guid("policy", 50),
      displayName: "Contoso office",
      modifiedDateTime: ago({ days: 500 }),
      createdDateTime: ago({ days: 500 }),
      isTrusted: true,
      ipRanges: [{ "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress: "198.51.100.0/28" }],
    },
    {
      "@odata.type": "#microsoft.graph.countryNamedLocation",
      id: guid("policy", 51),
      displayName: "Where Contoso works",
      modifiedDateTime: ago({ days: 500 }),
      createdDateTime: ago({ days: 500 }),
      countriesAndRegions: ["NL", "IE"],
      countryLookupMethod: "clientIpAddress",
      includeUnknownCountriesAndRegions: false,
    },
  );
}
