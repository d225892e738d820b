import assert from "node:assert/strict";
import type { Finding, Outcome, Severity, Subject } from "../../catalogue/outcome";
import { acts } from "../../posture/cures/acts";
import type { Cure } from "../../posture/cures/cure";
import {
  askWhoDidIt,
  byHand,
  removeAssignment,
  secureAccount,
  secureEmergencyAccount,
} from "../../posture/cures/identities";
import { stopCompute } from "../../posture/cures/stop-compute";
import { figure } from "../../posture/facts/amount";
import { firstActs } from "../../posture/report/first-acts";
import type { BlastRadius } from "../../posture/report/model";
import { mostOf, openToPassword } from "../../posture/report/verdict";
import { actsOf } from "../../posture/run/acts";
import { contosoReport } from "../demo/audited";
import { sample } from "../report/sample";

const user = (name: string): Subject => ({
  kind: "user",
  id: `00000000-0000-0000-0000-${name.padStart(12, "0")}`,
  name,
});
const machine = (name: string): Subject => ({
  kind: "resource",
  id: `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/${name}`,
  name,
});

const known = new Map<string, Cure>();
let count = 0;
/** A finding with a cure, which is known from then on. */
function found(severity: Severity, subject: Subject, cure?: (subject: Subject) => Cure): Finding {
  const fingerprint = `f${++count}`;
  if (cure) known.set(fingerprint, cure(subject));
  return { rule: "a", severity, subject, message: "is broken", proof: [], fingerprint };
}
const outcome = (...findings: readonly Finding[]): Outcome => ({
  ...sample.outcomes[0]!,
  status: "fail",
  findings,
  unknowns: [],
  gaps: [],
});
const radius = (one: Subject, usd: number, defended: BlastRadius["defended"]): BlastRadius => ({
  ...sample.blastRadius[0]!,
  principal: { id: one.id, name: one.name, kind: one.kind },
  usdPerDay: { is: "exact", value: usd },
  defended,
});
const burning = (...costs: readonly (readonly [Subject, usd: number])[]) => ({
  ...sample.burning!,
  resources: costs.map(([{ id, name }, usd]) => ({
    ...sample.burning!.resources[0]!,
    id,
    name,
    usdPerDay: { is: "exact" as const, value: usd },
    spotUsdPerDay: { is: "exact" as const, value: 0 },
  })),
});
const told = (outcomes: readonly Outcome[], money: Parameters<typeof actsOf>[2] = { blastRadius: [] }) =>
  actsOf(outcomes, known, money);

describe("what to do", () => {
  const [dana, theo, noor] = [user("da0a"), user("7e0"), user("500")];

  it("is one act for all that it is done to, each once, with all that it closes", () => {
    const [one, two, three] = [
      found("high", dana, secureAccount),
      found("critical", dana, secureAccount),
      found("low", theo, secureAccount),
    ];
    const [act, ...others] = told([outcome(one), outcome(two, three)]);
    assert.deepEqual(others, []);
    assert.equal(act!.id, "secureAccount");
    assert.equal(act!.severity, "critical");
    assert.deepEqual(
      act!.targets.map(({ name, severity, findings }) => [name, severity, findings]),
      [
        ["da0a", "critical", [one.fingerprint, two.fingerprint].sort()],
        ["7e0", "low", [three.fingerprint]],
      ],
    );
    assert.equal(act!.targets[0]!.commands.length, 2, "the same commands are told once");
  });

  it("is told in the act that does more, where two would be done to one", () => {
    const told_ = told([
      outcome(found("high", dana, askWhoDidIt), found("high", theo, askWhoDidIt)),
      outcome(found("high", dana, secureAccount)),
    ]);
    assert.deepEqual(
      told_.map(({ id, targets }) => [id, targets.map(({ name }) => name)]),
      [
        ["askWhoDidIt", ["7e0"]],
        ["secureAccount", ["da0a"]],
      ],
    );
  });

  const doing = (by: readonly Subject[], finding: Finding): Finding => ({
    ...finding,
    by: by.map(({ id, name }) => ({ kind: "user", id, name })),
  });
  const place: Subject = { kind: "subscription", id: "/subscriptions/1", name: "Production" };
  const app: Subject = { kind: "servicePrincipal", id: "a4", name: "reporting" };
  for (const [what, finding, wanted] of [
    [
      "of a place, where nobody is known, the record is looked at",
      found("high", place, askWhoDidIt),
      { traceRecord: ["Production"] },
    ],
    [
      "of a place, whoever did it is asked, and not the place",
      doing([dana], found("high", place, askWhoDidIt)),
      { askWhoDidIt: ["da0a"] },
    ],
    [
      "of an application, whoever gave it a way in is signed out",
      doing([dana], found("high", app, askWhoDidIt)),
      { secureAccount: ["da0a"], disableApplication: ["reporting"] },
    ],
    [
      "of an application, whoever did something that is not grave is asked",
      doing([dana], found("medium", app, askWhoDidIt)),
      { askWhoDidIt: ["da0a"], disableApplication: ["reporting"] },
    ],
    [
      "what is done about the place itself is done all the same",
      doing([dana], found("high", place, byHand("lowerQuota"))),
      { askWhoDidIt: ["da0a"], lowerQuota: ["Production"] },
    ],
  ] as const)
    it(what, () => {
      const told_ = told([outcome(finding)]).map(({ id, targets }) => [id, targets.map(({ name }) => name)]);
      assert.deepEqual(Object.fromEntries(told_), wanted);
    });

  it("asks nobody who did the worst, or created what burns, and asks others", () => {
    const fire = burning([machine("a"), 10]);
    const made = { ...fire, resources: fire.resources.map(row => ({ ...row, creators: [dana.name.toUpperCase()] })) };
    const actOf = (finding: Finding, money: Parameters<typeof actsOf>[2] = { blastRadius: [] }) =>
      told([outcome(finding)], money).map(({ id }) => id);
    assert.deepEqual(actOf(found("critical", dana, askWhoDidIt)), ["secureAccount"]);
    assert.deepEqual(actOf(found("high", dana, askWhoDidIt)), ["askWhoDidIt"]);
    assert.deepEqual(actOf(found("medium", dana, askWhoDidIt), { blastRadius: [], burning: made }), ["secureAccount"]);
    assert.deepEqual(actOf(found("high", theo, askWhoDidIt), { blastRadius: [], burning: made }), ["askWhoDidIt"]);
    assert.deepEqual(actOf(found("critical", app, askWhoDidIt)), ["disableApplication"]);
    assert.deepEqual(actOf(doing([dana], found("critical", place, askWhoDidIt))), ["askWhoDidIt"]);
  });
  it("is the strongest for one who did several things, and once", () => {
    const told_ = told([
      outcome(
        doing([dana], found("high", app, askWhoDidIt)),
        doing([dana], found("high", place, askWhoDidIt)),
        found("medium", dana, askWhoDidIt),
      ),
    ]);
    assert.deepEqual(
      told_.filter(({ targets }) => targets.some(({ id }) => id === dana.id)).map(({ id }) => id),
      ["secureAccount"],
    );
  });

  it("leaves out what has no cure, and is nothing where nothing was found", () => {
    assert.deepEqual(told([outcome(found("critical", dana))]), []);
    assert.deepEqual(told([]), []);
  });

  it("goes stage by stage, in each by what it takes away and how exposed that is", () => {
    const outcomes = [
      outcome(
        found("low", dana, byHand("lowerQuota")),
        found("critical", noor, byHand("requireMfa")),
        found("high", dana, secureAccount),
        found("high", theo, askWhoDidIt),
        found("medium", machine("a"), stopCompute),
      ),
    ];
    const blastRadius = [radius(dana, 300, false), radius(theo, 2000, true)];
    assert.deepEqual(
      told(outcomes, { blastRadius }).map(({ id }) => id),
      // a tenth of 2000 weighs less than 300, for it takes more than a password
      ["stopCompute", "secureAccount", "askWhoDidIt", "requireMfa", "lowerQuota"],
    );
    assert.deepEqual(
      told(outcomes, { blastRadius: [radius(dana, 300, false), radius(theo, 2000, "unknown")] })
        .filter(({ stage }) => stage === "revoke")
        .map(({ id }) => id),
      ["askWhoDidIt", "secureAccount"],
    );
  });

  it("adds up what burns, and says of what could burn the most that one could", () => {
    const [a, b] = [machine("a"), machine("b")];
    const [stop, secure] = told(
      [
        outcome(
          found("high", a, stopCompute),
          found("high", b, stopCompute),
          found("high", dana, secureAccount),
          found("high", theo, secureAccount),
        ),
      ],
      { blastRadius: [radius(dana, 300, false), radius(theo, 500, false)], burning: burning([a, 10.5], [b, 20]) },
    );
    assert.deepEqual(stop!.usdPerDay, { is: "exact", value: 30.5 });
    assert.deepEqual(secure!.usdPerDay, { is: "exact", value: 500 });
    assert.deepEqual(
      secure!.targets.map(({ name, usdPerDay }) => [name, usdPerDay]),
      [
        ["7e0", { is: "exact", value: 500 }],
        ["da0a", { is: "exact", value: 300 }],
      ],
    );
  });

  it("is worth what those could burn who are disarmed", () => {
    const assignment: Subject = {
      kind: "roleAssignment",
      id: "/providers/Microsoft.Authorization/roleAssignments/1",
      name: "Owner of dana",
    };
    const [act] = told([outcome(found("critical", assignment, removeAssignment([dana.id.toUpperCase()])))], {
      blastRadius: [radius(dana, 300, false)],
    });
    assert.deepEqual(act!.usdPerDay, { is: "exact", value: 300 });
    assert.deepEqual(
      act!.targets[0]!.commands.map(({ line }) => line),
      [`az role assignment delete --ids ${assignment.id}`],
    );
  });

  it("says nothing of money that is not known, and is the same in any order", () => {
    const outcomes = [
      outcome(
        found("high", dana, secureAccount),
        found("high", theo, secureAccount),
        found("high", noor, byHand("keepLogs")),
      ),
    ];
    const once = told(outcomes);
    assert(once.every(act => !("usdPerDay" in act)));
    assert.deepEqual(told([outcome(...outcomes[0]!.findings.toReversed())]), once);
  });

  it("blocks no emergency account, and signs it out all the same", () => {
    const outcomes = [outcome(found("high", dana, secureAccount), found("high", theo, secureAccount))];
    const lines = (isEmergency: (to: { readonly id: string }) => boolean) =>
      actsOf(outcomes, known, { blastRadius: [] }, isEmergency)[0]!.targets.map(({ id, commands }) => [
        id,
        commands.length,
      ]);
    assert.deepEqual(Object.fromEntries(lines(({ id }) => id === dana.id)), { [dana.id]: 1, [theo.id]: 2 });
    assert.deepEqual(Object.fromEntries(lines(() => false)), { [dana.id]: 2, [theo.id]: 2 });
  });

  it("begins with at most seven, of which whatever burns is one", () => {
    const names = Object.keys(acts) as (keyof typeof acts)[];
    const all = told([
      outcome(...names.map(name => found(acts[name].stage === "stop" ? "low" : "high", dana, byHand(name)))),
    ]);
    const first = firstActs({ acts: all, blastRadius: [] });
    assert.equal(first.length, 7);
    assert.equal(first[0]!.stage, "stop");
    assert.deepEqual(
      first,
      all.filter(act => first.includes(act)),
      "in the order in which it is done",
    );
  });
});

describe("whoever the figure of the verdict is of", () => {
  const [dana, theo] = [user("da0a"), user("7e0")];
  const others = [
    "askWhoDidIt",
    "removeAssignment",
    "narrowRole",
    "cutRoad",
    "takeRights",
    "endDelegation",
    "makeEligible",
  ] as const;
  const assignments = others.map(name =>
    found("critical", { kind: "roleAssignment", id: `/${name}`, name }, byHand(name)),
  );
  const first = (finding: Finding, defended: BlastRadius["defended"]) => {
    const blastRadius = [radius(dana, 9000, defended), radius(theo, 300, false)];
    const acts = told([outcome(finding, ...assignments)], { blastRadius });
    return firstActs({ acts, blastRadius }).map(({ id }) => id);
  };
  it("is disarmed by one of the first acts, whatever else is worse", () => {
    for (const [act, cure] of [
      ["secureEmergencyAccount", secureEmergencyAccount],
      ["requireMfa", byHand("requireMfa")],
    ] as const)
      assert(first(found("medium", dana, cure), false).includes(act), act);
  });
  it("does not take the place of what is worse where the verdict has another figure", () => {
    assert(!first(found("medium", dana, byHand("requireMfa")), true).includes("requireMfa"));
    assert(!first(found("medium", theo, byHand("requireMfa")), false).includes("requireMfa"));
  });
  it("as an emergency account stands where its money puts it, before what weighs less, and is not blocked", () => {
    const acts = told(
      [outcome(found("high", dana, secureEmergencyAccount), found("critical", theo, secureAccount), ...assignments)],
      { blastRadius: [radius(dana, 9000, false), radius(theo, 300, false)] },
    );
    assert.deepEqual(
      acts.slice(0, 2).map(({ id }) => id),
      ["secureEmergencyAccount", "secureAccount"],
    );
    assert.deepEqual(
      acts[0]!.targets[0]!.commands.map(({ line }) => line),
      [`Revoke-MgUserSignInSession -UserId '${dana.id}'`],
    );
  });
  it("is disarmed first in the planted tenant, by what a password alone opens", async () => {
    const report = await contosoReport();
    const open = openToPassword(report.blastRadius);
    const most = open.find(({ usdPerDay }) => figure(usdPerDay) === figure(mostOf(open)!))!;
    const act = firstActs(report).find(({ targets }) => targets.some(({ id }) => id === most.principal.id));
    assert.equal(act?.id, "secureEmergencyAccount");
    const place = report.acts.indexOf(act!);
    assert.deepEqual(
      report.acts.slice(0, place).map(({ stage }) => stage),
      ["stop", "stop"],
    );
  });
});

describe("every act", () => {
  for (const [name, { within, stage }] of Object.entries(acts))
    if (within)
      it(`${name} gives way to an act that gives way to none, and is not done later`, () => {
        assert.equal(acts[within].within, undefined);
        const order = ["stop", "revoke", "takeBack", "close", "shrink"];
        assert(order.indexOf(acts[within].stage) <= order.indexOf(stage));
      });
});
