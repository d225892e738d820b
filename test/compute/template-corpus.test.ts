import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Expansion, expandTemplate } from "../../compute/template/expand";
import { type Tree, Withheld } from "../../compute/value";

const corpus = resolve(__dirname, "../../../shared/corpus/quickstarts");
const gpu = "Standard_NC6s_v3";

/** Where a size stands, by type in lower case; enough of them to see whether sizes come through. */
const sizesOf: Record<string, readonly string[]> = {
  "microsoft.compute/virtualmachines": ["properties.hardwareProfile.vmSize"],
  "microsoft.compute/virtualmachinescalesets": ["sku.name"],
  "microsoft.containerservice/managedclusters": ["properties.agentPoolProfiles[].vmSize"],
  "microsoft.containerservice/managedclusters/agentpools": ["properties.vmSize"],
  "microsoft.batch/batchaccounts/pools": ["properties.vmSize"],
  "microsoft.machinelearningservices/workspaces/computes": ["properties.properties.vmSize"],
  "microsoft.hdinsight/clusters": ["properties.computeProfile.roles[].hardwareProfile.vmSize"],
  "microsoft.devtestlab/labs/virtualmachines": ["properties.size"],
};

const child = (node: Tree | undefined, key: string): Tree | undefined =>
  typeof node === "object" && node !== null && !(node instanceof Withheld)
    ? (node as { [key: string]: Tree })[key]
    : undefined;

function at(node: Tree | undefined, [step, ...rest]: readonly string[]): (Tree | undefined)[] {
  if (step === undefined || node instanceof Withheld) return [node];
  const next = child(node, step.replace("[]", ""));
  return step.endsWith("[]") && Array.isArray(next) ? next.flatMap((item: Tree) => at(item, rest)) : at(next, rest);
}

const sizes = ({ resources }: Expansion): { type: string; size: Tree | undefined }[] =>
  resources.flatMap(({ resource }) => {
    const { type } = resource as { type: string };
    return (sizesOf[type.toLowerCase()] ?? []).flatMap(path =>
      at(resource, path.split(".")).map(size => ({ type, size })),
    );
  });

interface Case {
  readonly name: string;
  readonly compute: boolean;
  readonly text: string;
}

const cases: Case[] = existsSync(corpus)
  ? ["compute", "noncompute"].flatMap(folder =>
      readdirSync(join(corpus, folder)).map(name => ({
        name,
        compute: folder === "compute",
        text: readFileSync(join(corpus, folder, name, "azuredeploy.json"), "utf8"),
      })),
    )
  : [];

const expand = (text: string) => expandTemplate(JSON.parse(text) as Tree, { path: "template" });

describe("templates as people write them", () => {
  before(function () {
    if (cases.length) return;
    console.log("    the corpus of templates is not here: left out");
    this.skip();
  });

  it("every one is read without a loss that is not said", () => {
    let known = 0;
    let all = 0;
    const left = new Map<string, number>();
    for (const { name, text } of cases) {
      const expansion = expand(text);
      assert.ok(expansion.resources.length + expansion.opaque.length > 0, name);
      for (const { state } of expansion.opaque) assert.equal(state, "linked", name);
      for (const { type, size } of sizes(expansion)) {
        all++;
        if (typeof size === "string") known++;
        else {
          const why = `${type}: ${size instanceof Withheld ? `${size.state} of a parameter without a default` : "no size stands there"}`;
          left.set(why, (left.get(why) ?? 0) + 1);
        }
      }
    }
    console.log(`    ${known} of ${all} sizes resolved without parameters`);
    for (const [why, times] of left) console.log(`      ${times} × ${why}`);
    assert.ok(known / all > 0.9, `${known} of ${all}`);
  });

  it("a GPU size put in place of a template's own size is seen", () => {
    let swapped = 0;
    for (const { name, text, compute } of cases) {
      if (!compute) continue;
      for (const size of new Set(sizes(expand(text)).map(({ size }) => size))) {
        if (typeof size !== "string" || size === gpu) continue;
        // As a literal, or as a parameter's default; expressions that take it apart are left as they are.
        const changed = text.replaceAll(`"${size}"`, `"${gpu}"`);
        if (changed === text) continue;
        swapped++;
        assert.ok(
          sizes(expand(changed)).some(found => found.size === gpu),
          `${name}: ${size}`,
        );
      }
    }
    console.log(`    ${swapped} sizes swapped`);
    assert.ok(swapped > 30, `only ${swapped}`);
  });

  it("no expression is left where a constant stood, and no resource is lost", () => {
    for (const { name, text } of cases) {
      const written = (JSON.parse(text) as { resources: { condition?: Tree; type: string }[] }).resources;
      const paths = new Set(
        [...expand(text).resources, ...expand(text).opaque].map(
          ({ path }) => /^template\.resources\[\d+\]/.exec(path)?.[0],
        ),
      );
      for (const [i, { condition, type }] of written.entries())
        if (condition === undefined && !/deployments$/i.test(type))
          assert.ok(paths.has(`template.resources[${i}]`), `${name} ${i}`);
    }
  });
});
