import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { factsOf, factsOfArm } from "../../compute/read";
import { rowOfArm } from "../../compute/surface";
import type { Tree } from "../../compute/value";

const corpus = join(__dirname, "../../../shared/corpus");
const there = existsSync(corpus);

type Json = { readonly [key: string]: Json } | readonly Json[] | string | number | boolean | null;

const isObject = (node: Json | undefined): node is { readonly [key: string]: Json } =>
  typeof node === "object" && node !== null && !Array.isArray(node);

/** Sizes of Azure's first years, which HDInsight's examples use. */
const firstNames: { readonly [name: string]: string } = { Small: "Standard_A1", Large: "Standard_A3" };

/** Sizes by a plain search: what stands under `vmSize` anywhere, a lab machine's `size` and a scale set's `sku.name`. */
function sizesIn(node: Json, type: string): string[] {
  const found: string[] = [];
  const keys = ["vmSize", "instanceType", "agentVmSize", ...(/^Microsoft\.DevTestLab/i.test(type) ? ["size"] : [])];
  const search = (part: Json): void => {
    if (Array.isArray(part)) part.forEach(search);
    else if (isObject(part))
      for (const [key, value] of Object.entries(part))
        if (keys.includes(key) && typeof value === "string") found.push(firstNames[value] ?? value);
        else search(value);
  };
  search(node);
  if (
    /virtualMachineScaleSets$/i.test(type) &&
    isObject(node) &&
    isObject(node.sku) &&
    typeof node.sku.name === "string"
  )
    found.push(node.sku.name);
  return found.sort();
}

/** The ARM type of an id: the namespace, then every other segment. */
function typeOfId(id: string): string {
  const [namespace, ...rest] = id.split("/providers/").at(-1)!.split("/");
  return [namespace, ...rest.filter((_, i) => i % 2 === 0)].join("/");
}

function bodyOf(file: string): { type: string; body: { readonly [key: string]: Json } } | undefined {
  const example = JSON.parse(readFileSync(join(corpus, "rest", file), "utf8")) as { parameters: Json; responses: Json };
  const answers = isObject(example.responses) ? Object.values(example.responses) : [];
  const answer = answers
    .map(one => (isObject(one) && isObject(one.body) ? one.body : {}))
    .find(one => typeof one.id === "string");
  const bodies = isObject(example.parameters) ? Object.values(example.parameters).filter(isObject) : [];
  const [body] = bodies;
  return body && answer ? { type: typeOfId(answer.id as string), body } : undefined;
}

/** Governed types that order nothing where they are used so. */
const ordersNothing: { readonly [folder: string]: string } = {
  "quickstarts__microsoft.app__container-app-create": "an environment without workload profiles",
  "quickstarts__microsoft.app__container-app-scale-http": "an environment without workload profiles",
  "quickstarts__microsoft.compute__vmss-flexible-orchestration-manual-add-vm": "a Flexible set without a profile",
  "quickstarts__microsoft.machinelearningservices__machine-learning-compute-attach-dsvm": "a machine that is attached",
};

describe("reading real descriptions", () => {
  if (!there) it("(../shared/corpus is not there: REST bodies and quickstarts are not read)");
  else {
    const bodies = readdirSync(join(corpus, "rest"))
      .filter(file => file !== "MANIFEST.json")
      .flatMap(file => {
        const found = bodyOf(file);
        return found && rowOfArm(found.type) ? [{ file, ...found }] : [];
      });

    for (const { file, type, body } of bodies)
      it(`${file} orders what a plain search finds`, () => {
        const facts = factsOfArm({ ...body, type } as Tree);
        const sizes = (facts?.orders ?? []).flatMap(({ size }) => (size.state === "known" ? [size.value] : []));
        assert.deepEqual(sizes.sort(), sizesIn(body, type));
        assert.deepEqual(facts?.opaque, []);
      });

    it("finds bodies of every family that the corpus has", () => {
      const services = new Set(bodies.map(({ file }) => file.split("__")[0]));
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

    for (const folder of readdirSync(join(corpus, "quickstarts/compute")))
      it(`${folder} orders through its template`, () => {
        const template = JSON.parse(
          readFileSync(join(corpus, "quickstarts/compute", folder, "azuredeploy.json"), "utf8"),
        ) as { resources: Json };
        const facts = factsOf("azure-native:resources:Deployment", { properties: { template: template as Tree } });
        const resources = isObject(template.resources)
          ? Object.values(template.resources)
          : (template.resources as readonly Json[]);
        const governed = resources.flatMap(one => {
          const row = isObject(one) && typeof one.type === "string" ? rowOfArm(one.type) : undefined;
          return isObject(one) && one.condition === undefined && row?.orders && !row.orders.every(({ asks }) => asks)
            ? [row.arm]
            : [];
        });
        const ordered = new Set(facts?.orders.map(({ type }) => type));
        const silent = [...new Set(governed)].filter(type => !ordered.has(type));
        assert.equal(silent.length, folder in ordersNothing ? 1 : 0, silent.join());
      });
  }
});
