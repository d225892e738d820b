import assert from "node:assert/strict";
import { defaultEstate, type Estate } from "../../catalogue/estate";
import type { Gap } from "../../catalogue/outcome";
import { checks } from "../../posture/checks/all";
import { type Evidence, withWhatTheyNeed } from "../../posture/evidence/all";
import type { Manifest } from "../../posture/evidence/gathered";
import { coverageLines, timeWords } from "../../posture/report/coverage";
import type { Coverage } from "../../posture/report/coverage-schema";
import { judgeAll } from "../../posture/run/audit";
import { kindsGathered, kindsJudged } from "../../posture/run/kinds";
import { goesBySubscription } from "../../posture/run/subscription-gaps";
import { type Gaps, gather, guid, healthy, manifest, type Rows } from "./checks-tenant";

const judged = (change: Partial<Rows> = {}, gaps: Gaps = {}, more: Partial<Manifest> = {}) =>
  judgeAll(gather({ ...healthy, ...change }, gaps), { ...manifest, ...more }, { estate: defaultEstate, version: "" });
const subscriptionsOf = (...given: Parameters<typeof judged>) => judged(...given).coverage.subscriptions;

const node = (n: number, displayName?: string): Evidence["hierarchy"] => ({
  id: `/subscriptions/${guid(n)}`,
  kind: "subscription",
  name: guid(n),
  parent: guid(900),
  ...(displayName !== undefined && { displayName }),
});
const denied: Gap = { what: "the list", missing: "descendants/read", reason: "denied" };

describe("coverage: the subscriptions", () => {
  it("are all, where the tenant's list names no other", () =>
    assert.deepEqual(subscriptionsOf(), { seen: 2, of: 2, chosen: false, inactive: [], unseen: [] }));

  it("are some, where it does, and the others are named", () =>
    assert.deepEqual(subscriptionsOf({ hierarchy: [node(1), node(2), node(3, "Hidden")] }), {
      seen: 2,
      of: 3,
      chosen: false,
      inactive: [],
      unseen: [{ id: guid(3), name: "Hidden" }],
    }));

  it("are of an unknown number, where the list is refused", () =>
    assert.equal(subscriptionsOf({ hierarchy: [] }, { hierarchy: [denied], subscriptions: [denied] })?.of, undefined));

  for (const [what, hierarchy] of [
    ["empty", []],
    ["half", [node(1)]],
    ["another tenant's", [node(7)]],
  ] as const)
    it(`are of an unknown number, where the list is ${what}: then no check that reads them passes`, () => {
      const { coverage, outcomes } = judged({ hierarchy });
      assert.equal(coverage.subscriptions?.of, undefined);
      for (const { rule, status } of outcomes)
        if (kindsJudged(({ id }) => id === rule.id).some(goesBySubscription)) assert.notEqual(status, "pass", rule.id);
      assert.equal(outcomes.find(({ rule }) => rule.id === "account-without-mfa")?.status, "pass");
    });

  it("of another tenant, which manages through this one, need not stand in the list", () => {
    const foreign = { id: guid(8), name: "Customer", state: "Enabled", tenantId: guid(901) };
    assert.deepEqual(subscriptionsOf({ subscriptions: [...healthy.subscriptions, foreign] }), {
      seen: 3,
      of: 3,
      chosen: false,
      inactive: [],
      unseen: [],
    });
  });

  it("are told apart where their list could not be read, which no right would mend", () => {
    const broken: Gap = { what: "subscriptions", missing: "an answer", reason: "failed" };
    const none = (gaps: readonly Gap[]) => judged({ subscriptions: [] }, { subscriptions: gaps });
    const [unlisted, unseen] = [none([broken]), none([denied])];
    assert.deepEqual(
      [unlisted.coverage.subscriptions?.unlisted, unseen.coverage.subscriptions?.unlisted],
      [true, undefined],
    );
    assert.match(coverageLines(unlisted.coverage)[1] ?? "", /^The list of subscriptions could not be read/);
    assert.match(coverageLines(unseen.coverage)[1] ?? "", /^This sign-in sees no subscription/);
    assert.deepEqual(
      unlisted.gaps.filter(({ reason }) => reason === "denied"),
      [],
    );
    for (const { coverage, outcomes } of [unlisted, unseen]) {
      assert.equal(coverage.subscriptions?.seen, 0);
      for (const { rule, status } of outcomes)
        if (kindsJudged(({ id }) => id === rule.id).some(goesBySubscription)) assert.notEqual(status, "pass", rule.id);
    }
  });

  it("that take no requests are counted apart", () => {
    const [first, second] = healthy.subscriptions as [Rows["subscriptions"][number], Rows["subscriptions"][number]];
    const inactive = (change: object) =>
      subscriptionsOf({ subscriptions: [first, { ...second, ...change }] })?.inactive;
    assert.deepEqual(inactive({ state: "Disabled" }), [{ id: guid(2), name: "Sandbox, Disabled", why: "state" }]);
    for (const state of ["warned", "Expired"]) assert.equal(inactive({ state })?.[0]?.why, "state", state);
    assert.equal(inactive({ state: "Deleted" })?.[0]?.why, "deleted");
    // nothing reactivates what is not off: it holds no compute in any state
    for (const state of ["Enabled", "Disabled"])
      assert.deepEqual(inactive({ state, quotaId: "AAD_2015-09-01" }), [
        { id: guid(2), name: "Sandbox, AAD_2015-09-01", why: "offer" },
      ]);
    for (const state of ["Enabled", "PastDue", "New"]) assert.deepEqual(inactive({ state }), [], state);
  });

  it("that were chosen are held against the choice alone", () =>
    assert.deepEqual(
      subscriptionsOf(
        { hierarchy: [], subscriptions: healthy.subscriptions.slice(0, 1) },
        {},
        { chosenSubscriptions: [guid(1), guid(5)] },
      ),
      { seen: 1, of: 2, chosen: true, inactive: [], unseen: [{ id: guid(5), name: guid(5) }] },
    ));
});

describe("coverage: the sources", () => {
  it("are whole, in part or unread", () => {
    const { sources } = judged({}, { users: [denied], elevations: [denied] }).coverage;
    const status = (kind: string) => sources.find(source => source.kind === kind)?.status;
    assert.deepEqual([status("users"), status("elevations"), status("roleAssignments")], ["part", "unread", "whole"]);
  });

  it("that are looked up by the ids of others are not read in full where those are not", () => {
    const { sources } = judged({ owners: [], policyObjects: [] }, { memberships: [denied] }).coverage;
    const status = (kind: string) => sources.find(source => source.kind === kind)?.status;
    assert.deepEqual([status("memberships"), status("owners")], ["unread", "unread"]);
    assert.equal(status("policyObjects"), "whole", "Conditional Access was read, and names nobody");
    const field = { ...denied, field: "tenure" };
    const without = judged({ owners: [] }, { roleAssignments: [field], directoryRoles: [field] }).coverage.sources;
    assert.equal(without.find(({ kind }) => kind === "owners")?.status, "whole", "all who are asked for are known");
  });

  it("are those that the selected checks judge, and the gaps too", () => {
    const { coverage, gaps, outcomes, blastRadius } = judgeAll(
      gather(healthy, { quota: [denied], users: [denied] }),
      manifest,
      { estate: defaultEstate, version: "", select: ({ id }) => id === "unused-gpu-quota" },
    );
    assert.deepEqual(
      coverage.sources.map(({ kind }) => kind),
      ["tenant", "subscriptions", "quota"],
    );
    assert.deepEqual([gaps.length, outcomes.length, blastRadius.length], [1, 1, 0]);
  });

  it("that decide of some accounts only are gathered too, so that one check answers as it does among all", () => {
    const select = ({ id }: { readonly id: string }) => id === "compute-creator-without-mfa";
    const gathered = kindsGathered(select);
    for (const kind of kindsJudged(select)) assert(gathered.includes(kind), kind);
    for (const kind of ["domains", "perUserMfa", "crossTenantAccess"] as const) assert(gathered.includes(kind), kind);
    const answer = (kinds: Manifest["kinds"]) => {
      const evidence = Object.fromEntries(
        manifest.kinds.map(kind => [kind, kinds.includes(kind) ? healthy[kind] : []]),
      );
      const judgement = judgeAll(
        gather(evidence as Partial<Rows>),
        { ...manifest, kinds },
        {
          estate: defaultEstate,
          version: "",
          select,
        },
      );
      return judgement.outcomes.map(({ status, findings, unknowns }) => [status, findings.length, unknowns.length]);
    };
    const sources = withWhatTheyNeed(gathered); // as `gather` adds them
    assert.deepEqual(answer(manifest.kinds.filter(kind => sources.has(kind))), answer(manifest.kinds));
  });

  it("of each check are what the check needs", () => {
    for (const check of checks) {
      const kinds = kindsJudged(({ id }) => id === check.id);
      for (const need of check.needs as readonly string[])
        if (need in healthy) assert(kinds.includes(need as keyof Rows), `${check.id} needs ${need}`);
      assert(kinds.includes("tenant"));
    }
    assert(!kindsJudged(({ id }) => id === "unused-gpu-quota").includes("users"));
    assert.equal(kindsJudged(() => true).length, manifest.kinds.length);
  });
});

describe("coverage: the estate", () => {
  const name = "computeguard.yaml";
  const estateOf = (thresholds: Partial<Estate["thresholds"]>) =>
    judgeAll(gather(healthy), manifest, {
      estate: { ...defaultEstate, thresholds: { ...defaultEstate.thresholds, ...thresholds } },
      estateSource: { name },
      version: "",
    }).coverage.estate;
  it("has no threshold where all are as out of the box", () => assert.deepEqual(estateOf({}), { name }));
  it("has each that is another, looser or stricter, with what it is out of the box", () =>
    assert.deepEqual(estateOf({ standingHolders: 50, newAfterDays: 28 }), {
      name,
      thresholds: { standingHolders: { is: 50, outOfTheBox: 3 }, newAfterDays: { is: 28, outOfTheBox: 21 } },
    }));
});

describe("when evidence was read", () => {
  it("is from when to when, where that is known and differs", () => {
    const collectedAt = "2026-11-24T06:00:00Z";
    assert.equal(timeWords({ collectedAt, endedAt: "2026-11-24T06:04:10Z" }), `${collectedAt} to 2026-11-24T06:04:10Z`);
    for (const more of [{}, { endedAt: collectedAt }]) assert.equal(timeWords({ collectedAt, ...more }), collectedAt);
  });
});

describe("coverage: the lines", () => {
  const base: Coverage = {
    auditor: { id: guid(1), name: "ada@contoso.com", kind: "user" },
    estate: { name: "computeguard.yaml", sha256: "0123456789abcdef" },
    subscriptions: { seen: 1, of: 1, chosen: false, inactive: [], unseen: [] },
    sources: [
      { kind: "users", title: "users", rows: 1, status: "whole" },
      { kind: "quota", title: "quota", rows: 0, status: "unread" },
    ],
  };
  const { subscriptions: _, ...withoutSubscriptions } = base;
  const many = Array.from({ length: 7 }, (_, n) => ({ id: guid(n), name: n === 0 ? guid(0) : `S${n}` }));
  const cases: readonly (readonly [what: string, coverage: Coverage, lines: readonly (string | RegExp)[]])[] = [
    [
      "what was seen, by whom and under which estate",
      base,
      [
        "1 of 1 subscription, 1 of 2 sources read in full, by ada@contoso.com, under computeguard.yaml (sha256 0123456789ab)",
      ],
    ],
    ["nothing of subscriptions, where none are read", withoutSubscriptions, [/^1 of 2 sources/]],
    [
      "that it is a part",
      { ...base, subscriptions: { seen: 1, of: 2, chosen: true, inactive: [], unseen: [] } },
      [/^1 of the 2 chosen subscriptions, so this report is a part, /],
    ],
    [
      "of which resource groups the compute was looked at",
      { ...base, resourceGroups: ["rg-a", "rg-b"] },
      [/^1 of 1/, /in rg-a, rg-b alone, so this report is a part$/],
    ],
    [
      "that the number is not known",
      { ...base, subscriptions: { seen: 1, chosen: false, inactive: [], unseen: [] } },
      [/^1 of an unknown number of subscriptions/, /could not be read, so no check of them can pass/],
    ],
    [
      "in which no compute can be created, by why",
      {
        ...base,
        subscriptions: {
          seen: 3,
          of: 3,
          chosen: false,
          inactive: [
            { id: guid(1), name: "Access to AAD, AAD_2015-09-01", why: "offer" },
            { id: guid(2), name: "Gone, Deleted", why: "deleted" },
            { id: guid(3), name: "Old, Disabled", why: "state" },
          ],
          unseen: [],
        },
      },
      [
        /^3 of 3/,
        `1 subscription can create no compute until reactivated: Old, Disabled (${guid(3)})`,
        `1 subscription can create no compute, being deleted: Gone, Deleted (${guid(2)})`,
        `1 subscription can create no compute in any state, by the offer: Access to AAD, AAD_2015-09-01 (${guid(1)})`,
      ],
    ],
    ["why reading ended early", { ...base, stopped: "by Ctrl+C" }, [/^1 of 1/, /^Reading was cut off by Ctrl\+C; /]],
    [
      "which saved evidence was changed",
      { ...base, torn: ["users.ndjson"] },
      [/^1 of 1/, /proves nothing: users\.ndjson$/],
    ],
    [
      "which times of saved evidence cannot be true",
      { ...base, oddTimes: ["it was begun in the future, at 2036-11-24T06:00:00Z"] },
      [/^1 of 1/, /cannot be true, .*: it was begun in the future, at 2036-11-24T06:00:00Z$/],
    ],
    [
      "by which thresholds of its own the estate judges",
      {
        ...base,
        estate: {
          ...base.estate,
          thresholds: { standingHolders: { is: 50, outOfTheBox: 3 }, burstHours: { is: 1, outOfTheBox: 3 } },
        },
      },
      [/^1 of 1/, "Thresholds of the estate: standingHolders 50 (out of the box 3), burstHours 1 (out of the box 3)"],
    ],
    [
      "which are not seen, not too many of them",
      { ...base, subscriptions: { seen: 0, of: 7, chosen: false, inactive: [], unseen: many } },
      [/^0 of 7 /, /^This sign-in sees no subscription: give it Reader/, /^Not seen: 0{8}-[^,]*0, S1 \(.*and 2 more$/],
    ],
  ];
  for (const [what, coverage, lines] of cases)
    it(`say ${what}`, () => {
      const told = coverageLines(coverage);
      assert.equal(told.length, lines.length, told.join("\n"));
      for (const [i, line] of lines.entries())
        if (typeof line === "string") assert.equal(told[i], line);
        else assert.match(told[i] as string, line);
    });
});
