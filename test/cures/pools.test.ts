import assert from "node:assert/strict";
import { stopPool } from "../../posture/cures/stop-compute";
import type { Evidenced } from "../../posture/evidence/gathered";
import { judgeAll } from "../../posture/run/audit";
import { contosoGathered, estate } from "../demo/audited";
import { faultsOf } from "./az-faults";

const cluster = {
  kind: "resource" as const,
  id: "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks",
  name: "aks",
};
const place = "--resource-group rg --subscription 00000000-0000-0000-0000-000000000001";
const whole = `az aks stop --name aks ${place}`;

describe("a cluster of which something burns", () => {
  const cases: readonly (readonly [what: string, pool: Parameters<typeof stopPool>[0], act: string, line: string])[] = [
    [
      "a user pool",
      { name: "gpu", mode: "User" },
      "stopCompute",
      `az aks nodepool stop --cluster-name aks --name gpu ${place}`,
    ],
    [
      "a user pool with a hostile name",
      { name: "a;b", mode: "user" },
      "stopCompute",
      `az aks nodepool stop --cluster-name aks --name 'a;b' ${place}`,
    ],
    ["a system pool, which does not stop alone", { name: "system", mode: "System" }, "stopCluster", whole],
    ["a pool whose mode was not read", { name: "gpu" }, "stopCluster", whole],
    ["a pool whose name was not read", { mode: "User" }, "stopCluster", whole],
    ["the cluster itself", undefined, "stopCluster", whole],
  ];
  for (const [what, pool, act, line] of cases)
    it(`is stopped as far as it has to be: ${what}`, () => {
      const cure = stopPool(pool)(cluster);
      assert.deepEqual([cure.act, cure.commands.map(one => one.line)], [act, [line]]);
      assert.deepEqual(cure.commands.flatMap(faultsOf), []);
    });

  const actsOn = ({ gathered, manifest }: Evidenced, mode: string) => {
    const resources = [...gathered.resources.value].map(row => {
      if (row.name !== "aks-shared") return row;
      const text = JSON.stringify(row.resource);
      assert(text.includes('"mode":"User"'), "the mode of the pools is kept");
      return { ...row, resource: JSON.parse(text.replace('"mode":"User"', `"mode":"${mode}"`)) };
    });
    const changed = { ...gathered, resources: { ...gathered.resources, value: resources } } as typeof gathered;
    return judgeAll(changed, manifest, { estate, version: "0.0.0" }).acts.flatMap(({ id, targets }) =>
      targets
        .filter(({ name }) => name === "aks-shared")
        .map(({ commands }) => [id, commands.map(({ line }) => line.split(" --")[0])]),
    );
  };
  it("of the planted tenant keeps its approved pools", async () =>
    assert.deepEqual(actsOn(await contosoGathered(), "User"), [["stopCompute", ["az aks nodepool stop"]]]));
  it("is said to stop as a whole where its system pool burns", async () =>
    assert.deepEqual(actsOn(await contosoGathered(), "System"), [["stopCluster", ["az aks stop"]]]));
});
