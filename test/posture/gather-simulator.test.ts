import assert from "node:assert/strict";
import { evidenceKinds } from "../../posture/evidence/all";
import { gather } from "../../posture/run/gather";
import { workspace } from "../../simulator/scenario/baseline/watch";
import { applications, principalId } from "../../simulator/scenario/cast";
import { contoso } from "../../simulator/scenario/contoso";
import { decoySubscription } from "../../simulator/scenario/ids";
import type { SimulatorOptions } from "../../simulator/server";
import { simulated } from "../simulated";
import { stillClock } from "./gather-tenant";

const decoys = [{ subscription: decoySubscription, principal: principalId(applications.bait) }];

/** Through a real sign-in, paged as the simulator likes. */
async function gatherFrom(options: Partial<SimulatorOptions>) {
  return simulated({ scenario: contoso(), ...options }, async signed => {
    return await gather({ ...signed, decoys, workspace, clock: stillClock() });
  });
}

describe("gather, from the simulated tenant", () => {
  it("reads all of it, and the same evidence however it is shuffled and paged", async () => {
    const plain = await gatherFrom({});
    for (const kind of evidenceKinds) assert.deepEqual(plain.gathered[kind].gaps, [], kind);
    for (const kind of evidenceKinds) assert.notEqual(plain.gathered[kind].value.length, 0, kind);
    assert.deepEqual(await gatherFrom({ seed: 7, pageSize: 3, emptyPages: true }), plain);
  });
});
