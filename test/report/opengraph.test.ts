import assert from "node:assert/strict";
import type { Report } from "../../posture/report/model";
import { opengraph } from "../../posture/report/opengraph";
import { printed } from "./printed";
import { empty, reports } from "./reports";
import { hostile, sample } from "./sample";

interface Graph {
  readonly nodes: readonly { readonly id: string; readonly kinds: readonly string[]; readonly properties: Row }[];
  readonly edges: readonly {
    readonly kind: string;
    readonly start: End;
    readonly end: End;
    readonly properties: Row;
  }[];
}
type End = { readonly match_by: string; readonly value: string };
type Row = Readonly<Record<string, unknown>>;

const graphOf = (report: Report): Graph => JSON.parse(printed(opengraph, report)).graph;

const dana = "00000000-0000-0000-0000-0000000000D1";
const production = "/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000001";

describe("the OpenGraph report", () => {
  const { nodes, edges } = graphOf(sample);

  it("has the nodes that AzureHound has, by its ids, and of its own for the report and for what AzureHound has none for", () =>
    assert.deepEqual(
      nodes.map(({ id, kinds: [kind] }) => [kind, kind === "CGReport" ? "" : id]),
      [
        ["CGReport", ""],
        ["AZTenant", "00000000-0000-0000-0000-00000000C0DE"],
        ["AZSubscription", production],
        ["AZUser", dana],
        ["CGSubject", sample.outcomes[0]!.findings[1]!.subject.id.toUpperCase()],
      ],
    ));
  it("has an edge for each capability and subscription, with the money and the defence", () => {
    assert.deepEqual(
      edges.map(({ kind, start, end }) => [kind, start.value, end.value]),
      [
        ["CGCanCreateCompute", dana, production],
        ["CGCanRaiseQuota", dana, production],
      ],
      "what reaches no subscription has no edge",
    );
    const [edge] = edges;
    assert.deepEqual(edge?.properties, {
      usd_per_day: 8123.5,
      usd_per_day_bound: "atLeast",
      gpus: 16,
      gpus_bound: "atLeast",
      defence: "MFA not registered",
      defended: "false",
      how: `${hostile.markup} at /subscriptions/00000000-0000-0000-0000-000000000001`,
      reaches: ["Microsoft.Batch"],
      conditional: false,
      later: false,
    });
    assert.equal(edges[1]?.properties.later, true);
  });
  it("names a subscription that only a capability reaches, and ends no edge in nothing", () => {
    const [radius] = sample.blastRadius;
    const other = "00000000-0000-0000-0000-000000000009";
    const grant = { capability: "grantAccess", subscriptions: [other], how: "Owner" } as const;
    const graph = graphOf({ ...sample, blastRadius: [{ ...radius!, capabilities: [grant] }] });
    assert.deepEqual(
      graph.edges.map(({ kind, end }) => [kind, end.value]),
      [["CGCanGrantItself", `/SUBSCRIPTIONS/${other}`]],
    );
    for (const [what, report] of reports()) {
      const { nodes, edges } = graphOf(report);
      const ids = nodes.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, what);
      for (const { start, end } of edges) assert(ids.includes(start.value) && ids.includes(end.value), what);
    }
  });
  it("leaves money out that is not known, and says so", () => {
    const [radius] = sample.blastRadius;
    const graph = graphOf({ ...sample, blastRadius: [{ ...radius!, usdPerDay: { is: "unknown" } }] });
    assert.equal(graph.edges[0]?.properties.usd_per_day_bound, "unknown");
    assert(!("usd_per_day" in graph.edges[0].properties));
  });
  it("says what was found of each subject, and on the report what failed and what could not be read", () => {
    const [report, , , person] = nodes;
    assert.deepEqual(nodes[4]?.properties.computeguard_findings, ["high compute-creator-without-mfa"]);
    assert.deepEqual(person?.properties.computeguard_findings, ["critical compute-creator-without-mfa"]);
    assert.deepEqual(report?.properties.failed, ["compute-creator-without-mfa"]);
    assert.deepEqual(report?.properties.not_assessed, ["account-without-mfa"]);
    assert.deepEqual(graphOf(empty).nodes.length, 1);
  });
  it("has primitives alone and lists of one kind, as BloodHound takes no others", () => {
    for (const [what, report] of reports()) {
      const { nodes, edges } = graphOf(report);
      for (const { properties } of [...nodes, ...edges])
        for (const [name, value] of Object.entries(properties)) {
          const all: readonly unknown[] = Array.isArray(value) ? value : [value];
          assert(
            all.every(each => ["string", "number", "boolean"].includes(typeof each)),
            `${what}: ${name}`,
          );
          assert(new Set(all.map(each => typeof each)).size <= 1, `${what}: ${name}`);
          assert.notEqual(name, "objectid", "BloodHound refuses it");
        }
    }
  });
});
