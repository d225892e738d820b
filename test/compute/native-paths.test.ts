import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Row, surface } from "../../compute/surface";
import { isCarrier, templates } from "../../compute/surface/templates";
import { carriers } from "../../compute/template/carriers";
import { argsOf, leadsSomewhere } from "./native-types";
import { pathsOf } from "./row-paths";

const data = join(__dirname, "../../../shared/data");
const there = existsSync(data);
const file = (name: string) => JSON.parse(readFileSync(join(data, name), "utf8"));

interface Drift {
  readonly [token: string]: { readonly paths: { readonly [path: string]: unknown } };
}
const drift: Drift | undefined = there ? file("path-drift.json") : undefined;

/** Types that only older SDKs have, with the paths that were found in them. */
const legacy = new Map<string, readonly string[]>(
  (there ? (file("compute-surface.json") as { type: string; legacyOnly?: boolean }[]) : []).flatMap(entry => {
    const paths = Object.entries(entry).flatMap(([key, list]) =>
      key.endsWith("Paths") ? (list as unknown as string[]) : [],
    );
    return entry.legacyOnly ? [[entry.type, paths] as const] : [];
  }),
);

/** Paths of other API versions: no SDK of ours has them, so they must be known from the comparison of versions. */
const inOtherVersions = (token: string, path: string): boolean => {
  const paths = Object.keys(drift?.[`azure-native:${token}`]?.paths ?? {});
  return paths.some(known => known === path || known.startsWith(`${path}.`) || known.startsWith(`${path}[]`));
};

/** Paths that older or newer API versions have and that the comparison does not list, each with its reason. */
const knownOtherwise: ReadonlySet<string> = new Set([
  // Preview versions autoscale by a list of profiles; the comparison lists its maxCount.
  "virtualMachinesProfile.scale.autoscale[].size",
  "virtualMachinesProfile.scale.autoscale[].sizes[]",
  "virtualMachinesProfile.scale.autoscale[].minCount",
  // The comparison lists the SKU as a whole.
  "devBoxDefinition.sku.name",
]);

/** Orders that only other API versions have. */
const ofOtherVersions: ReadonlySet<string> = new Set([
  ...knownOtherwise,
  "virtualMachinesProfile.scale.autoscale[]",
  "computeProfile.nodes[]",
  "computeProfile.nodes[].vmSize",
]);

const isOneOf = (path: string, paths: ReadonlySet<string>) =>
  [...paths].some(known => path === known || path.endsWith(`.${known}`));

/** Types of azure-native v1 and v2. */
const onlyInOldSdks: ReadonlySet<string> = new Set([
  "labservices:EnvironmentSetting",
  "machinelearningservices:ACIService",
  "machinelearningservices:AKSService",
]);

const wrongPaths = (row: Row): string[] =>
  row.native.flatMap(token => {
    const args = argsOf(token);
    const old = legacy.get(`azure-native:${token}`);
    if (!args && old)
      return pathsOf(row)
        .filter(({ path }) => !old.some(known => known === path || known === `${path}[]`))
        .map(({ path }) => `${token} ${path}`);
    if (!args) return [`${token} does not exist`];
    return pathsOf(row)
      .filter(({ path }) => !leadsSomewhere(args, path))
      .filter(({ path }) => drift && !inOtherVersions(token, path))
      .filter(({ path }) => !isOneOf(path, knownOtherwise))
      .map(({ path }) => `${token} ${path}`);
  });

describe("the surface's azure-native paths", () => {
  it("are properties of the SDK's own types, or of another API version", () => {
    if (!drift) console.log("      (../shared/data is not there: paths of other API versions are not checked)");
    const wrong = surface.flatMap(wrongPaths);
    if (drift) assert.deepEqual(wrong, []);
    else
      assert.deepEqual(
        surface.flatMap(row => row.native).filter(token => !argsOf(token) && !onlyInOldSdks.has(token)),
        [],
      );
  });

  it("name a current path first", () => {
    const stale = surface.flatMap(row => {
      const args = row.native[0] ? argsOf(row.native[0]) : undefined;
      if (!args) return [];
      return pathsOf(row)
        .filter(({ current, path }) => current && !leadsSomewhere(args, path) && !isOneOf(path, ofOtherVersions))
        .map(({ path }) => `${row.native[0]} ${path}`);
    });
    assert.deepEqual(stale, []);
  });

  it("catch a planted wrong path of every kind", () => {
    const [machine] = surface as [Row];
    const plant = (row: Partial<Row>) => wrongPaths({ ...machine, orders: [], payloads: [], ...row });
    const order = { what: "x", size: "~hardwareProfile.vmSize" };
    assert.deepEqual(plant({ orders: [order] }), []);
    for (const wrong of [
      { orders: [{ ...order, size: "~hardwareProfile.vmsize" }] },
      { orders: [{ ...order, size: "vmSize" }] },
      { orders: [{ ...order, at: "~agentPoolProfiles[]" }] },
      { orders: [{ ...order, count: { sum: ["zones", "capacity"] } }] },
      { orders: [{ ...order, spot: { path: "~spot" } }] },
      { orders: [{ ...order, unless: "~profile" }] },
      { orders: [{ ...order, asks: [{ path: "gpu" }] }] },
      { regions: ["~locations[]"] },
      { payloads: [{ what: "x", kind: "script" as const, path: "~osProfile[].customData" }] },
      { extensions: [{ publisher: "publisher", type: "~licenseType" }] },
    ])
      assert.equal(plant(wrong).length > 0, true, JSON.stringify(wrong));
    assert.deepEqual(plant({ native: ["compute:VirtualMachin"] }), ["compute:VirtualMachin does not exist"]);
  });

  it("of templates lead somewhere too", () => {
    for (const row of templates.filter(isCarrier))
      for (const token of row.native ?? []) {
        const args = argsOf(token);
        assert.ok(args, token);
        for (const path of carriers.get(row.arm.toLowerCase())!.templates) {
          const top = path.includes("[]") ? path : path.split(".")[0]!;
          if (top === "artifacts[].template") continue; // the older name of linkedTemplates
          assert.ok(leadsSomewhere(args, [row.body, top].filter(Boolean).join(".")), `${token} ${top}`);
        }
      }
  });

  it("has no exemption that is not needed", () => {
    const paths = surface.flatMap(pathsOf).map(({ path }) => path);
    for (const known of ofOtherVersions)
      assert.ok(
        paths.some(path => path.endsWith(known)),
        known,
      );
  });
});
