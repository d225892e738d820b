import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missing, Workspace } from "./cli";

const lacking = missing();
if (lacking) {
  console.error(lacking);
  process.exit(1);
}

const pack = join(__dirname, "../../policies");

describe("pulumi with a pack that may remediate", () => {
  let workspace: Workspace;
  let folder: string;
  before(async () => {
    workspace = new Workspace();
    folder = mkdtempSync(join(tmpdir(), "computeguard-remedy-"));
    const { code, output } = await workspace.run(["stack", "init", "dev"]);
    assert.equal(code, 0, output);
  });
  after(() => {
    workspace.remove();
    rmSync(folder, { recursive: true });
  });

  /** The program requests one scale set of two machines, where one is the limit. */
  const deploy = (command: readonly string[], enforcementLevel: string) => {
    const config = join(folder, "config.json");
    writeFileSync(config, JSON.stringify({ "oversized-scale-set": { enforcementLevel, maxInstances: 1 } }));
    const args = [...command, "--stack", "dev", "--policy-pack", pack, "--policy-pack-config", config];
    return workspace.run(args, { SPELLING: "current", SIZE: "Standard_D2s_v5" });
  };

  it("refuses a scale set above the limit out of the box", async () => {
    const { code, output } = await deploy(["preview"], "mandatory");
    assert.notEqual(code, 0, output);
    assert.match(output, /\[mandatory\].*oversized-scale-set/);
  });

  it("creates it at the limit where it is told to remediate, and says so", async () => {
    const { code, output } = await deploy(["up", "--yes"], "remediate");
    assert.equal(code, 0, output);
    assert.match(output, /oversized-scale-set/);
    const { deployment } = await workspace.exportStack("dev");
    const scaleSets = (deployment.resources ?? []).filter(({ type }) => /scaleset$/i.test(type));
    const capacities = scaleSets.map(
      ({ inputs }) => (inputs as { readonly sku: { readonly capacity: number } }).sku.capacity,
    );
    assert.deepEqual(capacities, [1]);
  });
});
