import assert from "node:assert/strict";
import type { Row } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import { withSimulator } from "./tenant";

const group = "00000000-0000-0000-0002-000000000002";
const nested = "00000000-0000-0000-0002-000000000003";

describe("a list of objects of several kinds", () => {
  it("tells each object's kind, whatever is selected", () =>
    withSimulator({ scenario: contoso() }, async client => {
      const kinds = async (query: string) =>
        (await client.all("graph", `/v1.0/groups/${group}/transitiveMembers${query}`))
          .map(row => row["@odata.type"])
          .sort();
      const expected = ["#microsoft.graph.group", "#microsoft.graph.user"];
      assert.deepEqual(await kinds(""), expected);
      assert.deepEqual(await kinds("?$select=id"), expected);
    }));

  it("leaves service principals out of the members of a group, but for those who ask for them (case W02)", () =>
    withSimulator({ scenario: contoso() }, async client => {
      const auditors = "/v1.0/groups/00000000-0000-0000-0002-000000000004/transitiveMembers";
      const cast = `${auditors}/microsoft.graph.servicePrincipal?$count=true`;
      const plain = await client.all("graph", auditors);
      assert.deepEqual([...new Set(plain.map(row => row["@odata.type"]))], ["#microsoft.graph.user"]);
      assert.equal((await client.graph(cast)).status, 400);
      const { body } = await client.graph(cast, { headers: { ConsistencyLevel: "eventual" } });
      assert.deepEqual(
        (body.value as Row[]).map(({ id }) => id),
        ["00000000-0000-0000-0004-000000000009"],
      );
    }));

  it("can be asked for some kinds only, by id", () =>
    withSimulator({ scenario: contoso() }, async client => {
      const { body } = await client.graph("/v1.0/directoryObjects/getByIds", {
        body: { ids: [group, nested, "00000000-0000-0000-0001-000000000001"], types: ["group"] },
      });
      assert.deepEqual((body.value as Row[]).map(({ id }) => id).sort(), [group, nested]);
    }));
});
