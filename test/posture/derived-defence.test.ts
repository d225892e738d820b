import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import type { EvidenceKind } from "../../posture/evidence/all";
import { derivations } from "../../posture/facts/all";
import { type DefenceState, defenceStates } from "../../posture/facts/defence/states";
import { alert, risky } from "./checks-guards";
import {
  assignment,
  denied,
  filter,
  type Gaps,
  globalAdministrator,
  guid,
  healthy,
  outcome,
  policy,
  type Rows,
  registration,
  roleIds,
  user,
} from "./checks-tenant";
import { derived } from "./derived-kit";

const unregistered = { registrations: [registration(101, false), registration(102)] };
const notAllowed = { registrations: [{ ...registration(101), mfaCapable: false }, registration(102)] };
const orDevice = { conditionalAccess: [policy({ grant: { operator: "OR", controls: ["mfa", "compliantDevice"] } })] };
const resistant = {
  conditionalAccess: [
    policy({ grant: { operator: "OR", controls: [], strength: "00000000-0000-0000-0000-000000000004" } }),
  ],
};
const noPolicy = { conditionalAccess: [] };
const root = `/providers/Microsoft.Management/managementGroups/${guid(900)}`;
const system: Partial<Rows> = {
  policyAssignments: [
    {
      id: `${root}/providers/Microsoft.Authorization/policyAssignments/sys.mfa-write`,
      name: "sys.mfa-write",
      scope: root,
      definition: "/providers/Microsoft.Authorization/policyDefinitions/54f51f64-eaa5-44cf-8674-830bcfd14d21",
      enforcement: "Default",
      parameters: {},
    },
  ],
};

const synchronising: Partial<Rows> = {
  directoryRoles: [
    {
      id: "r",
      principal: guid(101),
      role: "d29b2b05-8046-44ba-8758-1e26182fcf32",
      roleName: "Directory Synchronization Accounts",
      state: "active",
    },
  ],
};
/** Without Entra ID P1, which tells what is registered. */
const bare: Partial<Rows> = {
  ...noPolicy,
  registrations: [],
  tenant: healthy.tenant.map(row => ({ ...row, plans: [] })),
};
const untold: Partial<Rows> = { ...bare, securityDefaults: [{ enabled: true }] };

const defenceOf = (change: Partial<Rows>, gaps: Gaps = {}) => {
  const { value, gaps: missing } = derived(change, gaps)("defence");
  return { ...value.get(guid(101))!, missing };
};

describe("the state of defence", () => {
  const table: readonly (readonly [string, Partial<Rows>, DefenceState])[] = [
    ["registered, and asked for what cannot be phished", resistant, "phishingResistant"],
    ["registered, and asked", {}, "mfa"],
    ["registered, and asked by Microsoft only", { ...noPolicy, ...system }, "systemWrites"],
    ["registered, and asked in part", orDevice, "partly"],
    ["asked in part, and by Microsoft", { ...orDevice, ...system }, "partly"],
    ["registered, and not asked", noPolicy, "unenforced"],
    ["a method that is not allowed, and asked", notAllowed, "notCapable"],
    ["a method that is not allowed, and not asked", { ...notAllowed, ...noPolicy }, "notCapable"],
    ["nothing registered, and asked", unregistered, "neither"],
    ["nothing registered, and asked for what cannot be phished", { ...unregistered, ...resistant }, "neither"],
    ["nothing registered, and asked by Microsoft only", { ...unregistered, ...noPolicy, ...system }, "neither"],
    ["no report, and asked", { registrations: [] }, "unknown"],
    ["an account that synchronises, under security defaults", { ...synchronising, ...untold }, "unenforced"],
    ["anybody else under security defaults, not told what", untold, "mfa"],
    [
      "an account that synchronises, and asked by Microsoft only",
      { ...synchronising, ...bare, ...system },
      "unenforced",
    ],
    ["anybody else asked by Microsoft only, not told what is registered", { ...bare, ...system }, "systemWrites"],
    ["no report, and not asked", { registrations: [], ...noPolicy }, "unenforced"],
  ];
  for (const [name, change, state] of table)
    it(`${name}: ${state}`, () => assert.equal(defenceOf(change).state, state));

  it("every state is reached", () =>
    assert.deepEqual([...new Set(table.map(([, , state]) => state))].sort(), Object.keys(defenceStates).sort()));
});

describe("evidence that decides of some accounts only", () => {
  const optional: readonly EvidenceKind[] = ["domains", "crossTenantAccess", "perUserMfa", "policyAssignments"];
  it("is named as such", () => assert.deepEqual(derivations.defence.decidesSome, optional));

  const unread = (kind: EvidenceKind, change: Partial<Rows> = {}) =>
    outcome("compute-creator-without-mfa", { ...change, [kind]: [] }, { [kind]: [denied(kind)] });
  for (const kind of optional)
    it(`${kind} unread: nothing is missing of those who are asked and have registered`, () => {
      const { status, gaps } = unread(kind);
      assert.deepEqual({ status, gaps }, { status: "pass", gaps: [] });
    });

  const abroad = { ...unregistered, users: [user(101, { upn: "bob_fabrikam.example#EXT#@contoso.com" }), user(102)] };
  const decided: readonly (readonly [EvidenceKind, string, Partial<Rows>])[] = [
    ["domains", "somebody without registration", unregistered],
    ["crossTenantAccess", "somebody of another tenant without registration", abroad],
    ["perUserMfa", "somebody whom no policy asks", noPolicy],
  ];
  for (const [kind, who, change] of decided)
    it(`${kind} unread: ${who} is unknown`, () => {
      const { status, unknowns } = unread(kind, change);
      assert.equal(status, "unknown");
      assert.deepEqual(
        unknowns.map(({ subject }) => subject.id),
        [guid(101)],
      );
    });
  it("trust that was read in part: a partner's may differ", () =>
    assert.equal(defenceOf(abroad, { crossTenantAccess: [denied("partners")] }).state, "unknown"));
  it("policy assignments unread: that no policy asks is proved, that its password is enough is not", () => {
    const { findings } = unread("policyAssignments", noPolicy);
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ["high"],
    );
    assert.match(findings[0]!.proof.join(), /could not be read/);
  });
  it("policy assignments unread in another cloud: Microsoft asks in the public one alone", () => {
    const gaps: Gaps = { policyAssignments: [denied("assignments")] };
    const severityIn = (cloud: string) => {
      const { value } = derived({ ...noPolicy, policyAssignments: [] }, gaps, defaultEstate, { cloud })("defence");
      return value.get(guid(101))?.severity;
    };
    assert.deepEqual(["AzurePublicCloud", "AzureGovernment", "AzureChina"].map(severityIn), [
      "high",
      "critical",
      "critical",
    ]);
  });
  it("a row that was read decides, whatever else was not", () => {
    const gaps: Gaps = { domains: [denied("domains")], perUserMfa: [denied("per-user MFA", [guid(102)])] };
    assert.equal(defenceOf(unregistered, gaps).state, "neither");
    assert.equal(defenceOf({ ...noPolicy }, gaps).state, "unenforced");
    assert.equal(defenceOf({ ...noPolicy, ...system }, { policyAssignments: [denied("p")] }).state, "systemWrites");
  });
});

describe("how the blast radius tells of it", () => {
  const radius = (change: Partial<Rows>, gaps: Gaps = {}) => derived(change, gaps)("blastRadius").value[0]!;
  const table: readonly (readonly [string, Partial<Rows>, boolean | "partly" | "unknown", RegExp])[] = [
    ["what cannot be phished", resistant, true, /^phishing-resistant MFA enforced by policy MFA for all$/],
    ["in part", orDevice, "partly", /^MFA not enforced throughout: policy MFA for all holds, but .*compliantDevice$/],
    ["by Microsoft", { ...noPolicy, ...system }, "partly", /by Microsoft for writes only$/],
    ["a method that is not allowed", notAllowed, false, /methods that are not allowed$/],
    ["security defaults", { ...noPolicy, securityDefaults: [{ enabled: true }] }, true, /by security defaults$/],
    ["at high risk", { riskyUsers: [risky(101, { level: "high" })] }, false, /MFA for all, but it is at high risk$/],
    ["at medium risk", { riskyUsers: [risky(101, { level: "medium" })] }, true, /MFA for all$/],
    ["held by somebody else", { riskyUsers: [risky(101, { state: "confirmedCompromised" })] }, false, /compromised$/],
    ["named by an alert", { defenderAlerts: [alert({ accounts: [guid(101)] })] }, false, /, but an open alert/],
    ["named by its name", { defenderAlerts: [alert({ accounts: ["user101@contoso.com"] })] }, false, /an open alert/],
    [
      "an alert that only informs",
      { defenderAlerts: [alert({ accounts: [guid(101)], severity: "Informational" })] },
      true,
      /all$/,
    ],
    ["a closed alert", { defenderAlerts: [alert({ accounts: [guid(101)], status: "Dismissed" })] }, true, /all$/],
    ["somebody else at risk", { riskyUsers: [risky(102, { level: "high" })] }, true, /all$/],
    ["an alert on somebody else", { defenderAlerts: [alert({ accounts: [guid(102)] })] }, true, /all$/],
  ];
  for (const [name, change, defended, words] of table)
    it(`${name}: ${defended}`, () => {
      const found = radius(change);
      assert.equal(found.defended, defended);
      assert.match(found.defence, words);
      // beside a risk more than a password was asked for here
      assert.equal(found.atRisk ?? false, defended === false && found.defence.includes(", but "));
    });
  it("somebody at risk of whom a password is enough is no case of its own", () => {
    const found = radius({ ...noPolicy, riskyUsers: [risky(101, { level: "high" })] });
    assert.match(found.defence, /, but it is at high risk$/);
    assert.deepEqual([found.defended, found.atRisk], [false, undefined]);
  });
  it("risk that could not be read is no gap of it", () => {
    const gaps: Gaps = { riskyUsers: [denied("risk")], defenderAlerts: [denied("alerts")] };
    assert.deepEqual(derived({ riskyUsers: [] }, gaps)("blastRadius").gaps, []);
    assert.equal(radius({ riskyUsers: [] }, gaps).defended, true);
  });
  it("those whom a password lets in come first, then the unknown, then those defended in part", () => {
    const people = [101, 102, 103, 104];
    const order = derived({
      users: people.map(n => user(n)),
      roleAssignments: people.map(n => assignment(n, n, roleIds.vmContributor)),
      registrations: [registration(101), registration(102), registration(103, false)],
      conditionalAccess: [
        policy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(102)] }) }),
        { ...orDevice.conditionalAccess[0]!, id: guid(502), users: filter({ includeUsers: [guid(102)] }) },
      ],
    })("blastRadius").value;
    assert.deepEqual(
      order.map(({ principal, defended }) => [principal.id, defended]),
      [
        [guid(103), false],
        [guid(104), "unknown"],
        [guid(102), "partly"],
        [guid(101), true],
      ],
    );
  });
});

describe("security defaults that could not be read", () => {
  const unread: Gaps = { securityDefaults: [denied("defaults")] };
  // They would act on the one, and not on the others.
  for (const [check, where] of [
    ["open-legacy-authentication", "unknown"],
    ["open-device-code", "fail"],
    ["unenforced-risk-policy", "fail"],
  ] as const)
    it(`${check}: ${where} where no policy is, and a fault where one is that does not stop it`, () => {
      const none = outcome(check, { conditionalAccess: [], securityDefaults: [] }, unread);
      assert.equal(none.status, where);
      if (check === "unenforced-risk-policy")
        assert.deepEqual(
          none.findings.map(({ message }) => message),
          ["no enabled policy demands a new password at high user risk, or blocks"],
        );
      const other = policy({ clientAppTypes: ["browser"], applications: { include: [guid(597)], exclude: [] } });
      assert.equal(outcome(check, { conditionalAccess: [other], securityDefaults: [] }, unread).status, "fail");
    });
});

describe("policies are weighed once for people whom none tells apart", () => {
  it("and each person gets the answer of its own", () => {
    const people = Array.from({ length: 60 }, (_, n) => 101 + n);
    const inRole = people.filter(n => n % 5 === 0);
    const inGroup = people.filter(n => n % 3 === 0);
    const { users } = derived({
      users: people.map(n => user(n, n % 7 === 0 ? { guest: true, external: true, home: "entra" } : {})),
      memberships: inGroup.map(n => ({
        group: guid(201),
        groupName: "G",
        member: guid(n),
        memberType: "User" as const,
      })),
      directoryRoles: inRole.map(n => ({
        id: `${n}`,
        principal: guid(n),
        role: globalAdministrator,
        roleName: "Global Administrator",
        state: "active" as const,
      })),
      conditionalAccess: [
        policy({ users: filter({ includeGroups: [guid(201)], excludesGuests: true, excludeUsers: [guid(104)] }) }),
        { ...resistant.conditionalAccess[0]!, id: guid(502), users: filter({ includeRoles: [globalAdministrator] }) },
      ],
    })("managementMfa").value;
    for (const n of people) {
      const byGroup = n % 3 === 0 && n % 7 !== 0 && n !== 104;
      const expected = n % 5 === 0 ? "phishingResistant" : byGroup ? "mfa" : "none";
      assert.equal(users.get(guid(n))?.level, expected, `user ${n}`);
    }
  });
});

it("the healthy tenant has nothing to say", () =>
  assert.equal(outcome("compute-creator-without-mfa", healthy).status, "pass"));
