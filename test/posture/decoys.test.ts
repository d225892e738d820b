import assert from "node:assert/strict";
import { withDecoy } from "../../guardrails/estate-mount";
import { coverageLines } from "../../posture/report/coverage";
import { judgeAll } from "../../posture/run/audit";
import { lacking } from "../../posture/run/replayable";
import { decoy, denies, trace } from "./checks-decoys";
import { plan } from "./checks-guards";
import {
  assignment,
  denied,
  estateOf,
  type Gaps,
  gather,
  guid,
  healthyBut,
  manifest,
  production,
  quota,
  type Rows,
  roleIds,
  sandbox,
} from "./checks-tenant";

/** What an audit makes of a decoy beside the two checks of it. */

const estate = estateOf({ decoys: [{ subscription: guid(2), principal: guid(301) }] });
const reader = assignment(531, 301, roleIds.reader, production);

/** A decoy as weak as it is meant to be, and its twin: the same quota, and the same plan missing, in the other subscription. */
const weak: Partial<Rows> = {
  ...decoy,
  quota: [1, 2].map(n => ({ ...quota("StandardNCADSA100v4Family", 0, 48), subscription: guid(n) })),
  defenderPlans: [plan(1, "Arm", "Free"), plan(2, "Arm", "Free")],
};
const audit = (change: Partial<Rows> = {}, gaps: Gaps = {}, judgedBy = estate) =>
  judgeAll(gather(healthyBut({ ...weak, ...change }), gaps), manifest, { estate: judgedBy, version: "" });
type Audit = ReturnType<typeof audit>;

const faultsOf = ({ outcomes }: Audit, id: string) =>
  outcomes.find(({ rule }) => rule.id === id)!.findings.map(({ subject }) => subject.id);
/** Whether these places are told of by the checks of quota and of Defender. */
const tells = (report: Audit) => ({
  quota: faultsOf(report, "unused-gpu-quota").map(id => id.split("/")[2]),
  plans: faultsOf(report, "missing-defender-plan").map(id => id.split("/")[2]),
});
const both = { quota: [guid(1), guid(2)], plans: [guid(1), guid(2)] };
const toldOf = ({ coverage }: Audit) => coverageLines(coverage).filter(line => /decoy/i.test(line));

describe("a decoy that is proved", () => {
  it("is weak without a fault, and the head of the report says in what; another subscription is not", () => {
    const report = audit();
    assert.deepEqual(tells(report), { quota: [guid(1)], plans: [guid(1)] });
    assert.deepEqual(report.coverage.decoys, [
      {
        id: guid(2),
        name: "Sandbox",
        principal: { id: guid(301), name: "gpu-deploy" },
        proved: true,
        spared: ["missing-defender-plan", "unused-gpu-quota"],
      },
    ]);
    assert.deepEqual(toldOf(report), [
      "Decoy: Sandbox with gpu-deploy; nothing can be created there, so that it is weak is no fault (2 findings: missing-defender-plan, unused-gpu-quota)",
    ]);
  });

  it("passes a check in which it alone is weak", () => {
    const report = audit({ quota: weak.quota!.slice(1), defenderPlans: [plan(1), plan(2, "Arm", "Free")] });
    for (const id of ["unused-gpu-quota", "missing-defender-plan"])
      assert.equal(report.outcomes.find(({ rule }) => rule.id === id)?.status, "pass", id);
  });

  it("is nobody who can create compute", () => {
    const blast = ({ blastRadius }: Audit) => blastRadius.some(({ principal }) => principal.id === guid(301));
    assert.equal(blast(audit()), false);
    assert.equal(blast(audit({ policyAssignments: [] })), true);
    assert.equal(blast(audit({}, {}, estateOf({}))), true);
  });

  it("is not spared what it is not for: somebody touched it", () => {
    assert.deepEqual(faultsOf(audit({ decoyTraces: [trace()] }), "touched-decoy"), [guid(301)]);
  });
});

describe("what is named as a decoy, and is not proved to be one, is judged like anything else", () => {
  const cases: readonly (readonly [what: string, Partial<Rows>, Gaps?])[] = [
    ["it reaches another subscription", { roleAssignments: [...decoy.roleAssignments!, reader] }],
    ["its policy is not enforced", { policyAssignments: [denies({ enforcement: "DoNotEnforce" })] }],
    ["its subscription was not seen", { subscriptions: decoy.subscriptions!.slice(0, 1) }],
    ["role assignments were not read", {}, { roleAssignments: [denied("role assignments")] }],
    ["its policies were not read", {}, { policyAssignments: [denied("policy assignments", [guid(2)])] }],
    ["what runs there was not read", {}, { resources: [denied("resources", [sandbox])] }],
    ["directory roles were not read", {}, { directoryRoles: [denied("directory roles")] }],
  ];
  for (const [what, change, gaps] of cases)
    it(what, () => {
      const report = audit(change, gaps);
      const isSeen = change.subscriptions === undefined;
      assert.deepEqual(tells(report), isSeen ? both : { ...both, plans: [guid(1)] });
      assert.deepEqual(
        report.coverage.decoys?.map(({ proved, spared }) => [proved, spared]),
        [[false, []]],
      );
      assert.match(
        toldOf(report).join("\n"),
        /^Named as a decoy, not proved to be one, and judged like anything else: /,
      );
    });

  it("what another subscription lacks does not matter to it", () => {
    const gaps = {
      policyAssignments: [denied("policy assignments", [guid(1)])],
      resources: [denied("all", [production])],
    };
    assert.equal(audit({}, gaps).coverage.decoys?.[0]?.proved, true);
  });

  it("where the estate names none, nothing is said of any", () => {
    const report = audit({}, {}, estateOf({}));
    assert.equal(report.coverage.decoys, undefined);
    assert.deepEqual(tells(report), both);
    assert.deepEqual(
      toldOf(report).filter(line => !line.startsWith("Not tested")),
      [],
    );
  });
});

describe("what is concluded from absence needs what it is concluded from, and no more", () => {
  const keysIn = (change: Partial<Rows>, gaps: Gaps) =>
    audit(change, gaps)
      .outcomes.find(({ rule }) => rule.id === "false-decoy")!
      .findings.map(({ message }) =>
        /no policy/.test(message) ? "policy" : /no role/.test(message) ? "bait" : message,
      );
  const bare: Partial<Rows> = {
    policyAssignments: [],
    roleAssignments: decoy.roleAssignments!.slice(0, -1),
  };
  const cases: readonly (readonly [unread: string, Gaps, string[]])[] = [
    ["nothing", {}, ["bait", "policy"]],
    ["memberships", { memberships: [denied("memberships")] }, ["policy"]],
    ["roles of the subscription", { roleAssignments: [denied("roles", [guid(2)])] }, ["policy"]],
    ["roles of another", { roleAssignments: [denied("roles", [guid(1)])] }, ["bait", "policy"]],
    ["roles that may be activated", { eligibleAssignments: [denied("roles")] }, ["policy"]],
    ["policies", { policyAssignments: [denied("policies")] }, ["bait"]],
    ["policies of another", { policyAssignments: [denied("policies", [guid(1)])] }, ["bait", "policy"]],
    ["owners", { owners: [denied("owners")] }, ["bait", "policy"]],
  ];
  for (const [unread, gaps, expected] of cases)
    it(`unread: ${unread}`, () => assert.deepEqual(keysIn(bare, gaps).sort(), expected));
  it("a subscription that was not seen", () =>
    assert.deepEqual(keysIn({ ...bare, subscriptions: decoy.subscriptions!.slice(0, 1) }, {}), []));
});

describe("the stack's decoy in the estate of the scheduled audit", () => {
  const [subscription, principal] = [guid(2), guid(301)];
  it("stands beside those of the file", () => {
    const other = { subscription: guid(7), principal: guid(8) };
    const { decoys } = withDecoy(estateOf({ decoys: [other] }), subscription.toUpperCase(), principal.toUpperCase());
    assert.deepEqual(decoys, [other, { subscription, principal }]);
  });
  it("stands there once", () => assert.equal(withDecoy(estate, subscription.toUpperCase(), principal), estate));
  it("is another where its principal is", () =>
    assert.equal(withDecoy(estate, subscription, guid(302)).decoys.length, 2));
});

describe("evidence that lacks traces of a decoy", () => {
  const one = { subscription: guid(2), principal: guid(301) };
  const cases: readonly (readonly [
    what: string,
    kept: (typeof one)[] | undefined,
    wanted: (typeof one)[],
    string[],
  ])[] = [
    ["was gathered with it", [one], [one], []],
    ["was gathered with more", [one, { ...one, principal: guid(302) }], [one], []],
    ["was gathered without any", undefined, [one], [guid(2)]],
    ["was gathered with another principal", [{ ...one, principal: guid(302) }], [one], [guid(2)]],
    ["is not asked for any", undefined, [], []],
  ];
  for (const [what, kept, wanted, unwatched] of cases)
    it(what, () => assert.deepEqual(lacking(kept ? { decoys: kept } : {}, { decoys: wanted }).unwatched, unwatched));
});
