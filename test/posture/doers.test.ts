import assert from "node:assert/strict";
import type { Subject } from "../../catalogue/outcome";
import { doersOf } from "../../posture/facts/doers";
import type { Answer } from "../../posture/signals/question";
import { contosoReport } from "../demo/audited";

const [dana, theo, app] = [5, 6, 86].map(n => `00000000-0000-0000-0001-${String(n).padStart(12, "0")}`) as [
  string,
  string,
  string,
];
const names = new Map([
  [dana, "dana@contoso.com"],
  [theo, "theo@contoso.com"],
]);
const answer = (key: Answer["key"], distinct: Answer["distinct"] = {}): Answer => ({
  ...{ question: "hours", first: "2026-11-24T12:00:00Z", last: "2026-11-24T12:00:00Z", times: 1, sum: {} },
  ...{ key, distinct },
});
const place: Subject = { kind: "subscription", id: "/subscriptions/1", name: "Production" };
const application: Subject = { kind: "servicePrincipal", id: app, name: "reporting" };
const person: Subject = { kind: "user", id: dana, name: "dana@contoso.com" };
const did = (caller: string) => answer({ caller, result: "done" });
const failed = (caller: string) => answer({ caller, result: "failed" });
const changed = (actor: string, actorName: string, target: string) =>
  answer({ actor, target, result: "done" }, { actorName: [actorName] });

describe("who did what a finding is about", () => {
  const table: readonly (readonly [string, Partial<Parameters<typeof doersOf>[0]>, readonly string[]])[] = [
    ["of a place, all who did it, each once", { answers: [did(dana), did(theo), did(dana)] }, [dana, theo]],
    ["of a person, nobody else", { subject: person, answers: [did(dana)] }, []],
    ["of what failed, whoever caused it", { answers: [failed(dana)], causes: [did(theo)] }, [theo]],
    ["of what failed for no known cause, nobody", { answers: [failed(dana)] }, []],
    ["of what was done, not whoever came before", { answers: [did(dana)], causes: [did(theo)] }, [dana]],
    [
      "of sign-ins, nobody: passwords were tried on them",
      { log: "signIns", answers: [answer({ principal: dana })] },
      [],
    ],
    [
      "of an application, whoever changed it",
      { log: "directory", subject: application, answers: [changed(theo, "theo@contoso.com", app)] },
      [theo],
    ],
    [
      "of an application that changed itself, nobody",
      { log: "directory", subject: application, answers: [changed(app, "reporting", app)] },
      [],
    ],
    [
      "of what a service of Microsoft's without an id changed, nobody",
      { log: "directory", subject: application, answers: [changed("azure mfa strongauthenticationservice", "", app)] },
      [],
    ],
  ];
  for (const [what, told, wanted] of table)
    it(what, () => {
      const found = doersOf({
        ...{ log: "activity", subject: place, answers: [], causes: [], nameOf: id => names.get(id) ?? id },
        ...told,
      });
      assert.deepEqual(
        found.map(({ id }) => id),
        wanted,
      );
    });

  it("stands in the findings of the planted tenant, and only accounts are asked", async () => {
    const { outcomes, acts } = await contosoReport();
    const by = (rule: string) =>
      outcomes
        .flatMap(({ findings }) => findings.filter(one => one.rule === rule))
        .map(one => one.by?.map(({ name }) => name));
    assert.deepEqual(by("compute-application-consent"), [["kim.novak@contoso.com"]]);
    assert.deepEqual(by("open-compute-abuse-alert"), [["dana.moreno@contoso.com"], ["robin.vance@contoso.com"]]);
    assert.deepEqual(by("vanished-subscription"), [["morgan.blake@contoso.com"]]);
    assert.deepEqual(by("sign-in-from-new-country"), [undefined]);
    for (const { id, targets } of acts)
      if (id === "askWhoDidIt" || id === "secureAccount")
        for (const { kind, name } of targets) assert.equal(kind, "user", `${id}: ${name}`);
  });
});
