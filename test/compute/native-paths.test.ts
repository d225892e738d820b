import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Row, surface } from "../../compute/surface";
import { isCarrier, templates } from "../../compute/surface/templates";
import { carriers } from "../../compute/template/carriers";
import { argsOf, leadsSomewhere } from "./native-types";
import { pathsOf } from "./row-paths";

const data = join(__dirname, "../../../shared/data");

interface Drift {
  readonly [token: string]: { readonly paths: { readonly [path: string]: unknown } };
}
const drift: Drift | undefined = existsSync(data)
  ? JSON.parse(readFileSync(join(data, "path-drift.json"), "utf8"))
  : undefined;

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
]);

const wrongPaths = (row: Row): string[] =>
  row.native.flatMap(token => {
    const args = argsOf(token);
    if (!args) return [`${token} does not exist`];
    return pathsOf(row)
      .filter(({ path }) => !leadsSomewhere(args, path))
      .filter(({ path }) => drift && !inOtherVersions(token, path))
      .filter(({ path }) => ![...knownOtherwise].some(known => path === known || path.endsWith(`.${known}`)))
      .map(({ path }) => `${token} ${path}`);
  });

describe("the surface's azure-native paths", () => {
  it("are properties of the SDK's own types, or of another API version", () => {
    if (!drift) console.log("      (../shared/data is not there: paths of other API versions are not checked)");
    const wrong = surface.flatMap(wrongPaths);
    if (drift) assert.deepEqual(wrong, []);
    else
      assert.deepEqual(
        surface.flatMap(row => row.native).filter(token => !argsOf(token)),
        [],
      );
  });

  it("name a current path first", () => {
    const stale = surface.flatMap(row => {
      const args = argsOf(row.native[0]!)!;
      return pathsOf(row)
        .filter(({ current, path }) => current && !leadsSomewhere(args, path) && !path.includes("autoscale[]"))
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
    for (const known of knownOtherwise)
      assert.ok(
        paths.some(path => path.endsWith(known)),
        known,
      );
  });
});
