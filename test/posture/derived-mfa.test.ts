import assert from "node:assert/strict";
import type { ConditionalAccessPolicy } from "../../posture/evidence/conditional-access";
import { eligibleRoles } from "../../posture/evidence/directory-roles";
import {
  denied,
  filter,
  type Gaps,
  globalAdministrator,
  guid,
  managementApp,
  membership,
  policy,
  type Rows,
  user,
} from "./checks-tenant";
import { derived } from "./derived-kit";

type Expected = "yes" | "no" | "unknown";
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

/** Whether one policy makes user 101, who is a member of nothing, use MFA for Azure management. */
const rows: readonly Row[] = [
  ["all users, all apps, mfa", {}, "yes"],
  // state
  ["disabled", { state: "disabled" }, "no"],
  ["report-only", { state: "enabledForReportingButNotEnforced" }, "no"],
  // users
  ["None", only({ includeUsers: ["None"] }), "no"],
  ["named", only({ includeUsers: [guid(101)] }), "yes"],
  ["somebody else named", only({ includeUsers: [guid(102)] }), "no"],
  ["named and left out", only({ includeUsers: [guid(101)], excludeUsers: [guid(101).toUpperCase()] }), "no"],
  ["left out of all", all({ excludeUsers: [guid(101)] }), "no"],
  ["somebody else left out", all({ excludeUsers: [guid(102)] }), "yes"],
  // groups
  ["in the group", only({ includeGroups: [guid(201)] }), "yes", inGroup],
  [
    "in a group of the group",
    only({ includeGroups: [guid(201)] }),
    "yes",
    { memberships: [membership(201, 202), membership(202, 101)] },
  ],
  ["not in the group", only({ includeGroups: [guid(201)] }), "no", { memberships: [membership(201, 102)] }],
  ["in the group left out", all({ excludeGroups: [guid(201)] }), "no", inGroup],
  ["not in the group left out", all({ excludeGroups: [guid(201)] }), "yes", { memberships: [membership(201, 102)] }],
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
    "no",
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
    "no",
    {},
    { memberships: [denied("members")] },
  ],
  // roles
  ["in the role", only({ includeRoles: [globalAdministrator] }), "yes", admin("active")],
  [
    "in the role by a group",
    only({ includeRoles: [globalAdministrator.toUpperCase()] }),
    "yes",
    { ...inGroup, ...admin("active", 201) },
  ],
  ["may activate the role", only({ includeRoles: [globalAdministrator] }), "no", admin("eligible")],
  ["not in the role", only({ includeRoles: [globalAdministrator] }), "no"],
  ["in the role left out", all({ excludeRoles: [globalAdministrator] }), "no", admin("active")],
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
    "no",
    {},
    { directoryRoles: [{ what: eligibleRoles, missing: "P2", reason: "unlicensed" }] },
  ],
  // guests
  ["guests, of a member", only({ includesGuests: true }), "no"],
  ["guests, of a guest", only({ includesGuests: true }), "yes", guest],
  ["guests by Azure's word", only({ includeUsers: ["GuestsOrExternalUsers"] }), "yes", guest],
  ["guests left out, of a guest", all({ excludesGuests: true }), "no", guest],
  ["guests left out, of a member", all({ excludesGuests: true }), "yes"],
  [
    "guests left out, of somebody unread",
    all({ excludesGuests: true }),
    "unknown",
    { users: [] },
    { users: [denied("users")] },
  ],
  // apps
  ["the management app", { applications: { include: [managementApp], exclude: [] } }, "yes"],
  ["another app", { applications: { include: [office, "Office365"], exclude: [] } }, "no"],
  ["the portals only", { applications: { include: ["MicrosoftAdminPortals"], exclude: [] } }, "no"],
  ["all but the management app", { applications: { include: ["All"], exclude: [managementApp.toUpperCase()] } }, "no"],
  ["all but another app", { applications: { include: ["All"], exclude: [office] } }, "yes"],
  ["no app (user actions)", { applications: { include: [], exclude: [] } }, "no"],
  // clients and conditions
  ["browsers only", { clientAppTypes: ["browser"] }, "no"],
  ["browsers and apps", { clientAppTypes: ["browser", "mobileAppsAndDesktopClients"] }, "yes"],
  ["old protocols only", { clientAppTypes: ["exchangeActiveSync", "other"] }, "no"],
  ["at risk only", { narrowedBy: ["signInRiskLevels"] }, "no"],
  ["outside of known places", { narrowedBy: ["locations"] }, "no"],
  // grant
  ["session controls only", { grant: undefined as never }, "no"],
  ["block", { grant: { operator: "OR", controls: ["block"] } }, "yes"],
  ["a compliant device", { grant: { operator: "OR", controls: ["compliantDevice"] } }, "no"],
  ["mfa or a compliant device", { grant: { operator: "OR", controls: ["mfa", "compliantDevice"] } }, "no"],
  ["mfa and a compliant device", { grant: { operator: "AND", controls: ["compliantDevice", "MFA"] } }, "yes"],
  ["mfa or terms of use", { grant: { operator: "OR", controls: ["mfa", "termsOfUse"] } }, "no"],
  ["a strength that is MFA", { grant: { operator: "OR", controls: [], strength: guid(599) } }, "yes", strength(true)],
  ["a strength that is none", { grant: { operator: "AND", controls: [], strength: guid(599) } }, "no", strength(false)],
  ["a strength that is not listed", { grant: { operator: "AND", controls: [], strength: guid(599) } }, "unknown"],
  [
    "a strength or a device",
    { grant: { operator: "OR", controls: ["domainJoinedDevice"], strength: guid(599) } },
    "no",
    strength(true),
  ],
  [
    "a strength and a device",
    { grant: { operator: "AND", controls: ["domainJoinedDevice"], strength: guid(599) } },
    "yes",
    strength(true),
  ],
  [
    "MFA strength of Entra's own",
    { grant: { operator: "OR", controls: [], strength: "00000000-0000-0000-0000-000000000002" } },
    "yes",
  ],
  [
    "phishing-resistant strength",
    { grant: { operator: "OR", controls: [], strength: "00000000-0000-0000-0000-000000000004" } },
    "yes",
  ],
];

const enforced = (policies: readonly ConditionalAccessPolicy[], change: Partial<Rows> = {}, gaps: Gaps = {}) =>
  derived({ ...change, conditionalAccess: policies }, gaps)("mfa").value.users.get(guid(101))?.enforced;

describe("Conditional Access, as it applies to one person and Azure management", () => {
  for (const [name, change, expected, tenant, gaps] of rows)
    it(`${name}: ${expected}`, () => {
      const { grant, ...rest } = policy(change);
      assert.equal(enforced([grant ? { ...rest, grant } : rest], tenant, gaps), expected);
    });

  const yes = policy({ id: guid(503) });
  const no = policy({ id: guid(504), state: "disabled" });
  const perhaps = policy({ id: guid(505), grant: { operator: "OR", controls: [], strength: guid(599) } });
  it("one policy that holds is enough", () => assert.equal(enforced([no, perhaps, yes]), "yes"));
  it("one that may hold leaves it open", () => assert.equal(enforced([no, perhaps]), "unknown"));
  it("none holds", () => assert.equal(enforced([no, no]), "no"));
  it("unread policies may hold", () =>
    assert.equal(enforced([no], {}, { conditionalAccess: [denied("policies")] }), "unknown"));
  it("one that was read holds, whatever was not", () =>
    assert.equal(
      enforced([yes], {}, { conditionalAccess: [denied("policies")], securityDefaults: [denied("defaults")] }),
      "yes",
    ));
  it("security defaults that could not be read leave it open", () =>
    assert.equal(enforced([], { securityDefaults: [] }, { securityDefaults: [denied("defaults")] }), "unknown"));
  it("security defaults hold for everybody", () => {
    const mfa = derived({ conditionalAccess: [], securityDefaults: [{ enabled: true }] })("mfa").value;
    assert.deepEqual(
      [...mfa.users.values()].map(({ enforced, enforcedBy }) => [enforced, enforcedBy]),
      [
        ["yes", "security defaults"],
        ["yes", "security defaults"],
      ],
    );
  });
  it("names the policy that holds, and those that leave somebody out", () => {
    const { users } = derived({ conditionalAccess: [policy(all({ excludeUsers: [guid(102)] }))] })("mfa").value;
    assert.equal(users.get(guid(101))?.enforcedBy, "policy MFA for all");
    assert.deepEqual(users.get(guid(102))?.exemptFrom, ["MFA for all"]);
  });
});
