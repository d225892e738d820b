import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import type { Outcome, Rule } from "../../catalogue/outcome";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";
import { kindsGathered } from "../../posture/run/kinds";
import { cast, idOf } from "../../simulator/scenario/cast";
import { contoso } from "../../simulator/scenario/contoso";
import { scopes } from "../../simulator/scenario/ids";
import { roleAssignment } from "../../simulator/scenario/rows/authorization";
import { registration } from "../../simulator/scenario/rows/directory";
import { accessPolicy } from "../../simulator/scenario/rows/policies";
import type { GraphTables } from "../../simulator/tenant";
import { stillClock } from "../posture/gather-tenant";
import { simulated } from "../simulated";
import { readWireCase } from "./audit-case";
import { hasId } from "./rule-ids";

/** Judges the wire cases about how people are defended: Contoso answers as the case says, or as its quiet twin. */

const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const at = "2026-11-24T12:00:00.000Z";

type Tables = { -readonly [K in keyof GraphTables]?: GraphTables[K] };
type Person = Parameters<typeof idOf>[0];

/** A policy that asks these users for MFA everywhere, with the words of the wire in place. */
const policyFor = (users: object) => {
  const policy = accessPolicy(
    { number: 71, name: "The case", state: "enabled", users: {}, applications: ["All"], controls: ["mfa"] },
    at,
  );
  const conditions = policy.conditions as { readonly users: object };
  return { ...policy, conditions: { ...conditions, users: { ...conditions.users, ...users } } } as typeof policy;
};

const isMeant = (rule: Rule) => hasId(rule, "orderer-without-mfa");

/** What is said of a person who holds Contributor and has registered, where Microsoft Graph answers so. */
async function outcomeOf(person: Person, tables: Tables): Promise<Outcome> {
  const healthy = contoso({ at, without: "all" });
  const scenario = {
    ...healthy,
    arm: {
      ...healthy.arm,
      roleAssignments: [
        ...healthy.arm.roleAssignments,
        roleAssignment({ number: 771, scope: scopes.sandbox, role: contributor, principal: idOf(person), on: at }),
      ],
    },
    graph: { ...healthy.graph, securityDefaults: { ...healthy.graph.securityDefaults, isEnabled: false }, ...tables },
  };
  return simulated({ scenario }, async signed => {
    const connection = { ...signed, clock: stillClock() };
    const { gathered, manifest } = await gather({ ...connection, kinds: kindsGathered(isMeant) });
    const { outcomes } = judgeAll(gathered, manifest, {
      estate: defaultEstate,
      version: "0.0.0",
      select: isMeant,
    });
    return outcomes[0] ?? assert.fail("the check is gone");
  });
}

async function wordOn(person: Person, tables: Tables): Promise<"finding" | "unknown" | "quiet"> {
  const { findings, unknowns } = await outcomeOf(person, tables);
  const about = (judged: { readonly subject: { readonly id: string } }) => judged.subject.id === idOf(person);
  return findings.some(about) ? "finding" : unknowns.some(about) ? "unknown" : "quiet";
}

type Exchange = ReturnType<typeof readWireCase>["wire"][number];
const usersOf = (exchange: Exchange | undefined): object =>
  exchange && "part" in exchange
    ? (exchange.part as { conditions: { users: object } }).conditions.users
    : assert.fail();
const rowsOf = (exchange: Exchange | undefined): readonly object[] =>
  exchange && "body" in exchange ? exchange.body.value : assert.fail();

describe("W03: policies that leave out guests by their kind", () => {
  const { wire, want } = readWireCase("W03-guests-by-type.json");
  const asWritten = usersOf(wire[0]);
  const leavingOut = (guestOrExternalUserTypes: string, members?: string[]) => ({
    includeUsers: ["All"],
    excludeGuestsOrExternalUsers: {
      guestOrExternalUserTypes,
      externalTenants: members
        ? {
            "@odata.type": "#microsoft.graph.conditionalAccessEnumeratedExternalTenants",
            membershipKind: "enumerated",
            members,
          }
        : { "@odata.type": "#microsoft.graph.conditionalAccessAllExternalTenants", membershipKind: "all" },
    },
  });
  const table: readonly (readonly [string, object, Person, "finding" | "unknown" | "quiet"])[] = [
    [want, asWritten, cast.pat, "quiet"],
    [
      "B2B guests are left out: the guest is found",
      leavingOut("serviceProvider,b2bCollaborationGuest"),
      cast.pat,
      "finding",
    ],
    ["B2B guests are left out: a member is not", leavingOut("b2bCollaborationGuest"), cast.riley, "quiet"],
    [
      "guests of one tenant are left out: of which the guest is, is not known",
      leavingOut("b2bCollaborationGuest", ["00000000-0000-0000-00ff-000000000009"]),
      cast.pat,
      "unknown",
    ],
    [
      "all guests are left out, in the old words",
      { includeUsers: ["All"], excludeUsers: ["GuestsOrExternalUsers"] },
      cast.pat,
      "finding",
    ],
  ];
  for (const [name, users, person, word] of table)
    it(name, async () => assert.equal(await wordOn(person, { conditionalAccessPolicies: [policyFor(users)] }), word));
});

describe("W04: a role over an administrative unit", () => {
  const { wire, want } = readWireCase("W04-role-in-an-administrative-unit.json");
  const [roles, policy] = wire;
  const held = (scope?: string) =>
    rowsOf(roles).map(row => ({
      ...row,
      principalId: idOf(cast.riley),
      ...(scope !== undefined && { directoryScopeId: scope }),
    }));
  const tables = (scope?: string): Tables => ({
    conditionalAccessPolicies: [policyFor(usersOf(policy))],
    roleAssignments: held(scope) as unknown as GraphTables["roleAssignments"],
  });
  it(want, async () => assert.equal(await wordOn(cast.riley, tables()), "finding"));
  it("over the whole directory: quiet", async () => assert.equal(await wordOn(cast.riley, tables("/")), "quiet"));
});

describe("the wire: what else decides", () => {
  const unregistered = (person: Person, tables: Tables): Tables => ({
    conditionalAccessPolicies: [policyFor({ includeUsers: ["All"] })],
    registrations: [registration(person, false, false, at)],
    ...tables,
  });
  const trusting = (isMfaAccepted: boolean): Tables => ({ crossTenantDefault: { inboundTrust: { isMfaAccepted } } });
  it("a guest without a method here: quiet where MFA of its home counts", async () =>
    assert.equal(await wordOn(cast.pat, unregistered(cast.pat, trusting(true))), "quiet"));
  it("and found where it does not", async () =>
    assert.equal(await wordOn(cast.pat, unregistered(cast.pat, trusting(false))), "finding"));

  const federated = (federatedIdpMfaBehavior: string): Tables => ({
    domains: [{ id: "contoso.com", authenticationType: "Federated", isVerified: true }],
    federations: [{ domain: "contoso.com", row: { id: "f", federatedIdpMfaBehavior } }],
  });
  it("somebody of a federated domain: quiet where its identity provider has to ask", async () =>
    assert.equal(await wordOn(cast.riley, unregistered(cast.riley, federated("enforceMfaByFederatedIdp"))), "quiet"));
  it("found where its MFA does not count", async () =>
    assert.equal(await wordOn(cast.riley, unregistered(cast.riley, federated("rejectMfaByFederatedIdp"))), "finding"));
  it("unknown where it may ask, and where the domain says that it is federated and its federation has no settings", async () => {
    assert.equal(
      await wordOn(cast.riley, unregistered(cast.riley, federated("acceptIfMfaDoneByFederatedIdp"))),
      "unknown",
    );
    const none = { ...federated(""), federations: [] };
    assert.equal(await wordOn(cast.riley, unregistered(cast.riley, none)), "unknown");
    assert.deepEqual((await outcomeOf(cast.riley, unregistered(cast.riley, none))).gaps, []);
  });

  const perUser = (state: string): Tables => ({
    conditionalAccessPolicies: [],
    perUserMfa: [{ user: idOf(cast.riley), state }],
  });
  it("no policy: quiet where the per-user setting enforces MFA, found where it only asks to register", async () => {
    assert.equal(await wordOn(cast.riley, perUser("enforced")), "quiet");
    assert.equal(await wordOn(cast.riley, perUser("enabled")), "finding");
  });
});
