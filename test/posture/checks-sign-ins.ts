import type { Table } from "./checks-table";
import { daysAgo, guid, healthy, policy, production, type Rows } from "./checks-tenant";

/** Tables of the checks that judge who signed in to Azure management, and from where. */

type Answer = Rows["signInActivity"][number];
type Key = Readonly<Record<string, string>>;

/** How person 101 signed in, once, so many days ago; and since when, where it was more often. */
const origin = (days: number, key: Key = {}, since = days): Answer => ({
  question: "origins",
  times: since === days ? 1 : 2,
  first: daysAgo(since),
  last: daysAgo(days),
  distinct: { name: [key.principal === guid(301) ? "contoso-deploy" : "dana@contoso.com"] },
  sum: {},
  key: {
    ...{ principal: guid(101), signInType: "interactiveUser", address: "192.0.2.44", asn: "64496", country: "NL" },
    ...{ agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", scripted: "", protocol: "none", result: "done" },
    ...{ requirement: "multiFactorAuthentication", access: "success", risk: "none", tenant: guid(900) },
    ...key,
  },
});

/** A wrong password, so many hours ago. */
const guess = (hours: number, person: number, key: Key = {}): Answer => {
  const at = new Date(Math.floor(Date.parse(daysAgo(0)) / 3_600_000 - hours) * 3_600_000).toISOString();
  return {
    question: "guesses",
    window: at,
    times: 3,
    first: at,
    last: at,
    distinct: { name: [`user${person}@contoso.com`] },
    sum: {},
    key: {
      ...{ principal: guid(person), signInType: "interactiveUser", address: "203.0.113.5", result: "password" },
      ...{ agent: "Mozilla/5.0", scripted: "" },
      ...key,
    },
  };
};

const people = (count: number, first = 110) => Array.from({ length: count }, (_, i) => first + i);

const log = (...answers: readonly Answer[]) => ({ signInActivity: [...healthy.signInActivity, ...answers] });
export const shortLog = (days: number, ...answers: readonly Answer[]) => ({
  signInActivity: [...healthy.signInActivity.map(row => ({ ...row, first: daysAgo(days) })), ...answers],
});
/** What interactive sign-ins are told of by advanced hunting. */
const hunted = (...answers: readonly Answer[]) => ({
  signInActivity: [
    ...healthy.signInActivity.map((row, i) => (i === 0 ? { ...row, key: { ...row.key, road: "hunting" } } : row)),
    ...answers,
  ],
});

const script = { scripted: "yes", agent: "python-requests/2.32.3" };
const deviceCode = { protocol: "deviceCode" };
const single = { requirement: "singleFactorAuthentication" };
const workload = { principal: guid(301), signInType: "servicePrincipal" };

/** Person 101 as of old, from where they always sign in. */
const usual = origin(2, {}, 28);

const jump = `${production}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-jump`;
const publicAddress = (prefix: string, machine?: string) => ({
  id: `${production}/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/pip-${prefix}`,
  subscription: guid(1),
  prefix,
  ...(machine !== undefined && { machine }),
});
const running = (created: string) => ({
  id: jump,
  type: "Microsoft.Compute/virtualMachines",
  name: "vm-jump",
  subscription: guid(1),
  created,
  resource: {},
});

/** All of it at once, the person on their own machine among it. */
export const attackedSignIns = {
  signInActivity: [
    ...healthy.signInActivity,
    usual,
    origin(1, { ...script, ...single, ...deviceCode, address: "203.0.113.77", asn: "64511", country: "BR" }),
    origin(1, { address: "203.0.113.9" }),
    origin(1, { tenant: guid(931) }),
    ...people(10).map(person => guess(30, person, script)),
  ],
  publicAddresses: [publicAddress("203.0.113.9", jump)],
};

const tooShort = { "the log is too short": { change: shortLog(27, usual) } };

export const signInTables: Readonly<Record<string, Table>> = {
  "scripted-sign-in": {
    bad: {
      "yesterday, and never before": {
        change: log(usual, origin(1, script)),
        at: [guid(101)],
        says: /for the first time by a script, at .*: python-requests\/2\.32\.3$/m,
      },
      "not interactively": { change: log(origin(1, { ...script, signInType: "nonInteractiveUser" })), at: [guid(101)] },
      "what failed before was no sign-in": {
        change: log(origin(1, script), origin(25, { ...script, result: "password" })),
        at: [guid(101)],
      },
      "by two libraries, and that is one finding": {
        change: log(origin(1, script), origin(2, { ...script, agent: "aiohttp/3.9" })),
        at: [guid(101)],
        says: /aiohttp\/3\.9, python-requests/,
      },
    },
    quiet: {
      "the Azure CLI": { change: log(usual, origin(1, { agent: "AZURECLI/2.80.0 (DEB)" })) },
      "a program that this person has long been running": { change: log(origin(1, script, 28)) },
      "an application, whose work it is": { change: log(origin(1, { ...script, ...workload })) },
      "a guess that failed": { change: log(origin(1, { ...script, result: "password" })) },
      "two weeks ago": { change: log(origin(14, script)) },
    },
    unsure: tooShort,
  },
  "single-factor-sign-in": {
    bad: {
      "a password, where nothing more was asked for": {
        change: { ...log(origin(1, single)), conditionalAccess: [], securityDefaults: [{ enabled: false }] },
        at: [guid(101)],
        says: /one factor was all that was asked for, 1 time from .*, from 192\.0\.2\.44$/m,
      },
      "though a policy in force asks for MFA": {
        change: { ...log(origin(1, single)), conditionalAccess: [policy()] },
        at: [guid(101)],
        says: /; yet policy MFA for all asks this account for MFA: the two contradict/,
      },
      "in another tenant, whose own policies decide, and not ours": {
        change: { ...log(origin(1, { ...single, tenant: guid(931) })), conditionalAccess: [policy()] },
        at: [guid(101)],
        says: /from 192\.0\.2\.44, in tenant 00000000-0000-0000-0000-000000000931, whose own policies decide there$/m,
      },
      "in both tenants": {
        change: {
          ...log(origin(1, { ...single, tenant: guid(931) }), origin(1, single)),
          conditionalAccess: [policy()],
        },
        at: [guid(101)],
        says: /; yet policy MFA for all asks this account for MFA: the two contradict/,
      },
      "in a tenant that the log does not know": {
        change: { ...log(origin(1, { ...single, tenant: "" })), conditionalAccess: [policy()] },
        at: [guid(101)],
        says: /; yet policy MFA for all asks this account for MFA/,
      },
      "of a log that is short": { change: shortLog(3, origin(1, single)), at: [guid(101)] },
    },
    quiet: {
      "two factors": { change: log(usual) },
      "it was refused": { change: log(origin(1, { ...single, result: "failed" })) },
      "the right password, and then more was asked for": { change: log(origin(1, { ...single, result: "asked" })) },
      "a refresh of a session": { change: log(origin(1, { ...single, signInType: "nonInteractiveUser" })) },
      "an application": { change: log(origin(1, { ...single, ...workload })) },
      "two weeks ago": { change: log(origin(14, single)) },
    },
  },
  "device-code-sign-in": {
    bad: {
      "yesterday, and never before": {
        change: log(usual, origin(1, deviceCode)),
        at: [guid(101)],
        says: /by device code for the first time, at .*, from 192\.0\.2\.44$/m,
      },
      "that another did it before is no excuse": {
        change: log(origin(1, deviceCode), origin(20, { ...deviceCode, principal: guid(102) })),
        at: [guid(101)],
      },
    },
    quiet: {
      "as this person always does": { change: log(origin(1, deviceCode, 28)) },
      "another way": { change: log(usual, origin(1, { protocol: "ropc" })) },
      "the code expired": { change: log(origin(1, { ...deviceCode, result: "failed" })) },
    },
    unsure: { ...tooShort, "hunting does not keep the protocol": { change: hunted(usual) } },
  },
  "sign-in-from-new-network": {
    bad: {
      "a network that others use": {
        change: log(usual, origin(1, { asn: "64499" }), origin(1, { asn: "64499", principal: guid(102) }, 28)),
        at: [guid(101)],
        says: /from network AS64499 for the first time/,
      },
    },
    quiet: {
      "the network was unknown before": { change: log(origin(20, { asn: "" }, 28), origin(1)) },
      "the network as always, from another address": { change: log(usual, origin(1, { address: "192.0.2.45" })) },
      "somebody who is new altogether": { change: log(origin(1)) },
      "an unknown network": { change: log(usual, origin(1, { asn: "" })) },
      "it failed": { change: log(usual, origin(1, { asn: "64499", result: "password" })) },
      "an application": { change: log(origin(2, workload, 28), origin(1, { ...workload, asn: "64499" })) },
    },
    unsure: { ...tooShort, "hunting does not keep networks": { change: hunted(usual) } },
  },
  "sign-in-to-new-tenant": {
    bad: {
      "a tenant where others work": {
        change: log(
          usual,
          origin(1, { tenant: guid(931) }),
          origin(1, { tenant: guid(931), principal: guid(102) }, 28),
        ),
        at: [guid(101)],
        says: /of tenant 00000000-0000-0000-0000-000000000931 for the first time, at .*, from 192\.0\.2\.44$/m,
      },
      "hunting tells it": { change: hunted(usual, origin(1, { tenant: guid(931) })), at: [guid(101)] },
    },
    quiet: {
      "the log did not know the tenant before": { change: log(origin(20, { tenant: "" }, 28), origin(1)) },
      "the own tenant, from elsewhere": { change: log(usual, origin(1, { asn: "64499" })) },
      "the tenant of a partner, as weeks ago": {
        change: log(usual, origin(1, { tenant: guid(931) }), origin(20, { tenant: guid(931) })),
      },
      "somebody who is new altogether": { change: log(origin(1, { tenant: guid(931) })) },
      "the log does not know the tenant": { change: log(usual, origin(1, { tenant: "" })) },
      "it failed": { change: log(usual, origin(1, { tenant: guid(931), result: "failed" })) },
    },
    unsure: tooShort,
  },
  "sign-in-from-new-country": {
    bad: {
      "a country where this person never was": {
        change: log(usual, origin(1, { country: "BR", address: "203.0.113.8" })),
        at: [guid(101)],
        says: /from BR for the first time, at .*, from 203\.0\.113\.8$/m,
      },
      "hunting tells it": { change: hunted(usual, origin(1, { country: "BR" })), at: [guid(101)] },
    },
    quiet: {
      "Azure did not know the country before": { change: log(origin(20, { country: "" }, 28), origin(1)) },
      "the country as always": { change: log(usual, origin(1, { asn: "64499" })) },
      "somebody who is new altogether": { change: log(origin(1, { country: "BR" })) },
      "Azure does not know the country": { change: log(usual, origin(1, { country: "" })) },
      "three weeks ago": { change: log(usual, origin(9, { country: "BR" })) },
    },
    unsure: tooShort,
  },
  "password-guessing": {
    bad: {
      "ten accounts, from one address within three hours": {
        change: log(...people(10).map((person, i) => guess(30 - (i % 3), person))),
        at: [guid(900)],
        says: /^passwords of 10 accounts were tried within hours from 203\.0\.113\.5, 30 times/,
      },
      "as few as the estate says": {
        change: log(guess(30, 110), guess(30, 111)),
        estate: { thresholds: { guessedAccounts: 2 } },
        at: [guid(900)],
      },
    },
    quiet: {
      "nine accounts": { change: log(...people(9).map(person => guess(30, person))) },
      "one account, all day": { change: log(...people(12).map((_, i) => guess(30 - i, 110))) },
      "ten accounts, spread over the day": { change: log(...people(10).map((person, i) => guess(40 - 2 * i, person))) },
      "ten addresses": {
        change: log(...people(10).map((person, i) => guess(30, person, { address: `203.0.113.${i}` }))),
      },
      "the office, which the estate names": {
        change: log(...people(10).map(person => guess(30, person, { address: "198.51.100.10" }))),
        estate: { ownedAddresses: ["198.51.100.0/28"] },
      },
      "three weeks ago": { change: log(...people(10).map(person => guess(530, person))) },
    },
    unsure: { "no record tells the address": { change: log(...people(10).map(n => guess(30, n, { address: "" }))) } },
  },
  "scripted-password-guessing": {
    bad: {
      "ten accounts by one script, from as many addresses": {
        change: log(...people(10).map((person, i) => guess(30, person, { ...script, address: `203.0.113.${i}` }))),
        at: [guid(900)],
        says: /^python-requests\/2\.32\.3 tried passwords of 10 accounts within hours, 30 times/,
      },
    },
    quiet: {
      "ten accounts by a browser, of which there are many": {
        change: log(...people(10).map((person, i) => guess(30, person, { address: `203.0.113.${i}` }))),
      },
      "nine accounts": { change: log(...people(9).map(person => guess(30, person, script))) },
    },
  },
  "sign-in-from-unowned-azure-address": {
    bad: {
      "an address of Azure": {
        change: log(origin(1, { address: "203.0.113.77" })),
        at: [guid(101)],
        says: /from 203\.0\.113\.77, of Azure and not the tenant's own, from /,
      },
      IPv6: { change: log(origin(1, { address: "2001:db8:100:0::7" })), at: [guid(101)] },
      "the tenant has others": {
        change: { ...log(origin(1, { address: "203.0.113.77" })), publicAddresses: [publicAddress("203.0.113.78")] },
        at: [guid(101)],
      },
    },
    quiet: {
      "an address of a home": { change: log(origin(1)) },
      "just beside Azure's range": { change: log(origin(1, { address: "203.0.114.0" })) },
      "the tenant's own": {
        change: { ...log(origin(1, { address: "203.0.113.77" })), publicAddresses: [publicAddress("203.0.113.77")] },
      },
      "of a prefix that the tenant holds": {
        change: { ...log(origin(1, { address: "203.0.113.77" })), publicAddresses: [publicAddress("203.0.113.64/28")] },
      },
      "named in the estate": {
        change: log(origin(1, { address: "203.0.113.77" })),
        estate: { ownedAddresses: ["203.0.113.76/31"] },
      },
      "an application": { change: log(origin(1, { ...workload, address: "203.0.113.77" })) },
      "a session in the Cloud Shell": {
        change: log(origin(1, { signInType: "nonInteractiveUser", address: "203.0.113.77" })),
      },
      "a guess that failed": { change: log(origin(1, { result: "password", address: "203.0.113.77" })) },
      "no address at all": { change: log(origin(1, { address: "" })) },
    },
  },
  "sign-in-from-own-machine": {
    bad: {
      "a machine of three days": {
        change: {
          ...log(usual, origin(1, { address: "203.0.113.9" })),
          publicAddresses: [publicAddress("203.0.113.9", jump)],
          resources: [running(daysAgo(4))],
        },
        at: [guid(101)],
        severity: "high",
        says: /from 203\.0\.113\.9, at .*, the address of vm-jump, which was 3 days old$/m,
      },
      "a machine whose address the log spells in another way": {
        change: {
          ...log(usual, origin(1, { address: "2001:DB8:0:0:0:0:0:9" })),
          publicAddresses: [publicAddress("2001:db8::9", jump)],
          resources: [running(daysAgo(400))],
        },
        at: [guid(101)],
        severity: "medium",
        says: /the address of vm-jump$/m,
      },
      "an old machine": {
        change: {
          ...log(usual, origin(1, { address: "203.0.113.9" })),
          publicAddresses: [publicAddress("203.0.113.9", jump)],
          resources: [running(daysAgo(400))],
        },
        at: [guid(101)],
        severity: "medium",
        says: /the address of vm-jump$/m,
      },
    },
    quiet: {
      "where this person has long worked": {
        change: {
          ...log(origin(1, { address: "203.0.113.9" }, 28)),
          publicAddresses: [publicAddress("203.0.113.9", jump)],
        },
      },
      "the next address": {
        change: {
          ...log(usual, origin(1, { address: "2001:db8::8" })),
          publicAddresses: [publicAddress("2001:db8::9", jump)],
        },
      },
      "a gateway, behind which whole offices are": {
        change: {
          ...log(usual, origin(1, { address: "203.0.113.9" })),
          publicAddresses: [publicAddress("203.0.113.9")],
        },
      },
      "an application on it": {
        change: {
          ...log(origin(1, { ...workload, address: "203.0.113.9" })),
          publicAddresses: [publicAddress("203.0.113.9", jump)],
        },
      },
      "from elsewhere": { change: { ...log(usual), publicAddresses: [publicAddress("203.0.113.9", jump)] } },
    },
    unsure: tooShort,
  },
};
