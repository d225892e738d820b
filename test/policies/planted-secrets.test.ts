import assert from "node:assert/strict";
import { policies } from "../../policies/all";
import { judge } from "../../policies/policy";
import { arm, planted, secretForm } from "../posture/planted-secrets";
import { estateOf, exampleEstate, factsOfExample } from "./kit";

const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg";

/** The ways in which a program can bring the body of a resource. */
const roads: { readonly [road: string]: (type: string, body: object) => readonly [token: string, inputs: object] } = {
  "azapi, as an object": (type, body) => [
    "azapi:resources:Resource",
    { type: `${type}@2025-01-01`, parentId: group, name: "n", location: "japaneast", body },
  ],
  "azapi, as a text": (type, body) => [
    "azapi:resources:Resource",
    { type: `${type}@2025-01-01`, parentId: group, name: "n", location: "japaneast", body: JSON.stringify(body) },
  ],
  "a template": (type, body) => [
    "azure-native:resources:Deployment",
    {
      resourceGroupName: "rg",
      properties: {
        mode: "Incremental",
        template: {
          $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          contentVersion: "1.0.0.0",
          resources: [{ type, apiVersion: "2025-01-01", name: "n", location: "japaneast", ...body }],
        },
      },
    },
  ],
};

/** Everything that any policy says of it, by two estates: that of the policy's examples, and an empty one. */
function saidOf(token: string, inputs: object): readonly string[] {
  const facts = factsOfExample([token, inputs as never]);
  return policies.flatMap(policy =>
    [exampleEstate(policy), estateOf({ regions: ["westeurope"] })].flatMap(estate =>
      judge(policy, facts, policy.options.parse(policy.fromEstate(estate))).map(({ message }) => message),
    ),
  );
}

describe("secrets planted in a program", () => {
  for (const [road, resource] of Object.entries(roads))
    it(`are quoted in no message: ${road}`, () => {
      const before = planted();
      const messages = arm.flatMap(([type, body]) => saidOf(...resource(type, body())));
      assert.ok(planted() - before >= 150, `${planted() - before} are planted`);
      // it is judged, and what stands beside the secrets is told
      assert.ok(messages.length > 30, `${messages.length} messages`);
      assert.ok(messages.some(message => message.includes("xmrig")));
      for (const message of messages) assert.deepEqual(message.match(secretForm), null, message);
    });
});
