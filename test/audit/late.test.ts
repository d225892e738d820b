import assert from "node:assert/strict";
import { signIn } from "../../posture/azure/sign-in";
import { gather } from "../../posture/run/gather";
import { contoso } from "../../simulator/scenario/contoso";
import { subscriptions } from "../../simulator/scenario/ids";
import { startSimulator } from "../../simulator/server";
import { stillClock } from "../posture/gather-tenant";

/** Access to a subscription that was given a moment ago: Resource Graph does not know it, and ARM does. */

async function readWith(late: readonly string[], kind: "resources" | "workloadsWithIdentity") {
  const sight = { whole: Object.values(subscriptions), rootGroup: true, late };
  const simulator = await startSimulator({ scenario: contoso(), pageSize: 1000, sight });
  try {
    const { urls: endpoints, ca, tenantId, clientId, clientSecret } = simulator;
    const tlsOptions = { ca };
    const credential = signIn({ endpoints, method: "clientSecret", tenantId, clientId, clientSecret, tlsOptions });
    const connection = { endpoints, credential, tlsOptions, limits: [], clock: stillClock() };
    return (await gather({ ...connection, kinds: [kind] })).gathered;
  } finally {
    await simulator.close();
  }
}

describe("a subscription that Resource Graph does not know yet, in the simulated tenant", () => {
  it("has the same compute as one that it knows, which its own rights prove to be all", async () => {
    const [{ resources: known }, { resources: late }] = await Promise.all([
      readWith([], "resources"),
      readWith([subscriptions.data], "resources"),
    ]);
    const inData = ({ value }: typeof known) =>
      value.filter(({ subscription }) => subscription === subscriptions.data).map(({ id }) => id.toLowerCase());
    assert.ok(inData(known).some(id => id.endsWith("/pools/render")));
    assert.ok(inData(known).some(id => id.endsWith("/computes/train")));
    assert.deepEqual(inData(late).sort(), inData(known).sort());
    assert.deepEqual(known.gaps, []);
    assert.deepEqual(late.gaps, []);
  });

  it("has the same identities at work, which its own rights prove to be all", async () => {
    const [{ workloadsWithIdentity: known }, { workloadsWithIdentity: late }] = await Promise.all([
      readWith([], "workloadsWithIdentity"),
      readWith(Object.values(subscriptions), "workloadsWithIdentity"),
    ]);
    const told = ({ value }: typeof known) => [...value].sort((one, other) => (one.id < other.id ? -1 : 1));
    for (const type of ["pools", "computes", "managedclusters", "automationaccounts", "workflows"])
      assert.ok(
        known.value.some(row => row.type.endsWith(`/${type}`)),
        type,
      );
    assert.deepEqual(told(late), told(known));
    assert.deepEqual(late.gaps, known.gaps);
  });
});
