import type { Table } from "./checks-table";
import { filter, guid, membership, policy, type Rows, registration, user } from "./checks-tenant";

/** Cases of the checks on accounts that are special: emergency accounts, administrators, people from outside. */

const emergency = { breakGlass: [guid(102)] };
const withMethods = (...methods: string[]): Pick<Rows, "registrations"> => ({
  registrations: [registration(101), { ...registration(102), methods }],
});
const leavingOut = (...people: number[]) =>
  policy({ users: filter({ includeUsers: ["All"], excludeUsers: people.map(guid) }) });
/** A key, and no policy that binds the account. */
const ready: Partial<Rows> = { ...withMethods("passKeyDeviceBound"), conditionalAccess: [leavingOut(102)] };

export const peopleTables: Record<string, Table> = {
  "phishable-break-glass": {
    bad: {
      "a telephone": {
        change: { ...ready, ...withMethods("mobilePhone", "microsoftAuthenticatorPush") },
        estate: emergency,
        at: [guid(102)],
        severity: "high",
        says: /no method that cannot be phished/,
      },
      "nothing registered": {
        change: { ...ready, registrations: [registration(101), registration(102, false)] },
        estate: { breakGlass: ["USER102@contoso.com"] },
        at: [guid(102)],
        says: /has not registered/,
      },
    },
    quiet: {
      "a passkey": { change: ready, estate: emergency },
      "a certificate": { change: { ...ready, ...withMethods("x509CertificateMultiFactor") }, estate: emergency },
      "a blocked account": {
        change: { ...ready, users: [user(101), user(102, { enabled: false })], ...withMethods("mobilePhone") },
        estate: emergency,
      },
      "somebody else with a telephone": {
        change: {
          ...ready,
          registrations: [
            { ...registration(101), methods: ["mobilePhone"] },
            { ...registration(102), methods: ["fido2SecurityKey"] },
          ],
        },
        estate: emergency,
      },
    },
    unsure: {
      "methods that the report does not name": {
        change: { ...ready, registrations: [registration(101), registration(102)] },
        estate: emergency,
      },
      "an account without a report": {
        change: { ...ready, registrations: [registration(101)] },
        estate: emergency,
      },
    },
  },

  "unready-break-glass": {
    bad: {
      "a name that no account has": {
        change: ready,
        estate: { breakGlass: [guid(102), "nobody@contoso.com"] },
        at: ["nobody@contoso.com"],
        severity: "medium",
        says: /no account has this name/,
      },
      "an account that is disabled": {
        change: { ...ready, users: [user(101), user(102, { enabled: false })] },
        estate: emergency,
        at: [guid(102)],
        severity: "medium",
        says: /is disabled/,
      },
      "an account that a policy binds": {
        change: { conditionalAccess: [leavingOut()] },
        estate: emergency,
        at: [guid(102)],
        severity: "low",
        says: /policy MFA for all does not leave it out/,
      },
      "two accounts, each bound by another policy": {
        change: {
          conditionalAccess: [leavingOut(101), { ...leavingOut(102), id: guid(502), name: "Devices" }],
        },
        estate: { breakGlass: [guid(101), guid(102)] },
        at: [guid(101), guid(102)],
        says: /policy Devices/,
      },
      "a policy on risk alone": {
        change: {
          conditionalAccess: [
            leavingOut(102),
            policy({
              id: guid(502),
              name: "Risk",
              narrowedBy: ["signInRiskLevels"],
              grant: { operator: "OR", controls: ["block"] },
            }),
          ],
        },
        estate: emergency,
        at: [guid(102)],
      },
      "the portals only": {
        change: {
          conditionalAccess: [policy({ applications: { include: ["MicrosoftAdminPortals"], exclude: [] } })],
        },
        estate: emergency,
        at: [guid(102)],
      },
    },
    quiet: {
      "an account that every policy leaves out": { change: ready, estate: emergency },
      "left out by a group, named in other letter case": {
        change: {
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeGroups: [guid(201)] }) })],
          memberships: [membership(201, 102)],
        },
        estate: { breakGlass: ["User102@CONTOSO.com"] },
      },
      "two accounts, of which one is left out": {
        change: ready,
        estate: { breakGlass: [guid(101), guid(102)] },
      },
      "a policy on trial, one that is off, and one that demands nothing": {
        change: {
          conditionalAccess: [
            policy({ state: "enabledForReportingButNotEnforced" }),
            policy({ id: guid(502), state: "disabled" }),
            policy({ id: guid(503), grant: { operator: "OR", controls: [] } }),
          ],
          securityDefaults: [{ enabled: true }],
        },
        estate: emergency,
      },
      "policies that stop no person at a browser": {
        change: {
          conditionalAccess: [
            leavingOut(102),
            policy({ id: guid(502), clientAppTypes: ["exchangeActiveSync", "other"] }),
            policy({ id: guid(503), narrowedBy: ["authenticationFlows"], flows: ["deviceCodeFlow"] }),
            policy({ id: guid(504), applications: { include: ["Office365"], exclude: [] } }),
          ],
        },
        estate: emergency,
      },
    },
  },
};
