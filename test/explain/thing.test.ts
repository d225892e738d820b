import assert from "node:assert/strict";
import type { Estate } from "../../catalogue/estate";
import { explained } from "../../posture/explain/explain";
import { knownFrom, matchesOf } from "../../posture/explain/matches";
import { namingOf } from "../../posture/report/naming";
import { judgeAll } from "../../posture/run/audit";
import { resolverFor } from "../../posture/run/resolve";
import { contosoGathered, estate } from "../demo/audited";

const subscription = (n: number) => `/subscriptions/00000000-0000-0000-0005-00000000000${n}`;
const container = `${subscription(2)}/resourceGroups/rg-shared/providers/Microsoft.ContainerInstance/containerGroups/cg-web-cache`;

const asked = async (given: Estate = estate) => {
  const { gathered, manifest } = await contosoGathered();
  const setting = { estate: given, manifest };
  const know = resolverFor(gathered, setting);
  return { know, setting, report: judgeAll(gathered, manifest, { estate: given, version: "0.0.0", know }) };
};
const matches = async (word: string) => {
  const { report, know } = await asked();
  return matchesOf(word, report, knownFrom(know));
};
const told = async (word: string, given?: Estate): Promise<string> => {
  const from = await asked(given);
  const [match, ...others] = matchesOf(word, from.report, knownFrom(from.know));
  assert(match, word);
  assert.deepEqual(others, []);
  return [...explained(match, from)].join("\n");
};

describe("a resource or a subscription is found", () => {
  const cases: readonly (readonly [what: string, word: string, ids: readonly string[]])[] = [
    ["by its name", "cg-web-cache", [container]],
    ["by a part of it", "web-cache", [container]],
    ["by its id in any letter case", container.toUpperCase(), [container]],
    ["as a subscription by its name", "contoso sandbox", [subscription(4)]],
    ["by its id", subscription(4), [subscription(4)]],
    ["by its plain id", subscription(4).replace("/subscriptions/", ""), [subscription(4)]],
    ["not by a name that nothing has", "cg-other", []],
  ];
  for (const [what, word, ids] of cases)
    it(what, async () =>
      assert.deepEqual(
        (await matches(word)).map(match => (match.kind === "thing" ? match.id : match.kind)),
        ids,
      ),
    );
  it("and not where a person has such a name", async () => {
    assert.deepEqual(
      (await matches("dana")).map(({ kind }) => kind),
      ["identity"],
    );
  });
});

describe("whatever a finding names", () => {
  it("is found by the name that the report prints, by its own, and by its id", async () => {
    const { report, know } = await asked();
    const names = namingOf(report);
    const subjects = [
      ...report.outcomes.flatMap(({ findings }) => findings.flatMap(({ subject, by = [] }) => [subject, ...by])),
      ...report.outcomes.flatMap(({ unknowns }) => unknowns.map(({ subject }) => subject)),
    ];
    const kinds = new Set(subjects.map(({ kind }) => kind));
    for (const kind of ["tenant", "policy", "quota", "logRecord"] as const) assert(kinds.has(kind), kind);
    const words = new Map(subjects.flatMap(one => [names.subject(one), one.name, one.id].map(word => [word, one.id])));
    for (const [word, id] of words) {
      const found = matchesOf(word, report, knownFrom(know)).map(
        match => match.kind !== "finding" && match.id.toLowerCase(),
      );
      // a machine and its identity have one name
      if (word === "aa-shared") assert.equal(found.length, 2);
      else assert.deepEqual(found, [id.toLowerCase()], word);
    }
  });
  it("of the tenant, with what was found of it by that name alone", async () => {
    const log = await told("The Activity Log");
    assert.match(log, /^the activity log \(of the tenant\)$/m);
    const signIns = await told("the sign-ins");
    const found = (text: string) => text.split("\n").filter(line => /^ {2}(?:critical|high|medium|low) /.test(line));
    assert(found(log).length > 0 && found(signIns).length > 0);
    for (const line of found(log)) assert(!signIns.includes(line), line);
    const whole = await told((await asked()).report.tenant!.id);
    for (const line of [...found(log), ...found(signIns)]) assert(whole.includes(line), line);
  });
  it("is found where it is excepted, and where it could not be judged", async () => {
    const { report, know, setting } = await asked();
    const [finding] = report.outcomes
      .flatMap(({ findings }) => findings)
      .filter(({ subject }) => subject.kind === "quota");
    const unknown = report.outcomes.flatMap(({ unknowns }) => unknowns)[0]!;
    const subject = { kind: "policy", id: "00000000-0000-0000-0000-00000000000c", name: "Require MFA" } as const;
    const exception = { rule: finding!.rule, resource: "**", reason: "r", owner: "a@contoso.com", until: "2026-12-31" };
    const changed: typeof report = {
      ...report,
      excepted: [{ finding: finding!, exception }],
      outcomes: report.outcomes.map((outcome, i) => ({
        ...outcome,
        findings: [],
        unknowns: i === 0 ? [{ ...unknown, subject, why: "its rule could not be read" }] : [],
      })),
    };
    const text = (word: string) => {
      const [match] = matchesOf(word, changed, knownFrom(know));
      assert(match, word);
      return [...explained(match, { report: changed, know, setting })].join("\n");
    };
    assert.match(text(finding!.subject.name), /^Excepted {5}\S+: excepted until 2026-12-31/m);
    assert.match(text("require mfa"), /^Could not be judged:\n {2}\S+: its rule could not be read$/m);
    assert.doesNotMatch(text("require mfa"), /^Findings|^Excepted/m);
  });
  it("is found by a name with what cannot be seen, as the report shows it", async () => {
    const { report, know } = await asked();
    const [machine] = know("resources").value;
    const resources = [{ ...machine!, name: "vm\u202e01" }];
    for (const word of ["vm\u202e01", "VM\ufffd01"])
      assert.equal(matchesOf(word, report, { resources, users: [] }).length, 1, word);
  });
});

describe("what is told of it", () => {
  it("of a machine that burns: its cost, its creator, who can change it, its findings and how it is stopped", async () => {
    const text = await told("vmss-render-1");
    for (const line of [
      /^vmss-render-1 \(microsoft\.compute\/virtualmachinescalesets in eastus2, Contoso Production\)$/m,
      /^Costs {8}\$208\.90 a day at list prices \(2 machines; 8 GPUs;/m,
      /^Burns {8}\$208\.90 a day/m,
      /^Created by {3}dana\.moreno@contoso\.com$/m,
      /^Can change it: \d+ identities that can create compute there, the least defended first:$/m,
      /^ {2}- dana\.moreno@contoso\.com \(MFA not registered; could burn \$/m,
      /^ {2}high +unapproved-gpu-size: /m,
      /^ {4}az vmss deallocate --name vmss-render-1 /m,
    ])
      assert.match(text, line);
  });
  it("of one that is approved: its cost, and how it would be stopped, and no fire", async () => {
    const text = await told("vmss-render-2", { ...estate, gpuSizes: ["Standard_NC*_T4_v3"], maxUsdPerHour: 50 });
    assert.match(text, /^Costs {8}\$[\d.]+ a day/m);
    assert.doesNotMatch(text, /^Burns/m);
    assert.match(text, /^To stop it:\n {2}az vmss deallocate --name vmss-render-2 /m);
  });
  it("of one that an exception approves: by which", async () => {
    const exception = { resource: "**/vmss-render-2", reason: "a render of the film", owner: "a@contoso.com" };
    const rules = ["unapproved-gpu-size", "costly-size"];
    const exceptions = rules.map(rule => ({ rule, ...exception, until: "2026-12-31" }));
    const text = await told("vmss-render-2", { ...estate, exceptions });
    assert.match(
      text,
      /^Approved {5}by an exception: excepted until 2026-12-31 by a@contoso\.com: a render of the film/m,
    );
    assert.match(text, /^Excepted {5}unapproved-gpu-size: excepted until /m);
    assert.doesNotMatch(text, /^Burns|^Findings/m);
  });
  it("of a subscription: what burns in it, who can create compute there, and its findings", async () => {
    const text = await told("Contoso Production");
    assert.match(text, /^Burns {8}.*vmss-render-3 \(\$/m);
    assert.match(text, /^Can create compute there: \d+ identities, the least defended first:\n {2}- /m);
    assert.match(text, /^ {2}high +first-accelerator-subscription: |^ {2}high +\S+: got accelerators/m);
    const sandbox = await told("Contoso Sandbox");
    assert.doesNotMatch(sandbox, /^Burns/m);
    assert.match(sandbox, /^ {2}high +transferred-subscription: /m);
  });
  it("of a workspace and of a policy: nobody, for whoever creates compute cannot change them", async () => {
    for (const word of ["log-contoso", "Contributor at Contoso Production"]) {
      const text = await told(word);
      assert.match(text, /^Findings:$/m, word);
      assert.doesNotMatch(text, /^Can /m, word);
    }
  });
  it("names nobody whose rights end elsewhere", async () => {
    const text = await told(container);
    // she may create compute in Contoso Production alone
    assert.doesNotMatch(text, /dana\.moreno/);
  });
});
