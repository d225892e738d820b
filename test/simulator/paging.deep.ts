import assert from "node:assert/strict";
import type { Row } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import { type Client, withSimulator } from "./tenant";

const scenario = contoso({ size: { subscriptions: 2, users: 9 } });
const id = "/subscriptions/00000000-0000-0000-0005-000000000001";
const since = "$filter=eventTimestamp ge '2026-08-30T00:00:00Z'";

const lists: readonly (readonly ["arm" | "graph", string])[] = [
  ["arm", "/subscriptions?api-version=2022-12-01"],
  ["arm", "/providers/Microsoft.Management/managementGroups?api-version=2023-04-01"],
  ["arm", `${id}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`],
  ["arm", `${id}/providers/Microsoft.Compute/locations/westeurope/usages?api-version=2026-03-01`],
  [
    "arm",
    `${id}/providers/Microsoft.Compute/locations/westeurope/providers/Microsoft.Quota/usages?api-version=2025-03-01`,
  ],
  ["arm", `${id}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&${since}`],
  ["graph", "/v1.0/users?$select=id,displayName&$top=5"],
  ["graph", "/v1.0/groups/00000000-0000-0000-0002-000000000001/transitiveMembers"],
  ["graph", "/v1.0/reports/authenticationMethods/userRegistrationDetails"],
  ["graph", "/v1.0/identity/conditionalAccess/policies"],
];

const sorted = (rows: readonly Row[]) => rows.map(row => JSON.stringify(row)).sort();

async function everything(client: Client): Promise<Row[][]> {
  const found: Row[][] = [];
  for (const [plane, path] of lists) found.push(await client.all(plane, path));
  return found;
}

async function read(options: { pageSize: number; seed?: number; emptyPages?: boolean }): Promise<Row[][]> {
  let found: Row[][] = [];
  await withSimulator({ scenario, ...options }, async client => {
    found = await everything(client);
  });
  return found;
}

describe("paging", () => {
  it("gives the same rows on pages of one, three and a thousand, in any order", async () => {
    const whole = await read({ pageSize: 1000 });
    for (const rows of whole) assert.ok(rows.length > 1);
    const small = await read({ pageSize: 1, emptyPages: false });
    assert.deepEqual(small, whole, "unshuffled, the order is the same");
    const mixed = await read({ pageSize: 3, seed: 5 });
    assert.deepEqual(mixed.map(sorted), whole.map(sorted));
    assert.notDeepEqual(mixed[6], whole[6], "users come in another order");
    assert.deepEqual(mixed[5], whole[5], "the log keeps its own");
    assert.deepEqual(await read({ pageSize: 3, seed: 5 }), mixed, "the same seed mixes alike");
  });

  it("sends one empty page with a next link in a longer list of Graph", () =>
    withSimulator({ scenario, pageSize: 5 }, async ({ graph, simulator }) => {
      const first = await graph("/v1.0/users");
      const link = String(first.body["@odata.nextLink"]);
      assert.ok(link.startsWith(`${simulator.urls.graph}/v1.0/users?`), "absolute, on its own host");
      const second = await graph(link.slice(simulator.urls.graph.length));
      assert.deepEqual(second.body.value, []);
      assert.ok(second.body["@odata.nextLink"]);
    }));

  it("ends ARM lists as each service does", () =>
    withSimulator({ scenario, pageSize: 1000 }, async ({ arm }) => {
      const last = async (path: string) => (await arm(path)).body.nextLink;
      assert.equal(await last(lists[4]![1]), "", "quota: empty text");
      assert.equal(await last(lists[1]![1]), null, "management groups: null");
      assert.equal(await last(lists[0]![1]), undefined, "subscriptions: left out");
    }));

  it("refuses tokens of another list, and pages that are too large", () =>
    withSimulator({ scenario, pageSize: 2 }, async ({ arm, graph }) => {
      const link = String((await graph("/v1.0/users")).body["@odata.nextLink"]);
      const token = link.split("$skiptoken=")[1];
      assert.equal((await graph(`/v1.0/groups?$skiptoken=${token}`)).status, 400);
      assert.equal((await arm("/subscriptions?api-version=2022-12-01&$skiptoken=nonsense")).status, 400);
      assert.equal((await graph("/v1.0/users?$top=1000")).status, 400);
    }));
});
