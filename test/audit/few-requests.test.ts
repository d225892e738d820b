import assert from "node:assert/strict";
import type { EvidenceKind } from "../../posture/evidence/all";
import type { Gathered } from "../../posture/evidence/gathered";
import { requiredAccess } from "../../posture/permissions";
import { gather } from "../../posture/run/gather";
import type { Sight } from "../../simulator/call";
import type { Fault } from "../../simulator/faults";
import { contoso } from "../../simulator/scenario/contoso";
import type { LoggedRequest } from "../../simulator/server";
import { simulated } from "../simulated";

/** What Resource Graph, or one call of the tenant or of a management group, answers is not asked subscription by subscription. */

const at = "2026-11-24T06:00:00.000Z";
const clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0.5 };

/** The kinds, and how to tell that a subscription was asked for it. */
const inBulk: readonly (readonly [kind: EvidenceKind, list: RegExp])[] = [
  ["roleAssignments", /^\/+subscriptions\/([^/]+)\/providers\/Microsoft\.Authorization\/roleAssignments\?/i],
  ["policyAssignments", /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Authorization\/policyAssignments\?/i],
  ["defenderPlans", /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Security\/pricings\?/i],
  ["defenderAssessments", /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Security\/assessments\?/i],
  ["defenderAlerts", /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Security\/alerts\?/i],
  ["delegations", /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.ManagedServices\/registrationAssignments\?/i],
];
const kinds: readonly EvidenceKind[] = [...inBulk.map(([kind]) => kind), "roleDefinitions"];

interface Run {
  readonly gathered: Gathered;
  readonly requests: readonly LoggedRequest[];
  readonly subscriptions: readonly string[];
}

const scenarioOf = (extra: number) => contoso({ at, size: { subscriptions: extra, users: 3 } });
const idsOf = (scenario: ReturnType<typeof contoso>) =>
  scenario.arm.subscriptions.map(({ subscriptionId }) => String(subscriptionId));

async function run(
  extra: number,
  sightOf: (all: readonly string[]) => Partial<Sight> = () => ({}),
  faults: readonly Fault[] = [],
): Promise<Run> {
  const scenario = scenarioOf(extra);
  const subscriptions = idsOf(scenario);
  const sight: Sight = {
    whole: subscriptions,
    rootGroup: true,
    actions: requiredAccess().actions.map(({ action }) => action),
    ...sightOf(subscriptions),
  };
  return simulated({ scenario, pageSize: 1000, sight, faults }, async (signed, { requests }) => {
    const { gathered } = await gather({ ...signed, clock, kinds });
    return { gathered, requests: [...requests], subscriptions };
  });
}

/** The subscriptions that ARM was asked for a kind. */
const askedOf = ({ requests }: Run, kind: EvidenceKind): readonly string[] => {
  const form = inBulk.find(([name]) => name === kind)![1];
  return requests.flatMap(({ path }) => (path.includes("assignedTo") ? [] : (form.exec(path)?.[1] ?? []))).sort();
};
/** The subscriptions that were asked for the sign-in's own roles. */
const askedOfOwn = ({ requests }: Run): readonly string[] =>
  requests
    .flatMap(({ path }) => (path.includes("assignedTo") ? (/^\/subscriptions\/([^/]+)/.exec(path)?.[1] ?? []) : []))
    .sort();

describe("requests of an audit", () => {
  let small: Run;
  let large: Run;
  before(async () => {
    small = await run(1);
    large = await run(40);
  });

  it("do not grow with the number of subscriptions, where Resource Graph has them all", () => {
    assert.equal(large.subscriptions.length - small.subscriptions.length, 39);
    assert.equal(large.requests.length, small.requests.length);
    for (const [kind] of inBulk) assert.deepEqual(askedOf(large, kind), [], kind);
  });

  it("read the custom roles of the tenant once", () =>
    assert.equal(large.requests.filter(({ path }) => /CustomRole/.test(path)).length, 1));

  it("give what ARM's own lists of each subscription give", async () => {
    const byArm = await run(2, undefined, [
      { match: { route: "/providers/Microsoft.ResourceGraph/resources" }, answer: "denied" },
    ]);
    const byGraph = await run(2);
    for (const [kind] of inBulk) {
      assert.deepEqual(askedOf(byGraph, kind), [], kind);
      assert.deepEqual(askedOf(byArm, kind), [...byArm.subscriptions].sort(), kind);
      assert(byGraph.gathered[kind].value.length > 0, kind);
      assert.deepEqual(byGraph.gathered[kind], byArm.gathered[kind], kind);
    }
  });

  it("go to ARM for the subscriptions that Resource Graph does not know yet, and for those alone", async () => {
    const lately = await run(3, all => ({ late: all.slice(0, 2) }));
    for (const [kind] of inBulk) {
      assert.deepEqual(askedOf(lately, kind), lately.subscriptions.slice(0, 2).sort(), kind);
      assert.deepEqual(lately.gathered[kind].gaps, [], kind);
    }
  });

  it("ask each subscription for the sign-in's own roles, where it has none above, and for nothing else", async () => {
    const one = await run(3, all => ({ whole: all.slice(0, 3) }));
    assert.deepEqual(askedOfOwn(large), []);
    assert.deepEqual(askedOfOwn(one), one.subscriptions.slice(0, 3).sort());
    for (const [kind] of inBulk) assert.deepEqual(askedOf(one, kind), [], kind);
  });

  it("go to ARM where the sign-in's own roles do not prove that Resource Graph shows all", async () => {
    const unproved = await run(3, undefined, [{ match: { path: "assignedTo" }, answer: "denied" }]);
    for (const [kind] of inBulk) {
      // the rows of plans and assessments prove themselves
      assert.deepEqual(
        askedOf(unproved, kind),
        kind === "defenderPlans" || kind === "defenderAssessments" ? [] : [...unproved.subscriptions].sort(),
        kind,
      );
      assert.deepEqual(unproved.gathered[kind].gaps, [], kind);
    }
  });

  it("take no silence of Resource Graph for an answer, where the sign-in may not read the kind", async () => {
    const actions = requiredAccess().actions.map(({ action }) => action);
    for (const [kind, right] of [
      ["defenderAlerts", /^Microsoft\.Security\/(locations\/)?alerts\/read$/],
      ["defenderPlans", /^Microsoft\.Security\/pricings\/read$/],
      ["defenderAssessments", /^Microsoft\.Security\/assessments\/read$/],
      ["policyAssignments", /^Microsoft\.Authorization\/policyAssignments\/read$/],
      ["delegations", /^Microsoft\.ManagedServices\//],
    ] as const) {
      assert(
        actions.some(action => right.test(action)),
        `${right}`,
      );
      const less = await run(0, () => ({ actions: actions.filter(action => !right.test(action)) }));
      const { value, gaps } = less.gathered[kind];
      assert.deepEqual(value, [], kind);
      assert.deepEqual(gaps.flatMap(({ subjects = [] }) => subjects).sort(), [...less.subscriptions].sort(), kind);
    }
  });
});
