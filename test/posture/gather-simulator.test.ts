import assert from "node:assert/strict";
import { signIn } from "../../posture/azure/sign-in";
import { evidenceKinds } from "../../posture/evidence/all";
import { gather } from "../../posture/run/gather";
import { workspace } from "../../simulator/scenario/baseline/watch";
import { applications, principalId } from "../../simulator/scenario/cast";
import { contoso } from "../../simulator/scenario/contoso";
import { decoySubscription } from "../../simulator/scenario/ids";
import { type SimulatorOptions, startSimulator } from "../../simulator/server";
import { stillClock } from "./gather-tenant";

const decoys = [{ subscription: decoySubscription, principal: principalId(applications.bait) }];

/** Through a real sign-in, paged as the simulator likes. */
async function gatherFrom(options: Partial<SimulatorOptions>) {
  const simulator = await startSimulator({ scenario: contoso(), ...options });
  try {
    const { urls: endpoints, tenantId, clientId, clientSecret, ca } = simulator;
    const tlsOptions = { ca };
    const credential = signIn({ endpoints, method: "clientSecret", tenantId, clientId, clientSecret, tlsOptions });
    return await gather({ endpoints, credential, tlsOptions, decoys, workspace, limits: [], clock: stillClock() });
  } finally {
    await simulator.close();
  }
}

describe("gather, from the simulated tenant", () => {
  it("reads all of it, and the same evidence however it is shuffled and paged", async () => {
    const plain = await gatherFrom({});
    for (const kind of evidenceKinds) assert.deepEqual(plain.gathered[kind].gaps, [], kind);
    for (const kind of evidenceKinds) assert.notEqual(plain.gathered[kind].value.length, 0, kind);
    assert.deepEqual(await gatherFrom({ seed: 7, pageSize: 3, emptyPages: true }), plain);
  });
});
