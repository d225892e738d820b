import assert from "node:assert/strict";
import type { Report } from "../../posture/report/model";
import { verdictOf } from "../../posture/report/verdict";
import { sample } from "./sample";

const none = { is: "exact", value: 0 } as const;
const quiet: Report = {
  ...sample,
  outcomes: [],
  blastRadius: [],
  burning: {
    machines: none,
    gpus: none,
    usdPerDay: none,
    spotUsdPerDay: none,
    undated: none,
    regions: [],
    resources: [],
    unread: [],
  },
  summary: {
    ...sample.summary,
    findings: { low: 1, medium: 0, high: 0, critical: 0 },
    checks: { pass: 9, fail: 0, unknown: 0 },
  },
};
const burning = (machines: number, usd: number, ...regions: readonly string[]): NonNullable<Report["burning"]> => ({
  ...quiet.burning!,
  machines: { is: "exact", value: machines },
  usdPerDay: { is: "exact", value: usd },
  regions: regions.map(region => ({ ...quiet.burning!, region, machines: { is: "exact", value: 1 } })),
});
const radius = (kind: string, defended: boolean | "partly" | "unknown", usd: number) => ({
  ...sample.blastRadius[0]!,
  principal: { ...sample.blastRadius[0]!.principal, kind },
  defended,
  usdPerDay: { is: "exact", value: usd } as const,
});
const mined = (...names: readonly string[]): Report["outcomes"] => [
  {
    ...sample.outcomes[0]!,
    rule: { ...sample.outcomes[0]!.rule, id: "mining-payload" },
    findings: names.map(name => ({
      ...sample.outcomes[0]!.findings[0]!,
      subject: { kind: "resource", id: name, name },
    })),
  },
];

describe("the verdict", () => {
  const cases: readonly (readonly [string, Partial<Report>, string])[] = [
    [
      "of a quiet tenant",
      {},
      "Nothing that is not approved burns by all that was read, with no finding of high severity or above.",
    ],
    [
      "of one whose compute was not looked at",
      { burning: undefined as never },
      "What burns was not looked at, with no finding of high severity or above.",
    ],
    [
      "of one whose compute could not be read",
      { burning: { ...quiet.burning!, machines: { is: "unknown" }, unread: ["compute"] } },
      "What burns could not be read in full.",
    ],
    [
      "of one of whose compute a part could not be read, and of which nothing else burns",
      {
        burning: { ...quiet.burning!, machines: { is: "atLeast", value: 0 }, unread: ["compute"] },
        outcomes: mined("a"),
      },
      "What burns could not be read in full, and mining was seen on 1 resource.",
    ],
    [
      "of one that was not read in full",
      { summary: { ...quiet.summary, checks: { pass: 1, fail: 0, unknown: 3 } } },
      "Nothing that is not approved burns by all that was read, with no finding of high severity or above; 3 checks could not be assessed.",
    ],
    [
      "of one with grave findings and no fire",
      { summary: { ...quiet.summary, findings: { low: 0, medium: 0, high: 1, critical: 1 } } },
      "Nothing that is not approved burns by all that was read, with 2 findings of high severity or above.",
    ],
    [
      "of a fire",
      { burning: burning(1, 84.5, "eastus") },
      "1 machine that the estate does not approve runs in 1 region for $84.50 a day.",
    ],
    ["of one miner, found twice", { outcomes: mined("a", "a") }, "Mining was seen on 1 resource."],
    [
      "of all three",
      {
        burning: burning(3, 100, "eastus", "uksouth"),
        outcomes: mined("a", "b"),
        blastRadius: [radius("user", false, 506), radius("user", false, 20)],
      },
      "3 machines that the estate does not approve run in 2 regions for $100.00 a day, mining was seen on 2 resources, and 2 people can create compute with a password alone, one of them for $506 a day.",
    ],
    [
      "of one person",
      { blastRadius: [radius("user", false, 0)] },
      "1 person can create compute with a password alone.",
    ],
    [
      "of somebody at risk of whom more than a password is asked",
      { blastRadius: [{ ...radius("user", false, 83), atRisk: true }] },
      "1 account that can create compute is at high risk or named by an open alert: somebody else may hold it already.",
    ],
    [
      "of them beside somebody of whom a password is enough",
      {
        blastRadius: [
          radius("user", false, 20),
          { ...radius("user", false, 83), atRisk: true },
          { ...radius("user", false, 1), atRisk: true },
        ],
      },
      "1 person can create compute with a password alone, for $20 a day, and 2 accounts that can create compute are at high risk or named by an open alert: somebody else may hold them already.",
    ],
    [
      "of people who are defended, or not known to be, and of workloads",
      { blastRadius: [radius("user", true, 9), radius("user", "unknown", 9), radius("servicePrincipal", false, 9)] },
      "Nothing that is not approved burns by all that was read, with no finding of high severity or above.",
    ],
  ];
  for (const [name, more, words] of cases) it(name, () => assert.equal(verdictOf({ ...quiet, ...more }), words));
  it("of files speaks of what was found there", () => {
    const { tenant: _, ...files } = quiet;
    assert.equal(verdictOf(files), "No finding of high severity or above.");
  });
});
