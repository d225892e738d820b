import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contoso, plantedFaults } from "../../simulator/scenario/contoso";
import type { Tenant } from "../../simulator/tenant";

const story = readFileSync(join(__dirname, "../../simulator/scenario/STORY.md"), "utf8");

/** Every row of a tenant as one line, in order, with the table that it stands in. */
function linesOf(tenant: Tenant): string[] {
  const side = (name: "arm" | "graph") =>
    Object.entries(tenant[name]).flatMap(([table, rows]) =>
      (Array.isArray(rows) ? rows : [rows]).map(row => `${name}.${table} ${JSON.stringify(row)}`),
    );
  return [
    ...side("arm"),
    ...side("graph"),
    ...(tenant.workspaces ?? []).map(row => `workspaces ${JSON.stringify(row)}`),
    ...(tenant.sentRows ?? []).map(row => `sentRows ${JSON.stringify(row)}`),
  ];
}

describe("the story of Contoso", () => {
  it("has a planted fault for every sentence, word for word", () => {
    const told = [...story.matchAll(/^\| (P\d+) \| (.+) \|$/gm)].map(([, id, sentence]) => ({ id, sentence }));
    assert.deepEqual(plantedFaults, told);
    assert(plantedFaults.length >= 65);
  });

  it("gives the same bytes for the same options, and the clock has no say", () => {
    const options = { size: { subscriptions: 3, users: 20 }, seed: 7 };
    assert.equal(JSON.stringify(contoso(options)), JSON.stringify(contoso(options)));
    assert.notEqual(JSON.stringify(contoso({ ...options, seed: 8 })), JSON.stringify(contoso(options)));
  });

  it("tells every time from the instant of the audit", () => {
    const then = JSON.stringify(contoso({ at: "2027-03-01T00:00:00Z" }).graph.directoryAudits);
    assert.match(then, /"activityDateTime":"2027-02-26T00:00:00\.0000000Z"/, "P5 lies three days before");
  });

  it("can be told without any one planted fault: nothing else moves, and what was faulty is healthy", () => {
    const full = linesOf(contoso());
    const healthy = new Set(linesOf(contoso({ without: "all" })));
    const inFull = new Set(full);
    for (const { id } of plantedFaults) {
      const without = linesOf(contoso({ without: [id] }));
      const inWithout = new Set(without);
      const gone = full.filter(line => !inWithout.has(line));
      const back = without.filter(line => !inFull.has(line));
      assert.ok(gone.length > 0, `${id} plantedFaults something`);
      for (const line of back)
        if (!line.startsWith("arm.managementGroups")) assert.ok(healthy.has(line), `${id}: ${line}`);
      const kept = (lines: string[], other: Set<string>) => lines.filter(line => other.has(line));
      assert.deepEqual(kept(without, inFull), kept(full, inWithout), `${id} leaves the order`);
    }
  });

  it("refuses plantedFaults and times that are not there", () => {
    assert.throws(() => contoso({ without: ["P999"] }), /no planted fault "P999"/);
    assert.throws(() => contoso({ at: "yesterday" }), /not a time/);
  });

  it("grows by as many people and subscriptions as it is asked for", () => {
    const small = contoso();
    const grown = contoso({ size: { subscriptions: 5, users: 12, assignments: 4 } });
    assert.equal(grown.arm.subscriptions.length - small.arm.subscriptions.length, 5);
    assert.equal(grown.graph.users.length - small.graph.users.length, 12);
    assert.equal(grown.arm.roleAssignments.length - small.arm.roleAssignments.length, 20);
    assert.equal(
      new Set(grown.arm.roleAssignments.map(row => row.id)).size,
      grown.arm.roleAssignments.length,
      "ids are unique",
    );
  });
});
