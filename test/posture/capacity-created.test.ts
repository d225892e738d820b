import assert from "node:assert/strict";
import type { Gap, Outcome } from "../../catalogue/outcome";
import { checks } from "../../posture/checks/all";
import { grouped } from "../../posture/facts/collate";
import { capacityCreated, marking } from "../../posture/run/capacity-created";
import type { Answer } from "../../posture/signals/question";

/** Standard_D2s_v5 has two vCPUs, Standard_NC64as_T4_v3 64 (Microsoft Learn, "Dsv5 size series", "NCasT4_v3 size series"). */
const answer = (window: string, key: Readonly<Record<string, string>> = {}, machines = 1): Answer => ({
  question: "hours",
  key: {
    ...{ caller: "dana", region: "westeurope", size: "Standard_D2s_v5" },
    ...key,
  },
  window,
  times: 1,
  first: window,
  last: window,
  distinct: {},
  sum: { machines },
});
const at = "2026-11-24T12:00:00.000Z";
const created = (
  hours: readonly Answer[],
  { outcomes = [], from = "2026-08-26T12:00:00.000Z", gaps = [] }: Known = {},
) =>
  capacityCreated(
    grouped(hours, ({ key }) => key.caller!),
    { nameOf: id => (id === "dana" ? "dana@contoso.com" : id), from: from === "none" ? undefined : from, gaps },
    outcomes,
    at,
  );
interface Known {
  readonly outcomes?: readonly Outcome[];
  readonly from?: string;
  readonly gaps?: readonly Gap[];
}
const outcome = (rule: string, ...times: readonly (string | undefined)[]): Outcome =>
  ({
    rule: { ...checks[0]!, id: rule },
    status: "fail",
    findings: times.map((time, i) => ({
      ...{ rule, severity: "high", message: "", proof: [], fingerprint: `${rule}${i}` },
      subject: { kind: "user", id: "x", name: "x" },
      ...(time !== undefined && { at: time }),
    })),
    unknowns: [],
    gaps: [],
  }) as Outcome;

describe("capacity created over time", () => {
  it("adds up the vCPUs of each day and region, whatever the size, and keeps people and workloads apart", () =>
    assert.deepEqual(
      created([
        answer("2026-11-23T11:00:00.000Z", { size: "standard_nc64as_t4_v3" }, 2),
        answer("2026-11-23T09:00:00.000Z", {}, 3),
        answer("2026-11-23T09:00:00.000Z", { caller: "aks" }, 5),
        answer("2026-11-23T23:00:00.000Z", { region: "eastus" }),
        answer("2026-11-22T23:00:00.000Z"),
      ]).days.map(({ at, by, region, vCpus, machines }) => [at.slice(5, 10), by, region, vCpus, machines]),
      [
        ["11-22", "people", "westeurope", 2, 1],
        ["11-23", "others", "westeurope", 10, 5],
        ["11-23", "people", "eastus", 2, 1],
        ["11-23", "people", "westeurope", 134, 5],
      ],
    ));
  it("says of how many machines no size is told, and takes none for small", () => {
    const [row] = created([
      answer("2026-11-23T11:00:00.000Z", { size: "" }, 7),
      answer("2026-11-23T11:00:00.000Z", { size: "Standard_Unheard_v9" }, 2),
      answer("2026-11-23T11:00:00.000Z", {}, 1),
    ]).days;
    assert.deepEqual([row!.vCpus, row!.machines, row!.unsized], [2, 10, 9]);
  });
  it("tells ten regions apart, of each sort of callers those with the most, and the others together", () => {
    const workloads = Array.from({ length: 12 }, (_, i) =>
      answer("2026-11-23T11:00:00.000Z", { caller: "aks", region: `of-workloads-${i}` }, 1000),
    );
    const rows = created([...workloads, answer("2026-11-23T11:00:00.000Z", { region: "japaneast" }, 2)]).days;
    assert.deepEqual(
      rows.filter(({ by }) => by === "people").map(({ region }) => region),
      ["japaneast"],
    );
    assert.deepEqual(
      rows.filter(({ region }) => region === "other regions").map(({ machines }) => machines),
      [3000],
    );
    assert.equal(rows.length, 11);
  });
  it("tells 24 hours around the newest burst, else around the busiest hour, and none after the evidence", () => {
    const acts = [
      answer("2026-11-20T03:00:00.000Z", {}, 50),
      answer("2026-11-22T10:00:00.000Z", {}, 2),
      answer("2026-11-22T09:00:00.000Z", {}, 2),
    ];
    assert.equal(created(acts).hours!.from, "2026-11-19T21:00:00.000Z");
    const burst = outcome("compute-burst", "2026-11-22T10:20:00.000Z", "2026-11-01T10:20:00.000Z");
    const { from, rows } = created(acts, { outcomes: [burst] }).hours!;
    assert.deepEqual([from, rows.map(({ at }) => at.slice(11, 13))], ["2026-11-22T04:00:00.000Z", ["09", "10"]]);
    assert.equal(created([answer("2026-11-24T11:00:00.000Z")]).hours!.from, "2026-11-23T13:00:00.000Z");
    assert.equal(created([]).hours, undefined);
  });
  it("marks what was found to have happened, in the order of time, and keeps the newest hundred", () => {
    const { marks } = created([], {
      outcomes: [
        outcome("compute-burst", "2026-11-22T10:20:00.000Z"),
        outcome("elevate-access-use", "2026-11-21T10:20:00.000Z", undefined),
        outcome("dormant-compute-role", "2026-11-21T10:20:00.000Z"),
      ],
    });
    assert.deepEqual(
      marks.map(({ kind, fingerprint }) => [kind, fingerprint]),
      [
        ["elevation", "elevate-access-use0"],
        ["burst", "compute-burst0"],
      ],
    );
    const many = outcome("compute-burst", ...Array<string>(130).fill("2026-11-22T10:20:00.000Z"));
    const bounded = created([], { outcomes: [many] });
    assert.deepEqual([bounded.marks.length, bounded.olderMarks], [100, 30]);
  });
  it("is marked by checks that there are", () => {
    const ids = new Set(checks.map(({ id }) => id));
    assert.deepEqual(
      Object.keys(marking).filter(id => !ids.has(id)),
      [],
    );
  });
  it("says what was not read, and of no log that it begins anywhere", () => {
    const gap: Gap = { what: "what was done in the subscription", missing: "x", reason: "denied", subjects: ["a"] };
    const { from, unread } = created([], { from: "none", gaps: [gap, { ...gap, subjects: ["b"] }] });
    assert.deepEqual([from, unread], [undefined, ["what was done in the subscription"]]);
    assert.equal(created([]).from, "2026-08-26T12:00:00.000Z");
  });
  it("passes over windows that are no times, and what lies outside of the history", () =>
    assert.deepEqual(
      created([answer("when it suited"), answer("2026-11-25T00:00:00.000Z"), answer("2026-01-01T00:00:00.000Z")]).days,
      [],
    ));
  it("is the same in any order", () => {
    const acts = [1, 5, 3, 2, 4].flatMap(n => [
      answer(`2026-11-2${n}T0${n}:00:00.000Z`, { region: `r${n % 2}` }, n),
      answer(`2026-11-2${n}T0${n}:00:00.000Z`, { caller: "aks", region: `r${n % 3}` }, n),
    ]);
    assert.deepEqual(created(acts.toReversed()), created(acts));
  });
});
