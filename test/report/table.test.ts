import assert from "node:assert/strict";
import { rowsOf } from "../../posture/report/rows";
import { columns, streamName, tableName, tableRows } from "../../posture/report/table/columns";
import { tableTemplate } from "../../posture/report/table/template";
import { awkward, namedAs } from "./reports";
import { sample } from "./sample";

type Sent = { readonly [name in keyof typeof columns]: unknown };
const sent = (report = sample) => [...tableRows(report)] as Sent[];

describe("the rows for Log Analytics", () => {
  const [failed] = sample.outcomes;
  const [first] = failed!.findings;

  it("are every row of the report: what could not be read is among them", () => {
    assert.equal(sent().length, [...rowsOf(sample)].length);
    for (const status of ["fail", "gap", "pass", "coverage"])
      assert.ok(
        sent().some(({ Status }) => Status === status),
        status,
      );
  });
  it("tell what the report tells", () => {
    const row = sent().find(({ Fingerprint }) => Fingerprint === first!.fingerprint);
    assert.deepEqual(
      [row?.TimeGenerated, row?.Tenant, row?.Severity, row?.Rule, row?.SubjectId],
      [sample.collectedAt, sample.tenant?.id, first!.severity, failed!.rule.id, first!.subject.id],
    );
  });
  it("say what is new, and nothing of it without an earlier report", () => {
    const since = {
      collectedAt: "2026-11-23T06:00:00Z",
      changed: [],
      unchanged: 1,
      fixed: [],
      excepted: [],
      unseen: [],
    };
    const found = (rows: readonly Sent[]) =>
      new Map(rows.filter(({ Status }) => Status === "fail").map(({ Fingerprint, IsNew }) => [Fingerprint, IsNew]));
    assert.deepEqual(new Set(found(sent()).values()), new Set([null]));
    const compared = found(sent({ ...sample, since: { ...since, new: [first!.fingerprint] } }));
    assert.equal(compared.get(first!.fingerprint), true);
    assert.ok([...compared.values()].includes(false));
  });
  it("have the columns that are declared, in their types", () => {
    const types = { datetime: "string", string: "string", boolean: "boolean", dynamic: "object" } as const;
    for (const row of sent())
      for (const [name, { type }] of Object.entries(columns)) {
        const value = row[name as keyof Sent];
        assert.ok(value === null || typeof value === types[type], `${name}: ${value}`);
      }
  });
  it("stay far below what one request takes, and show nothing invisible", () => {
    for (const name of [...awkward, "文".repeat(100_000)])
      for (const row of sent(namedAs(name))) {
        assert.ok(Buffer.byteLength(JSON.stringify(row)) < 950_000);
        assert.doesNotMatch(JSON.stringify(row), /\\u00[01]|[\u202E\u2066-\u2069]/);
      }
  });
});

describe("the template of the table", () => {
  const { resources, outputs } = tableTemplate() as {
    // biome-ignore lint/suspicious/noExplicitAny: a template of Azure, whose parts are looked at by name
    resources: readonly { type: string; kind?: string; properties: any }[];
    outputs: { send: { value: string } };
  };
  const [table, rule] = resources;

  it("declares the same columns to the table and to the rule, by names that Log Analytics takes", () => {
    const declared = rule?.properties.streamDeclarations[streamName].columns;
    assert.deepEqual(table?.properties.schema.columns, declared);
    assert.deepEqual(
      declared.map(({ name }: { name: string }) => name),
      Object.keys(columns),
    );
    // https://learn.microsoft.com/azure/azure-monitor/logs/create-custom-table: a letter first, at most 45 characters, none of its own
    const own = /^(id|tenantId|type|uniqueId|title|resource|resourceId|resourceName|resourceType|subscriptionId)$/i;
    for (const { name } of declared) {
      assert.match(name, /^[A-Za-z]\w{1,44}$/);
      assert.doesNotMatch(name, own);
    }
    assert.ok(tableName.endsWith("_CL"));
  });
  it("makes a rule with an address of its own, and puts out what --send takes", () => {
    assert.equal(rule?.kind, "Direct");
    assert.deepEqual(rule?.properties.dataFlows[0].streams, [streamName]);
    assert.ok(outputs.send.value.includes(`/streams/${streamName}`));
  });
});
