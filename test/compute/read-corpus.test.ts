import assert from "node:assert/strict";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { computeTypeOfArm } from "../../compute/types";
import type { Tree } from "../../compute/value";
import { examples, hasCorpus, isObject, type Json, quickstarts } from "./corpus";

/** Sizes of Azure's first years, which HDInsight's examples use. */
const firstNames: { readonly [name: string]: string } = { Small: "Standard_A1", Large: "Standard_A3" };

/** Sizes by a plain search: what stands under `vmSize` anywhere, a lab machine's `size`, and where a SKU is a size, its name. */
function sizesIn(node: Json, type: string): string[] {
  const found: string[] = [];
  const keys = ["vmSize", "instanceType", "agentVmSize", ...(/^Microsoft\.DevTestLab/i.test(type) ? ["size"] : [])];
  const hasSkus = /(?:virtualMachineScaleSets|cloudServices)$/i.test(type);
  const search = (part: Json): void => {
    if (Array.isArray(part)) part.forEach(search);
    else if (isObject(part))
      for (const [key, value] of Object.entries(part))
        if (keys.includes(key) && typeof value === "string") found.push(firstNames[value] ?? value);
        else if (hasSkus && key === "sku" && isObject(value) && typeof value.name === "string") found.push(value.name);
        else search(value);
  };
  search(node);
  return found.sort();
}

/** Governed types that order nothing where they are used so. */
const ordersNothing: { readonly [folder: string]: string } = {
  "quickstarts__microsoft.app__container-app-create": "an environment without workload profiles",
  "quickstarts__microsoft.app__container-app-scale-http": "an environment without workload profiles",
  "quickstarts__microsoft.compute__vmss-flexible-orchestration-manual-add-vm": "a Flexible set without a profile",
  "quickstarts__microsoft.machinelearningservices__machine-learning-compute-attach-dsvm": "a machine that is attached",
};

describe("reading real descriptions", () => {
  if (!hasCorpus) it("(../shared/corpus is not there: REST bodies and quickstarts are not read)");
  else {
    const governed = examples().filter(({ type }) => computeTypeOfArm(type));

    for (const { file, type, request } of governed)
      it(`${file} requests what a plain search finds`, () => {
        const facts = factsOfArm({ ...request, type } as Tree);
        const sizes = (facts?.requests ?? []).flatMap(({ size }) => (size.state === "known" ? [size.value] : []));
        assert.deepEqual(sizes.sort(), sizesIn(request, type));
        assert.deepEqual(facts?.opaque, []);
      });

    it("finds bodies of every family that the corpus has", () => {
      const services = new Set(governed.map(({ file }) => file.split("__")[0]));
      assert.deepEqual([...services].sort(), [
        "batch",
        "compute",
        "containerinstance",
        "containerservice",
        "databricks",
        "devtestlabs",
        "hdinsight",
        "machinelearningservices",
        "servicefabricmanagedclusters",
      ]);
    });

    for (const { name, template } of quickstarts("compute"))
      it(`${name} requests through its template`, () => {
        const facts = factsOf("azure-native:resources:Deployment", { properties: { template: template as Tree } });
        const resources = isObject(template.resources)
          ? Object.values(template.resources)
          : (template.resources as readonly Json[]);
        const creating = resources.flatMap(one => {
          const row = isObject(one) && typeof one.type === "string" ? computeTypeOfArm(one.type) : undefined;
          return isObject(one) &&
            one.condition === undefined &&
            row?.requests &&
            !row.requests.every(({ asks }) => asks)
            ? [row.arm]
            : [];
        });
        const requested = new Set(facts?.requests.map(({ type }) => type));
        const silent = [...new Set(creating)].filter(type => !requested.has(type));
        assert.equal(silent.length, name in ordersNothing ? 1 : 0, silent.join());
      });
  }
});
