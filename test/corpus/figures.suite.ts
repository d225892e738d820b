import assert from "node:assert/strict";
import type { ComputeRequest, Facts } from "../../compute/facts";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import { examples, hasCorpus, isObject, type Json, type Members, quickstarts } from "../compute/corpus";

/** How much of real templates and REST bodies is read, and why the rest is not. */
const files = hasCorpus
  ? [
      ...[...quickstarts("compute"), ...quickstarts("noncompute")].map(({ name, template }) => ({
        name,
        facts: factsOf("azure-native:resources:Deployment", { properties: { template: template as Tree } }),
      })),
      ...examples().map(({ file, type, request }) => ({
        name: file,
        facts: factsOfArm({ ...request, type } as Tree),
      })),
    ]
  : [];

/** What is known of an order's size, in words. */
function sizeOf({ size, sizeAbsent, accelerator, type, what }: ComputeRequest): string {
  if (size.state === "known") return "read";
  if (size.state !== "absent") return `${size.state}: ${type}, ${what}`;
  if (accelerator.state === "known") return "read";
  return sizeAbsent === "unreadable" ? `missing: ${type}, ${what}` : "none, by the type's own nature or default";
}

function counted(words: readonly string[]): [string, number][] {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1]);
}

const all = <K extends keyof Facts>(kind: K): Facts[K][number][] =>
  files.flatMap(({ facts }) => (facts?.[kind] ?? []) as Facts[K][number][]);

/**
 * A size as a person reads it in the template: a literal, or a parameter or variable that is one. Not by our reader: this looks at
 * nothing but the whole of an expression, and at top-level resources without a condition or a loop.
 */
function plainly(value: Json | undefined, template: Members, depth = 0): string | undefined {
  if (typeof value !== "string" || depth > 4) return undefined;
  if (!value.startsWith("[")) return value;
  const [, from, name = ""] = /^\[(parameters|variables)\('([^']+)'\)\]$/i.exec(value) ?? [];
  const section = template[from?.toLowerCase() ?? ""];
  if (!isObject(section)) return undefined;
  const key = Object.keys(section).find(one => one.toLowerCase() === name.toLowerCase());
  const found = key === undefined ? undefined : section[key];
  return plainly(isObject(found) ? found.defaultValue : found, template, depth + 1);
}

/** Where sizes stand, by the documentation of each type. */
const places: { readonly [type: string]: (resource: Members) => readonly (Json | undefined)[] } = {
  "microsoft.compute/virtualmachines": one => [inner(one, "properties", "hardwareProfile", "vmSize")],
  "microsoft.compute/virtualmachinescalesets": one => [inner(one, "sku", "name")],
  "microsoft.containerservice/managedclusters": one => {
    const pools = inner(one, "properties", "agentPoolProfiles");
    return Array.isArray(pools) ? pools.map(pool => inner(pool, "vmSize")) : [];
  },
  "microsoft.batch/batchaccounts/pools": one => [inner(one, "properties", "vmSize")],
  "microsoft.machinelearningservices/workspaces/computes": one => [inner(one, "properties", "properties", "vmSize")],
};

const inner = (node: Json | undefined, ...keys: readonly string[]): Json | undefined =>
  keys.reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), node);

describe("how much of the corpus is read", () => {
  before(function () {
    if (hasCorpus) return;
    console.log("    (../shared/corpus is not there: nothing is counted)");
    this.skip();
  });

  it("tells sizes, requests and opaque parts", () => {
    const requests = all("requests");
    const sizes = counted(requests.map(sizeOf));
    const read = sizes.find(([word]) => word === "read")?.[1] ?? 0;
    const sizeless = sizes.find(([word]) => word.startsWith("none"))?.[1] ?? 0;
    console.log(
      `    ${files.length} files, ${requests.length} requests: ${read} sizes or accelerators read, ${sizeless} have none`,
    );
    for (const [word, times] of sizes) if (/: /.test(word)) console.log(`      ${times} × ${word}`);
    const opaque = counted(all("opaque").map(({ why, state }) => `${why} (${state})`));
    console.log(`    ${opaque.reduce((sum, [, times]) => sum + times, 0)} opaque parts`);
    for (const [word, times] of opaque) console.log(`      ${times} × ${word}`);
    assert.ok(
      requests.length > 100 && read / (requests.length - sizeless) > 0.9,
      `${read} of ${requests.length - sizeless}`,
    );
  });

  it("reads every size that is a literal, or resolves from defaults", () => {
    let seen = 0;
    for (const { name, template } of quickstarts("compute")) {
      const facts = factsOf("azure-native:resources:Deployment", { properties: { template: template as Tree } });
      const read = new Set(facts?.requests.flatMap(({ size }) => (size.state === "known" ? [size.value] : [])));
      const resources = isObject(template.resources) ? Object.values(template.resources) : template.resources;
      for (const resource of Array.isArray(resources) ? resources : []) {
        if (!isObject(resource) || typeof resource.type !== "string" || resource.condition !== undefined) continue;
        for (const size of places[resource.type.toLowerCase()]?.(resource) ?? []) {
          const plain = plainly(size, template);
          if (plain === undefined) continue;
          seen++;
          assert.ok(read.has(plain), `${name}: ${plain}`);
        }
      }
    }
    console.log(`    ${seen} sizes stand there plainly, and are read`);
    assert.ok(seen > 40, `only ${seen}`);
  });
});
