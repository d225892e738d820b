import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { gather } from "../../posture/run/gather";
import { saveEvidence } from "../../posture/run/store";
import { contoso } from "../../simulator/scenario/contoso";
import { simulated } from "../simulated";

const page = readFileSync(join(resolve(__dirname, "../.."), "docs/query-evidence.md"), "utf8");
const queries = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, query]) => query!);

describe("the page on asking the evidence", () => {
  let folder: string;
  let answers: Readonly<Record<string, unknown>>[][];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-query-"));
    const evidence = join(folder, "evidence");
    await simulated({ scenario: contoso({ at: new Date().toISOString() }) }, async signed =>
      saveEvidence(evidence, await gather({ ...signed, historyDays: 90 })),
    );
    cpSync(evidence, join(folder, "earlier"), { recursive: true });
    const file = join(folder, "earlier/roleAssignments.ndjson");
    const [taken = "", ...others] = readFileSync(file, "utf8").trimEnd().split("\n");
    assert(taken.includes('"principal"'));
    writeFileSync(file, `${others.join("\n")}\n`);
    const database = await (await DuckDBInstance.create(":memory:")).connect();
    answers = [];
    for (const query of queries) {
      const here = query.replace(/'(evidence|earlier)\//g, `'${folder}/$1/`);
      answers.push((await database.runAndReadAll(here)).getRowObjectsJson() as Readonly<Record<string, unknown>>[]);
    }
    database.closeSync();
  });
  after(() => rmSync(folder, { recursive: true }));

  it("has four queries", () => assert.equal(queries.length, 4));
  it("finds who has no MFA and a role", () => {
    const held = answers[0]!.map(({ upn, role }) => `${upn}: ${role}`);
    assert(held.includes("dana.moreno@contoso.com: Virtual Machine Contributor"), held.join());
    assert(!held.some(line => line.startsWith("avery.howard")));
  });
  it("finds idle accelerators", () => {
    assert(answers[1]!.some(({ region, name }) => region === "westeurope" && name === "StandardNCADSA100v4Family"));
    assert(answers[1]!.every(({ idle }) => Number(idle) > 0));
  });
  it("finds who did what, the latest first", () => {
    const latest = answers[2]!.map(({ latest }) => String(latest));
    assert(latest.length > 5);
    assert.deepEqual(latest, latest.toSorted().reverse());
    assert(answers[2]!.some(({ operation }) => operation === "microsoft.compute/virtualmachines/write"));
  });
  it("finds the one assignment that was not there before", () => assert.equal(answers[3]!.length, 1));
});
