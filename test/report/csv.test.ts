import assert from "node:assert/strict";
import { csv } from "../../posture/report/csv";
import type { Report } from "../../posture/report/model";
import { printed } from "./printed";
import { awkward, namedAs } from "./reports";
import { hostile, sample } from "./sample";

/** Reads RFC 4180: cells between commas, in quotes where they hold a comma, a quote (written twice) or a line break. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows.filter(row => row.length > 1);
}

const table = (report: Report): readonly Readonly<Record<string, string>>[] => {
  const [head = [], ...rows] = cellsOf(printed(csv, report).slice(1));
  return rows.map(row => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
};

describe("the CSV report", () => {
  it("begins with the mark of UTF-8 and ends its lines as RFC 4180 does", () => {
    const text = printed(csv, sample);
    assert.equal(text.indexOf("\uFEFF"), 0);
    assert.match(text, /"portal"\r\n"/);
  });
  it("has columns in snake_case, names beside ids, and a cell of each in every line", () => {
    const [head = [], ...rows] = cellsOf(printed(csv, sample).slice(1));
    for (const name of head) assert.match(name, /^[a-z]+(_[a-z]+)*$/);
    for (const name of ["subject", "subscription"])
      assert.equal(head.indexOf(`${name}_id`), head.indexOf(`${name}_name`) + 1);
    for (const row of rows) assert.equal(row.length, head.length);
  });
  it("has when a report first had a finding, and when one first judged it, each where that is known", () => {
    const [outcome] = sample.outcomes;
    const [one, other] = outcome!.findings;
    const [at, later] = ["2026-11-01T06:00:00Z", "2026-11-24T06:00:00Z"];
    const findings = [
      { ...one!, firstSeen: at },
      { ...other!, firstJudged: later },
    ];
    assert.deepEqual(
      table({ ...sample, outcomes: [{ ...outcome!, findings }] })
        .filter(({ status }) => status === "fail")
        .map(row => [row.first_seen, row.first_judged]),
      [
        [at, ""],
        ["", later],
      ],
    );
  });
  it("has a line for each finding, excepted or not, unknown, gap and check that passes", () => {
    const count = (status: string) => table(sample).filter(row => row.status === status).length;
    assert.deepEqual(
      ["fail", "excepted", "unknown", "gap", "pass"].map(status => [status, count(status)]),
      [
        ["fail", 2],
        ["excepted", 1],
        ["unknown", 1],
        ["gap", 1],
        ["pass", 1],
      ],
    );
  });
  it("says until when, by whom and why something is excepted", () => {
    const [row] = table(sample).filter(({ status }) => status === "excepted");
    assert.equal(row?.exception, `excepted until 2026-12-31 by ${hostile.markup}: ${hostile.formula}`);
  });
  it("has the money of a subject where it is known, as a number with its bound", () => {
    const money = ({ status, ...row }: Readonly<Record<string, string>>) => [
      status,
      row.burning_usd_per_day,
      row.burning_bound,
      row.could_burn_usd_per_day,
      row.could_burn_bound,
    ];
    assert.deepEqual(
      table(sample)
        .filter(({ status }) => status === "fail")
        .map(money),
      [
        ["fail", "", "", "8123.5", "atLeast"],
        ["fail", "512.25", "exact", "", ""],
      ],
    );
    const unknown = { ...sample.blastRadius[0]!, usdPerDay: { is: "unknown" } } as const;
    assert.deepEqual(money(table({ ...sample, blastRadius: [unknown] }).find(({ status }) => status === "fail")!), [
      "fail",
      "",
      "",
      "",
      "unknown",
    ]);
  });
  it("makes formulas text", () => {
    const cells = table(sample).flatMap(row => Object.values(row));
    for (const cell of cells) assert.doesNotMatch(cell, /^[=+@\t\r-]/);
    assert(cells.includes(`'${hostile.formula}`));
    for (const name of awkward)
      for (const row of table(namedAs(name)))
        for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[=+@\t\r-]/, name);
  });
});
