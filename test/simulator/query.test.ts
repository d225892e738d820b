import assert from "node:assert/strict";
import fc from "fast-check";
import type { Row } from "../../simulator/json";
import { parseQuery } from "../../simulator/kql/query";
import { QueryError } from "../../simulator/kql/tokens";
import { contoso } from "../../simulator/scenario/contoso";
import { runs } from "../depth";
import { withSimulator } from "./tenant";

const base = ["id", "name", "type", "location", "properties"];
const rows: readonly Row[] = [
  {
    id: "1",
    name: "vm-web",
    type: "microsoft.compute/virtualmachines",
    location: "westeurope",
    properties: { size: "Standard_D2s_v5", n: 2, tags: ["a", "b"] },
  },
  {
    id: "2",
    name: "VM-GPU",
    type: "microsoft.compute/virtualmachines",
    location: "eastus",
    properties: { size: "Standard_NC6", n: 6, tags: [] },
  },
  { id: "3", name: "disk'1", type: "microsoft.compute/disks", location: "eastus", properties: { n: 30 } },
];
const run = (query: string) => parseQuery(query, ["resources"], base).run(rows);
const ids = (query: string) => run(query).map(row => row.id);

/** [query, ids of the rows that are left], by the rules of Kusto. */
const good: readonly (readonly [string, readonly string[]])[] = [
  ["resources", ["1", "2", "3"]],
  ["Resources | where type == 'microsoft.compute/disks'", ["3"]],
  ["Resources | where type =~ 'Microsoft.Compute/Disks'", ["3"]],
  ["Resources | where type == 'Microsoft.Compute/Disks'", []],
  ["resources | where name =~ 'vm-gpu' or name == \"disk'1\"", ["2", "3"]],
  ["resources | where location in ('eastus') and type !in~ ('MICROSOFT.COMPUTE/DISKS')", ["2"]],
  ["resources | where type startswith 'Microsoft.Compute/v'", ["1", "2"]],
  ["resources | where type has 'disks'", ["3"]],
  ["resources | where type has 'disk'", []],
  ["resources | where type contains 'disk'", ["3"]],
  ["resources | where not(location == 'eastus')", ["1"]],
  ["resources | where properties.n > 2 and (location == 'eastus' or location == 'nowhere')", ["2", "3"]],
  ["resources | where isnotempty(properties.size) | extend left = properties.n - 2 | where left == 0", ["1"]],
  ["resources | where tostring(properties['size']) =~ 'standard_nc6' // a comment", ["2"]],
  ["resources | where properties.tags[0] == 'a'", ["1"]],
  ["resources | order by name asc | limit 2", ["2", "3"]],
  ["resources | sort by toint(properties.n) | take 1", ["3"]],
  ["resources | top 1 by id desc", ["3"]],
];

const bad: readonly string[] = [
  "nothing | take 1",
  "resources | frobnicate",
  "resources | where",
  "resources | where nope == 1",
  "resources | where type ~ 'x'",
  "resources | where type matches regex 'x'",
  "resources | where fancy(type) == 1",
  "resources | project id | where name == 'x'",
  "resources | join kind=inner (resources) on id",
  "resources | take many",
  "resources | where name == 'open",
  "resources | mv-expand properties.tags limit 5000",
  "resources extend x = 1",
  "",
];

describe("the query language", () => {
  for (const [query, expected] of good) it(query, () => assert.deepEqual(ids(query), expected));
  for (const query of bad) it(`refuses: ${query}`, () => assert.throws(() => run(query), QueryError));

  it("projects under the names that Kusto gives", () => {
    assert.deepEqual(
      run("resources | where id == '1' | project id, size = properties.size, properties.n, tostring(properties.size)"),
      [{ id: "1", size: "Standard_D2s_v5", properties_n: 2, properties_size: "Standard_D2s_v5" }],
    );
  });

  it("expands arrays to rows; an empty one leaves none", () => {
    assert.deepEqual(run("resources | mv-expand tag = properties.tags | project id, tag"), [
      { id: "1", tag: "a" },
      { id: "1", tag: "b" },
      { id: "3", tag: null },
    ]);
    assert.equal(run("resources | where id == '1' | mv-expand tag = properties.tags limit 1").length, 1);
  });

  it("summarizes", () => {
    assert.deepEqual(run("resources | summarize count() by location"), [
      { location: "westeurope", count_: 1 },
      { location: "eastus", count_: 2 },
    ]);
    assert.deepEqual(run("resources | summarize total = sum(properties.n), n = count()"), [{ total: 38, n: 3 }]);
    assert.deepEqual(run("resources | where id == 'none' | count"), [{ Count: 0 }]);
  });

  it("never fails in any other way than by refusing", () => {
    const word = fc.constantFrom(
      "resources",
      "|",
      "where",
      "type",
      "==",
      "=~",
      "'x'",
      "(",
      ")",
      ",",
      "project",
      "extend",
      "a",
      "=",
      "mv-expand",
      "in~",
      "limit",
      "3",
      ".",
      "[",
      "]",
      "by",
      "order",
      "summarize",
      "count",
      "tostring",
      "-",
      "and",
      "not",
    );
    const query = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 14 }).map(words => `resources | ${words.join(" ")}`),
    );
    fc.assert(
      fc.property(query, source => {
        try {
          run(source);
        } catch (error) {
          assert.ok(error instanceof QueryError, String(error));
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

describe("Resource Graph", () => {
  const scenario = contoso();
  const path = "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01";

  it("pages by $skipToken where the rows carry their id, and tells what is left of the allowance", () =>
    withSimulator({ scenario, pageSize: 3, seed: 2 }, async ({ arm }) => {
      const query =
        "AuthorizationResources | where type =~ 'microsoft.authorization/roleassignments' | project id, properties";
      const found = new Set<string>();
      let token: unknown;
      let pages = 0;
      do {
        const { body, headers } = await arm(path, { query, options: token ? { $skipToken: token } : {} });
        assert.equal(headers["x-ms-user-quota-remaining"], "14");
        assert.equal(headers["x-ms-user-quota-resets-after"], "00:00:05");
        assert.equal(body.resultTruncated, "false");
        for (const row of body.data as Row[]) found.add(String(row.id));
        token = body.$skipToken;
        pages++;
      } while (token);
      assert.equal(found.size, scenario.arm.roleAssignments.length);
      assert.equal(pages, Math.ceil(found.size / 3));
    }));

  it("sends at most $top rows, and no token, where they do not", () =>
    withSimulator({ scenario, pageSize: 3 }, async ({ arm }) => {
      const { body } = await arm(path, { query: "resources | project name", options: { $top: 4 } });
      assert.deepEqual([(body.data as Row[]).length, body.resultTruncated, body.$skipToken], [4, "true", undefined]);
    }));

  it("keeps to the subscriptions that it is given", () =>
    withSimulator({ scenario, pageSize: 1000 }, async ({ arm }) => {
      const query =
        "authorizationresources | where type == 'microsoft.authorization/roleassignments' | project id, scope = properties.scope";
      const scopes = async (more: Row) =>
        ((await arm(path, { query, ...more })).body.data as Row[]).map(row => String(row.scope));
      const subscriptions = ["00000000-0000-0000-0005-000000000001"];
      const below = await scopes({ subscriptions });
      assert.ok(below.length > 0 && below.every(scope => scope.startsWith(`/subscriptions/${subscriptions[0]}`)));
      assert.ok(
        (await scopes({ subscriptions, options: { authorizationScopeFilter: "AtScopeAboveAndBelow" } })).includes("/"),
      );
      assert.ok((await scopes({})).includes("/"));
    }));

  it("tells where a query went wrong, as the service does", () =>
    withSimulator({ scenario }, async ({ arm }) => {
      const { status, body } = await arm(path, { query: "resources\n| wher type == 'x'" });
      assert.equal(status, 400);
      const error = body.error as { code: string; details: Row[] };
      assert.deepEqual(
        [error.code, error.details.map(detail => detail.code)],
        ["BadRequest", ["InvalidQuery", "ParserFailure"]],
      );
      assert.deepEqual(
        [error.details[1]?.line, error.details[1]?.characterPositionInLine, error.details[1]?.token],
        [2, 2, "wher"],
      );
      assert.equal((await arm(path, { query: "" })).status, 400);
      assert.equal((await arm(path, {})).status, 400);
    }));

  it("has quota of all subscriptions in one query, as rows of one region", () =>
    withSimulator({ scenario, pageSize: 1000 }, async ({ arm }) => {
      const query =
        "QuotaResources | where type =~ 'microsoft.compute/locations/usages' | mv-expand json=properties.value limit 400 | extend used=json.currentValue, lim=json['limit'], n=tostring(json['name'].value) | where n == 'StandardNCADSA100v4Family' and lim > used | project subscriptionId, location, used, lim";
      assert.deepEqual((await arm(path, { query })).body.data, [
        { subscriptionId: "00000000-0000-0000-0005-000000000001", location: "southcentralus", used: 0, lim: 96 },
        { subscriptionId: "00000000-0000-0000-0005-000000000005", location: "westeurope", used: 0, lim: 96 },
      ]);
    }));
});
