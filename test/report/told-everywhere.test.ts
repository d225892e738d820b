import assert from "node:assert/strict";
import type { Finding, Gap } from "../../catalogue/outcome";
import { exceptedWords } from "../../posture/report/burning-excepted";
import { withDoers } from "../../posture/report/doers";
import { formats } from "../../posture/report/formats";
import type { Report } from "../../posture/report/model";
import { namingOf } from "../../posture/report/naming";
import { visible, visibleText } from "../../posture/report/visible";
import { report as judged } from "../posture/checks-tenant";
import { printed } from "./printed";
import { sample } from "./sample";

const id = (n: number) => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;
const [failed, , passed] = sample.outcomes;
const [finding] = failed!.findings;
const subscriptions = [
  { id: id(1), name: "Production" },
  { id: id(2), name: "Sandbox" },
];
const { subscriptions: _, ...coverage } = sample.coverage;
const none = { is: "exact", value: 0 } as const;
const bare: Report = { ...sample, coverage, subscriptions, outcomes: [], excepted: [], gaps: [] };
const ruled = (name: string) => ({ ...passed!.rule, id: name, title: `${name} is healthy` });

describe("a gap of one subscription, in every format", () => {
  const gap: Gap = { what: "compute quota", missing: "a right to read quota", reason: "denied", subjects: [id(2)] };
  const elsewhere: Gap = { what: "users", missing: "User.Read.All", reason: "denied" };
  const outcomes: Report["outcomes"] = [
    { rule: ruled("unused-gpu-quota"), status: "unknown", findings: [], unknowns: [], gaps: [gap] },
    { rule: ruled("unused-spot-quota"), status: "unknown", findings: [], unknowns: [], gaps: [gap] },
    { ...passed!, rule: ruled("weak-activation") },
  ];
  const report: Report = { ...bare, outcomes, gaps: [gap, elsewhere] };
  for (const format of formats)
    it(`${format.name} says of which subscription, and which checks it leaves open`, () => {
      const told = printed(format, report);
      // the console names checks by their titles
      for (const part of ["Sandbox", "unused-gpu-quota", "unused-spot-quota"]) assert(told.includes(part), part);
    });
  const [, sarif, csv] = ["json", "sarif", "csv"].map(name =>
    printed(formats.find(format => format.name === name)!, report),
  ) as [string, string, string];

  it("csv has a row for the subscription, for each check that is not known, and for a check that passes", () => {
    assert.match(
      csv,
      new RegExp(
        `^"gap","","unused-gpu-quota; unused-spot-quota","compute quota","subscription","Sandbox","${id(2)}"`,
        "m",
      ),
    );
    assert.match(csv, /^"gap","","","users","","",""/m);
    assert.equal(csv.match(/^"unknown","critical","unused-(gpu|spot)-quota"/gm)?.length, 2);
    assert.match(csv, /^"pass","critical","weak-activation","weak-activation is healthy",/m);
  });
  it("sarif has an open result for each check, and a notification with the subscription", () => {
    const [run] = JSON.parse(sarif).runs;
    assert.deepEqual(
      run.results.map(({ kind, ruleId }: never) => [kind, ruleId]),
      [
        ["open", "unused-gpu-quota"],
        ["open", "unused-spot-quota"],
      ],
    );
    const [first, second] = run.invocations[0].toolExecutionNotifications;
    assert.equal(
      first.message.text,
      "compute quota of Sandbox could not be read (denied): needs a right to read quota. It was needed for unused-gpu-quota, unused-spot-quota",
    );
    assert.deepEqual(first.properties, { rules: ["unused-gpu-quota", "unused-spot-quota"], subjects: [id(2)] });
    assert.equal(second.message.text, "users could not be read (denied): needs User.Read.All");
  });
});

describe("findings below the severity that was asked for, in every format", () => {
  const outcome = { ...failed!, rule: ruled("unused-gpu-quota"), findings: [], hidden: 1 };
  const words: { readonly [name: string]: RegExp } = {
    html: /id="unused-gpu-quota"[\s\S]*<p class="soft">1 finding of lower severity not shown\.<\/p>[\s\S]*<\/article>/,
    json: /"hidden": 1/,
    sarif: /"text": "unused-gpu-quota: 1 finding of lower severity not shown"[\s\S]*"associatedRule"/,
    csv: /^"hidden","","unused-gpu-quota".*"1 finding of lower severity not shown"/m,
    junit: /<failure type="hidden" message="1 finding of lower severity not shown"\/>/,
    markdown: /^1 finding of lower severity not shown\.$/m,
    ocsf: /"status_details":\["1 finding of lower severity not shown"\]/,
    oscal: /"description": "unused-gpu-quota: 1 finding of lower severity not shown"/,
    opengraph: /"unused-gpu-quota: 1 finding of lower severity not shown"/,
    text: /\(1 finding; [^)]+\) [a-z-]+\n +1 finding of lower severity not shown$/m,
  };
  for (const format of formats)
    it(`${format.name} says how many are not shown, and nothing where all are`, () => {
      const pattern = words[format.name] as RegExp;
      assert.match(printed(format, { ...bare, outcomes: [outcome] }), pattern);
      assert.doesNotMatch(printed(format, { ...bare, outcomes: [failed!] }), /not shown|"hidden"/);
    });
});

describe("who did what a finding tells, in every format that people read", () => {
  const by = [1, 2, 3, 4].map(n => ({ kind: "user", id: id(n), name: `actor${n}@contoso.com` }) as const);
  const told = (finding_: Partial<Finding>) => ({
    ...bare,
    outcomes: [{ ...failed!, rule: ruled("compute-application-consent"), findings: [{ ...finding!, ...finding_ }] }],
  });
  for (const format of formats)
    if (format.name !== "opengraph")
      it(`${format.name} names them, and nobody where nobody is known`, () => {
        assert.match(printed(format, told({ by: by.slice(0, 1) })), /actor1@contoso\.com/);
        assert.doesNotMatch(printed(format, told({})), /actor1|doneBy/);
      });
  const lines = ["text", "markdown", "sarif", "junit"].map(name => formats.find(format => format.name === name)!);
  for (const format of lines)
    it(`${format.name} names three and counts the others`, () => {
      const text = printed(format, told({ by })).replaceAll("&#39;", "'");
      assert.match(text, /by actor1@contoso\.com, actor2@contoso\.com, actor3@contoso\.com and 1 more\)/);
    });
  it("csv and sarif have all of them by name and id", () => {
    const csv = printed(formats.find(({ name }) => name === "csv")!, told({ by }));
    for (const key of ["name", "id"] as const) assert(csv.includes(`"${by.map(one => one[key]).join("; ")}"`), key);
    const [{ results }] = JSON.parse(printed(formats.find(({ name }) => name === "sarif")!, told({ by }))).runs;
    assert.deepEqual(results[0].properties, { doneBy: by });
    const [quiet] = JSON.parse(printed(formats.find(({ name }) => name === "sarif")!, told({}))).runs;
    assert.equal(quiet.results[0].properties, undefined);
  });
  it("is not said twice where the message names them", () => {
    const message = "was consented to by actor1@contoso.com and actor2@contoso.com";
    assert.equal(withDoers({ message, by: by.slice(0, 2) }), message);
    assert.equal(withDoers({ message, by: by.slice(1, 3) }), `${message} (by actor2@contoso.com, actor3@contoso.com)`);
    assert.equal(withDoers({ message: "x", by: [{ ...by[0]!, name: "" }] }), `x (by ${id(1)})`);
    assert.equal(withDoers({ message }), message);
  });
});

describe("what burns and is approved by an exception", () => {
  const only = {
    ...sample.burning!,
    machines: none,
    gpus: none,
    usdPerDay: none,
    regions: [],
    resources: [],
    unread: [],
  };
  const { excepted: _excepted, ...unexcepted } = sample.burning!;
  for (const name of ["html", "markdown", "text"]) {
    const format = formats.find(one => one.name === name)!;
    it(`${name} says so beside what burns, and alone where nothing else does`, () => {
      const words = /\band 1 machine that an exception approves, \\?\$104\.45 a day/i;
      assert.match(printed(format, { ...bare, burning: sample.burning! }), words);
      assert.match(printed(format, { ...bare, burning: only }), words);
      assert.doesNotMatch(printed(format, { ...bare, burning: unexcepted }), /an exception approves/);
    });
  }
  it("is added up, and of spot machines is what these cost", () => {
    const [row] = sample.burning!.excepted!;
    const spot = { ...row!, usdPerDay: none, spotUsdPerDay: { is: "atMost", value: 5.5 } } as const;
    assert.equal(exceptedWords({ excepted: [row!, row!] }), "2 machines that an exception approves, $208.90 a day");
    assert.equal(exceptedWords({ excepted: [spot] }), "1 machine that an exception approves, at most $5.50 a day");
    assert.equal(exceptedWords({}), "");
  });
  it("html names each, and by which exception", () => {
    const page = printed(formats[0], { ...bare, burning: sample.burning! });
    assert.match(page, /1 resource that an exception approves<\/summary>[\s\S]*excepted until 2026-12-31/);
  });
});

describe("names of subscriptions", () => {
  const quota = {
    kind: "quota",
    id: `/subscriptions/${id(1)}/providers/Microsoft.Compute/locations/westeurope/usages/t4`,
    name: "Standard NCASv3_T4 Family in westeurope",
    scope: `/subscriptions/${id(1)}`,
  } as const;
  const twins = { ...bare, subscriptions: subscriptions.map(row => ({ ...row, name: "Prod" })) };
  const cases: readonly (readonly [what: string, told: string, expected: string])[] = [
    ["stand beside a quota", namingOf(bare).subject(quota), "Standard NCASv3_T4 Family in westeurope, Production"],
    [
      "stand in place of a scope in a name",
      namingOf(bare).subject({ kind: "roleAssignment", id: "x", name: `Contributor at /subscriptions/${id(1)}` }),
      "Contributor at Production",
    ],
    [
      "stand once, where the name of the subject holds them",
      namingOf(bare).subject({ ...quota, name: "t4 in Production" }),
      "t4 in Production",
    ],
    [
      "have their id beside them where two have the same name",
      namingOf(twins).subject({ kind: "subscription", id: `/subscriptions/${id(2)}`, name: "Prod" }),
      `Prod (${id(2)})`,
    ],
    ["and beside a quota too", namingOf(twins).subject(quota), `${quota.name}, Prod (${id(1)})`],
    ["leave an id that is not known", namingOf(bare).text(`at /subscriptions/${id(9)}`), `at /subscriptions/${id(9)}`],
    [
      "leave a person as it is",
      namingOf(bare).subject({ kind: "user", id: id(5), name: "ada@contoso.com" }),
      "ada@contoso.com",
    ],
    [
      "stand for the resource that a gap is of",
      namingOf(bare).ofGap({ subjects: [quota.id] })[0] as string,
      "t4, Production",
    ],
    [
      "stand for the scope that a gap is of",
      namingOf(bare).ofGap({ subjects: [`/subscriptions/${id(2)}`] })[0] as string,
      "Sandbox",
    ],
  ];
  for (const [what, told, expected] of cases) it(what, () => assert.equal(told, expected));

  const subject = { ...finding!, subject: quota };
  for (const format of formats)
    it(`${format.name} names the subscription of a finding`, () =>
      assert(printed(format, { ...bare, outcomes: [{ ...failed!, findings: [subject] }] }).includes("Production")));
  it("html names the subscription of what burns", () => {
    const burning = {
      ...sample.burning!,
      resources: sample.burning!.resources.map(row => ({ ...row, subscription: id(2) })),
    };
    assert.match(printed(formats[0], { ...bare, burning }), /<td[^>]*>Sandbox<\/td>/);
  });
});

describe("what cannot be seen in a text", () => {
  const forged = "Prod\u001b[31m\u202Etset\u2066\n\u200F";
  it("is shown in its place", () => {
    assert.equal(visibleText(forged), "Prod\uFFFD[31m\uFFFDtset\uFFFD\uFFFD\uFFFD");
    assert.equal(visibleText("Ünïcode 文 👩‍💻"), "Ünïcode 文 👩‍💻");
    const report = { name: "Prod", of: [{ name: "x" }] };
    assert.equal(visible(report), report, "nothing is copied where nothing is changed");
    assert.deepEqual(visible({ of: [{ [forged]: forged }] }), { of: [{ [visibleText(forged)]: visibleText(forged) }] });
  });
  for (const format of formats)
    it(`${format.name} prints none of it`, () => {
      const told = printed(format, judged({}, { users: [{ what: forged, missing: forged, reason: "denied" }] }));
      assert(told.includes("Prod"));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
      assert.doesNotMatch(told, /[\u001b\u202e\u2066\u200f]|\\u001b/);
    });
});
