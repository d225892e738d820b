import assert from "node:assert/strict";
import * as fc from "fast-check";
import { mayAskForMachines } from "../../compute/by-shape/glance";
import { readByShape } from "../../compute/by-shape/requests";
import { absent, type Tree, Withheld } from "../../compute/value";
import { runs } from "../depth";

/** Keys and values of every kind, so that trees of them meet each other often. */
const keys = [
  ...["vmSize", "sku", "name", "size", "pools", "gpu", "gpus", "gpuCount", "count", "replicas", "maxReplicas"],
  ...["accelerator", "acceleratorType", "vmFamily", "limits", "requests", "key", "operator", "values", "tags", "inner"],
  ...["nvidia.com/gpu", "allowedSizes", "kind", "maxCount"],
];
const values: readonly Tree[] = [
  ...[
    "Standard_NC24ads_A100_v4",
    "standard_d2s_v5",
    "D4s_v5",
    "NC6",
    "N",
    "nvidia-a100",
    "H100_80GB",
    "GpuAccelerator",
  ],
  ...["0", "2", "", "none", "vmSize", "gpu-count", "In", "NotIn", "Gt", "Lt", 0, 1, 7, true, null],
  new Withheld("unknown"),
  new Withheld("hidden"),
  new Withheld("expression", ["Standard_NC", "24ads_A100_v4"]),
  new Withheld("expression", ["web"]),
];

const { tree } = fc.letrec<{ tree: Tree; object: Tree }>(tie => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...values),
    fc.array(tie("tree"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.dictionary(fc.constantFrom(...keys), tie("tree"), { maxKeys: 5 }) as fc.Arbitrary<Tree>,
}));
const resource = fc.dictionary(fc.constantFrom(...keys), tree, { minKeys: 1, maxKeys: 6 });

describe("the glance before a resource is read by its shape", () => {
  it("passes over nothing in which a request is found", () => {
    let found = 0;
    void fc.assert(
      fc.property(resource, inputs => {
        const { requests, opaque } = readByShape({ node: inputs, path: "" }, { type: "", region: absent("") });
        if (requests.length + opaque.length === 0) return;
        found++;
        assert(mayAskForMachines(inputs), JSON.stringify(inputs));
      }),
      { numRuns: runs(3000) },
    );
    assert(found > 100, `${found} resources asked for machines`);
  });
});
