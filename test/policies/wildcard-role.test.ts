import assert from "node:assert/strict";
import type { Tree } from "../../compute/value";
import wildcardRole from "../../policies/wildcard-role";
import { violations } from "./kit";

const assign = "Microsoft.Authorization/roleAssignments/write";
type Blocks = readonly { readonly actions: readonly string[]; readonly notActions?: readonly string[] }[];
const machines = { actions: ["Microsoft.Compute/virtualMachines/start/action"] };

/** The roads by which a role definition comes to the pack. */
const spellings: Readonly<
  Record<string, (permissions: Blocks) => readonly [string, { readonly [key: string]: Tree }]>
> = {
  "azure-native": permissions => ["azure-native:authorization:RoleDefinition", { roleName: "R", permissions } as never],
  classic: permissions => ["azure:authorization/roleDefinition:RoleDefinition", { name: "R", permissions } as never],
  azapi: permissions => [
    "azapi:resources/resource:Resource",
    {
      type: "Microsoft.Authorization/roleDefinitions@2022-04-01",
      body: { properties: { roleName: "R", permissions } },
    } as never,
  ],
  "an ARM template": permissions => [
    "azure-native:resources:Deployment",
    {
      properties: {
        mode: "Incremental",
        template: {
          resources: [
            {
              type: "Microsoft.Authorization/roleDefinitions",
              apiVersion: "2022-04-01",
              name: "00000000-0000-0000-0000-000000000041",
              properties: { roleName: "R", permissions },
            },
          ],
        },
      },
    } as never,
  ],
};

describe("wildcard-role sees a role that gives rights, whatever else it holds", () => {
  const cases: Readonly<Record<string, readonly [permissions: Blocks, faults: number]>> = {
    "assigning roles, by name": [[{ actions: [assign] }], 1],
    "in other letters": [[{ actions: [assign.toUpperCase()] }], 1],
    "writing roles, by name": [[{ actions: ["Microsoft.Authorization/roleDefinitions/write"] }], 1],
    "all of authorization": [[{ actions: ["Microsoft.Authorization/*"] }], 1],
    "every write": [[{ actions: ["*/write"] }], 1],
    "beside what is harmless": [[{ actions: ["*/read", assign] }], 1],
    "in a second block": [[machines, { actions: [assign] }], 1],
    "where another block takes it away, which holds for that alone": [
      [{ actions: ["*/read"], notActions: [assign] }, { actions: [assign] }],
      1,
    ],
    "where something else is taken away": [[{ actions: [assign], notActions: ["Microsoft.Authorization/locks/*"] }], 1],
    "not where its own block takes it away": [[{ actions: [assign, "*/read"], notActions: [assign] }], 0],
    "nor by a wildcard": [
      [{ actions: ["Microsoft.Authorization/*"], notActions: ["Microsoft.Authorization/*/write", "*/action"] }],
      0,
    ],
    "not reading who has which": [
      [{ actions: ["Microsoft.Authorization/*/read", assign.replace("write", "read")] }],
      0,
    ],
    "not ending what was given": [[{ actions: [assign.replace("write", "delete")] }], 0],
    "not what creates machines by name": [[{ actions: ["Microsoft.Compute/virtualMachines/write"] }], 0],
  };
  for (const [what, [permissions, faults]] of Object.entries(cases))
    for (const [road, spelled] of Object.entries(spellings))
      it(`${what}: ${road}`, () => {
        const found = violations(wildcardRole, spelled(permissions)).map(({ message }) => message);
        assert.equal(found.length, faults, found.join("\n"));
      });
});
