import assert from "node:assert/strict";
import type { Azure } from "../../posture/azure/connect";
import { Fault } from "../../posture/azure/fault";
import { evidence } from "../../posture/evidence/all";
import type { Call } from "../../posture/evidence/calls";
import { providersThere } from "../../posture/evidence/reading/providers-there";
import type { Subscription } from "../../posture/evidence/subscriptions";
import { listedProviders } from "../../simulator/arm/providers";

const actions = ["Microsoft.Compute/virtualMachines/read", "Oracle.Database/cloudExadataInfrastructures/read"];
const call = { api: "arm", actions: ["Microsoft.Resources/subscriptions/providers/read"], why: "know" } as const;
const subscription = (n: number, inResourceGraph = true) =>
  ({ id: `00000000-0000-0000-0000-00000000000${n}`, inResourceGraph }) as unknown as Subscription;

/** What counts, and which addresses were asked. */
async function there(answer: readonly unknown[] | Fault, subscriptions: readonly Subscription[], lacking = actions) {
  const asked: string[] = [];
  const azure = {
    async *armList(address: string) {
      asked.push(address);
      if (answer instanceof Fault) throw answer;
      yield* answer;
    },
  } as unknown as Azure;
  const counted = await providersThere(azure, subscriptions, () => lacking, actions, call);
  return { counted, asked: asked.length };
}

describe("the providers that a cloud has", () => {
  const both = [{ namespace: "microsoft.compute" }, { namespace: "Oracle.Database" }];
  const subscriptions = [subscription(1), subscription(2)];
  for (const [what, answer, of, expected] of [
    ["all of them", both, subscriptions, actions],
    ["one of them, in another letter case", both.slice(0, 1), subscriptions, actions.slice(0, 1)],
    ["nothing, which is no answer", [], subscriptions, actions],
    ["something else", [{ name: "Oracle.Database" }], subscriptions, actions],
    ["half in another form", [...both.slice(0, 1), { namespace: 7 }], subscriptions, actions],
    ["a refusal", new Fault("denied", "no"), subscriptions, actions],
  ] as const)
    it(`where it answers ${what}`, async () =>
      assert.deepEqual(await there(answer, of), { counted: expected, asked: 1 }));

  it("are not asked for where nothing is lacking", async () =>
    assert.deepEqual(await there(both, subscriptions, []), { counted: actions, asked: 0 }));

  it("are asked for where Resource Graph knows no subscription yet: ARM answers all the same", async () =>
    assert.deepEqual(await there(both.slice(0, 1), [subscription(1, false)]), {
      counted: actions.slice(0, 1),
      asked: 1,
    }));

  it("are all listed by the simulator, or no test would see that the right to one is missing", () => {
    const listed = new Set(listedProviders.map(namespace => namespace.toLowerCase()));
    const kinds = [evidence.resources, evidence.workloadsWithIdentity, evidence.computeProviders];
    const needed = kinds.flatMap(({ calls }) =>
      Object.values<Call>(calls).flatMap(call => (call.api === "arm" ? call.actions : [])),
    );
    const namespaces = new Set(needed.map(action => action.split("/")[0]!.toLowerCase()));
    // in these nothing runs
    for (const own of ["microsoft.resources", "microsoft.resourcegraph", "microsoft.authorization"])
      namespaces.delete(own);
    assert.ok(namespaces.size > 20);
    assert.deepEqual(
      [...namespaces].filter(namespace => !listed.has(namespace)),
      [],
    );
  });
});
