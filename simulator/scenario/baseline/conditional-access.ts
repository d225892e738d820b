import { cast, groupId, groups, idOf } from "../cast";
import { azureManagementApp, entraRoles, guid } from "../ids";
import { accessPolicy, authenticationStrength } from "../rows/policies";
import type { Stage } from "../stage";

/** Conditional Access of the healthy tenant: engineers and administrators have to use MFA, and nobody legacy authentication. */

const strengths = {
  mfa: "00000000-0000-0000-0000-000000000002",
  phishingResistant: "00000000-0000-0000-0000-000000000004",
} as const;

export function addConditionalAccess({ graph, ago }: Stage): void {
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
        users: { includeUsers: [idOf(cast.kim)], includeGroups: [groupId(groups.cloudEngineers)], excludeUsers },
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
        // Harper and Rowan administer one unit or one application, which policies for a role do not see.
        users: {
          includeUsers: [idOf(cast.harper), idOf(cast.rowan)],
          includeRoles: [entraRoles.globalAdministrator, entraRoles.userAdministrator],
          excludeUsers,
        },
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
  const everybody = {
    state: "enabled",
    users: { includeUsers: ["All"], excludeUsers },
    applications: ["All"],
  } as const;
  graph.conditionalAccessPolicies.push(
    accessPolicy(
      {
        ...everybody,
        number: 5,
        name: "CA005 Everybody: no device code flow",
        transferMethods: "deviceCodeFlow,authenticationTransfer",
        controls: ["block"],
      },
      ago({ days: 400 }),
    ),
    accessPolicy(
      {
        ...everybody,
        number: 6,
        name: "CA006 Everybody: MFA at high sign-in risk",
        signInRiskLevels: ["high"],
        controls: ["mfa"],
      },
      ago({ days: 400 }),
    ),
    accessPolicy(
      {
        ...everybody,
        number: 7,
        name: "CA007 Everybody: new password at high user risk",
        userRiskLevels: ["high"],
        operator: "AND",
        controls: ["mfa", "passwordChange"],
      },
      ago({ days: 400 }),
    ),
  );
  graph.conditionalAccessPolicies.push(
    accessPolicy(
      {
        ...everybody,
        number: 9,
        name: "CA009 Everybody: MFA at authentication context c1",
        applications: [],
        contexts: ["c1"],
        controls: ["mfa"],
      },
      ago({ days: 400 }),
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
