import assert from "node:assert/strict";
import { join } from "node:path";

interface Component {
  readonly "bom-ref": string;
  readonly name: string;
  readonly type?: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}
interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const at = (name: string, path = `node_modules/${name}`): Component => ({
  "bom-ref": path.replaceAll("node_modules/", ""),
  name,
  type: "library",
  properties: [{ name: "cdx:npm:package:path", value: path }],
});
const needs = (ref: string, ...dependsOn: readonly string[]) => ({ ref, dependsOn });

/** As CycloneDX's tool lists an installation. */
const installed: Bom = {
  metadata: { component: { "bom-ref": "root", name: "computeguard", type: "application" } },
  components: [
    at("computeguard-policies"),
    at("@azure/identity"),
    at("tslib"),
    at("@pulumi/policy"),
    at("google-protobuf"),
    at("zod"),
    at("mocha"),
    at("commander"),
    // of two versions the one that is bundled
    at("tslib", "node_modules/tsyringe/node_modules/tslib"),
  ],
  dependencies: [
    needs("root", "@azure/identity", "computeguard-policies", "zod", "mocha", "commander"),
    needs("computeguard-policies", "@pulumi/policy"),
    needs("@azure/identity", "tslib"),
    needs("@pulumi/policy", "google-protobuf"),
    needs("zod", "mocha"),
    { ref: "mocha" },
  ],
};

const lock = {
  packages: {
    "node_modules/zod": { dev: true },
    "node_modules/mocha": { dev: true },
    "node_modules/commander": { devOptional: true },
    "node_modules/tsyringe/node_modules/tslib": { dev: true },
    "node_modules/tslib": {},
  },
};

describe("the bill of materials of a release", () => {
  let bomOf: (installed: Bom, name: string, bundled: readonly string[], from: typeof lock) => Bom;
  before(async () => {
    const load = new Function("path", "return import(path)") as (path: string) => Promise<{ bomOf: typeof bomOf }>;
    ({ bomOf } = await load(join(__dirname, "../../release/sbom.mjs")));
  });
  const refs = ({ components }: Bom) => components.map(component => component["bom-ref"]);

  it("lists what is installed with the package and what is bundled into it, and nothing else", () => {
    const bom = bomOf(
      installed,
      "computeguard",
      ["node_modules/zod", "node_modules/tsyringe/node_modules/tslib"],
      lock,
    );
    assert.equal(bom.metadata.component.name, "computeguard");
    assert.deepEqual(refs(bom), ["@azure/identity", "tslib", "zod", "tsyringe/tslib"]);
  });

  it("is of the pack alone, where that is asked for", () => {
    const bom = bomOf(installed, "computeguard-policies", ["node_modules/zod"], lock);
    assert.deepEqual(bom.metadata.component.name, "computeguard-policies");
    assert.equal(bom.metadata.component.type, "application");
    assert.deepEqual(refs(bom), ["@pulumi/policy", "google-protobuf", "zod"]);
  });

  it("says who needs what, and names nobody who is not in it", () => {
    const bom = bomOf(installed, "computeguard-policies", ["node_modules/zod"], lock);
    assert.deepEqual(bom.dependencies, [
      needs("@pulumi/policy", "google-protobuf"),
      needs("computeguard-policies", "@pulumi/policy", "zod"),
      needs("google-protobuf"),
      needs("zod"),
    ]);
  });
});
