import type { Table } from "./checks-table";
import {
  daysAgo,
  filter,
  globalAdministrator,
  guid,
  healthy,
  membership,
  noDeviceCode,
  policy,
  type Rows,
  registration,
  riskPolicies,
  user,
} from "./checks-tenant";

/** Cases of the checks on how people sign in. */

const [signInRisk, userRisk] = riskPolicies();
const tenant = [guid(900)];
const leaveOut = (n: number) => ({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(n)] }) });
const securityDefaults = { conditionalAccess: [], securityDefaults: [{ enabled: true }] };
const synchronising: Rows["directoryRoles"] = [
  {
    id: "s",
    principal: guid(102),
    role: "d29b2b05-8046-44ba-8758-1e26182fcf32",
    roleName: "Directory Synchronization Accounts",
    state: "active",
  },
];

const oldProtocols = policy({
  id: guid(574),
  name: "No old protocols",
  clientAppTypes: ["exchangeActiveSync", "other"],
  grant: { operator: "OR", controls: ["block"] },
});
const modernOnly = policy({ clientAppTypes: ["browser", "mobileAppsAndDesktopClients"] });

const administrator = (
  state: "active" | "eligible" = "active",
  principal = 102,
  role = globalAdministrator,
): Rows["directoryRoles"] => [{ id: "r", principal: guid(principal), role, roleName: "Global Administrator", state }];
const methods = (...names: string[]): Pick<Rows, "registrations"> => ({
  registrations: [registration(101), { ...registration(102), methods: names }],
});
const passkey = methods("mobilePhone", "passKeyDeviceBound");
const resistant = policy({
  id: guid(575),
  name: "Administrators",
  users: filter({ includeRoles: [globalAdministrator.toUpperCase()] }),
  grant: { operator: "OR", controls: [], strength: "00000000-0000-0000-0000-000000000004" },
});
const asked = { conditionalAccess: [policy(), resistant] };

const elsewhere = { narrowedBy: ["locations"], locations: { include: ["All"], exclude: ["AllTrusted"] } };

export const defenceTables: Record<string, Table> = {
  "phishable-administrator": {
    bad: {
      "an administrator with a telephone": {
        change: { ...asked, directoryRoles: administrator(), ...methods("mobilePhone", "microsoftAuthenticatorPush") },
        at: [guid(102)],
        severity: "medium",
        says: /is Global Administrator, and has registered no method/,
      },
      "an administrator with a passkey that need not be used": {
        change: { directoryRoles: administrator(), ...passkey },
        at: [guid(102)],
        says: /does not have to use.*policy MFA for all/s,
      },
      "an administrator by a group, who may activate the role": {
        change: {
          ...asked,
          memberships: [membership(201, 102)],
          directoryRoles: administrator("eligible", 201),
          ...methods("softwareOneTimePasscode"),
        },
        at: [guid(102)],
        says: /can become/,
      },
      "a role over an administrative unit, which the policy does not see": {
        change: {
          ...asked,
          directoryRoles: administrator().map(row => ({ ...row, scope: `/administrativeUnits/${guid(560)}` })),
          ...passkey,
        },
        at: [guid(102)],
      },
      "security defaults, and a telephone": {
        change: { ...securityDefaults, directoryRoles: administrator(), ...methods("mobilePhone") },
        at: [guid(102)],
      },
    },
    quiet: {
      "a passkey that has to be used": { change: { ...asked, directoryRoles: administrator(), ...passkey } },
      "Windows Hello, once the role is activated": {
        change: { ...asked, directoryRoles: administrator("eligible"), ...methods("windowsHelloForBusiness") },
      },
      "security defaults, and a key": {
        change: { ...securityDefaults, directoryRoles: administrator(), ...methods("fido2SecurityKey") },
      },
      "a role that leads to no rights over Azure": {
        change: { directoryRoles: administrator("active", 102, guid(598)), ...methods("mobilePhone") },
      },
      "a blocked account": {
        change: {
          users: [user(101), user(102, { enabled: false })],
          directoryRoles: administrator(),
          ...methods("mobilePhone"),
        },
      },
      "an emergency account": {
        change: { directoryRoles: administrator(), ...methods("mobilePhone") },
        estate: { breakGlass: ["user102@contoso.com"] },
      },
    },
    unsure: { "methods that the report does not name": { change: { ...asked, directoryRoles: administrator() } } },
  },

  "dangling-policy-reference": {
    bad: {
      "a deleted group left out": {
        change: {
          conditionalAccess: [
            policy({ users: filter({ includeUsers: ["All"], excludeGroups: [guid(201).toUpperCase()] }) }),
          ],
          policyObjects: [{ id: guid(201), exists: false }],
        },
        at: [guid(501)],
        severity: "low",
        says: /names 1 user or group that does not exist\n/,
      },
      "a policy for a deleted group only": {
        change: {
          conditionalAccess: [policy({ users: filter({ includeGroups: [guid(201)] }) })],
          policyObjects: [{ id: guid(201), exists: false }],
        },
        at: [guid(501)],
        severity: "medium",
        says: /and nobody else/,
      },
      "a policy for a deleted user and a role": {
        change: {
          conditionalAccess: [
            policy({ users: filter({ includeUsers: [guid(199)], includeRoles: [globalAdministrator] }) }),
          ],
          policyObjects: [{ id: guid(199), exists: false }],
        },
        at: [guid(501)],
        severity: "low",
      },
    },
    quiet: {
      "a group that exists": {
        change: {
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeGroups: [guid(201)] }) })],
          policyObjects: [{ id: guid(201), exists: true, name: "Group 201" }],
        },
      },
      "a policy that is switched off": {
        change: {
          conditionalAccess: [policy({ state: "disabled", users: filter({ includeGroups: [guid(201)] }) })],
          policyObjects: [{ id: guid(201), exists: false }],
        },
      },
    },
  },

  "missing-banned-passwords": {
    bad: {
      "switched off": {
        change: { passwordProtection: [{ enforced: false, words: 12 }] },
        at: tenant,
        severity: "low",
        says: /does not hold/,
      },
      "switched on, and empty": {
        change: { passwordProtection: [{ enforced: true, words: 0 }] },
        at: tenant,
        says: /empty/,
      },
    },
    quiet: {
      "one word": { change: { passwordProtection: [{ enforced: true, words: 1 }] } },
    },
  },

  "open-legacy-authentication": {
    bad: {
      "a policy for modern clients only": {
        change: { conditionalAccess: [modernOnly] },
        at: tenant,
        severity: "medium",
        says: /no enabled policy refuses legacy/,
      },
      "on trial": {
        change: { conditionalAccess: [modernOnly, { ...oldProtocols, state: "enabledForReportingButNotEnforced" }] },
        at: tenant,
      },
      "one of the two old kinds of clients": {
        change: { conditionalAccess: [modernOnly, { ...oldProtocols, clientAppTypes: ["exchangeActiveSync"] }] },
        at: tenant,
      },
      "all apps but the mailboxes": {
        change: {
          conditionalAccess: [
            modernOnly,
            { ...oldProtocols, applications: { include: ["All"], exclude: ["00000002-0000-0FF1-CE00-000000000000"] } },
          ],
        },
        at: tenant,
      },
      "somebody left out": {
        change: { conditionalAccess: [modernOnly, { ...oldProtocols, ...leaveOut(102) }] },
        at: tenant,
        severity: "low",
        says: /no policy refuses legacy authentication for 1 enabled account\n.*user102/s,
      },
      "outside of trusted places only": {
        change: {
          conditionalAccess: [modernOnly, { ...oldProtocols, ...elsewhere }],
        },
        at: tenant,
        severity: "low",
        says: /no enabled policy refuses legacy authentication throughout\n.*it leaves out some locations/s,
      },
      "outside of trusted places only, and of one of us": {
        change: {
          conditionalAccess: [
            modernOnly,
            { ...oldProtocols, ...elsewhere, users: filter({ includeUsers: [guid(101)] }) },
          ],
        },
        at: tenant,
        severity: "medium",
        says: /no enabled policy refuses legacy authentication\n/,
      },
    },
    quiet: {
      "a policy that blocks them": { change: { conditionalAccess: [modernOnly, oldProtocols] } },
      "MFA of all clients, which they cannot answer": { change: { conditionalAccess: [policy()] } },
      "a device of all clients": {
        change: { conditionalAccess: [policy({ grant: { operator: "OR", controls: ["mfa", "compliantDevice"] } })] },
      },
      "another app left out": {
        change: {
          conditionalAccess: [{ ...oldProtocols, applications: { include: ["All"], exclude: [guid(597)] } }],
        },
      },
      "security defaults": { change: securityDefaults },
      "whoever is left out of one is held by another": {
        change: {
          conditionalAccess: [
            { ...oldProtocols, ...leaveOut(102) },
            {
              ...oldProtocols,
              id: guid(576),
              name: "Old protocols of 102",
              users: filter({ includeUsers: [guid(102)] }),
            },
          ],
        },
      },
      "an emergency account left out": {
        change: { conditionalAccess: [{ ...oldProtocols, ...leaveOut(102) }] },
        estate: { breakGlass: [guid(102)] },
      },
      "the account of synchronisation left out": {
        change: { conditionalAccess: [{ ...oldProtocols, ...leaveOut(102) }], directoryRoles: synchronising },
      },
    },
    unsure: {
      "a condition that is not evaluated": {
        change: { conditionalAccess: [{ ...oldProtocols, narrowedBy: ["moonPhase"] }] },
      },
    },
  },

  "open-device-code": {
    bad: {
      "no policy about it": { change: { conditionalAccess: [policy()] }, at: tenant, severity: "medium" },
      "security defaults, which leave it open": {
        change: securityDefaults,
        at: tenant,
        says: /defaults are on, which/,
      },
      "MFA, which the victim answers": {
        change: { conditionalAccess: [noDeviceCode({ grant: { operator: "OR", controls: ["mfa"] } })] },
        at: tenant,
      },
      "another flow": {
        change: { conditionalAccess: [noDeviceCode({ flows: ["authenticationTransfer"] })] },
        at: tenant,
      },
      "another app": {
        change: { conditionalAccess: [noDeviceCode({ applications: { include: ["Office365"], exclude: [] } })] },
        at: tenant,
      },
      "but in trusted places": {
        change: {
          conditionalAccess: [noDeviceCode({ ...elsewhere, narrowedBy: ["authenticationFlows", "locations"] })],
        },
        at: tenant,
        severity: "low",
        says: /no enabled policy refuses the device code flow throughout/,
      },
      "switched off": { change: { conditionalAccess: [noDeviceCode({ state: "disabled" })] }, at: tenant },
      "somebody left out": {
        change: { conditionalAccess: [noDeviceCode(leaveOut(102))] },
        at: tenant,
        severity: "low",
        says: /user102@contoso.com is left out/,
      },
    },
    quiet: {
      "in other letters": { change: { conditionalAccess: [noDeviceCode({ flows: ["DeviceCodeFlow"] })] } },
      "an emergency account left out": {
        change: { conditionalAccess: [noDeviceCode(leaveOut(102))] },
        estate: { breakGlass: [guid(102)] },
      },
    },
    unsure: {
      "a policy of which the flows are not told": {
        change: {
          conditionalAccess: [(({ flows: _, ...rest }) => rest)(noDeviceCode())],
        },
      },
    },
  },

  "unenforced-risk-policy": {
    bad: {
      "no policy for sign-ins": {
        change: { conditionalAccess: [policy({ users: filter({ includeUsers: [guid(101)] }) }), userRisk] },
        at: tenant,
        severity: "low",
        says: /no policy asks for MFA at high sign-in risk for 1 enabled account/,
      },
      "no policy for sign-ins at all": {
        change: { conditionalAccess: [userRisk] },
        at: tenant,
        severity: "medium",
        says: /no enabled policy asks for MFA at high sign-in risk/,
      },
      "no policy for users": {
        change: { conditionalAccess: [signInRisk] },
        at: tenant,
        says: /no enabled policy demands a new password/,
      },
      "neither, each told": { change: { conditionalAccess: [] }, at: [...tenant, ...tenant] },
      "both on trial": {
        change: { conditionalAccess: [...riskPolicies({ state: "enabledForReportingButNotEnforced" })] },
        at: [...tenant, ...tenant],
      },
      "both conditions in one policy": {
        change: {
          conditionalAccess: [
            {
              ...userRisk,
              narrowedBy: ["signInRiskLevels", "userRiskLevels"],
              riskLevels: { signIn: ["high"], user: ["high"] },
            },
          ],
        },
        at: [...tenant, ...tenant],
      },
      "security defaults, which do nothing of users at risk": {
        change: securityDefaults,
        at: tenant,
        says: /no enabled policy demands a new password/,
      },
      "low risk only": {
        change: { conditionalAccess: [{ ...signInRisk, riskLevels: { signIn: ["low"], user: [] } }, userRisk] },
        at: tenant,
      },
      "MFA of users at risk, whose password stays": {
        change: { conditionalAccess: [signInRisk, { ...userRisk, grant: { operator: "OR", controls: ["mfa"] } }] },
        at: tenant,
      },
      "MFA or a new password": {
        change: {
          conditionalAccess: [
            signInRisk,
            { ...userRisk, grant: { operator: "OR", controls: ["mfa", "passwordChange"] } },
          ],
        },
        at: tenant,
      },
      "somebody left out": {
        change: { conditionalAccess: [signInRisk, { ...userRisk, ...leaveOut(102) }] },
        at: tenant,
        severity: "low",
      },
    },
    quiet: {
      "MFA of everybody, at risk or not": { change: { conditionalAccess: [policy(), userRisk] } },
      "users at risk are blocked": {
        change: { conditionalAccess: [signInRisk, { ...userRisk, grant: { operator: "OR", controls: ["block"] } }] },
      },
      "users at risk heal themselves": {
        change: {
          conditionalAccess: [signInRisk, { ...userRisk, grant: { operator: "AND", controls: ["riskRemediation"] } }],
        },
      },
      "a guest, whose risk is judged at home, left out": {
        change: {
          users: [user(101), user(102, { guest: true, external: true, lastSignIn: daysAgo(2) })],
          conditionalAccess: [signInRisk, { ...userRisk, ...leaveOut(102) }],
        },
      },
      "the management app only": {
        change: {
          conditionalAccess: healthy.conditionalAccess.map(each => ({
            ...each,
            applications: { include: ["797f4846-ba00-4fd7-ba43-dac1f8f63013"], exclude: [] },
          })),
        },
      },
    },
    unsure: {
      "policies of which the levels are not told": {
        change: { conditionalAccess: [signInRisk, userRisk].map(({ riskLevels: _, ...rest }) => rest) },
      },
    },
  },
};
