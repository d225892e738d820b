import assert from "node:assert/strict";
import { gather } from "../../posture/run/gather";
import { contoso } from "../../simulator/scenario/contoso";
import { decoySubscription, subscriptions } from "../../simulator/scenario/ids";
import { stillClock } from "../posture/gather-tenant";
import { simulated } from "../simulated";

/** Access to a subscription that was given a moment ago: Resource Graph does not know it, and ARM does. */

async function readWith(late: readonly string[], kind: "resources" | "workloadsWithIdentity" | "computeProviders") {
  const sight = { whole: [...Object.values(subscriptions), decoySubscription], rootGroup: true, late };
  return simulated({ scenario: contoso(), pageSize: 1000, sight }, async (signed, simulator) => {
    const connection = { ...signed, clock: stillClock() };
    const { gathered } = await gather({ ...connection, kinds: [kind] });
    const asked = simulator.requests.map(({ path, body = "" }) => `${path} ${body}`);
    return { ...gathered, asked };
  });
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

  it("has its resource providers, and nothing proves that nobody uses them", async () => {
    const { sandbox, data } = subscriptions;
    const [known, late] = await Promise.all([
      readWith([], "computeProviders"),
      readWith([sandbox, data], "computeProviders"),
    ]);
    const told = ({ computeProviders: { value } }: typeof known, of: string) =>
      value
        .filter(({ subscription }) => subscription === of)
        .map(({ namespace, inUse }) => [namespace, inUse])
        .sort();
    const planted = ["Microsoft.ContainerService", "Microsoft.HDInsight"]; // P101
    assert.deepEqual(
      told(known, sandbox),
      planted.map(namespace => [namespace, false]),
    );
    assert.deepEqual(
      told(late, sandbox),
      planted.map(namespace => [namespace, undefined]),
    );
    // In use for their own, or for the Foundry account (Q98); what was unregistered is not told of.
    const inData = ["Microsoft.Batch", "Microsoft.ContainerService", "Microsoft.MachineLearningServices"];
    assert.deepEqual(
      told(known, data),
      inData.map(namespace => [namespace, true]),
    );
    assert.deepEqual(known.computeProviders.gaps, []);
    assert.deepEqual(
      late.computeProviders.gaps.map(({ field, subjects }) => [field, [...(subjects ?? [])].sort()]),
      [["inUse", [data, sandbox].sort()]],
    );
    const { asked } = known;
    assert.equal(asked.filter(line => /\/providers\?/.test(line)).length, Object.keys(subscriptions).length + 1);
    assert.equal(asked.filter(line => line.includes("make_set")).length, 1, "Resource Graph is asked once for all");
  });
});
