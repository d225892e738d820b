import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import type { ConditionalAccessPolicy } from "../../posture/evidence/conditional-access";
import { eligibleRoles } from "../../posture/evidence/directory-roles";
import type { Enforcement } from "../../posture/facts/types";
import { resolverFor } from "../../posture/run/resolve";
import {
  denied,
  filter,
  type Gaps,
  gather,
  globalAdministrator,
  guid,
  healthy,
  managementApp,
  manifest,
  membership,
  outcome,
  policy,
  type Rows,
  user,
} from "./checks-tenant";
import { derived } from "./derived-kit";

type Expected = Enforcement["level"];
type Row = readonly [string, Partial<ConditionalAccessPolicy>, Expected, Partial<Rows>?, Gaps?];

const office = "00000003-0000-0ff1-ce00-000000000000";
const strength = (mfa: boolean) => ({ authenticationStrengths: [{ id: guid(599), name: "Ours", mfa }] });
const inGroup = { memberships: [membership(201, 101)] };
const admin = (state: "active" | "eligible", principal = 101): Partial<Rows> => ({
  directoryRoles: [
    { id: "r", principal: guid(principal), role: globalAdministrator, roleName: "Global Administrator", state },
  ],
});
const guest = { users: [user(101, { guest: true }), user(102)] };
const only = (change: Parameters<typeof filter>[0]) => ({ users: filter(change) });
const all = (change: Parameters<typeof filter>[0]) => ({ users: filter({ includeUsers: ["All"], ...change }) });

const byStrength = {
  grant: { operator: "OR" as const, controls: [], strength: "00000000-0000-0000-0000-000000000002" },
};
const abroad = (kind: "guest" | "member", home?: "entra" | "other" | "none"): Partial<Rows> => ({
  users: [
    user(101, {
      guest: kind === "guest",
      upn: "bob_fabrikam.example#EXT#@contoso.com",
      external: true,
      ...(home && { home }),
    }),
    user(102),
  ],
});
const leavingOut = (...types: string[]) => ({ excludesGuests: true, excludedGuests: { types } });
const scoped = (scope: string): Partial<Rows> => ({
  directoryRoles: [{ ...admin("active").directoryRoles![0]!, scope }],
});
const governmentApp = "40a69793-8fe6-4db1-9591-dbc5c57b17d8";
const governmentOnly = { applications: { include: [governmentApp], exclude: [] } };
const inPlaces = { narrowedBy: ["locations"], locations: { include: ["All"], exclude: [guid(580)] } };
const ownStrength = (...combinations: string[]): Partial<Rows> => ({
  authenticationStrengths: [{ id: guid(599), name: "Ours", mfa: true, combinations }],
});

/** How much one policy asks of user 101, who is a member of nothing, at Azure management. */
const rows: readonly Row[] = [
  ["all users, all apps, mfa", {}, "mfa"],
  // state
  ["disabled", { state: "disabled" }, "none"],
  ["report-only", { state: "enabledForReportingButNotEnforced" }, "none"],
  // users
  ["None", only({ includeUsers: ["None"] }), "none"],
  ["named", only({ includeUsers: [guid(101)] }), "mfa"],
  ["somebody else named", only({ includeUsers: [guid(102)] }), "none"],
  ["named and left out", only({ includeUsers: [guid(101)], excludeUsers: [guid(101).toUpperCase()] }), "none"],
  ["left out of all", all({ excludeUsers: [guid(101)] }), "none"],
  ["somebody else left out", all({ excludeUsers: [guid(102)] }), "mfa"],
  // groups
  ["in the group", only({ includeGroups: [guid(201)] }), "mfa", inGroup],
  [
    "in a group of the group",
    only({ includeGroups: [guid(201)] }),
    "mfa",
    { memberships: [membership(201, 202), membership(202, 101)] },
  ],
  ["not in the group", only({ includeGroups: [guid(201)] }), "none", { memberships: [membership(201, 102)] }],
  ["in the group left out", all({ excludeGroups: [guid(201)] }), "none", inGroup],
  ["not in the group left out", all({ excludeGroups: [guid(201)] }), "mfa", { memberships: [membership(201, 102)] }],
  [
    "the group could not be read",
    only({ includeGroups: [guid(201)] }),
    "unknown",
    {},
    { memberships: [denied("members", [guid(201)])] },
  ],
  [
    "another group could not be read",
    only({ includeGroups: [guid(201)] }),
    "none",
    {},
    { memberships: [denied("members", [guid(202)])] },
  ],
  [
    "the group left out could not be read",
    all({ excludeGroups: [guid(201)] }),
    "unknown",
    {},
    { memberships: [denied("members")] },
  ],
  [
    "left out by name, whatever the group says",
    all({ excludeUsers: [guid(101)], excludeGroups: [guid(201)] }),
    "none",
    {},
    { memberships: [denied("members")] },
  ],
  // roles
  ["in the role", only({ includeRoles: [globalAdministrator] }), "mfa", admin("active")],
  [
    "in the role by a group",
    only({ includeRoles: [globalAdministrator.toUpperCase()] }),
    "mfa",
    { ...inGroup, ...admin("active", 201) },
  ],
  ["may activate the role", only({ includeRoles: [globalAdministrator] }), "none", admin("eligible")],
  ["not in the role", only({ includeRoles: [globalAdministrator] }), "none"],
  ["in the role left out", all({ excludeRoles: [globalAdministrator] }), "none", admin("active")],
  [
    "roles could not be read",
    only({ includeRoles: [globalAdministrator] }),
    "unknown",
    {},
    { directoryRoles: [denied("roles")] },
  ],
  [
    "what may be activated could not be read",
    only({ includeRoles: [globalAdministrator] }),
    "none",
    {},
    { directoryRoles: [{ what: eligibleRoles, missing: "P2", reason: "unlicensed" }] },
  ],
  // guests
  ["guests, of a member", only({ includesGuests: true }), "none"],
  ["guests, of a guest", only({ includesGuests: true }), "mfa", guest],
  ["guests by Azure's word", only({ includeUsers: ["GuestsOrExternalUsers"] }), "mfa", guest],
  ["guests left out, of a guest", all({ excludesGuests: true }), "none", guest],
  ["guests left out, of a member", all({ excludesGuests: true }), "mfa"],
  [
    "guests left out, of somebody unread",
    all({ excludesGuests: true }),
    "unknown",
    { users: [] },
    { users: [denied("users")] },
  ],
  // guests by kind and tenant
  ["service providers left out, of a guest", all(leavingOut("serviceProvider")), "mfa", abroad("guest")],
  ["B2B guests left out, of one", all(leavingOut("b2bCollaborationGuest")), "none", abroad("guest")],
  ["B2B guests left out, of an external member", all(leavingOut("b2bCollaborationGuest")), "mfa", abroad("member")],
  ["external members left out, of one", all(leavingOut("b2bCollaborationMember")), "none", abroad("member")],
  ["external members left out, of a member", all(leavingOut("b2bCollaborationMember")), "mfa"],
  ["internal guests left out, of a B2B guest", all(leavingOut("internalGuest")), "mfa", abroad("guest")],
  ["internal guests left out, of a guest of whom no more is known", all(leavingOut("internalGuest")), "unknown", guest],
  [
    "both kinds of guests left out, of such a guest",
    all(leavingOut("internalGuest", "b2bCollaborationGuest")),
    "none",
    guest,
  ],
  [
    "guests of one tenant left out, of a guest whose tenant is not read",
    all({ excludesGuests: true, excludedGuests: { types: ["b2bCollaborationGuest"], tenants: [guid(950)] } }),
    "unknown",
    abroad("guest"),
  ],
  [
    "guests of one tenant left out, of a member",
    all({ excludesGuests: true, excludedGuests: { types: ["b2bCollaborationGuest"], tenants: [guid(950)] } }),
    "mfa",
  ],
  [
    "guests of one tenant alone, of a guest whose tenant is not read",
    only({ includesGuests: true, includedGuests: { types: ["b2bCollaborationGuest"], tenants: [guid(950)] } }),
    "unknown",
    abroad("guest"),
  ],
  [
    "guests of a kind that came later, of a guest",
    only({ includesGuests: true, includedGuests: { types: ["unknownFutureValue"] } }),
    "unknown",
    abroad("guest"),
  ],
  [
    "guests of a kind that came later, of a member",
    only({ includesGuests: true, includedGuests: { types: ["unknownFutureValue"] } }),
    "none",
  ],
  [
    "guests of a kind that came later left out, of an external member",
    all(leavingOut("unknownFutureValue")),
    "unknown",
    abroad("member"),
  ],
  [
    "guests of a known kind and one that came later, of such a guest",
    only({ includesGuests: true, includedGuests: { types: ["b2bCollaborationGuest", "unknownFutureValue"] } }),
    "mfa",
    abroad("guest"),
  ],
  ["no kind of guests at all", only({ includesGuests: true, includedGuests: { types: [] } }), "none", abroad("guest")],
  // strengths, which reach external people of Entra tenants only
  ["a strength, of a guest of an Entra tenant", byStrength, "mfa", abroad("guest", "entra")],
  ["a strength, of a guest by mail", byStrength, "none", abroad("guest", "other")],
  ["a strength, of an external member by another provider", byStrength, "none", abroad("member", "other")],
  ["a strength, of a guest whose provider is not told", byStrength, "unknown", abroad("guest")],
  ["a strength, of an invitation that nobody has answered", byStrength, "mfa", abroad("guest", "none")],
  [
    "a strength, of a guest who signs in here",
    byStrength,
    "mfa",
    { users: [user(101, { guest: true, external: false })] },
  ],
  [
    "mfa or a strength, of a guest by mail",
    { grant: { ...byStrength.grant, controls: ["mfa"] } },
    "mfa",
    abroad("guest", "other"),
  ],
  ["mfa, of a guest by mail", {}, "mfa", abroad("guest", "other")],
  // what Conditional Access does not see
  [
    "in the role over an administrative unit",
    only({ includeRoles: [globalAdministrator] }),
    "none",
    scoped(`/administrativeUnits/${guid(560)}`),
  ],
  ["in the role over the directory", only({ includeRoles: [globalAdministrator] }), "mfa", scoped("/")],
  [
    "in the role left out, over an administrative unit",
    all({ excludeRoles: [globalAdministrator] }),
    "mfa",
    scoped("/x"),
  ],
  // apps
  ["the management app", { applications: { include: [managementApp], exclude: [] } }, "mfa"],
  ["another app", { applications: { include: [office, "Office365"], exclude: [] } }, "none"],
  ["the portals only", { applications: { include: ["MicrosoftAdminPortals"], exclude: [] } }, "none"],
  [
    "all but the management app",
    { applications: { include: ["All"], exclude: [managementApp.toUpperCase()] } },
    "none",
  ],
  ["all but another app", { applications: { include: ["All"], exclude: [office] } }, "mfa"],
  ["no app (user actions)", { applications: { include: [], exclude: [] } }, "none"],
  ["the app of the US Government cloud, the cloud not told", governmentOnly, "unknown"],
  ["a filter of applications", { narrowedBy: ["applicationFilter"] }, "unknown"],
  // clients and conditions
  ["browsers only", { clientAppTypes: ["browser"] }, "none"],
  ["browsers and apps", { clientAppTypes: ["browser", "mobileAppsAndDesktopClients"] }, "mfa"],
  ["old protocols only", { clientAppTypes: ["exchangeActiveSync", "other"] }, "none"],
  ["at risk only", { narrowedBy: ["signInRiskLevels"] }, "none"],
  ["by the location, and no more was told", { narrowedBy: ["locations"] }, "partly"],
  [
    "everywhere but in trusted places",
    { narrowedBy: ["locations"], locations: { include: ["All"], exclude: ["AllTrusted"] } },
    "partly",
  ],
  [
    "in trusted places only",
    { narrowedBy: ["locations"], locations: { include: ["AllTrusted"], exclude: [] } },
    "none",
  ],
  ["blocked but in trusted places", { ...inPlaces, grant: { operator: "OR", controls: ["block"] } }, "partly"],
  ["but on some devices", { narrowedBy: ["devices"], deviceFilter: "exclude" }, "partly"],
  ["on the devices of a filter", { narrowedBy: ["devices"], deviceFilter: "include" }, "unknown"],
  ["on some platforms", { narrowedBy: ["platforms"] }, "none"],
  ["for the device code flow", { narrowedBy: ["authenticationFlows"] }, "none"],
  ["at some levels of insider risk", { narrowedBy: ["insiderRiskLevels"] }, "none"],
  [
    "at an authentication context",
    { narrowedBy: ["includeAuthenticationContextClassReferences"], contexts: ["c1"] },
    "none",
  ],
  ["for users at risk", { narrowedBy: ["userRiskLevels"] }, "none"],
  ["for agents at risk", { narrowedBy: ["agentIdRiskLevels"] }, "none"],
  ["under a condition of the future", { narrowedBy: ["moonPhase"] }, "unknown"],
  ["under one that undoes it and one of the future", { narrowedBy: ["moonPhase", "userRiskLevels"] }, "none"],
  ["in some places, and on trial", { ...inPlaces, state: "enabledForReportingButNotEnforced" }, "none"],
  // grant
  ["session controls only", { grant: undefined as never }, "none"],
  ["block", { grant: { operator: "OR", controls: ["block"] } }, "mfa"],
  ["a compliant device", { grant: { operator: "OR", controls: ["compliantDevice"] } }, "partly"],
  ["mfa or a compliant device", { grant: { operator: "OR", controls: ["mfa", "compliantDevice"] } }, "partly"],
  ["mfa and a compliant device", { grant: { operator: "AND", controls: ["compliantDevice", "MFA"] } }, "mfa"],
  ["mfa or terms of use", { grant: { operator: "OR", controls: ["mfa", "termsOfUse"] } }, "none"],
  ["a strength that is MFA", { grant: { operator: "OR", controls: [], strength: guid(599) } }, "mfa", strength(true)],
  [
    "a strength that is none",
    { grant: { operator: "AND", controls: [], strength: guid(599) } },
    "none",
    strength(false),
  ],
  ["a strength that is not listed", { grant: { operator: "AND", controls: [], strength: guid(599) } }, "unknown"],
  [
    "a strength or a device",
    { grant: { operator: "OR", controls: ["domainJoinedDevice"], strength: guid(599) } },
    "partly",
    strength(true),
  ],
  [
    "a strength and a device",
    { grant: { operator: "AND", controls: ["domainJoinedDevice"], strength: guid(599) } },
    "mfa",
    strength(true),
  ],
  [
    "MFA strength of Entra's own",
    { grant: { operator: "OR", controls: [], strength: "00000000-0000-0000-0000-000000000002" } },
    "mfa",
  ],
  [
    "phishing-resistant strength",
    { grant: { operator: "OR", controls: [], strength: "00000000-0000-0000-0000-000000000004" } },
    "phishingResistant",
  ],
  [
    "mfa, a compliant or a joined device",
    { grant: { operator: "OR", controls: ["mfa", "compliantDevice", "domainJoinedDevice"] } },
    "partly",
  ],
  ["mfa or an approved app", { grant: { operator: "OR", controls: ["mfa", "approvedApplication"] } }, "none"],
  ["a joined device", { grant: { operator: "AND", controls: ["domainJoinedDevice"] } }, "partly"],
  [
    "mfa or the authenticator of somebody else",
    { grant: { operator: "OR", controls: ["mfa", "customAuthenticationFactors"] } },
    "unknown",
  ],
  [
    "mfa and a strength that is not listed",
    { grant: { operator: "AND", controls: ["mfa"], strength: guid(599) } },
    "mfa",
  ],
  [
    "mfa or a strength that is not listed",
    { grant: { operator: "OR", controls: ["mfa"], strength: guid(599) } },
    "unknown",
  ],
  [
    "a strength that is not listed, or a device",
    { grant: { operator: "OR", controls: ["compliantDevice"], strength: guid(599) } },
    "partly",
  ],
  [
    "a strength of one's own that cannot be phished",
    { grant: { operator: "OR", controls: [], strength: guid(599) } },
    "phishingResistant",
    ownStrength("fido2", "windowsHelloForBusiness"),
  ],
  [
    "a strength of one's own that can",
    { grant: { operator: "OR", controls: [], strength: guid(599) } },
    "mfa",
    ownStrength("fido2", "password,sms"),
  ],
];

const enforced = (policies: readonly ConditionalAccessPolicy[], change: Partial<Rows> = {}, gaps: Gaps = {}) => {
  const { users, unreadAccount } = derived({ ...change, conditionalAccess: policies }, gaps)("managementMfa").value;
  return (users.get(guid(101)) ?? unreadAccount(guid(101))).level;
};

describe("Conditional Access, as it applies to one person and Azure management", () => {
  for (const [name, change, expected, tenant, gaps] of rows)
    it(`${name}: ${expected}`, () => {
      const { grant, ...rest } = policy(change);
      assert.equal(enforced([grant ? { ...rest, grant } : rest], tenant, gaps), expected);
    });

  const yes = policy({ id: guid(503) });
  const no = policy({ id: guid(504), state: "disabled" });
  const perhaps = policy({ id: guid(505), grant: { operator: "OR", controls: [], strength: guid(599) } });
  it("one policy that holds is enough", () => assert.equal(enforced([no, perhaps, yes]), "mfa"));
  it("one that may hold leaves it open", () => assert.equal(enforced([no, perhaps]), "unknown"));
  it("none holds", () => assert.equal(enforced([no, no]), "none"));
  it("unread policies may hold", () =>
    assert.equal(enforced([no], {}, { conditionalAccess: [denied("policies")] }), "unknown"));
  it("one that was read holds, whatever was not", () =>
    assert.equal(
      enforced([yes], {}, { conditionalAccess: [denied("policies")], securityDefaults: [denied("defaults")] }),
      "mfa",
    ));
  it("security defaults that could not be read leave it open", () =>
    assert.equal(enforced([], { securityDefaults: [] }, { securityDefaults: [denied("defaults")] }), "unknown"));
  it("security defaults hold for everybody", () => {
    const mfa = derived({ conditionalAccess: [], securityDefaults: [{ enabled: true }] })("managementMfa").value;
    assert.deepEqual(
      [...mfa.users.values()].map(({ level, by }) => [level, by]),
      [
        ["mfa", "security defaults"],
        ["mfa", "security defaults"],
      ],
    );
  });
  it("a policy in part leaves it open while one that holds may be unread", () => {
    const part = policy({ id: guid(506), grant: { operator: "OR", controls: ["mfa", "compliantDevice"] } });
    assert.equal(enforced([part, no]), "partly");
    assert.equal(enforced([part, perhaps]), "unknown");
    assert.equal(enforced([part, yes]), "mfa");
  });
  const split = (n: number, change: Partial<ConditionalAccessPolicy>) =>
    policy({ id: guid(n), name: `Part ${n}`, ...change });
  const [browsers, others] = [["browser"], ["mobileAppsAndDesktopClients"]].map((clientAppTypes, n) =>
    split(510 + n, { clientAppTypes }),
  ) as [ConditionalAccessPolicy, ConditionalAccessPolicy];
  const on = (n: number, include: string[], exclude: string[] = []) =>
    split(n, { narrowedBy: ["platforms"], platforms: { include, exclude } });
  const at = (n: number, include: string[], exclude: string[] = []) =>
    split(n, { narrowedBy: ["locations"], locations: { include, exclude } });
  const device = { operator: "OR" as const, controls: ["compliantDevice"] };
  const place = guid(580);
  const together: readonly (readonly [string, readonly ConditionalAccessPolicy[], Expected, Partial<Rows>?])[] = [
    ["browsers, and all other clients", [browsers, others], "mfa"],
    [
      "browsers, and all other clients of somebody else",
      [browsers, { ...others, ...only({ includeUsers: [guid(102)] }) }],
      "none",
    ],
    [
      "browsers, and other clients on trial",
      [browsers, { ...others, state: "enabledForReportingButNotEnforced" }],
      "none",
    ],
    ["browsers, and other clients with a device", [browsers, { ...others, grant: device }], "partly"],
    [
      "browsers, and other clients blocked",
      [browsers, { ...others, grant: { operator: "OR", controls: ["block"] } }],
      "mfa",
    ],
    ["browsers, and other clients at risk", [browsers, { ...others, narrowedBy: ["signInRiskLevels"] }], "none"],
    [
      "browsers, and other clients by a strength that is not listed",
      [browsers, { ...others, grant: { operator: "OR", controls: [], strength: guid(599) } }],
      "unknown",
    ],
    [
      "telephones, and all platforms but these",
      [on(512, ["android", "iOS"]), on(513, ["all"], ["iOS", "Android"])],
      "mfa",
    ],
    [
      "every platform by name, and one may say another",
      [on(512, ["android", "iOS"]), on(513, ["windows", "macOS", "linux"])],
      "none",
    ],
    ["a platform that both leave out", [on(512, ["all"], ["android"]), on(513, ["all"], ["android", "iOS"])], "none"],
    ["trusted places, and all others", [at(512, ["AllTrusted"]), at(513, ["All"], ["AllTrusted"])], "mfa"],
    ["one place, and all others", [at(512, [place]), at(513, ["All"], [place.toUpperCase()])], "mfa"],
    ["a place that may be trusted", [at(512, [place]), at(513, ["All"], [place, "AllTrusted"])], "partly"],
    ["another place than the one left out", [at(512, [guid(581)]), at(513, ["All"], [place])], "partly"],
    ["browsers, and every client at some places", [browsers, at(513, ["AllTrusted"])], "none"],
  ];
  for (const [name, policies, expected] of together)
    it(`several together: ${name}: ${expected}`, () => assert.equal(enforced(policies), expected));
  it("names those that hold together", () => {
    const { users } = derived({ conditionalAccess: [others, browsers] })("managementMfa").value;
    assert.equal(users.get(guid(101))?.by, "policies Part 510 and Part 511 together");
  });
  for (const check of ["unenforced-management-mfa", "ineffective-mfa-policy", "compute-creator-without-mfa"])
    it(`${check} is quiet of two that hold together, and tells of one alone`, () => {
      assert.equal(outcome(check, { conditionalAccess: [browsers, others] }).status, "pass");
      assert.equal(outcome(check, { conditionalAccess: [browsers] }).status, "fail");
    });

  const inCloud = (cloud: string | undefined, app: string, where: "include" | "exclude") => {
    const applications = where === "include" ? { include: [app], exclude: [] } : { include: ["All"], exclude: [app] };
    const rows = gather({ ...healthy, conditionalAccess: [policy({ applications })] });
    const told = { ...manifest, ...(cloud !== undefined && { cloud }) };
    return resolverFor(rows, { estate: defaultEstate, manifest: told })("managementMfa").value.users.get(guid(101))
      ?.level;
  };
  const clouds: readonly (readonly [string | undefined, string, "include" | "exclude", Expected])[] = [
    ["AzurePublicCloud", managementApp, "include", "mfa"],
    ["AzurePublicCloud", managementApp, "exclude", "none"],
    ["AzurePublicCloud", governmentApp, "include", "none"],
    ["AzurePublicCloud", governmentApp, "exclude", "mfa"],
    ["AzureGovernment", governmentApp, "include", "mfa"],
    ["AzureGovernment", governmentApp, "exclude", "none"],
    ["AzureGovernment", managementApp, "include", "none"],
    ["AzureChina", managementApp, "include", "mfa"],
    [undefined, governmentApp, "exclude", "unknown"],
    [undefined, managementApp, "exclude", "none"],
  ];
  for (const [cloud, app, where, expected] of clouds)
    it(`${cloud ?? "a cloud that was not told"}, ${where} ${app}: ${expected}`, () =>
      assert.equal(inCloud(cloud, app, where), expected));
  it("names the policy that holds, and those that leave somebody out", () => {
    const { users } = derived({ conditionalAccess: [policy(all({ excludeUsers: [guid(102)] }))] })(
      "managementMfa",
    ).value;
    assert.equal(users.get(guid(101))?.by, "policy MFA for all");
    assert.deepEqual(users.get(guid(102))?.exemptFrom, ["MFA for all"]);
  });
});
